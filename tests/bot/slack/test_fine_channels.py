"""Of a channel that is fine, Slack is asked once a minute, however many forms are opened in it."""

from datetime import timedelta

from bot.slack.fine_channels import FineChannels
from tests.factories import NOW
from tests.harness.fakes import FixedClock


def test_what_slack_said_holds_for_a_minute() -> None:
    clock = FixedClock(NOW)
    channels = FineChannels(clock.now)
    channels.add(("T1", "C1"))
    clock.set(NOW + timedelta(seconds=59))
    assert channels.has(("T1", "C1"))
    clock.set(NOW + timedelta(seconds=60))
    assert not channels.has(("T1", "C1"))


def test_of_another_channel_and_of_another_team_nothing_is_known() -> None:
    channels = FineChannels(FixedClock(NOW).now)
    channels.add(("T1", "C1"))
    assert not channels.has(("T1", "C2"))
    assert not channels.has(("T2", "C1"))
