"""Deeds on the desk: in the App Home, and in the modals that it opens."""

from jupiter_core.domain.invoice import State
from tests.attacks.roles import payloads
from tests.attacks.roles.actions import (
    VARIANT,
    Action,
    Before,
    Value,
    changes,
    contract,
    in_modal,
    invoice,
    shows,
)
from tests.attacks.roles.actions_setup import POLICY
from tests.attacks.roles.judged import Done
from tests.attacks.roles.stage import Stage


def in_home(
    action_id: str,
    value: Value,
    done: Done,
    variant: str = "",
    before: Before = lambda stage: None,
) -> Action:
    """A button of the App Home."""
    return Action(
        f"action {action_id}{VARIANT if variant else ''}{variant}",
        lambda stage, by: payloads.in_home(by, action_id, value(stage)),
        done,
        before,
    )


def alone(stage: Stage) -> None:
    """The invoice that waits looks like no other: one that does is approved in its thread."""
    invoices = stage.store.tables.invoices
    for key, (each, version) in invoices.items():
        if each.id != stage.ids.pending:
            invoices[key] = (each.model_copy(update={"state": State.VOID}), version)


def _of(noun: str, value: Value) -> Value:
    return lambda stage: f"{noun} {value(stage)}"


PENDING = _of("invoice", invoice("pending"))
CONTRACT = _of("contract", contract("contract_pending"))
DEEDS = (
    in_home("desk_new_contract", lambda _: "", shows("open contract_builder")),
    in_home("desk_approve", PENDING, changes("invoices"), before=alone),
    in_home(
        "desk_approve",
        _of("contract", contract("contract_pending")),
        changes("contracts"),
        "contract",
    ),
    in_home("desk_discard_form", lambda _: "form-invoice", changes("forms")),
    in_home("desk_show_all", lambda _: "overdue", shows("open desk_all")),
    in_modal("desk_page", lambda _: "overdue:0", shows("update desk_all")),
    in_modal("desk_page_later", lambda _: "overdue:1", shows("update desk_all")),
    in_home("desk_review", lambda stage: POLICY(stage), shows("open desk_review_view")),
)
