"""What the paper asks for in each state, and what it keeps to itself."""

from datetime import UTC, datetime

import pytest

from jupiter_core.documents.pdf import PdfRenderer
from jupiter_core.domain.account import Credit
from jupiter_core.domain.events import EventName
from jupiter_core.domain.invoice import Content, Invoice, State
from jupiter_core.domain.money import Money
from tests.factories import a_content, a_draft, a_euro_bank, a_line
from tests.jupiter_core.documents.papers import a_version, an_issued, printed, text

TOTAL = Money.of("1345000.00", "USD")
EVENING = datetime(2026, 12, 13, 2, 0, tzinfo=UTC)
"""Still the twelfth in San Francisco, where the seller is."""
ASKING = ("Amount due", "Due date", "Terms", "Net 45", "Remit to", "000123456789", "PO pending")


def _paid(**changes: object) -> Invoice:
    return an_issued(**{"state": State.PAID, "paid": TOTAL, "settled_at": EVENING, **changes})


def _free() -> Content:
    return a_content(lines=(a_line("Pilot", "1", "10.00"), a_line("Discount", "1", "-10.00")))


def test_a_paid_invoice_says_so_and_when_and_asks_for_nothing() -> None:
    page = text(_paid())
    assert "JUS-000001\nPAID\n" in page
    assert "Paid on\n12 Dec 2026" in page
    assert "Total\nUSD\u00a01,345,000.00" in page
    assert "Paid -1,345,000.00\nPaid in full 12 Dec 2026" in page
    assert "USD\u00a00.00" not in page
    assert [each for each in ASKING if each in page] == []


def test_what_a_credit_note_took_off_is_settled_and_not_paid() -> None:
    credit = Credit(number="JUS-C000001", amount=TOTAL)
    page = text(_paid(paid=Money.zero("USD"), credits=(credit,)))
    assert "SETTLED" in page
    assert "PAID" not in page
    assert "Settled in full 12 Dec 2026" in page
    assert [each for each in ASKING if each in page] == []


def test_half_paid_and_half_credited_is_settled_too() -> None:
    credit = Credit(number="JUS-C000001", amount=Money.of("345000.00", "USD"))
    page = text(_paid(paid=Money.of("1000000.00", "USD"), credits=(credit,)))
    assert "Settled on\n12 Dec 2026" in page


def test_a_total_of_nothing_is_settled_at_issue() -> None:
    for state in (State.ISSUED, State.PAID):
        page = text(an_issued(content=_free(), state=state, issued_at=EVENING))
        assert "Nothing to pay USD\u00a00.00" in page
        assert "Settled on\n12 Dec 2026" in page
        assert [each for each in ASKING if each in page] == []


def test_a_paid_invoice_from_before_its_day_was_kept_takes_it_from_the_version_that_paid_it() -> (
    None
):
    version = a_version(_paid(settled_at=None))
    paid = version.model_copy(update={"why": EventName.INVOICE_PAID, "at": EVENING})
    assert "Paid in full 12 Dec 2026" in printed(paid).pages[0].extract_text()
    later = paid.model_copy(update={"why": EventName.INVOICE_LINK_REPLACED, "hash": "1" * 64})
    page = printed(later).pages[0].extract_text()
    assert "PAID" in page
    assert "Paid on" not in page


def test_what_is_partly_paid_still_asks_for_the_rest() -> None:
    page = text(an_issued(state=State.PARTIALLY_PAID, paid=Money.of("45000.00", "USD")))
    assert "Amount due\nUSD\u00a01,300,000.00" in page
    assert "000123456789" in page
    assert "PAID" not in page


@pytest.mark.parametrize("number", ["JUS-000001", None])
def test_a_void_invoice_has_neither_due_date_nor_terms(number: str | None) -> None:
    page = text(an_issued(state=State.VOID, number=number))
    assert "VOID" in page
    assert [each for each in ASKING if each in page] == []


@pytest.mark.parametrize("state", [State.DRAFT, State.PENDING_APPROVAL, State.APPROVED])
def test_a_draft_shows_no_bank_account_and_says_where_it_will_be(state: State) -> None:
    bank = a_euro_bank()
    content = a_content(remit_to=bank)
    draft = a_draft(content=content, state=state)
    page = text(draft)
    assert "Bank details and the payment reference follow with the issued invoice." in page
    for secret in (bank.bank_name, "DE89", bank.bic, "Remit to"):
        assert str(secret) not in page
    assert "Due date\n6 Jan 2027" in page


def test_the_stored_invoice_of_before_is_read_and_spelled_as_it_was() -> None:
    assert "settled_at" not in a_version(an_issued()).document
    assert a_version(_paid()).invoice() == _paid()


def test_every_standing_is_the_same_file_each_time() -> None:
    for invoice in (_paid(), an_issued(content=_free())):
        assert PdfRenderer().pdf(a_version(invoice)) == PdfRenderer().pdf(a_version(invoice))
