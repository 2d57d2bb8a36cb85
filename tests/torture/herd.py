"""The bot's processes: two that serve and two that send, each killed and started again."""

import os
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from tests.harness.ports import a_free_port

WEB, WORKER = "web", "worker"
ROOT = Path(__file__).parents[2]


@dataclass(frozen=True)
class Member:
    """`port` is where it answers; a worker has one that it does not use."""

    name: str
    command: str
    port: int


class Herd:
    """`kills` counts those that were still alive when the signal came, by command."""

    def __init__(self, nursery: "subprocess.Popen[str]", folder: Path, members: list[Member]):
        self.members = members
        self.kills = {WEB: 0, WORKER: 0}
        self.ended: list[str] = []
        """Who was gone before anybody killed it."""
        self._nursery, self._folder, self._lock = nursery, folder, threading.Lock()
        self._alive: dict[str, int] = {}

    @property
    def web_ports(self) -> list[int]:
        return [each.port for each in self.members if each.command == WEB]

    def start(self, member: Member) -> None:
        with self._lock:
            assert self._nursery.stdin and self._nursery.stdout
            log = self._folder / f"{member.name}.log"
            self._nursery.stdin.write(f"{member.command} {member.port} {log}\n")
            self._nursery.stdin.flush()
            self._alive[member.name] = int(self._nursery.stdout.readline())

    def kill(self, member: Member) -> None:
        """As the machine does when its memory is short: no chance to say goodbye."""
        try:
            os.kill(self._alive.pop(member.name), signal.SIGKILL)
            self.kills[member.command] += 1
        except ProcessLookupError:
            self.ended.append(member.name)

    def logs(self) -> str:
        return "\n".join(each.read_text() for each in sorted(self._folder.glob("*.log")))


@contextmanager
def a_herd(environment: Mapping[str, str], folder: Path) -> Iterator[Herd]:
    """All of them started; none is left in the end."""
    names = [(f"{command}-{n}", command) for command in (WEB, WORKER) for n in (1, 2)]
    members = [Member(name, command, a_free_port()) for name, command in names]
    program = [sys.executable, "-m", "tests.torture.nursery"]
    with subprocess.Popen(
        program,
        env={**environment, "PYTHONPATH": str(ROOT)},
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    ) as nursery:
        assert nursery.stdout and nursery.stdout.readline() == "ready\n"
        herd = Herd(nursery, folder, members)
        try:
            for member in members:
                herd.start(member)
            yield herd
        finally:
            for member in members:
                herd.kill(member)
            assert nursery.stdin
            nursery.stdin.close()
