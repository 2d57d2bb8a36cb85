"""Changes inside a period of a contract: billed at once, given back, or left as billed."""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal

import pytest

from jupiter_core.commands.approval import Approve, approve
from jupiter_core.commands.contract import ReviseContract, revise_contract
from jupiter_core.commands.contract_approval import approve_contract
from jupiter_core.domain.contract.change import with_changed_quantity, with_early_end
from jupiter_core.domain.contract.contract import ContractState
from jupiter_core.domain.contract.scheduled import CreditMethod
from jupiter_core.domain.contract.terms import ContractTerms, OneTime
from jupiter_core.domain.invoice import Invoice, State
from jupiter_core.domain.refusals import IssuedUnderOtherTerms, NothingChanged, SelfApproval
from tests.factories import FRANK, SAM, WORKSPACE, a_customer
from tests.jupiter_core.commands.test_contract_life import Deal, Paper, the_terms, usd


@pytest.fixture
def deal() -> Deal:
    """Agreed, its first year issued on 1 January 2027: 1,200,000.00 and 250 × 480.00."""
    deal = Deal()
    deal.approve()
    deal.live_until(2027, 1, 1, 12)
    return deal


def propose(
    deal: Deal, terms: ContractTerms, credit_method: CreditMethod = CreditMethod.NEXT_INVOICE
) -> None:
    with deal.store.write(WORKSPACE) as uow:
        command = ReviseContract(
            by=SAM,
            contract_id=deal.id,
            expected_version=None,
            terms=terms,
            credit_method=credit_method,
        )
        revise_contract(command, uow, Paper())


def seats(deal: Deal, quantity: int) -> ContractTerms:
    return with_changed_quantity(deal.contract.shown.terms, 1, date(2027, 10, 1), Decimal(quantity))


def notes(deal: Deal) -> list[Invoice]:
    with deal.store.read(WORKSPACE) as uow:
        found = uow.invoices.credit_notes_before_issue(deal.invoices[0].number or "")
        return list(found)


def nets(invoices: Sequence[Invoice]) -> list[str]:
    return [str(each.content.totals.net) for each in invoices]


def test_seats_added_inside_a_year_are_issued_at_once_with_the_approval(deal: Deal) -> None:
    deal.live_until(2027, 10, 5, 12)
    propose(deal, seats(deal, 300))
    assert len(deal.invoices) == 1
    deal.approve()

    added = deal.invoices[1]
    assert added.state is State.ISSUED
    assert added.content.issue_date == date(2027, 10, 5)
    (line,) = added.content.lines
    # 50 seats at 480.00 for October to December.
    assert (str(line.amount), line.arithmetic) == ("6000.00", "50 × 480.00, 3 of 12 months")
    assert (line.service_start, line.service_end) == (date(2027, 10, 1), date(2027, 12, 31))
    deal.live_until(2028, 1, 1, 12)
    # 1,260,000.00 and 300 × 504.00.
    assert nets(deal.invoices[2:]) == ["1411200.00"]


def test_seats_agreed_ahead_are_billed_on_the_day_from_which_they_count(deal: Deal) -> None:
    deal.live_until(2027, 9, 1, 12)
    propose(deal, seats(deal, 300))
    deal.approve()
    deal.live_until(2027, 9, 30, 12)
    assert [each.state for each in deal.invoices[1:]] == [State.APPROVED]
    deal.live_until(2027, 10, 1, 12)
    assert deal.invoices[1].content.issue_date == date(2027, 10, 1)
    assert nets(deal.invoices[1:]) == ["6000.00"]


def test_fewer_seats_come_off_the_next_invoice_where_nothing_else_is_chosen(deal: Deal) -> None:
    propose(deal, seats(deal, 200))
    deal.approve()
    deal.live_until(2028, 1, 1, 12)

    # 1,260,000.00 and 200 × 504.00, less 50 seats at 480.00 for three months.
    assert nets(deal.invoices[1:]) == ["1354800.00"]
    assert notes(deal) == []


def test_fewer_seats_as_a_credit_note_wait_for_an_approval_of_their_own(deal: Deal) -> None:
    propose(deal, seats(deal, 200), CreditMethod.CREDIT_NOTE)
    assert notes(deal) == []
    deal.approve()

    (note,) = notes(deal)
    assert note.state is State.PENDING_APPROVAL
    assert nets([note]) == ["6000.00"]
    (line,) = note.content.lines
    assert line.description == "Analytics add-on, 1 Oct 2027 – 31 Dec 2027, credited"
    assert (line.service_start, line.service_end) == (date(2027, 10, 1), date(2027, 12, 31))
    approval = Approve(by=SAM, subject_id=note.id, expected_version=note.sequence)
    with pytest.raises(SelfApproval), deal.store.write(WORKSPACE) as uow:
        approve(approval, uow)
    with deal.store.write(WORKSPACE) as uow:
        approve(approval.model_copy(update={"by": FRANK}), uow)
    assert str(deal.invoices[0].creditable) == "1339000.00"
    deal.live_until(2028, 1, 1, 12)
    assert nets(deal.invoices[1:]) == ["1360800.00"]


def in_german(deal: Deal, second: str = "") -> None:
    with deal.store.write(WORKSPACE) as uow:
        uow.customers.save(a_customer(language="de", second_language=second))


def test_seats_added_are_told_in_the_language_of_the_customers_paper(deal: Deal) -> None:
    in_german(deal)
    propose(deal, seats(deal, 300))
    deal.approve()
    deal.live_until(2027, 10, 5, 12)

    (line,) = deal.invoices[1].content.lines
    assert line.description == "Analytics add-on, 01.10.2027 – 31.12.2027, hinzugefügt"
    planned = deal.contract.shown.schedule.invoices[1].lines[0]
    assert planned.description == "Analytics add-on, 1 Oct 2027 – 31 Dec 2027, added"


def test_a_credit_note_is_in_the_languages_of_the_invoice_that_it_corrects() -> None:
    deal = Deal()
    in_german(deal, second="en")
    deal.approve()
    deal.live_until(2027, 1, 1, 12)
    propose(deal, seats(deal, 200), CreditMethod.CREDIT_NOTE)
    deal.approve()

    (line,) = notes(deal)[0].content.lines
    assert line.description == (
        "Analytics add-on, 01.10.2027 – 31.12.2027, gutgeschrieben / credited"
    )


def test_what_was_given_back_by_credit_note_is_not_given_back_again(deal: Deal) -> None:
    propose(deal, seats(deal, 200), CreditMethod.CREDIT_NOTE)
    deal.approve()
    fee = OneTime(description="Workshop", amount=usd("1500"))
    terms = deal.contract.shown.terms
    propose(deal, terms.model_copy(update={"lines": (*terms.lines, fee)}), CreditMethod.CREDIT_NOTE)
    deal.approve()

    assert len(notes(deal)) == 1
    deal.live_until(2028, 1, 1, 12)
    assert nets(deal.invoices[1:]) == ["1362300.00"]


def test_fewer_seats_may_stay_as_billed_until_the_next_period(deal: Deal) -> None:
    propose(deal, seats(deal, 200), CreditMethod.NONE)
    deal.approve()
    deal.live_until(2028, 1, 1, 12)

    assert notes(deal) == []
    assert nets(deal.invoices[1:]) == ["1360800.00"]


def test_an_early_end_with_pro_rata_credits_both_products_and_bills_nothing_more(
    deal: Deal,
) -> None:
    terms = with_early_end(deal.contract.shown.terms, date(2027, 9, 30))
    propose(deal, terms, CreditMethod.CREDIT_NOTE)
    deal.approve()

    # A quarter of 1,200,000.00 and of 120,000.00.
    assert sorted(nets(notes(deal))) == ["30000.00", "300000.00"]
    deal.live_until(2029, 2, 1, 12)
    assert len(deal.invoices) == 1
    assert deal.contract.state is ContractState.ACTIVE
    assert deal.contract.shown.terms.last_day == date(2027, 9, 30)


def test_an_early_end_with_a_fee_leaves_what_is_billed_and_bills_the_fee_on_the_last_day(
    deal: Deal,
) -> None:
    fee = OneTime(description="Early termination fee", amount=usd("50000"))
    terms = with_early_end(deal.contract.shown.terms, date(2027, 9, 30), fee)
    propose(deal, terms, CreditMethod.NONE)
    deal.approve()
    deal.live_until(2029, 2, 1, 12)

    assert notes(deal) == []
    assert nets(deal.invoices[1:]) == ["50000.00"]
    assert deal.contract.shown.schedule.invoices[1].issue_on == date(2027, 9, 30)


def test_a_credit_is_never_more_than_what_is_left_of_the_invoice(deal: Deal) -> None:
    terms = with_early_end(deal.contract.shown.terms, date(2027, 1, 31))
    propose(deal, terms, CreditMethod.CREDIT_NOTE)
    deal.approve()

    # 1,100,000.00 and 110,000.00 of what was billed with 25,000.00 of prepaid credit: 1,345,000.00.
    assert sorted(nets(notes(deal))) == ["110000.00", "1100000.00"]
    propose(deal, with_early_end(deal.contract.shown.terms, date(2027, 1, 15)), CreditMethod.NONE)
    deal.approve()
    assert len(notes(deal)) == 2


def test_the_start_of_a_contract_with_issued_invoices_stays(deal: Deal) -> None:
    moved = deal.contract.shown.terms.model_copy(update={"start_date": date(2026, 12, 1)})
    with pytest.raises(IssuedUnderOtherTerms):
        propose(deal, moved)


def test_the_same_quantity_is_no_change(deal: Deal) -> None:
    with pytest.raises(NothingChanged):
        seats(deal, 250)


def test_whoever_proposed_the_change_cannot_approve_it_and_nothing_is_credited(deal: Deal) -> None:
    propose(deal, seats(deal, 200), CreditMethod.CREDIT_NOTE)
    with pytest.raises(SelfApproval), deal.store.write(WORKSPACE) as uow:
        approve_contract(Approve(by=SAM, subject_id=deal.id, expected_version=99), uow)
    assert notes(deal) == []


@pytest.mark.parametrize(("rate", "net"), [("20", "5000.00"), ("0", "6000.00")])
def test_a_credit_note_takes_off_prices_with_tax_as_they_were_agreed(rate: str, net: str) -> None:
    deal = Deal()
    lines = [{**each.model_dump(), "tax_rate": rate} for each in the_terms().lines]
    said = {**dict(the_terms()), "lines": lines, "prices_include_tax": True}
    propose(deal, ContractTerms.model_validate(said))
    deal.approve()
    deal.live_until(2027, 1, 1, 12)
    propose(deal, seats(deal, 200), CreditMethod.CREDIT_NOTE)
    deal.approve()

    # 50 seats at 480.00 for three months, tax included
    (note,) = notes(deal)
    assert (nets([note]), str(note.total)) == ([net], "6000.00")
    (line,) = note.content.as_entered.lines
    assert str(line.amount) == "6000.00"
    deal.live_until(2028, 1, 1, 12)
    assert str(deal.invoices[1].total) == "1360800.00"
