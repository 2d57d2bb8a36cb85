"""An answer that Slack does not take where it should go is given elsewhere."""

from collections.abc import Iterator
from typing import Any

import pytest

from bot.simulator.seed import BOT_USER
from tests.factories import SAM
from tests.harness.slack_bot import SlackBot, a_rig
from tests.harness.slack_reading import shown


@pytest.fixture(scope="module")
def rig() -> Iterator[SlackBot]:
    with a_rig() as rig:
        yield rig


@pytest.mark.parametrize(
    "trouble",
    [
        {"kind": "server_error"},
        {"kind": "rate_limited"},
        {"kind": "error", "error": "used_url"},
        {"kind": "error", "error": "expired_url"},
    ],
    ids=str,
)
def test_what_a_response_url_does_not_take_is_shown_where_the_command_was_typed(
    rig: SlackBot, trouble: dict[str, Any]
) -> None:
    rig.fault("response_url", **trouble)
    rig.command(SAM.id, f"/invoice gibberish {trouble['kind']} {trouble.get('error', '')}")
    rig.eventually(lambda: any(str(trouble["kind"]) in each for each in _private(rig)))


def test_where_neither_can_be_shown_it_is_a_direct_message(rig: SlackBot) -> None:
    rig.membership(BOT_USER, member=False)
    rig.fault("response_url", "server_error")
    rig.command(SAM.id, "/invoice list")
    found = rig.eventually(lambda: _direct(rig))
    assert "Your invoices" in found
    rig.membership(BOT_USER, member=True)


def test_a_refusal_is_told_in_a_direct_message_too(rig: SlackBot) -> None:
    rig.fault("response_url", "error", error="used_url")
    rig.fault("chat.postEphemeral", "error", error="user_not_visible")
    rig.command(SAM.id, "/invoice show JUS-999999")
    rig.eventually(lambda: "JUS-999999" in _direct(rig))


def _private(rig: SlackBot) -> list[str]:
    return [f"{each['text']} {shown(each)}" for each in rig.channel() if each["ephemeral"]]


def _direct(rig: SlackBot) -> str:
    try:
        told = rig.direct_messages(SAM.id)[1]
    except StopIteration:
        return ""
    return " ".join(f"{each['text']} {shown(each)}" for each in told)
