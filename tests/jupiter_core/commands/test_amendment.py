"""Amending what is issued: same number, one revision more, nothing fiscal."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jupiter_core.domain.address import Address
from jupiter_core.domain.amendment import Amendment, ap_contact_of, attention_of
from jupiter_core.domain.events import EventName
from jupiter_core.domain.invoice import State
from jupiter_core.domain.mail_contact import ContactRole, MailContact
from jupiter_core.domain.money import Money
from jupiter_core.domain.party import ApContact
from jupiter_core.domain.po_number import po_number_of
from jupiter_core.domain.references import Reference
from jupiter_core.domain.refusals import (
    ChangedSinceSeen,
    InvalidEmail,
    NothingChanged,
    NotInState,
    Required,
    TooLong,
    Unprintable,
    ValidationErrors,
)
from tests.factories import DANA, FIONA, SAM, a_draft
from tests.harness.workspace import UNPRINTABLE, MemoryWorkspace

PO = "4500017342"


def test_a_po_from_the_customer_makes_version_two_of_the_same_number() -> None:
    desk = MemoryWorkspace()
    issued = desk.issued()
    amended = desk.amend(issued, DANA, po_number=PO)
    assert (amended.number, amended.revision) == (issued.number, 2)
    assert amended.content.po_number == PO
    event = desk.events(issued.id)[-1]
    assert (event.name, event.by) == (EventName.INVOICE_PO_NUMBER_ADDED, DANA)
    assert [each.words for each in event.changes] == [f"PO number added: {PO}"]


def test_a_correction_without_a_po_is_an_amendment() -> None:
    desk = MemoryWorkspace()
    amended = desk.amend(desk.issued(), DANA, attention="Floor 3")
    assert desk.events(amended.id)[-1].name is EventName.INVOICE_AMENDED


words = st.text(max_size=20)
amendments = st.builds(
    Amendment,
    po_number=words,
    ap_contact=st.builds(ApContact, name=words, email=words),
    attention=words,
    cost_centre=words,
    address=st.builds(Address, street=words, city=words, country=st.sampled_from(["US", "DE"])),
    more_contacts=st.lists(
        st.builds(MailContact, name=words, email=words, role=st.sampled_from(ContactRole)),
        max_size=3,
    ).map(tuple),
    references=st.lists(
        st.builds(Reference, key=words, label=words, value=words),
        max_size=3,
        unique_by=lambda each: each.key,
    ).map(tuple),
)


@given(amendments)
def test_no_amendment_touches_what_is_fiscal(amendment: Amendment) -> None:
    issued = a_draft(state=State.ISSUED, number="JUS-000001", revision=1)
    amended = issued.amended(amendment)
    assert amended.amendable() == amendment
    assert (
        amended.model_copy(update={"content": issued.content, "sequence": 1, "revision": 1})
        == issued
    )
    allowed = {"ap_contact", "attention", "cost_centre", "address", "more_contacts"}
    old, new = issued.content, amended.content
    assert old.model_dump(exclude={"po_number", "bill_to", "references"}) == new.model_dump(
        exclude={"po_number", "bill_to", "references"}
    )
    assert old.bill_to.model_dump(exclude=allowed) == new.bill_to.model_dump(exclude=allowed)


def test_the_second_of_two_aps_is_told_what_changed_and_nothing_is_lost() -> None:
    desk = MemoryWorkspace()
    seen = desk.issued()
    desk.amend(seen, DANA, po_number=PO)
    with pytest.raises(ChangedSinceSeen) as refusal:
        desk.amend(seen, DANA, po_number="other", attention="Floor 3")
    assert refusal.value.summary == f"PO number added: {PO}"
    assert desk.now(seen).content.po_number == PO


def test_an_amendment_that_changes_nothing_makes_no_version() -> None:
    desk = MemoryWorkspace()
    issued = desk.issued()
    with pytest.raises(NothingChanged):
        desk.amend(issued, DANA)
    assert desk.now(issued) == issued


def test_nobody_amends_before_issue_or_once_it_is_paid_or_void() -> None:
    desk = MemoryWorkspace()
    paid = desk.issued()
    paid = desk.pay(paid, paid.total)
    for closed in (desk.submit(), paid, desk.void(desk.issued())):
        with pytest.raises(NotInState):
            desk.amend(closed, DANA, po_number=PO)


def test_what_is_partly_paid_can_still_be_amended() -> None:
    desk = MemoryWorkspace()
    partly = desk.pay(desk.issued(), Money.of("1.00", "USD"))
    assert desk.amend(partly, DANA, po_number=PO).paid == partly.paid


def test_a_po_that_came_by_email_says_who_added_it() -> None:
    desk = MemoryWorkspace()
    added = desk.add_po(desk.issued(), f" {PO} ", SAM)
    assert (added.content.po_number, added.revision) == (PO, 2)
    assert desk.versions(added.id)[-1].by == SAM


def test_a_po_before_issue_voids_the_approvals() -> None:
    desk = MemoryWorkspace()
    approved = desk.issued(issue_date=date(2026, 12, 24))
    added = desk.add_po(approved, PO)
    assert (added.state, added.approvals, added.revision) == (State.PENDING_APPROVAL, (), 0)
    assert desk.approve(added).state is State.APPROVED


def test_a_po_in_a_draft_that_was_sent_back_leaves_it_a_draft() -> None:
    desk = MemoryWorkspace()
    added = desk.add_po(desk.ask_for_changes(desk.submit()), PO)
    assert (added.state, added.content.po_number) == (State.DRAFT, PO)


def test_the_same_po_again_is_nothing_new() -> None:
    desk = MemoryWorkspace()
    with pytest.raises(NothingChanged):
        desk.add_po(desk.add_po(desk.issued(), PO), PO)


@pytest.mark.parametrize(
    ("typed", "refusal"),
    [("", Required), (" ", Required), ("x" * 256, TooLong), ("45\u202e00", Unprintable)],
)
def test_what_is_no_po_number_is_refused(typed: str, refusal: type[Exception]) -> None:
    desk = MemoryWorkspace()
    with pytest.raises(refusal):
        desk.add_po(desk.issued(), typed)


def test_what_the_paper_cannot_print_is_refused_at_its_field() -> None:
    desk = MemoryWorkspace()
    issued = desk.issued()
    with pytest.raises(ValidationErrors):
        desk.add_po(issued, UNPRINTABLE)
    with pytest.raises(ValidationErrors) as mistakes:
        desk.amend(issued, DANA, po_number=UNPRINTABLE)
    assert [each.path for each in mistakes.value.refusals] == ["po_number"]


def test_typed_parts_of_an_amendment_are_checked() -> None:
    assert po_number_of("  4500 017342 ") == "4500 017342"
    assert attention_of("") == ""
    assert ap_contact_of(" Dana ", " ") == ApContact(name="Dana")
    with pytest.raises(InvalidEmail):
        ap_contact_of("Dana", "dana")


def test_finance_cannot_approve_away_what_the_customer_amended() -> None:
    desk = MemoryWorkspace()
    amended = desk.amend(desk.issued(), DANA, po_number=PO)
    with pytest.raises(NotInState):
        desk.approve(amended, FIONA)
