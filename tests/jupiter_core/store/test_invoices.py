"""Invoices and versions, in every store."""

from datetime import date, timedelta

import pytest

from jupiter_core.domain.invoice import State
from jupiter_core.domain.money import LARGEST_MINOR, Money
from jupiter_core.domain.refusals import AlreadyTaken, ChangedSinceSeen, NotFound
from jupiter_core.domain.seal import Validity
from jupiter_core.ports import Store
from tests.factories import (
    A_SIGNER,
    DEAL_CHANNEL,
    FIONA,
    NOW,
    WORKSPACE,
    a_content,
    a_draft,
    a_line,
)
from tests.harness.fakes import FixedClock
from tests.jupiter_core.store.histories import ID, a_draft_of, add, edit, save


def test_an_invoice_is_read_as_it_was_written(store: Store) -> None:
    draft = a_draft()
    with store.write(WORKSPACE) as uow:
        add(uow, draft)
        assert uow.invoices.get(ID) == draft
    with store.read(WORKSPACE) as uow:
        assert uow.invoices.get(ID) == draft


def test_every_version_keeps_its_document_and_its_seal(store: Store) -> None:
    with store.write(WORKSPACE) as uow:
        first = add(uow, a_draft())
        second = edit(uow, "second “memo” €")
    with store.read(WORKSPACE) as uow:
        one, two = uow.versions.of(ID)
        assert (one.invoice(), two.invoice()) == (first, second)
        assert {A_SIGNER.check(each.text(), each.hash) for each in (one, two)} == {Validity.HOLDS}
        assert two.previous_hash == one.hash
        assert uow.invoices.head(ID).hash == two.hash
        assert uow.versions.at(ID, 1) == one


def test_the_head_is_the_last_version(store: Store) -> None:
    with store.write(WORKSPACE) as uow:
        add(uow, a_draft())
        edit(uow, "second")
        head, last = uow.invoices.head(ID), uow.versions.at(ID, 2)
    assert (head.sequence, head.hash, head.document) == (2, last.hash, last.document)


def test_what_an_exception_interrupts_is_undone(store: Store) -> None:
    with store.write(WORKSPACE) as uow:
        add(uow, a_draft())
    with pytest.raises(ZeroDivisionError), store.write(WORKSPACE) as uow:
        edit(uow, "never seen")
        raise ZeroDivisionError
    with store.read(WORKSPACE) as uow:
        assert uow.invoices.get(ID) == a_draft()
        assert len(uow.versions.of(ID)) == 1


def test_a_second_writer_is_told_that_the_invoice_has_changed(store: Store) -> None:
    with store.write(WORKSPACE) as uow:
        seen = add(uow, a_draft())
        edit(uow, "the first writer's")
    with store.write(WORKSPACE) as uow:
        with pytest.raises(ChangedSinceSeen) as refusal:
            save(uow, seen.edited(a_content(memo="the second writer's"), FIONA))
        assert (refusal.value.seen, refusal.value.current) == (1, 2)
        assert uow.invoices.get(ID).content.memo == "the first writer's"
        assert len(uow.versions.of(ID)) == 2


def test_saving_an_invoice_that_is_not_there_is_refused(store: Store) -> None:
    with store.write(WORKSPACE) as uow:
        draft = add(uow, a_draft())
        stranger = draft.edited(a_content(memo="new"), FIONA).model_copy(update={"id": "nobody"})
        version = uow.versions.at(ID, 1)
        with pytest.raises(NotFound):
            uow.invoices.save(stranger, version)


@pytest.mark.parametrize("typed", ["JUS-000001", "jus-000001"])
def test_a_number_is_found_in_any_letter_case(store: Store, typed: str) -> None:
    with store.write(WORKSPACE) as uow:
        add(uow, a_draft(number="JUS-000001"))
        found = uow.invoices.find_number(typed)
        assert found is not None
        assert found.id == ID
        assert uow.invoices.find_number("JUS-000002") is None


def test_a_number_is_given_once(store: Store) -> None:
    with store.write(WORKSPACE) as uow:
        a_draft_of(uow, "one", number="JUS-000001")
        two = a_draft_of(uow, "two")
        numbered = two.edited(a_content(memo="x"), FIONA).model_copy(
            update={"number": "jus-000001"}
        )
        with pytest.raises(AlreadyTaken):
            save(uow, numbered)
        assert uow.invoices.get("two") == two
        assert len(uow.versions.of("two")) == 1


def test_two_workspaces_may_have_the_same_number(store: Store) -> None:
    with store.write(WORKSPACE) as uow:
        a_draft_of(uow, "one", number="JUS-000001")
    with store.write("T0OTHER") as uow:
        other = a_draft_of(uow, "two", number="JUS-000001")
        assert uow.invoices.find_number("JUS-000001") == other


def test_summaries_have_the_newest_change_first(store: Store, clock: FixedClock) -> None:
    for name in ("one", "two", "three"):
        with store.write(WORKSPACE) as uow:
            a_draft_of(uow, name)
        clock.advance(minutes=1)
    with store.write(WORKSPACE) as uow:
        edit(uow, "changed", "one")
    with store.read(WORKSPACE) as uow:
        assert [each.id for each in uow.invoices.summaries()] == ["one", "three", "two"]
        assert [each.id for each in uow.invoices.summaries(limit=2)] == ["one", "three"]


def test_a_summary_says_what_a_list_shows(store: Store, clock: FixedClock) -> None:
    with store.write(WORKSPACE) as uow:
        add(uow, a_draft(number="JUS-000001", content=a_content(po_number="4500017342")))
    with store.read(WORKSPACE) as uow:
        (summary,) = uow.invoices.summaries()
    assert summary.model_dump() == {
        "id": ID,
        "number": "JUS-000001",
        "state": State.DRAFT,
        "customer": "Acme Corporation",
        "total_minor": 134500000,
        "currency": "USD",
        "due_date": "2027-01-06",
        "po_number": "4500017342",
        "deal_channel": DEAL_CHANNEL,
        "drafted_by": "U0SAM",
        "corrects": "",
        "updated_at": NOW,
    }
    assert summary.updated_at.utcoffset() == timedelta(0)


def test_summaries_can_be_of_one_drafter_and_of_some_states(store: Store) -> None:
    with store.write(WORKSPACE) as uow:
        a_draft_of(uow, "sam's")
        a_draft_of(uow, "fiona's", drafted_by=FIONA)
        a_draft_of(uow, "sam's void", state=State.VOID)
    with store.read(WORKSPACE) as uow:
        own = uow.invoices.summaries(drafted_by="U0SAM")
        assert {each.id for each in own} == {"sam's", "sam's void"}
        drafts = uow.invoices.summaries(states=[State.DRAFT, State.PAID])
        assert {each.id for each in drafts} == {"sam's", "fiona's"}
        assert uow.invoices.summaries(drafted_by="U0FIONA", states=[State.VOID]) == []


def test_the_largest_amount_fits(store: Store) -> None:
    price = Money.of_minor(LARGEST_MINOR, "USD")
    line = a_line().model_copy(update={"unit_price": price})
    with store.write(WORKSPACE) as uow:
        add(uow, a_draft(content=a_content(lines=(line,))))
        assert uow.invoices.summaries()[0].total_minor == LARGEST_MINOR


def test_approved_invoices_are_due_for_issue_on_their_date(store: Store) -> None:
    on = {day: a_content(issue_date=date(2026, 11, day)) for day in (21, 22, 23)}
    with store.write(WORKSPACE) as uow:
        a_draft_of(uow, "today", state=State.APPROVED, content=on[22])
        a_draft_of(uow, "yesterday", state=State.APPROVED, content=on[21])
        a_draft_of(uow, "tomorrow", state=State.APPROVED, content=on[23])
        a_draft_of(uow, "draft", content=on[21])
        assert uow.invoices.due_for_issue("2026-11-22") == ["yesterday", "today"]


@pytest.mark.parametrize("party", ["sender-us", "customer-acme"])
def test_invoices_of_a_party_are_listed_until_they_are_issued(store: Store, party: str) -> None:
    with store.write(WORKSPACE) as uow:
        for state in State:
            a_draft_of(uow, state.value, state=state)
        assert uow.invoices.before_issue_of(party) == ["approved", "draft", "pending_approval"]
        assert uow.invoices.before_issue_of("somebody else") == []


def test_credit_notes_of_an_invoice_are_found_until_they_are_issued(store: Store) -> None:
    note, other = a_content(corrects="JUS-000001"), a_content(corrects="JUS-000002")
    with store.write(WORKSPACE) as uow:
        for state in State:
            a_draft_of(uow, state.value, state=state, content=note)
        a_draft_of(uow, "another's", content=other)
        found = [each.id for each in uow.invoices.credit_notes_before_issue("JUS-000001")]
    assert found == ["approved", "draft", "pending_approval"]


def test_ids_are_all_of_the_workspace(store: Store) -> None:
    with store.write(WORKSPACE) as uow:
        a_draft_of(uow, "b")
        a_draft_of(uow, "a")
    with store.write("T0OTHER") as uow:
        a_draft_of(uow, "c")
    with store.read(WORKSPACE) as uow:
        assert uow.invoices.ids() == ["a", "b"]


def test_a_door_that_knows_only_the_id_is_told_the_workspace(store: Store) -> None:
    with store.write("T0OTHER") as uow:
        a_draft_of(uow, "hers")
    assert store.workspace_of("hers") == "T0OTHER"
    with pytest.raises(NotFound):
        store.workspace_of("nobody's")
