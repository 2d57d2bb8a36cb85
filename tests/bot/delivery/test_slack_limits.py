"""Slack's own rate limits, by a clock that the test moves: what is too much at once comes later."""

from collections.abc import Iterator

import pytest

from bot.simulator.rates import SLACK, Limits, Tier
from bot.simulator.seed import Channel
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
    assert len(cards(rig)) < DEALS
    turns = deliver_all(rig)
    assert len(cards(rig)) == DEALS
    posted = rig.calls("chat.postMessage")
    taken = [each for each in posted if each["status"] == 200]
    limited = len(posted) - len(taken)
    ids = [str(each["request"].get("metadata")) for each in taken]
    assert len(ids) == len(set(ids))
    # Once a turn it is found out that a channel is at its limit, and not once a message: the deals'
    # channel, and the direct messages of two approvers.
    assert 0 < limited <= 3 * (turns + 1)


def test_a_workspace_at_its_limit_is_found_out_by_three_channels_and_not_by_each() -> None:
    limits = Limits(posts=Tier(600, 600), all_posts=Tier(300, 5), tiers={}, others=Tier(600, 600))
    channels = [f"C0DEAL{n:02}" for n in range(DEALS)]
    with a_rig(limits=limits) as rig:
        known = rig.simulator.workspace.channels
        members = known[DEAL_CHANNEL].members
        for channel in channels:
            known[channel] = Channel(channel, channel.lower(), set(members))
            rig.submitted(deal_channel=channel)
        turns = deliver_all(rig)
        assert [len(cards(rig, each)) for each in channels] == [1] * DEALS
        posted = [each["status"] for each in rig.calls("chat.postMessage")]
        assert turns > 2
        # Of the channels and two approvers, most have something to post in each turn.
        assert 0 < posted.count(429) <= 3 * (turns + 1)


def deliver_all(rig: SlackBot) -> int:
    """Goes on second by second until nothing waits; how many seconds that took."""
    rig.deliver()
    seconds = 0
    while rig.errors():
        rig.clock.advance(seconds=1)
        rig.deliver()
        seconds += 1
        assert seconds < 200
    return seconds


def test_methods_at_their_tier_s_limit_make_files_late_and_no_file_twice() -> None:
    with a_rig(limits=Limits(posts=Tier(600, 600), tiers={}, others=Tier(60, 4))) as rig:
        for _ in range(4):
            rig.submitted()
        assert deliver_all(rig) > 1
        announced = rig.calls("files.getUploadURLExternal")
        assert any(each["status"] == 429 for each in announced)
        shared = [each["channels"] for each in rig.files()]
        assert shared.count([DEAL_CHANNEL]) == 4
        assert len(shared) == 12  # in each thread, and beside each approver's question


def test_another_channel_is_not_held_up(rig: SlackBot) -> None:
    for _ in range(DEALS):
        rig.submitted()
    rig.submitted(deal_channel=OTHER_CHANNEL)
    rig.deliver()
    assert len(cards(rig)) < DEALS
    assert len(cards(rig, OTHER_CHANNEL)) == 1
