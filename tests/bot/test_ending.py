"""SIGTERM at any moment: before anything is served, while all rests, and where something hangs."""

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from threading import Event

import pytest
from pydantic import SecretStr

from bot.cli.app import TERMINATED
from bot.cli.ending import Sigterm
from bot.main import Application
from bot.settings import Settings
from bot.threads import Ending
from tests.factories import SECRET_KEY
from tests.harness.fakes import FixedClock

_JUPITER = "from bot.cli.app import main; main()"
_HANGS = """
from threading import Event, Thread
from bot.cli.ending import end_in_time
from bot.threads import Ending
Thread(target=Event().wait).start()
end_in_time(Ending(0), margin=0)
"""


@pytest.fixture
def _as_before() -> Iterator[None]:
    handler = signal.getsignal(signal.SIGTERM)
    yield
    signal.signal(signal.SIGTERM, handler)


def test_a_command_that_is_ended_leaves_its_work_in_order(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "contract.yaml")
    waiting = subprocess.Popen(
        [sys.executable, "-c", _JUPITER, "schedule", "contract.yaml"],
        cwd=tmp_path,
        stderr=subprocess.PIPE,
    )
    with (tmp_path / "contract.yaml").open("w", encoding="utf-8"):  # once it is there to read
        waiting.terminate()
        _, complained = waiting.communicate(timeout=60)
    assert (waiting.returncode, complained) == (TERMINATED, b"")


@pytest.mark.usefixtures("_as_before")
def test_a_sigterm_that_comes_before_it_is_waited_for_is_not_lost() -> None:
    sigterm = Sigterm()
    for _ in range(2):
        os.kill(os.getpid(), signal.SIGTERM)
    sigterm.wait()


def test_a_process_is_gone_in_time_whatever_hangs_in_it() -> None:
    ended = subprocess.run([sys.executable, "-c", _HANGS], check=False, timeout=60)
    assert ended.returncode == 1


def test_what_hangs_behind_an_answer_is_told_and_holds_up_no_end(tmp_path: Path) -> None:
    settings = Settings(
        _env_file=None,
        database_url=SecretStr(f"sqlite:///{tmp_path}/jupiter.db"),
        secret_key=(SecretStr(SECRET_KEY),),
        slack_bot_token=SecretStr("xoxb-local"),
    )
    application, begun, hanging = Application(settings, FixedClock()), Event(), Event()

    def hang() -> None:
        begun.set()
        hanging.wait()

    application.listeners.submit(hang)
    try:
        assert begun.wait(60)
        assert application.finish(Ending(0)) == 1
    finally:
        hanging.set()
    assert application.finish() == 0
