"""Deeds of approving several at once, and of leaving."""

from bot.simulator.delivery import Payload
from tests.attacks.roles import payloads
from tests.attacks.roles.actions import Action, Before, changes, invoice, ran, shows, then
from tests.attacks.roles.actions_desk import alone, in_home
from tests.attacks.roles.people import Kind
from tests.attacks.roles.stage import Stage

LIST, CONFIRMATION = "desk_several", "desk_several_approve"


def _listed(stage: Stage) -> None:
    stage.command("approver", "approve")


def _ticked(stage: Stage) -> dict[str, object]:
    return {"chosen": [payloads.option(invoice("pending")(stage))]}


def _next(stage: Stage, by: Kind) -> Payload:
    return payloads.submission(by, payloads.filled(stage.top, _ticked(stage)))


def _chosen(stage: Stage) -> None:
    stage.submit("approver", **_ticked(stage))


def _approve(stage: Stage, by: Kind) -> Payload:
    return payloads.submission(by, stage.top)


def _changed(_stage: Stage, by: Kind) -> Payload:
    return payloads.event(by, type="user_change", user=by.as_slack_knows_them())


OPENED: Before = then(alone, _listed)
DEEDS = (
    ran("approve", shows(f"open {LIST}")),
    in_home("desk_approve_several", lambda _: "", shows(f"open {LIST}")),
    Action(f"view {LIST}", _next, shows(f"update {CONFIRMATION}"), OPENED),
    Action(f"view {CONFIRMATION}", _approve, changes("invoices"), then(OPENED, _chosen)),
    Action("event user_change", _changed, changes("workspaces", "letters")),
)
