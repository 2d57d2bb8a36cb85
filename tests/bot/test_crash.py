"""The bot is killed at the worst moments, and ended politely: nothing is lost, one thing at most
is told twice, and a thread stays in order."""

import json
from pathlib import Path

import pytest

from bot.demo.play import Mode
from tests.factories import FIONA, SAM
from tests.harness.bot_process import BotProcess, a_bot_process
from tests.harness.held_calls import Moment

WHOLE = ["card", "approval_closed", "document", "notice", "document", "notice"]
"""What an approved deal's thread has; a message that was changed is known by its last change.
The last notice says that the link is to be sent by hand: this process has no mail server."""


def _in_thread(bot: BotProcess) -> list[tuple[str, str]]:
    """Kind and id of the outbox's messages as they stand in the thread; a file has no id."""
    kinds = {row_id: kind for kind, row_id, _ in bot.outbox()}
    named = (each.get("metadata", {}).get("event_payload", {}) for each in bot.thread())
    ids = (each.get("message_id", "") for each in named)
    return [(kinds.get(each, "document"), each) for each in ids]


def _without_repeat(there: list[tuple[str, str]]) -> list[str]:
    return [each[0] for n, each in enumerate(there) if n == 0 or each != there[n - 1]]


@pytest.mark.parametrize(
    ("method", "moment", "repeats"),
    [
        ("chat.postMessage", "before", 0),
        ("chat.postMessage", "after", 1),
        ("files.completeUploadExternal", "after", 1),
    ],
)
def test_a_killed_process_loses_nothing_and_repeats_at_most_the_message_it_was_sending(
    tmp_path: Path, method: str, moment: Moment, repeats: int
) -> None:
    with a_bot_process(tmp_path) as bot:
        bot.submitted()
        bot.start(forked=True)
        bot.delivered()
        bot.gate.arm(method, moment)
        bot.press(FIONA.id, "invoice_approve", bot.request())
        assert bot.gate.held.wait(15)
        bot.kill()
        assert bot.unsent()
        bot.let_leases_run_out()
        bot.start(forked=True)
        bot.delivered()
        there = _in_thread(bot)
        assert _without_repeat(there) == WHOLE
        assert len(there) - len(WHOLE) == repeats


def test_sigterm_lets_the_message_in_flight_be_recorded_and_ends_soon(tmp_path: Path) -> None:
    with a_bot_process(tmp_path, Mode.SOCKET) as bot:
        bot.submitted()
        bot.gate.arm("chat.postMessage", "after")
        bot.start()
        assert bot.gate.held.wait(15)
        bot.terminate()
        bot.stopped_listening()
        bot.gate.open()
        assert bot.ended() == 0
        assert bot.leased() == 0
        bot.start(forked=True)
        bot.delivered()
        assert len(bot.thread()) == 3
        assert b"Traceback" not in bot.output
        assert b"xoxb-" not in bot.output
        assert b"xapp-" not in bot.output


def test_a_worker_that_is_to_end_records_what_it_sends_and_logs_lines_of_json(
    tmp_path: Path,
) -> None:
    with a_bot_process(tmp_path, command="worker") as bot:
        bot.submitted()
        bot.gate.arm("chat.postMessage", "after")
        bot.start(forked=True)
        assert bot.gate.held.wait(15)
        bot.terminate()
        bot.gate.open()
        assert bot.ended() == 0
        assert bot.leased() == 0
        assert len(bot.channel()) == 1
        for line in bot.output.splitlines():
            assert {"time", "level", "event"} <= json.loads(line).keys()


def test_who_looked_at_settings_is_kept_within_seconds_and_by_a_process_that_ends_at_once(
    tmp_path: Path,
) -> None:
    with a_bot_process(tmp_path) as bot:
        bot.submitted()
        bot.start(forked=True)
        bot.command(SAM.id, "/invoice setup")
        bot.eventually(lambda: b"settings_refused" in bot.output)
        bot.terminate()
        assert bot.ended() == 0
        assert bot.looks() == [(SAM.id, "/invoice setup", "NotPermitted", 1)]
        bot.start(forked=True)
        bot.command(FIONA.id, "/invoice setup")
        bot.eventually(lambda: len(bot.looks()) == 2)
        bot.kill()
        assert {person for person, *_ in bot.looks()} == {SAM.id, FIONA.id}
