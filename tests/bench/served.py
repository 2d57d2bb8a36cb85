"""A program that serves on a port, in a process of its own; what it costs in processor time."""

import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from tests.harness.ports import a_free_port

_TICKS = os.sysconf("SC_CLK_TCK")


@dataclass(frozen=True)
class Served:
    """It, and where."""

    port: int
    pid: int

    def spent(self) -> float:
        """Seconds of processor time since it began, of user and system, where the system tells."""
        told = Path(f"/proc/{self.pid}/stat").read_text(encoding="ascii")
        fields = told.rpartition(")")[2].split()
        return (int(fields[11]) + int(fields[12])) / _TICKS

    def resident(self) -> float:
        """Megabytes of memory that it holds, where the system tells."""
        told = Path(f"/proc/{self.pid}/status").read_text(encoding="ascii")
        return int(told.partition("VmRSS:")[2].split()[0]) / 1024


@contextmanager
def serving(module: str, *arguments: str) -> Iterator[Served]:
    """`python -m MODULE PORT …`, from when it listens until the block is left."""
    port = a_free_port()
    process = subprocess.Popen([sys.executable, "-m", module, str(port), *arguments])
    try:
        _wait_for(port, process)
        yield Served(port, process.pid)
    finally:
        process.terminate()
        process.wait(timeout=20)


def _wait_for(port: int, process: "subprocess.Popen[bytes]") -> None:
    deadline = time.monotonic() + 90
    while process.poll() is None and time.monotonic() < deadline:
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.02)
    raise RuntimeError("what was to be measured did not start")
