"""Deeds of approving several at once, of being away, and of leaving."""

from datetime import timedelta

from bot.simulator.delivery import Payload
from jupiter_core.domain.approver_group import ApproverGroup
from jupiter_core.domain.delegation import Delegation
from tests.attacks.roles import payloads
from tests.attacks.roles.actions import (
    Action,
    Before,
    changes,
    invoice,
    pressed_in_view,
    ran,
    shows,
    then,
    typing,
)
from tests.attacks.roles.actions_desk import alone, in_home
from tests.attacks.roles.judged import Done
from tests.attacks.roles.people import KIND, KINDS, Kind
from tests.attacks.roles.stage import Stage
from tests.factories import NOW, WORKSPACE

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


def _away(stage: Stage) -> None:
    """Every approver is, and Max approves for them."""
    with stage.store.write(WORKSPACE) as uow:
        workspace = uow.workspace()
        delegations = tuple(_delegation(each) for each in workspace.policy.approvers)
        uow.save_workspace(workspace.model_copy(update={"delegations": delegations}))


def _at_home(stage: Stage) -> None:
    """Where everybody is is known already."""
    with stage.store.write(WORKSPACE) as uow:
        zones = {each.user: each.as_slack_knows_them()["tz"] for each in KINDS}
        uow.save_workspace(uow.workspace().model_copy(update={"time_zones": zones}))


def _delegation(approver: str) -> Delegation:
    return Delegation(
        id=approver,
        approver=approver,
        approver_name=approver,
        delegate=KIND["member"].user,
        delegate_name="Max",
        first_day=NOW.date(),
        last_day=NOW.date() + timedelta(days=9),
        time_zone="UTC",
        is_passed_on=True,
    )


def _named(stage: Stage, by: Kind) -> Payload:
    typed = {
        "delegate": KIND["member"].user,
        "first_day": NOW.date().isoformat(),
        "last_day": (NOW.date() + timedelta(days=9)).isoformat(),
    }
    return payloads.submission(by, payloads.filled(stage.top, typed))


def _grouped(stage: Stage) -> None:
    """A group approves that Slack has no more."""
    group = ApproverGroup(id="S0GONE", handle="gone", members=("U0GONE",))
    with stage.store.write(WORKSPACE) as uow:
        workspace = uow.workspace()
        policy = workspace.policy.model_copy(update={"groups": (group,)})
        uow.save_workspace(workspace.model_copy(update={"policy": policy}))


def _members_changed(_stage: Stage, by: Kind) -> Payload:
    return payloads.event(by, type="subteam_members_changed", subteam_id="S0GONE")


def _group_updated(_stage: Stage, by: Kind) -> Payload:
    return payloads.event(by, type="subteam_updated", subteam={"id": "S0GONE"})


OPENED: Before = then(alone, _listed)
DEEDS = (
    ran("approve", shows(f"open {LIST}")),
    in_home("desk_approve_several", lambda _: "", shows(f"open {LIST}")),
    Action(f"view {LIST}", _next, shows(f"update {CONFIRMATION}"), OPENED),
    Action(f"view {CONFIRMATION}", _approve, changes("invoices"), then(OPENED, _chosen)),
    ran("away", shows("open away_form")),
    in_home("desk_away", lambda _: "", shows("open away_form")),
    in_home("desk_away_end", lambda _: "", changes("workspaces", "events"), before=_away),
    pressed_in_view("delegate", typing("approver", "away"), Done(), KIND["member"].user),
    Action("view away_form", _named, changes("workspaces", "events"), typing("approver", "away")),
    Action(
        "event subteam_members_changed",
        _members_changed,
        changes("workspaces", "letters"),
        _grouped,
    ),
    Action("event subteam_updated", _group_updated, changes("workspaces", "letters"), _grouped),
    Action("event user_change", _changed, changes("workspaces", "letters"), _at_home),
)
