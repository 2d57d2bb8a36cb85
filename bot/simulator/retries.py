"""Events that the app did not take: once more at once, after a minute, after five."""

import asyncio
from dataclasses import dataclass

from bot.simulator.delivery import Ack, Delivery, Payload, Retry
from bot.simulator.ids import Clock

DELAYS = (0.0, 60.0, 300.0)
"""Seconds from one failure to the next attempt."""
TICK = 0.02


@dataclass(frozen=True)
class Pending:
    """A retry that is due at `due`, in seconds since the epoch."""

    payload: Payload
    attempt: int
    due: float
    reason: str


class Retries:
    """Follows the injected clock, so that moving it forward is enough to make a retry due."""

    def __init__(self, clock: Clock, delivery: Delivery) -> None:
        self._clock, self._delivery = clock, delivery
        self._pending: list[Pending] = []
        self._task: asyncio.Task[None] | None = None

    async def send(self, payload: Payload) -> Ack:
        """Sends an event; when the app fails to take it, its retries are in the calendar."""
        ack = await self._delivery.send(payload)
        self._plan(payload, 0, ack)
        return ack

    def clear(self) -> None:
        self._pending.clear()

    def close(self) -> None:
        if self._task:
            self._task.cancel()

    def _plan(self, payload: Payload, attempt: int, ack: Ack) -> None:
        if ack.ok or ack.no_retry or attempt >= len(DELAYS):
            return
        due = self._clock() + DELAYS[attempt]
        self._pending.append(Pending(payload, attempt + 1, due, ack.reason))
        if self._task is None or self._task.done():
            self._task = asyncio.get_running_loop().create_task(self._follow_clock())

    async def _follow_clock(self) -> None:
        while self._pending:
            due = [each for each in self._pending if each.due <= self._clock()]
            self._pending = [each for each in self._pending if each not in due]
            for pending in due:
                retry = Retry(pending.attempt, pending.reason)
                ack = await self._delivery.send(pending.payload, retry)
                self._plan(pending.payload, pending.attempt, ack)
            await asyncio.sleep(TICK)
