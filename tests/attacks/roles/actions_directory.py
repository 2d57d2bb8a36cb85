"""Deeds of Slack's own: what it tells of people and channels."""

from bot.simulator.delivery import Payload
from bot.slack.directory_events import CHANNEL_EVENTS
from tests.attacks.roles import payloads
from tests.attacks.roles.actions import Action
from tests.attacks.roles.judged import Done
from tests.attacks.roles.people import Kind
from tests.attacks.roles.stage import Stage

CHANNEL = {"id": "C0ACME", "name": "acme"}


def _of_channel(name: str) -> Action:
    said = CHANNEL if name.endswith("_rename") else CHANNEL["id"]

    def forge(_stage: Stage, by: Kind) -> Payload:
        return payloads.event(by, type=name, channel=said)

    return Action(f"event {name}", forge, Done())


def _moved(_stage: Stage, by: Kind) -> Payload:
    ids = {"old_channel_id": "C0ACME", "new_channel_id": "C0NEW"}
    return payloads.event(by, type="channel_id_changed", **ids)


def _joined_team(_stage: Stage, by: Kind) -> Payload:
    return payloads.event(by, type="team_join", user=by.as_slack_knows_them())


def _of_member(name: str) -> Action:
    def forge(_stage: Stage, by: Kind) -> Payload:
        return payloads.event(by, type=name, user=by.user, channel="C0ACME")

    return Action(f"event {name}", forge, Done())


DEEDS = (
    *map(_of_channel, CHANNEL_EVENTS),
    Action("event channel_id_changed", _moved, Done()),
    Action("event team_join", _joined_team, Done()),
    _of_member("member_joined_channel"),
    _of_member("member_left_channel"),
)
