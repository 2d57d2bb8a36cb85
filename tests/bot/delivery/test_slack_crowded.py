"""Telling a channel that is at its limit from a workspace that is."""

from collections.abc import Mapping
from typing import Any

import pytest

from bot.delivery.slack.crowded import CrowdedSender
from jupiter_core.ports import AtLimit, Message, RetryLater


class Slack:
    """Answers what it is told to."""

    def __init__(self) -> None:
        self.answer: Exception | None = AtLimit("Slack asks to wait", 7)

    def send(self, _message: Message) -> Mapping[str, Any]:
        if self.answer:
            raise self.answer
        return {"ts": "1"}


def a_message(lane: str, workspace_id: str) -> Message:
    names = {"id": f"m-{lane}", "stream": f"i-{lane}", "destination": "slack", "kind": "card"}
    return Message(**names, workspace_id=workspace_id, lane=lane, body={})


@pytest.fixture
def slack() -> Slack:
    return Slack()


@pytest.fixture
def sender(slack: Slack) -> CrowdedSender:
    return CrowdedSender(slack)


def limited(sender: CrowdedSender, lane: str, workspace_id: str = "T1") -> AtLimit:
    with pytest.raises(AtLimit) as caught:
        sender.send(a_message(lane, workspace_id))
    return caught.value


def test_the_third_channel_in_a_row_means_the_workspace_for_as_long_as_slack_says(
    sender: CrowdedSender,
) -> None:
    told = [limited(sender, lane) for lane in ("C1", "C2", "C3", "C4")]
    assert [each.whole for each in told] == [False, False, True, True]
    assert {each.after for each in told} == {7}


def test_one_channel_again_and_again_is_that_channel(sender: CrowdedSender) -> None:
    assert not any(limited(sender, "C1").whole for _ in range(9))


def test_a_message_that_was_taken_between_says_that_the_workspace_is_not_at_its_limit(
    sender: CrowdedSender, slack: Slack
) -> None:
    limited(sender, "C1")
    limited(sender, "C2")
    slack.answer, limit = None, slack.answer
    assert sender.send(a_message("C4", "T1")) == {"ts": "1"}
    slack.answer = limit
    assert not limited(sender, "C3").whole


def test_workspaces_are_told_apart(sender: CrowdedSender) -> None:
    told = [limited(sender, "C1", f"T{n}") for n in range(5)]
    assert not any(each.whole for each in told)


def test_other_trouble_is_as_it_was(sender: CrowdedSender, slack: Slack) -> None:
    slack.answer = RetryLater("Slack is in trouble")
    for lane in ("C1", "C2", "C3"):
        with pytest.raises(RetryLater, match="in trouble"):
            sender.send(a_message(lane, "T1"))
    slack.answer = AtLimit("Slack asks to wait")
    assert not limited(sender, "C4").whole
