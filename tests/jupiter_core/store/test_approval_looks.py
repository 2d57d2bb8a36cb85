"""What waits for an approval is looked at when it is planned, in a store of every kind."""

from datetime import timedelta

import pytest

from jupiter_core.commands.approval_reminding import waiting_for_approval
from jupiter_core.domain.invoice import Invoice, State
from jupiter_core.ports import Store, UnitOfWork
from tests.factories import NOW, WORKSPACE, a_content, a_sender_profile
from tests.harness.fakes import FixedClock
from tests.jupiter_core.store.histories import a_draft_of, save


def pending(store: Store, *names: str) -> None:
    with store.write(WORKSPACE) as uow:
        for each in names:
            a_draft_of(uow, each, state=State.PENDING_APPROVAL)


def due(store: Store, workspace_id: str = WORKSPACE) -> list[str]:
    with store.read(workspace_id) as uow:
        return sorted(waiting_for_approval(uow))


def again(store: Store, name: str, days: int | None) -> None:
    with store.write(WORKSPACE) as uow:
        uow.approval_looks.again(name, None if days is None else NOW + timedelta(days=days))


def read_again(uow: UnitOfWork) -> Invoice:
    return uow.invoices.get("a").model_copy(update={"sequence": 2, "content": a_content(memo="x")})


def test_what_begins_to_wait_is_due_at_once(store: Store) -> None:
    pending(store, "a", "b")
    with store.write(WORKSPACE) as uow:
        a_draft_of(uow, "draft")
    assert due(store) == ["a", "b"]
    assert due(store, "T0OTHER") == []


def test_what_is_planned_is_due_from_its_moment_on(store: Store, clock: FixedClock) -> None:
    pending(store, "a", "b", "c")
    again(store, "a", 1)
    again(store, "b", None)
    assert due(store) == ["c"]
    again(store, "c", 2)
    clock.advance(days=1)
    assert due(store) == ["a"]
    clock.advance(days=1000)
    assert due(store) == ["a", "c"]


def test_what_was_saved_since_is_due_anew_while_it_waits(store: Store) -> None:
    pending(store, "a", "b")
    again(store, "a", 1)
    again(store, "b", None)
    with store.write(WORKSPACE) as uow:
        save(uow, read_again(uow))
    assert due(store) == ["a"]
    with store.write(WORKSPACE) as uow:
        decided = read_again(uow).model_copy(update={"sequence": 3, "state": State.DRAFT})
        save(uow, decided)
    assert due(store) == []


@pytest.mark.parametrize("part", ["workspace", "entity"])
def test_all_is_due_anew_when_rules_or_places_may_have_changed(store: Store, part: str) -> None:
    pending(store, "a", "b")
    again(store, "a", 1)
    again(store, "b", None)
    assert due(store) == []
    with store.write(WORKSPACE) as uow:
        if part == "workspace":
            uow.save_workspace(uow.workspace())
        else:
            uow.sender_profiles.save(a_sender_profile())
    assert due(store) == ["a", "b"]
