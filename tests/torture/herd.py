"""The bot's processes: two that serve and two that send, each killed and started again."""

import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from tests.harness.forked import Forked
from tests.harness.ports import a_free_port

WEB, WORKER = "web", "worker"


@dataclass(frozen=True)
class Member:
    """`port` is where it answers; a worker has one that it does not use."""

    name: str
    command: str
    port: int


class Herd:
    """`kills` counts those that were still alive when the signal came, by command."""

    def __init__(self, environment: Mapping[str, str], folder: Path, members: list[Member]):
        self.members = members
        self.kills = {WEB: 0, WORKER: 0}
        self.ended: list[str] = []
        """Who was gone before anybody killed it."""
        self._environment, self._folder, self._lock = environment, folder, threading.Lock()
        self._alive: dict[str, Forked] = {}

    @property
    def web_ports(self) -> list[int]:
        return [each.port for each in self.members if each.command == WEB]

    def start(self, member: Member) -> None:
        environment = {**self._environment, "PORT": str(member.port)}
        log = self._folder / f"{member.name}.log"
        with self._lock:
            self._alive[member.name] = Forked([member.command], environment, log)

    def kill(self, member: Member) -> None:
        """As the machine does when its memory is short: no chance to say goodbye."""
        process = self._alive.pop(member.name)
        if process.poll() is None:
            process.kill()
            self.kills[member.command] += 1
        else:
            self.ended.append(member.name)
        process.wait(60)

    def logs(self) -> str:
        return "\n".join(each.read_text() for each in sorted(self._folder.glob("*.log")))


@contextmanager
def a_herd(environment: Mapping[str, str], folder: Path) -> Iterator[Herd]:
    """All of them started; none is left in the end."""
    names = [(f"{command}-{n}", command) for command in (WEB, WORKER) for n in (1, 2)]
    members = [Member(name, command, a_free_port()) for name, command in names]
    herd = Herd(environment, folder, members)
    try:
        for member in members:
            herd.start(member)
        yield herd
    finally:
        for member in members:
            herd.kill(member)
