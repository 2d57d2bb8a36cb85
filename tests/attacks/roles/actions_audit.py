"""Deeds about the audit trail, and about how mails to customers fare."""

from typing import Any

from bot.simulator.delivery import Payload
from tests.attacks.roles import payloads
from tests.attacks.roles.actions import Action, changes, pressed, pressed_in_view, ran, shows
from tests.attacks.roles.actions_by_link import ISSUED, WAITING
from tests.attacks.roles.actions_setup import SETUP
from tests.attacks.roles.judged import Done
from tests.attacks.roles.people import Kind
from tests.attacks.roles.stage import Stage

LOOK = "decisions:2026-11-01:2026-12-31:"
SHOWN = Done(shows="respond")


def _chosen(action_id: str, **chosen: Any) -> Action:
    """A field that narrows the list; its block carries what it showed."""

    def forge(_stage: Stage, by: Kind) -> Payload:
        payload = payloads.in_message(by, action_id, "")
        payload.body["actions"][0] |= {"block_id": LOOK, **chosen}
        return payload

    return Action(f"action {action_id}", forge, SHOWN)


def _decided(action_id: str) -> Action:
    """A mail that waits, in the modal of mails."""

    def forge(stage: Stage, by: Kind) -> Payload:
        return payloads.in_home(by, action_id, ISSUED(stage))

    return Action(f"action {action_id}", forge, changes("events", "letters"), WAITING)


DEEDS = (
    ran("audit", SHOWN),
    _chosen("audit_person", type="users_select", selected_user="U0FIONA"),
    _chosen("audit_from", type="datepicker", selected_date="2026-11-02"),
    _chosen("audit_to", type="datepicker", selected_date="2026-11-30"),
    _chosen("audit_scope", type="static_select", selected_option=payloads.option("everything")),
    pressed("audit_everyone", lambda _: f"{LOOK}U0FIONA", SHOWN),
    pressed("audit_file", lambda _: LOOK, changes("letters")),
    ran("mail", shows("open mail_status")),
    pressed_in_view("setup_mail", SETUP, shows("push mail_status")),
    _decided("mail_status_send"),
    _decided("mail_status_withhold"),
)
