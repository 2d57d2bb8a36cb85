"""An invoice of a contract that is edited before its issue: its currency, its usage credit."""

from datetime import date

import pytest

from jupiter_core.commands.draft import InvoiceTerms, ReviseInvoice, revise_invoice
from jupiter_core.domain.invoice import Invoice
from jupiter_core.domain.money import Money
from jupiter_core.domain.refusals import CurrencyOfContract
from jupiter_core.domain.totals import LineItem
from tests.factories import SAM, WORKSPACE, a_line
from tests.harness.workspace import Paper
from tests.jupiter_core.commands.test_contract_life import Deal, usd


@pytest.fixture
def deal() -> Deal:
    """With the first invoice brought, and not issued yet."""
    deal = Deal()
    deal.approve()
    deal.live_until(2026, 12, 20)
    return deal


def edited(deal: Deal, lines: tuple[LineItem, ...], currency: str = "USD") -> Invoice:
    invoice = deal.invoices[0]
    terms = InvoiceTerms(
        customer_id="customer-acme",
        sender_profile_id="sender-us",
        currency=currency,
        net_terms=45,
        issue_date=date(2027, 1, 1),
        lines=lines,
    )
    command = ReviseInvoice(
        by=SAM, invoice_id=invoice.id, expected_version=invoice.sequence, terms=terms
    )
    with deal.store.write(WORKSPACE) as uow:
        return revise_invoice(command, uow, Paper())


def test_it_stays_in_the_currency_of_its_contract(deal: Deal) -> None:
    before = deal.invoices[0]
    with pytest.raises(CurrencyOfContract, match=r"Acme Corporation 2027, which is in USD") as no:
        edited(deal, (a_line(currency="EUR"),), "EUR")
    assert no.value.path == "currency"
    assert deal.invoices == [before]


def test_without_its_usage_credit_that_credit_is_left_on_it(deal: Deal) -> None:
    before = deal.invoices[0].content
    assert before.credit_balance == usd("0")
    kept = tuple(each for each in before.lines if not each.credit)
    assert edited(deal, kept).content.credit_balance == usd("25000")


def test_with_less_of_its_usage_credit_the_rest_is_left_on_it(deal: Deal) -> None:
    lines = tuple(
        each.model_copy(update={"unit_price": Money.of("-10000", "USD")}) if each.credit else each
        for each in deal.invoices[0].content.lines
    )
    assert edited(deal, lines).content.credit_balance == usd("15000")
