"""Credit notes of a contract's change give back what was billed, as the invoices show it."""

from datetime import date
from decimal import Decimal
from typing import Any

from jupiter_core.commands.credit_note import DraftCreditNote, draft_credit_note
from jupiter_core.domain.adjustment import Adjustment
from jupiter_core.domain.contract.change import with_early_end
from jupiter_core.domain.contract.scheduled import CreditMethod
from jupiter_core.domain.contract.terms import BillingFrequency, ContractTerms, Subscription
from jupiter_core.domain.credit_note import Part
from jupiter_core.domain.discount import Discount
from jupiter_core.domain.invoice import Invoice
from jupiter_core.domain.tax import NamedTax
from tests.factories import SAM, WORKSPACE, a_sender_profile
from tests.jupiter_core.commands.test_contract_change import propose, seats
from tests.jupiter_core.commands.test_contract_life import Deal, Paper, the_terms, usd

GST, QST = NamedTax(name="GST", rate=Decimal(5)), NamedTax(name="QST", rate=Decimal("9.975"))


def a_deal(**changes: Any) -> Deal:
    """Agreed with other terms than the usual ones, and its first invoice issued."""
    deal = Deal()
    with deal.store.write(WORKSPACE) as uow:
        uow.sender_profiles.save(a_sender_profile(taxes=(GST, QST)))
    propose(deal, ContractTerms.model_validate({**dict(the_terms()), **changes}))
    deal.approve()
    deal.live_until(2027, 1, 1, 12)
    return deal


def in_quarters() -> Deal:
    """400.00 a year with 19% tax included, of which three quarters are issued."""
    product = Subscription(description="Platform", annual_price=usd("400"), tax_rate=Decimal(19))
    quarterly = BillingFrequency.QUARTERLY
    deal = a_deal(lines=(product,), billing_frequency=quarterly, prices_include_tax=True)
    deal.live_until(2027, 7, 1, 12)
    return deal


def notes_of(deal: Deal) -> list[Invoice]:
    """The latest invoice's first."""
    with deal.store.read(WORKSPACE) as uow:
        numbers = [each.number or "" for each in reversed(deal.invoices) if each.number]
        found = [uow.invoices.credit_notes_before_issue(each) for each in numbers]
    return [note for notes in found for note in notes]


def fewer_seats(deal: Deal) -> Invoice:
    """The credit note for 50 seats of 250, at 480.00 for three months of twelve."""
    propose(deal, seats(deal, 200), CreditMethod.CREDIT_NOTE)
    deal.approve()
    (note,) = notes_of(deal)
    return note


def ends_in_march(deal: Deal) -> list[Invoice]:
    terms = with_early_end(deal.contract.shown.terms, date(2027, 3, 31))
    propose(deal, terms, CreditMethod.CREDIT_NOTE)
    deal.approve()
    return notes_of(deal)


def test_prices_with_tax_are_given_back_invoice_by_invoice_as_each_shows_them() -> None:
    notes = ends_in_march(in_quarters())
    sums = [each.content.totals for each in notes]
    # 100.00 / 1.19 is 84.03, and 19% of that 15.97. By nets, 200.00 would be 168.07 and not 2 ×
    # 84.03: a third note, of a cent.
    assert [(str(each.net), str(each.tax), str(each.total)) for each in sums] == [
        ("84.03", "15.97", "100.00"),
        ("84.03", "15.97", "100.00"),
    ]
    assert [str(note.content.as_entered.lines[0].amount) for note in notes] == ["100.00"] * 2


def test_of_prices_with_tax_no_more_is_given_back_than_an_invoice_has_left() -> None:
    deal = in_quarters()
    april = deal.invoices[1]
    part = Part(description="Goodwill", gross=usd("40"))
    command = DraftCreditNote(
        by=SAM, invoice_id=april.id, expected_version=None, part=part, reason="Goodwill"
    )
    with deal.store.write(WORKSPACE) as uow:
        draft_credit_note(command, uow, Paper())
    notes = [note for note in ends_in_march(deal) if note.content.memo != "Goodwill"]
    # All of July's, what is left of April's, and the rest of January's.
    assert [str(note.total) for note in notes] == ["100.00", "60.00", "40.00"]


def test_what_bears_several_taxes_is_given_back_with_each_of_them() -> None:
    totals = fewer_seats(a_deal(taxes=(GST, QST))).content.totals
    # 6,000.00, of which 5% and 9.975%
    assert [str(each.amount) for each in totals.named] == ["300.00", "598.50"]
    assert (str(totals.net), str(totals.total)) == ("6000.00", "6898.50")


def test_several_taxes_that_the_prices_include_come_to_what_was_agreed() -> None:
    totals = fewer_seats(a_deal(taxes=(GST, QST), prices_include_tax=True)).content.totals
    # 6,000.00 / 1.14975 is 5,218.53, whose taxes make 6,000.01; those of 5,218.52 make 6,000.00.
    assert [str(each.amount) for each in totals.named] == ["260.93", "520.55"]
    assert (str(totals.net), str(totals.total)) == ("5218.52", "6000.00")


def test_a_discount_on_the_whole_was_not_paid_and_is_not_given_back() -> None:
    tenth = Adjustment(discount=Discount(percent=Decimal(10), reason="Launch"))
    note = fewer_seats(a_deal(adjustments=(tenth,)))
    # 50 × 480.00 for three months of twelve is 6,000.00, and a tenth of that was never billed.
    assert str(note.total) == "5400.00"
    (line,) = note.content.lines
    assert line.arithmetic == "50 × 480.00, 3 of 12 months = 6,000.00; 6,000.00 − 600.00"


def test_a_charge_in_percent_is_given_back_too_and_an_amount_stays() -> None:
    charge = Adjustment(discount=Discount(percent=Decimal(2), reason="Handling"), charge=True)
    amount = Adjustment(discount=Discount(amount=usd("300"), reason="Goodwill"))
    note = fewer_seats(a_deal(adjustments=(charge, amount)))
    assert str(note.total) == "6120.00"
