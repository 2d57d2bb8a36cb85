"""What strangers cause fills no disk."""

import logging

import pytest
import structlog
from slack_bolt.logger.messages import warning_client_prioritized_and_token_skipped

from bot.logs.quiet import QuietServers, Repeats, Seldom


class Time:
    now = 0.0

    def __call__(self) -> float:
        return self.now


def test_so_many_a_minute_and_then_how_many_were_left_out() -> None:
    time = Time()
    repeats = Repeats(most=2, seconds=60, now=time)
    assert [repeats.left_out("bad") for _ in range(5)] == [0, 0, None, None, None]
    assert repeats.left_out("other") == 0
    time.now = 61
    assert [repeats.left_out("bad") for _ in range(3)] == [3, 0, None]


def _record(name: str, said: str) -> logging.LogRecord:
    return logging.LogRecord(name, logging.ERROR, "", 0, said, None, None)


def test_the_servers_lines_are_few_and_our_own_are_all_there() -> None:
    quiet = QuietServers(Repeats(most=1))
    for name, expected in (("asyncio", [True, False]), ("bot.jobs", [True, True])):
        said = [quiet.filter(_record(name, "socket.accept() failed")) for _ in range(2)]
        assert said == expected


def test_what_bolt_says_of_its_own_arguments_is_left_out() -> None:
    said = warning_client_prioritized_and_token_skipped()
    quiet = QuietServers()
    assert not quiet.filter(_record("slack_bolt.App", said))
    assert quiet.filter(_record("slack_bolt.App", "Unhandled request"))


def test_a_line_that_is_seldom_is_dropped_when_it_comes_often() -> None:
    seldom = Seldom(Repeats(most=1))
    assert seldom(None, "warning", {"event": "refused", "seldom": True}) == {"event": "refused"}
    with pytest.raises(structlog.DropEvent):
        seldom(None, "warning", {"event": "refused", "seldom": True})
    for _ in range(3):
        assert seldom(None, "warning", {"event": "refused"}) == {"event": "refused"}
