"""A contract with many invoices: proposed, approved, billed and read from its packed schedule."""

from datetime import date
from decimal import Decimal

import pytest

from jupiter_core.commands.contract import ReviseContract, revise_contract
from jupiter_core.domain.contract.change import with_changed_quantity
from jupiter_core.domain.contract.lines import Subscription
from jupiter_core.domain.contract.packed_lines import PackedLines
from jupiter_core.domain.contract.terms import BillingFrequency, ContractTerms
from jupiter_core.ports.subject import CONTRACT
from jupiter_core.queries.history import history
from jupiter_core.queries.verify import verify
from tests.factories import SAM, WORKSPACE
from tests.jupiter_core.commands.test_contract_life import Deal, Paper, the_terms, usd

LINES = tuple(
    Subscription(description=f"Module {n}", annual_price=usd(f"{1200 * (n + 1)}"))
    for n in range(21)
)


@pytest.fixture
def deal() -> Deal:
    """21 lines for five years, monthly, agreed."""
    deal = Deal()
    given = {"lines": LINES, "billing_frequency": BillingFrequency.MONTHLY, "term_months": 60}
    propose(deal, the_terms().model_copy(update=given))
    deal.approve()
    return deal


def propose(deal: Deal, terms: ContractTerms) -> None:
    command = ReviseContract(by=SAM, contract_id=deal.id, expected_version=None, terms=terms)
    with deal.store.write(WORKSPACE) as uow:
        revise_contract(command, uow, Paper())


def test_its_invoices_come_of_the_table(deal: Deal) -> None:
    agreed = deal.contract.agreed
    assert agreed
    assert all(isinstance(each.lines, PackedLines) for each in agreed.schedule.invoices)
    for month in (1, 2):
        deal.live_until(2027, month, 1, 12)
    lines = [each.content.lines for each in deal.invoices if each.number]
    assert [str(each[20].amount) for each in lines] == ["2100.00", "2100.00"]
    assert [str(each[0].service_start) for each in lines] == ["2027-01-01", "2027-02-01"]
    # 100 × (1 + … + 21)
    assert [str(each.total) for each in deal.invoices[:2]] == ["23100.00", "23100.00"]


def test_its_history_verifies_and_says_what_changed(deal: Deal) -> None:
    deal.live_until(2027, 1, 1, 12)
    terms = deal.contract.shown.terms
    propose(deal, with_changed_quantity(terms, 0, date(2027, 7, 1), Decimal(2)))
    deal.approve()
    assert verify(deal.store, WORKSPACE) == []
    with deal.store.read(WORKSPACE) as uow:
        entries = history(uow, CONTRACT, deal.id)
    changed = {change.what: change for change in entries[-2].changes}
    assert changed["Total"].old == "USD 1,386,000.00"
    # 54 months at 100 more
    assert changed["Total"].new == "USD 1,391,400.00"
