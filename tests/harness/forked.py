"""`jupiter` in processes of their own, forked from one that has imported it.

A start takes a tenth of a second and not the seconds in which the bot is loaded. What is tested of
a start itself is run as an operator runs it.
"""

import os
import resource
import signal
import sys
from collections.abc import Callable, Mapping
from contextlib import suppress
from multiprocessing import forkserver, get_context
from pathlib import Path
from subprocess import TimeoutExpired

from bot.cli.app import main

_MOULD = get_context("forkserver")
_MOULD.set_forkserver_preload(
    ["bot.cli.serving", "bot.cli.demo", "tests.harness.forked", "tests.harness.mortal_api_server"]
)


def load_for_all() -> None:
    """One mould for this process and all that are forked from it later, which begins to load now:
    by itself, each would start its own."""
    server = forkserver._forkserver
    server.ensure_running()
    setattr(server, forkserver.ForkServer.ensure_running.__name__, lambda: None)


class ForkedProgram:
    """A function in such a process, with the part of Popen's manners that tests use."""

    def __init__(self, program: Callable[..., object], *arguments: object) -> None:
        self._named = program.__name__
        self._process = _MOULD.Process(target=program, args=arguments, daemon=True)
        self._process.start()

    def poll(self) -> int | None:
        """The exit code, or None while it runs."""
        return self._process.exitcode

    def kill(self) -> None:
        self.send_signal(signal.SIGKILL)

    def terminate(self) -> None:
        self.send_signal(signal.SIGTERM)

    def send_signal(self, number: int) -> None:
        """One that has ended gets none."""
        if self.poll() is None and self._process.pid:
            with suppress(ProcessLookupError):
                os.kill(self._process.pid, number)

    def wait(self, timeout: float | None = None) -> int:
        """The exit code. Raises TimeoutExpired."""
        self._process.join(timeout)
        code = self.poll()
        if code is None:
            raise TimeoutExpired(self._named, timeout or 0)
        return code


class Forked(ForkedProgram):
    """`jupiter` in such a process. What it says on both streams is in the files, added to what is
    there."""

    def __init__(
        self,
        words: list[str],
        env: Mapping[str, str],
        said: Path,
        complained: Path | None = None,
        cwd: Path | None = None,
        open_files: int | None = None,
    ) -> None:
        """With these words, in exactly this environment; `open_files` is how many it may have."""
        streams = (str(said), str(complained or said))
        super().__init__(_be, words, dict(env), *streams, str(cwd or Path.cwd()), open_files)


def _be(
    words: list[str],
    env: dict[str, str],
    said: str,
    complained: str,
    cwd: str,
    open_files: int | None,
) -> None:
    """What `jupiter` with these words would be in a process of its own."""
    if open_files:
        resource.setrlimit(resource.RLIMIT_NOFILE, (open_files, open_files))
    for stream, file in ((1, said), (2, complained)):
        written = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
        os.dup2(written, stream)
        os.close(written)
    os.environ.clear()
    os.environ.update(env)
    os.chdir(cwd)
    sys.argv = ["jupiter", *words]
    main()
