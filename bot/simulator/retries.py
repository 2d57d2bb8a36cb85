"""Events that the app did not take: once more at once, after a minute, after five."""

import asyncio
from dataclasses import dataclass

from bot.simulator.delivery import Ack, Delivery, Payload, Retry
from bot.simulator.ids import Clock

DELAYS = (0.0, 60.0, 300.0)
"""Seconds from the start of one failed attempt to the next."""
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
        self._era = 0  # a reset ends one: what was on its way then is not sent again
        self._task: asyncio.Task[None] | None = None

    async def send(self, payload: Payload) -> Ack:
        """Sends an event; when the app fails to take it, its retries are in the calendar."""
        return await self._attempt(payload, 0, None)

    def clear(self) -> None:
        """Forgets what is to be sent again, and what is on its way."""
        self._era += 1
        self._pending.clear()

    def close(self) -> None:
        if self._task:
            self._task.cancel()

    async def _attempt(self, payload: Payload, attempt: int, retry: Retry | None) -> Ack:
        began, era = self._clock(), self._era
        ack = await self._delivery.send(payload, retry)
        hopeless = ack.no_retry or attempt >= len(DELAYS)
        if not ack.ok and not hopeless and era == self._era:
            self._plan(Pending(payload, attempt + 1, began + DELAYS[attempt], ack.reason))
        return ack

    def _plan(self, pending: Pending) -> None:
        self._pending.append(pending)
        if self._task is None or self._task.done():
            self._task = asyncio.get_running_loop().create_task(self._follow_clock())

    async def _follow_clock(self) -> None:
        while self._pending:
            due = [each for each in self._pending if each.due <= self._clock()]
            self._pending = [each for each in self._pending if each not in due]
            for pending in due:
                retry = Retry(pending.attempt, pending.reason)
                await self._attempt(pending.payload, pending.attempt, retry)
            await asyncio.sleep(TICK)
