"""Trouble on demand: what should go wrong with which call, and how often."""

from dataclasses import dataclass
from typing import Literal

from bot.simulator.wire import Json

FaultKind = Literal["rate_limited", "server_error", "lost_answer", "slow", "error"]


@dataclass
class Fault:
    """`method` is a Web API method, `upload`, `response_url`, or `*` for any of them."""

    method: str
    kind: FaultKind
    count: int = 1
    retry_after: int = 1
    seconds: float = 1.0
    error: str = "internal_error"

    def as_json(self) -> Json:
        return dict(vars(self))


class Faults:
    """The open faults, oldest first."""

    def __init__(self) -> None:
        self._open: list[Fault] = []

    def add(self, fault: Fault) -> None:
        self._open.append(fault)

    def take(self, method: str) -> Fault | None:
        """The oldest open fault for this method, counted down; None when all is well."""
        for fault in self._open:
            if fault.method in (method, "*"):
                fault.count -= 1
                if fault.count <= 0:
                    self._open.remove(fault)
                return fault
        return None

    def open(self) -> list[Json]:
        return [fault.as_json() for fault in self._open]

    def clear(self) -> None:
        self._open.clear()
