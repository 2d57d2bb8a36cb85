"""The workers of a run of all tests, forked from the process that starts them once it has loaded
all tests: each would read, rewrite and load the same 3,000 modules by itself. So would each the
bot, for the processes that tests fork from one that has it loaded: there is one for all.

A run of some tests, one that measures coverage, and a worker in place of one that crashed begin as
pytest-xdist begins them.
"""

import atexit
import os
import signal
import sys
import threading
from collections.abc import Sequence
from contextlib import suppress
from importlib import import_module
from pathlib import Path
from typing import Any, NoReturn

import pytest
from execnet import gateway_io
from execnet.gateway_base import Popen2IO
from execnet.gateway_io import Popen2IOMaster

from tests.harness import ahead, beside, databases, drawn_constants, garbage

_waiting: list["_Worker"] = []


def pytest_xdist_setupnodes(config: pytest.Config, specs: Sequence[object]) -> None:
    """Before the first worker is there, and with it a thread that would be in the midst of
    something."""
    whole = config.args_source is pytest.Config.ArgsSource.TESTPATHS
    if not whole or sys.platform != "linux" or "COVERAGE_RUN" in os.environ:
        return
    files = _files_of(config)
    import_module("tests.harness.forked").load_for_all()  # on another core meanwhile
    beside.begin(
        [
            *(ahead.rewritten(config, files), ahead.constants(config.rootpath), ahead.characters),
            *(databases.make_tables, databases.make_cluster),
        ]
    )
    _load_all(config, files)
    drawn_constants.look_for_them()
    if threading.active_count() > 1:
        started = "A test starts a thread when it is loaded, so each worker loads all of them."
        config.issue_config_time_warning(pytest.PytestWarning(started), stacklevel=2)
        return
    for _ in specs:  # each closes the ends of those before it
        _waiting.append(_Worker())  # noqa: PERF401
    setattr(gateway_io, Popen2IOMaster.__name__, _connected)


def _files_of(config: pytest.Config) -> list[Path]:
    folders = [config.rootpath / each for each in config.getini("testpaths")]
    return [file for folder in folders for file in sorted(folder.rglob("test_*.py"))]


def _load_all(config: pytest.Config, files: Sequence[Path]) -> None:
    """What cannot be loaded is told by the worker that tries again."""
    with garbage.none_is_looked_for():
        for file in files:
            with suppress(Exception, pytest.skip.Exception):
                import_module(_name_of(file.relative_to(config.rootpath)))
    garbage.what_is_here_stays()


def _name_of(file: Path) -> str:
    return ".".join(file.with_suffix("").parts)


class _Worker:
    """A process that waits for what execnet tells a new interpreter."""

    def __init__(self) -> None:
        theirs_in, self.to = os.pipe()
        self.back, theirs_out = os.pipe()
        sys.stdout.flush()
        self.pid = os.fork()
        if not self.pid:
            for each in (*_waiting, self):
                os.close(each.to)
                os.close(each.back)
            _work(theirs_in, theirs_out)
        os.close(theirs_in)
        os.close(theirs_out)


def _work(told: int, saying: int) -> NoReturn:
    """Never goes back into the run that it was forked from."""
    try:
        os.dup2(told, 0)
        os.dup2(saying, 1)
        sys.stdin, sys.stdout = os.fdopen(0, closefd=False), os.fdopen(1, "w", closefd=False)
        exec(eval(sys.stdin.readline()), {"__name__": "__main__"})
        atexit._run_exitfuncs()
    finally:
        os._exit(0)


class _Connection(Popen2IO):
    """With the part of execnet's own manners that it asks of a process."""

    def __init__(self, worker: _Worker, execmodel: Any) -> None:
        super().__init__(os.fdopen(worker.to, "wb"), os.fdopen(worker.back, "rb"), execmodel)
        self._pid = worker.pid

    def wait(self) -> int | None:
        with suppress(ChildProcessError):
            return os.waitstatus_to_exitcode(os.waitpid(self._pid, 0)[1])
        return None

    def kill(self) -> None:
        with suppress(ProcessLookupError):
            os.kill(self._pid, signal.SIGKILL)


def _connected(args: list[str], execmodel: Any) -> Popen2IO:
    return _Connection(_waiting.pop(0), execmodel) if _waiting else Popen2IOMaster(args, execmodel)
