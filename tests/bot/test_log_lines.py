"""The log: a line an event, JSON where it is asked for, of libraries too, and no secret in it."""

import io
import json
import logging
from collections.abc import Iterator
from contextlib import redirect_stderr

import pytest
import structlog
from structlog.contextvars import bound_contextvars

from bot.logs.carrying import CarryingThreads
from bot.logs.setting_up import set_up_logging

SECRET = "xoxb-what-nobody-may-read"


@pytest.fixture(autouse=True)
def afterwards() -> Iterator[None]:
    root = logging.getLogger()
    before, level = root.handlers[:], root.level
    yield
    root.handlers[:] = before
    root.setLevel(level)
    structlog.reset_defaults()


def starting(*, in_json: bool) -> None:
    """As a process does, in which nothing has set up a handler."""
    logging.getLogger().handlers.clear()
    set_up_logging("INFO", in_json=in_json)


def _failed(log: logging.Logger) -> None:
    try:
        raise ValueError(SECRET)
    except ValueError:
        log.exception("cannot\nparse %s", "that")


def test_lines_of_ours_and_of_a_library_are_json_of_one_form(
    capfd: pytest.CaptureFixture[str],
) -> None:
    starting(in_json=True)
    with bound_contextvars(request_id="r1", workspace="T0", invoice="01J"):
        structlog.get_logger("ours").warning("message_not_sent_yet", tries=3)
        _failed(logging.getLogger("a.library"))
    out, err = capfd.readouterr()
    ours, theirs = (json.loads(line) for line in err.splitlines())
    assert out == ""
    assert {"request_id": "r1", "workspace": "T0", "invoice": "01J"}.items() <= ours.items()
    assert (ours["event"], ours["level"], ours["tries"]) == ("message_not_sent_yet", "warning", 3)
    assert {"request_id": "r1", "workspace": "T0", "invoice": "01J"}.items() <= theirs.items()
    assert (theirs["event"], theirs["level"]) == ("cannot\nparse that", "error")
    assert theirs["logger"] == "a.library"
    assert theirs["error"].startswith("ValueError: _failed (test_log_lines.py:")
    assert SECRET not in err
    assert all(each["time"].endswith(("Z", "+00:00")) for each in (ours, theirs))


def test_a_library_s_line_for_people_has_its_time_too(capfd: pytest.CaptureFixture[str]) -> None:
    starting(in_json=False)
    _failed(logging.getLogger("a.library"))
    _, err = capfd.readouterr()
    assert err[:2] == "20"
    assert "ERROR a.library: cannot" in err
    assert SECRET not in err


def test_what_runs_in_another_thread_knows_the_request_of_who_asked() -> None:
    with CarryingThreads(1, "slack") as threads:
        with bound_contextvars(request_id="r1"):
            known = threads.submit(structlog.contextvars.get_contextvars)
        after = threads.submit(structlog.contextvars.get_contextvars)
    assert known.result() == {"request_id": "r1"}
    assert after.result() == {}


def test_a_line_is_written_to_standard_error_as_it_is_by_then() -> None:
    before, now = io.StringIO(), io.StringIO()
    with redirect_stderr(before):
        starting(in_json=False)
    before.close()
    with redirect_stderr(now):
        structlog.get_logger("ours").warning("still_here")
    assert "still_here" in now.getvalue()
