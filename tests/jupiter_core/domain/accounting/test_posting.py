"""Postings of invoices and credit notes, reckoned by hand."""

from collections import defaultdict
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jupiter_core.domain.accounting.journal import JournalEntry, JournalLine
from jupiter_core.domain.accounting.mapping import (
    AccountMapping,
    DatevSettings,
    LedgerAccount,
    NamedAccount,
    RateAccounts,
)
from jupiter_core.domain.accounting.posting import issued_entry, voided_entry
from jupiter_core.domain.adjustment import Adjustment
from jupiter_core.domain.discount import Discount
from jupiter_core.domain.invoice import Invoice, State
from jupiter_core.domain.money import Money
from jupiter_core.domain.refusals import ValidationErrors
from jupiter_core.domain.tax import NamedTax
from jupiter_core.domain.totals import TaxCategory
from tests.factories import a_content, a_draft, a_line
from tests.harness.ledger import a_mapping


def issued(*lines: tuple[str, str], currency: str = "EUR", **changes: object) -> Invoice:
    """Of prices and tax rates."""
    content = a_content(
        currency=currency,
        lines=tuple(
            a_line(f"Line {n}", price=price, currency=currency, tax_rate=rate)
            for n, (price, rate) in enumerate(lines)
        ),
        issue_date=date(2027, 3, 9),
        **changes,
    )
    return a_draft(content=content, number="JEU-000001", state=State.ISSUED)


def posted(entry: JournalEntry | None) -> dict[str, int]:
    """What each account is left with, in minor units; debits above zero."""
    assert entry is not None
    accounts: dict[str, int] = defaultdict(int)
    for line in entry.lines:
        accounts[line.account] += line.amount.minor
    return dict(accounts)


def test_an_invoice_debits_the_customer_and_credits_revenue_and_tax_of_each_rate() -> None:
    mapping = a_mapping(
        rates=(
            RateAccounts(
                category=TaxCategory.STANDARD, rate=Decimal(7), revenue="8300", tax="1771"
            ),
        )
    )
    entry = issued_entry(issued(("100.00", "19"), ("50.00", "7"), ("20.00", "0")), mapping)
    # 100.00 + 19.00 + 50.00 + 3.50 + 20.00
    assert posted(entry) == {
        "1400": 19250,
        "8400": -12000,
        "1776": -1900,
        "8300": -5000,
        "1771": -350,
    }
    assert entry is not None
    assert (entry.day, entry.reference, entry.customer) == (
        date(2027, 3, 9),
        "JEU-000001",
        "Acme Corporation",
    )


def test_a_credit_note_posts_the_reverse() -> None:
    note = issued(("100.00", "19"), corrects="JEU-000001")
    assert posted(issued_entry(note, a_mapping())) == {"1400": -11900, "8400": 10000, "1776": 1900}


def test_voiding_takes_back_what_issuing_posted_on_its_own_day() -> None:
    invoice = issued(("100.00", "19"))
    entry = voided_entry(invoice, a_mapping(), date(2027, 4, 2))
    assert posted(entry) == {"1400": -11900, "8400": 10000, "1776": 1900}
    assert entry is not None and entry.day == date(2027, 4, 2)


def test_an_invoice_of_nothing_posts_nothing() -> None:
    assert issued_entry(issued(("0.00", "0")), a_mapping()) is None


def test_a_customer_of_its_own_account_is_debited_there() -> None:
    mapping = a_mapping(customers=(NamedAccount(of="customer-acme", account="10001"),))
    assert posted(issued_entry(issued(("100.00", "0")), mapping)) == {
        "10001": 10000,
        "8400": -10000,
    }


def test_each_account_that_is_missing_is_told_at_its_field() -> None:
    with pytest.raises(ValidationErrors) as refused:
        AccountMapping(profile_id="sender-us", accounts={LedgerAccount.BANK: "1200"}).checked()
    paths = {each.path for each in refused.value.refusals}
    assert paths == {each.value for each in LedgerAccount} - {"bank"}


def test_with_datev_an_account_is_a_number() -> None:
    datev = DatevSettings(consultant=29098, client=55003)
    accounts = {**a_mapping().accounts, LedgerAccount.REVENUE: "Sales"}
    with pytest.raises(ValidationErrors) as refused:
        a_mapping(accounts=accounts, datev=datev).checked()
    assert [each.path for each in refused.value.refusals] == ["revenue"]
    assert "“Sales” is not an account number" in refused.value.sentence


def test_what_does_not_balance_is_no_entry() -> None:
    line = JournalLine(account="1400", amount=Money.of("1.00", "EUR"))
    with pytest.raises(ValueError, match="does not balance"):
        JournalEntry(
            id="x",
            day=date(2027, 1, 1),
            reference="",
            memo="",
            currency="EUR",
            profile_id="",
            customer_id="",
            customer="",
            lines=(line,),
        )


prices = st.decimals("0.01", "999999.99", places=2).map(str)
rates = st.sampled_from(["0", "5.5", "7", "8.875", "19", "20"])


@given(st.lists(st.tuples(prices, rates), min_size=1, max_size=12))
def test_any_invoice_posts_its_total_to_the_customer_and_balances(
    lines: list[tuple[str, str]],
) -> None:
    invoice = issued(*lines)
    entry = issued_entry(invoice, a_mapping())
    nets: dict[str, Decimal] = defaultdict(Decimal)
    for price, rate in lines:
        nets[rate] += Decimal(price)
    cent = Decimal("0.01")
    taxes = sum(
        (net * Decimal(rate) / 100).quantize(cent, "ROUND_HALF_UP") for rate, net in nets.items()
    )
    total = sum(nets.values()) + taxes
    assert posted(entry)["1400"] == int(total * 100)
    assert sum(posted(entry).values()) == 0


def test_each_of_several_taxes_is_posted_on_the_account_of_its_own_rate() -> None:
    gst = RateAccounts(category=TaxCategory.STANDARD, rate=Decimal(5), tax="1765")
    taxes = (NamedTax(name="GST", rate=Decimal(5)), NamedTax(name="QST", rate=Decimal("9.975")))
    line = a_line(price="1234.50", currency="EUR").model_copy(update={"taxes": taxes})
    off = Adjustment(discount=Discount(amount=Money.of("34.50", "EUR")))
    content = a_content(
        currency="EUR", lines=(line,), adjustments=(off,), issue_date=date(2027, 3, 9)
    )
    invoice = a_draft(content=content, number="JEU-000001", state=State.ISSUED)
    mapping = a_mapping(rates=(gst,))
    # 1,200.00 net; 60.00 and 119.70
    assert posted(issued_entry(invoice, mapping)) == {
        mapping.account(LedgerAccount.RECEIVABLE): 137970,
        mapping.account(LedgerAccount.REVENUE): -120000,
        "1765": -6000,
        mapping.account(LedgerAccount.TAX): -11970,
    }
