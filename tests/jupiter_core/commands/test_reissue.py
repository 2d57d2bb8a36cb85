"""Void or credited and drafted anew in one press, and copies: what stays, and who may."""

from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from jupiter_core.commands.draft import SubmitDraft, SubmitInvoice, submit_draft, submit_invoice
from jupiter_core.commands.reissue import (
    DuplicateInvoice,
    Reissued,
    ReissueInvoice,
    Way,
    duplicate_invoice,
    reissue_invoice,
    way_of,
)
from jupiter_core.domain.actor import Actor
from jupiter_core.domain.credit_note import Part
from jupiter_core.domain.events import EventName
from jupiter_core.domain.frozen import canonical_json
from jupiter_core.domain.invoice import Content, Invoice, State
from jupiter_core.domain.money import Money
from jupiter_core.domain.refusals import (
    ChangedSinceSeen,
    CreditedAlready,
    NotInState,
    NotPermitted,
    NotReissued,
    Refusal,
    ReissuedAlready,
    Required,
    SelfApproval,
    TooLong,
)
from tests.factories import DANA, FIONA, FRANK, SAM, a_line, a_sender_profile
from tests.harness.promises import expect_all_promises_kept
from tests.harness.workspace import MemoryWorkspace, terms


def usd(amount: str) -> Money:
    return Money.of(amount, "USD")


def reissue(
    desk: MemoryWorkspace,
    seen: Invoice,
    way: Way = Way.VOID,
    by: Actor = FIONA,
    reason: str = "The seats were counted twice",
) -> Reissued:
    command = ReissueInvoice(
        by=by, invoice_id=seen.id, expected_version=seen.sequence, way=way, reason=reason
    )
    with desk.writing() as uow:
        return reissue_invoice(command, uow, desk.renderer)


def duplicate(desk: MemoryWorkspace, original: Invoice, by: Actor = SAM, **said: str) -> Invoice:
    with desk.writing() as uow:
        return duplicate_invoice(DuplicateInvoice(by=by, invoice_id=original.id, **said), uow)


def submitted(desk: MemoryWorkspace, draft: Invoice, by: Actor = SAM) -> Invoice:
    command = SubmitDraft(by=by, invoice_id=draft.id, expected_version=draft.sequence)
    with desk.writing() as uow:
        return submit_draft(command, uow)


def test_one_press_voids_the_old_invoice_and_drafts_a_new_one_with_all_that_it_said() -> None:
    desk = MemoryWorkspace()
    old = desk.add_po(desk.issued(memo="Year 1"), "4500017342")
    desk.at(datetime(2026, 12, 3, 9, 30, tzinfo=UTC))
    draft, corrected, note = reissue(desk, old)
    assert (corrected.state, corrected.reason, note) == (
        *(State.VOID, "The seats were counted twice"),
        None,
    )
    assert (draft.state, draft.number, draft.deal_channel) == (
        *(State.DRAFT, None, old.deal_channel),
    )
    assert (draft.content.replaces, draft.content.issue_date) == ("JUS-000001", date(2026, 12, 3))
    assert (draft.content.po_number, draft.content.memo) == ("4500017342", "Year 1")
    assert draft.content.lines == old.content.lines
    assert corrected.replaced_by is not None
    assert corrected.replaced_by.invoice_id == draft.id


def test_both_histories_name_the_other_once_the_new_one_is_issued() -> None:
    desk = MemoryWorkspace()
    old = desk.issued()
    draft, _, _ = reissue(desk, old)
    new = desk.approve(submitted(desk, draft), FRANK)
    assert new.number == "JUS-000002"
    after = desk.now(old)
    assert after.replaced_by is not None
    assert (after.replaced_by.number, after.state) == ("JUS-000002", State.VOID)
    names = [each.name for each in desk.events(old.id)][-3:]
    assert names == [
        EventName.INVOICE_VOIDED,
        EventName.INVOICE_REISSUED,
        EventName.INVOICE_REPLACED,
    ]
    assert desk.versions(new.id)[-1].invoice().content.replaces == "JUS-000001"
    expect_all_promises_kept(desk)


def test_an_edit_of_the_new_draft_keeps_what_it_replaces() -> None:
    desk = MemoryWorkspace()
    draft, _, _ = reissue(desk, desk.issued())
    revised = desk.revise(draft, FIONA, memo="Corrected")
    assert (revised.content.memo, revised.content.replaces) == ("Corrected", "JUS-000001")


def test_what_was_paid_in_part_is_credited_and_drafted_anew() -> None:
    desk = MemoryWorkspace()
    old = desk.pay(desk.issued(), usd("345000.00"))
    with pytest.raises(NotInState):
        reissue(desk, old)
    draft, corrected, note = reissue(desk, old, Way.CREDIT_NOTE, SAM)
    assert note is not None
    assert (note.state, note.content.corrects, note.total) == (
        *(State.PENDING_APPROVAL, "JUS-000001", usd("1345000.00")),
    )
    assert note.content.replaces == ""
    assert note.content.preceding_date == old.content.issue_date
    assert corrected.state is State.PARTIALLY_PAID
    assert (draft.state, draft.content.replaces) == (State.DRAFT, "JUS-000001")
    desk.approve(note, FRANK)
    assert desk.now(old).to_refund == usd("345000.00")
    expect_all_promises_kept(desk)


def test_a_part_that_was_credited_leaves_the_rest_to_the_new_credit_note() -> None:
    desk = MemoryWorkspace()
    old = desk.issued()
    desk.approve(desk.credit(old, Part(description="Late", net=usd("45000.00"))))
    with pytest.raises(CreditedAlready):
        reissue(desk, desk.now(old))
    _, _, note = reissue(desk, desk.now(old), Way.CREDIT_NOTE)
    assert note is not None
    assert note.total == usd("1300000.00")


def test_what_is_credited_in_full_already_or_about_to_be_is_only_drafted_anew() -> None:
    desk = MemoryWorkspace()
    waiting, done = desk.issued(), desk.issued()
    desk.credit(waiting)
    desk.approve(desk.credit(done))
    for old in (waiting, desk.now(done)):
        draft, _, note = reissue(desk, old, Way.CREDIT_NOTE)
        assert (note, draft.content.replaces) == (None, old.number)


def test_what_is_void_already_is_only_drafted_anew() -> None:
    desk = MemoryWorkspace()
    old = desk.void(desk.issued())
    draft, corrected, note = reissue(desk, old)
    assert (corrected.state, note, draft.content.replaces) == (State.VOID, None, "JUS-000001")


def test_pressed_twice_it_is_done_once() -> None:
    desk = MemoryWorkspace()
    old = desk.issued()
    draft, corrected, _ = reissue(desk, old)
    with pytest.raises(ChangedSinceSeen):
        reissue(desk, old)
    with pytest.raises(ReissuedAlready):
        reissue(desk, corrected)
    with desk.reading() as uow:
        assert len(uow.invoices.ids()) == 2
    desk.void(draft)
    again, _, _ = reissue(desk, corrected)
    assert again.content.replaces == "JUS-000001"


@pytest.mark.parametrize("way", Way)
def test_only_what_is_issued_is_reissued(way: Way) -> None:
    desk = MemoryWorkspace()
    draft, note = desk.submit(), desk.approve(desk.credit(desk.issued()))
    for other in (draft, note):
        assert way_of(other) is None
        with pytest.raises(NotReissued):
            reissue(desk, other, way)


@pytest.mark.parametrize(
    ("reason", "refusal"), [("", Required), ("  ", Required), ("x" * 2001, TooLong)]
)
@pytest.mark.parametrize("way", Way)
def test_a_reason_is_needed_and_nothing_changes_without_one(
    reason: str, refusal: type[Refusal], way: Way
) -> None:
    desk = MemoryWorkspace()
    old = desk.issued()
    before = desk.tables.copy()
    with pytest.raises(refusal) as caught:
        reissue(desk, old, way, reason=reason)
    assert caught.value.path == "reason"
    assert desk.tables == before


def test_sales_ops_asks_for_the_credit_note_and_finance_alone_voids() -> None:
    desk = MemoryWorkspace()
    old = desk.issued()
    for stranger in (SAM, DANA):
        with pytest.raises(NotPermitted):
            reissue(desk, old, Way.VOID, stranger)
    assert desk.now(old) == old
    assert reissue(desk, old, Way.CREDIT_NOTE, SAM).note is not None


def test_whoever_wrote_the_old_one_or_reissued_it_does_not_approve_the_new_one() -> None:
    desk = MemoryWorkspace()
    draft, _, _ = reissue(desk, desk.issued(), by=FIONA)
    pending = submitted(desk, draft)
    with pytest.raises(SelfApproval):
        desk.approve(pending, FIONA)
    assert set(pending.authors) == {SAM.id, FIONA.id}


def test_an_address_of_accounts_payable_that_nobody_confirmed_gets_no_mail_of_the_new_one() -> None:
    desk = MemoryWorkspace()
    old = desk.issued()
    contact = old.amendable().ap_contact.model_copy(update={"email": "new@elsewhere.example"})
    amended = desk.amend(old, DANA, ap_contact=contact)
    draft, _, _ = reissue(desk, amended)
    assert draft.ap_email == "new@elsewhere.example"
    assert draft.mailed_to == old.ap_email


def test_what_another_system_calls_it_goes_over_where_the_old_one_gave_it_up() -> None:
    desk = MemoryWorkspace()
    command = SubmitInvoice(
        by=SAM, deal_channel="C0ACME", terms=terms(), external_id="hubspot:9182736450"
    )
    with desk.writing() as uow:
        pending = submit_invoice(command, uow, desk.renderer)
    void, _, _ = reissue(desk, desk.approve(pending))
    assert void.external_id == "hubspot:9182736450"
    new = desk.approve(submitted(desk, void), FRANK)
    credited, _, _ = reissue(desk, new, Way.CREDIT_NOTE)
    assert credited.external_id == ""


NAMED_ANEW = {
    "preceding_date",
    "seller",
    "remit_to",
    "issue_date",
    "back_dated",
    "made_with",
    "replaces",
}
"""What of a content is decided when it is drafted anew."""
texts = st.text("abc äß", max_size=12).map(str.strip)
prices = st.integers(1, 10**9).map(lambda minor: str(Decimal(minor).scaleb(-2)))
lines = st.lists(st.tuples(prices, st.sampled_from(["0", "19", "8.875"])), min_size=1, max_size=4)


@settings(deadline=None, max_examples=40)
@given(lines, texts, texts, st.integers(0, 90), st.sampled_from(Way))
def test_every_other_field_of_the_content_is_kept(
    priced: list[tuple[str, str]], memo: str, po_number: str, net_terms: int, way: Way
) -> None:
    desk = MemoryWorkspace()
    old = desk.issued(
        lines=tuple(a_line(price=price, tax_rate=rate) for price, rate in priced),
        memo=memo,
        po_number=po_number,
        net_terms=net_terms,
    )
    draft, _, _ = reissue(desk, old, way)
    for field in set(Content.model_fields) - NAMED_ANEW:
        assert getattr(draft.content, field) == getattr(old.content, field), field
    assert draft.content.preceding_date == old.content.issue_date
    assert draft.content.seller == old.content.seller
    assert draft.content.remit_to == old.content.remit_to
    assert draft.content.totals == old.content.totals


def test_the_new_one_asks_to_be_paid_to_the_account_that_is_confirmed_now() -> None:
    desk = MemoryWorkspace()
    old = desk.issued()
    with desk.writing() as uow:
        uow.sender_profiles.save(a_sender_profile(email="ar@jupiter.example"))
    draft, _, _ = reissue(desk, old)
    assert draft.content.seller.email == "ar@jupiter.example"
    assert old.content.seller.email != "ar@jupiter.example"


def test_a_duplicate_is_a_draft_of_today_with_all_content_and_no_po_number() -> None:
    desk = MemoryWorkspace()
    original = desk.add_po(desk.issued(memo="Year 1"), "4500017342")
    desk.at(datetime(2027, 1, 5, 9, 30, tzinfo=UTC))
    copy = duplicate(desk, original)
    assert (copy.state, copy.content.issue_date) == (State.DRAFT, date(2027, 1, 5))
    assert (copy.content.po_number, copy.content.replaces) == ("", "")
    for field in ("seller", "remit_to", "bill_to", "currency", "net_terms", "memo", "lines"):
        assert getattr(copy.content, field) == getattr(original.content, field)
    assert desk.now(original) == original
    assert duplicate(desk, original, po_number="77").content.po_number == "77"


def test_a_credit_note_is_not_duplicated_and_who_may_not_draft_duplicates_nothing() -> None:
    desk = MemoryWorkspace()
    invoice = desk.issued()
    with pytest.raises(NotReissued):
        duplicate(desk, desk.approve(desk.credit(invoice)))


def test_what_replaces_nothing_is_spelled_as_it_always_was() -> None:
    old = MemoryWorkspace().issued()
    assert "replace" not in canonical_json(old)
