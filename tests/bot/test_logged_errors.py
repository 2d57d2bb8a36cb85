"""The log says what went wrong and where, and quotes nobody."""

import logging
from collections.abc import Callable

import pytest
from slack_sdk.errors import SlackApiError

from bot.logs.errors import Unquoting, traced, unquoting

SECRET = "xoxb-what-nobody-may-read"


def _raised(raising: Callable[[], object]) -> BaseException:
    with pytest.raises(Exception) as caught:
        raising()
    return caught.value


def _quoting() -> None:
    token = SECRET
    try:
        raise KeyError(token)
    except KeyError as missing:
        raise ValueError(f"{token} is wrong") from missing


def test_an_error_is_told_by_kind_and_place_with_its_cause_and_without_its_words() -> None:
    told = traced(_raised(_quoting))
    assert told.startswith("ValueError: _quoting (test_logged_errors.py:")
    assert "; from KeyError: _quoting (test_logged_errors.py:" in told
    assert SECRET not in told


def slack_error(words: str, answer: dict[str, object]) -> Exception:
    return SlackApiError(words, answer)  # type: ignore[no-untyped-call]


def test_slacks_own_word_for_an_error_is_kept() -> None:
    error = slack_error(f"no: {SECRET}", {"ok": False, "error": "is_archived"})
    assert traced(error) == "SlackApiError is_archived: "


def test_a_word_that_is_none_of_slacks_is_not_kept() -> None:
    error = slack_error("no", {"ok": False, "error": f"<html>{SECRET}"})
    assert SECRET not in traced(error)


def test_loggers_of_both_kinds_quote_nothing() -> None:
    error = _raised(_quoting)
    record = logging.LogRecord(
        "a", logging.ERROR, "f", 1, "failed", (), (type(error), error, error.__traceback__)
    )
    assert SECRET not in Unquoting("%(message)s").format(record)
    assert SECRET not in str(unquoting(None, "error", {"event": "failed", "exc_info": error}))
