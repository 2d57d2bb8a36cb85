"""Slack's own rate limits, by a clock that the test moves: what is too much at once comes later."""

from collections.abc import Iterator

import pytest

from bot.simulator.rates import SLACK
from tests.factories import DEAL_CHANNEL, SAM
from tests.harness.slack_bot import SlackBot, a_rig
from tests.harness.slack_reading import Json

DEALS = 12
OTHER_CHANNEL = "C0GLOBEX"


@pytest.fixture
def rig() -> Iterator[SlackBot]:
    with a_rig(limits=SLACK) as rig:
        yield rig


def cards(rig: SlackBot, channel: str = DEAL_CHANNEL) -> list[Json]:
    return rig.channel(SAM.id, channel)


def test_a_channel_with_many_deals_gets_each_of_its_messages_once_and_in_order(
    rig: SlackBot,
) -> None:
    for _ in range(DEALS):
        rig.submitted()
    rig.deliver()
    at_once = len(cards(rig))
    assert at_once < DEALS
    turns = 0
    while rig.errors():
        rig.clock.advance(seconds=1)
        rig.deliver()
        turns += 1
        assert turns < 200
    assert len(cards(rig)) == DEALS
    posted = rig.calls("chat.postMessage")
    taken = [each for each in posted if each["status"] == 200]
    limited = len(posted) - len(taken)
    ids = [str(each["request"].get("metadata")) for each in taken]
    assert len(ids) == len(set(ids))
    # Once a turn it is found out that a channel is at its limit, and not once a message: the deals'
    # channel, and the direct messages of two approvers.
    assert 0 < limited <= 3 * (turns + 1)


def test_another_channel_is_not_held_up(rig: SlackBot) -> None:
    for _ in range(DEALS):
        rig.submitted()
    rig.submitted(deal_channel=OTHER_CHANNEL)
    rig.deliver()
    assert len(cards(rig)) < DEALS
    assert len(cards(rig, OTHER_CHANNEL)) == 1
