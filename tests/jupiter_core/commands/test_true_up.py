"""A contract billed upfront whose price follows an index: each later year is made up for."""

from datetime import date
from decimal import Decimal

import pytest

from jupiter_core.commands.approval import Approve
from jupiter_core.commands.contract import ReviseContract, revise_contract
from jupiter_core.commands.contract_approval import approve_contract
from jupiter_core.commands.contract_end import EndContract, end_contract
from jupiter_core.commands.index_value import EnterIndexValue, enter_index_value
from jupiter_core.commands.void import VoidInvoice, void_invoice
from jupiter_core.domain.cautions import CautionCode
from jupiter_core.domain.contract.change import with_changed_quantity
from jupiter_core.domain.contract.cpi import Indexation
from jupiter_core.domain.contract.lapsed import Lapsed
from jupiter_core.domain.contract.lines import Subscription
from jupiter_core.domain.contract.terms import BillingFrequency
from jupiter_core.domain.event_details import IndexAsked
from jupiter_core.domain.invoice import Invoice, State
from jupiter_core.domain.refusals import ChangedSinceSeen, NoIndexWaits, NotInState
from jupiter_core.queries.contract_cautions import contract_cautions
from jupiter_core.queries.verify import verify
from tests.factories import FIONA, FRANK, SAM, WORKSPACE
from tests.jupiter_core.commands.test_contract_life import Deal, Paper, the_terms, usd

INDEX = "US CPI-U"
PLATFORM = Subscription(
    description="Platform",
    annual_price=usd("120000"),
    indexation=Indexation(index=INDEX, base=Decimal("304.1")),
)


@pytest.fixture
def deal() -> Deal:
    """Three years from 2027, upfront; the invoice is issued."""
    deal = Deal()
    given = {"lines": (PLATFORM,), "billing_frequency": BillingFrequency.UPFRONT}
    revise(deal, **given)
    deal.approve()
    deal.live_until(2027, 1, 1, 12)
    return deal


def revise(deal: Deal, **changes: object) -> None:
    terms = the_terms() if "lines" in changes else deal.contract.shown.terms
    command = ReviseContract(
        by=SAM,
        contract_id=deal.id,
        expected_version=None,
        terms=terms.model_copy(update=changes),
    )
    with deal.store.write(WORKSPACE) as uow:
        revise_contract(command, uow, Paper())


def enter(deal: Deal, value: str, seen: int | None = None) -> None:
    command = EnterIndexValue(
        by=SAM, contract_id=deal.id, expected_version=seen, index=INDEX, value=Decimal(value)
    )
    with deal.store.write(WORKSPACE) as uow:
        enter_index_value(command, uow, Paper())


def asked(deal: Deal) -> list[IndexAsked]:
    with deal.store.read(WORKSPACE) as uow:
        found = [each.details for each in uow.events.of(deal.id)]
    return [each for each in found if isinstance(each, IndexAsked)]


def billed(deal: Deal) -> list[tuple[str, str]]:
    there = [each for each in deal.invoices if each.number]
    return [(str(each.content.issue_date), str(each.total)) for each in there]


def credit_notes(deal: Deal) -> list[Invoice]:
    with deal.store.read(WORKSPACE) as uow:
        every = [uow.invoices.get(each) for each in uow.invoices.ids()]
    return [each for each in every if each.content.corrects]


def test_the_value_is_asked_for_before_each_anniversary_and_the_difference_billed_on_it(
    deal: Deal,
) -> None:
    assert billed(deal) == [("2027-01-01", "360000.00")]
    deal.live_until(2027, 12, 1, 12)
    assert asked(deal) == []
    deal.live_until(2027, 12, 2, 12)
    first = IndexAsked(indexes=(INDEX,), issue_on=date(2028, 1, 1), true_up_year=2)
    assert asked(deal) == [first]
    assert first.words == "US CPI-U for the difference of year 2, billed already, 1 Jan 2028"
    enter(deal, "312.3")
    deal.live_until(2027, 12, 20, 12)
    assert len(asked(deal)) == 1, "it waits for its approval"
    deal.approve()
    deal.live_until(2027, 12, 21, 12)
    assert len(billed(deal)) == 1
    deal.live_until(2028, 1, 1, 12)
    assert billed(deal)[1:] == [("2028-01-01", "3235.80")]
    deal.live_until(2028, 12, 2, 12)
    assert asked(deal)[1].true_up_year == 3
    enter(deal, "331")
    deal.approve()
    deal.live_until(2029, 1, 1, 12)
    assert billed(deal)[2:] == [("2029-01-01", "10614.91")]
    with pytest.raises(NoIndexWaits):
        enter(deal, "340")
    assert verify(deal.store, WORKSPACE) == []


def test_a_late_value_is_billed_on_the_day_of_its_approval(deal: Deal) -> None:
    deal.live_until(2028, 3, 1, 12)
    enter(deal, "312.3")
    deal.approve()
    deal.live_until(2028, 3, 1, 13)
    assert billed(deal)[1:] == [("2028-03-01", "3235.80")]


def test_the_paper_tells_how_the_difference_came_about(deal: Deal) -> None:
    enter(deal, "312.3")
    deal.approve()
    deal.live_until(2028, 1, 1, 12)
    (line,) = deal.invoices[-1].content.lines
    assert line.description == "Platform, 1 Jan 2028 – 31 Dec 2028, index adjustment"
    assert line.arithmetic == (
        "(312.3 / 304.1 − 1) = 2.6965%; 120,000.00 × 1.026965 = 123,235.80; 123,235.80 − 120,000.00"
    )


def test_an_index_that_falls_drafts_a_credit_note_that_others_approve(deal: Deal) -> None:
    enter(deal, "300")
    deal.approve()
    (note,) = credit_notes(deal)
    assert (str(note.total), note.state) == ("1617.84", State.PENDING_APPROVAL)
    assert note.content.corrects == deal.invoices[0].number
    deal.live_until(2028, 1, 1, 12)
    assert len(billed(deal)) == 1
    assert len(credit_notes(deal)) == 1


def test_one_value_is_taken_once(deal: Deal) -> None:
    seen = deal.contract.sequence
    enter(deal, "312.3", seen)
    with pytest.raises(ChangedSinceSeen):
        enter(deal, "315", seen)
    deal.approve()
    deal.live_until(2028, 1, 1, 12)
    deal.live_until(2028, 1, 1, 12)
    assert len(billed(deal)) == 2


def test_a_value_holds_while_the_difference_of_the_year_before_is_issued(deal: Deal) -> None:
    enter(deal, "312.3")
    deal.approve()
    enter(deal, "331")
    asked_for = deal.contract.sequence
    deal.live_until(2028, 1, 1, 12)
    with deal.store.write(WORKSPACE) as uow:
        command = Approve(by=FRANK, subject_id=deal.id, expected_version=asked_for)
        approved = approve_contract(command, uow)
    assert approved.agreed
    assert [str(each.net) for each in approved.agreed.schedule.invoices] == [
        *("360000.00", "3235.80", "10614.91")
    ]


def test_seats_that_are_added_in_the_middle_are_made_up_for_as_well(deal: Deal) -> None:
    terms = deal.contract.shown.terms
    more = with_changed_quantity(terms, 0, date(2027, 7, 1), Decimal(2))
    revise(deal, lines=more.lines, billing_frequency=BillingFrequency.UPFRONT)
    deal.approve()
    deal.live_until(2027, 7, 1, 12)
    enter(deal, "312.3")
    deal.approve()
    deal.live_until(2028, 1, 1, 12)
    assert billed(deal)[1:] == [("2027-07-01", "300000.00"), ("2028-01-01", "6471.60")]


def test_an_ended_contract_asks_for_nothing_more_and_takes_nothing(deal: Deal) -> None:
    with deal.store.write(WORKSPACE) as uow:
        command = EndContract(
            by=FIONA,
            contract_id=deal.id,
            expected_version=None,
            reason="They were bought.",
        )
        end_contract(command, uow)
    deal.live_until(2027, 12, 20, 12)
    assert asked(deal) == []
    with pytest.raises(NotInState):
        enter(deal, "312.3")


def test_the_end_of_a_contract_says_which_differences_are_never_billed(deal: Deal) -> None:
    enter(deal, "312.3")
    deal.approve()
    deal.live_until(2028, 1, 1, 12)
    command = EndContract(by=FIONA, contract_id=deal.id, expected_version=None, reason="Sold")
    with deal.store.write(WORKSPACE) as uow:
        end_contract(command, uow)
        last = uow.events.of(deal.id)[-1]
    # Year 2 is made up for; year 3 is billed at 120,000.00 × 312.3 / 304.1 no more than before.
    assert isinstance(last.details, Lapsed)
    assert [(each.contract_year, str(each.on)) for each in last.details.true_ups] == [
        (3, "2029-01-01")
    ]
    assert last.words == (
        "never billed: index difference for year 3, on 1 Jan 2029, on USD 120,000.00: Sold"
    )


def test_a_contract_that_awaits_no_index_ends_without_a_word_of_it() -> None:
    deal = Deal()
    deal.approve()
    command = EndContract(by=FIONA, contract_id=deal.id, expected_version=None, reason="Sold")
    with deal.store.write(WORKSPACE) as uow:
        end_contract(command, uow)
        assert uow.events.of(deal.id)[-1].details is None


def test_whoever_approves_is_told_that_the_upfront_invoice_is_void(deal: Deal) -> None:
    enter(deal, "312.3")
    assert cautions(deal) == []
    with deal.store.write(WORKSPACE) as uow:
        command = VoidInvoice(
            by=FIONA, invoice_id=deal.invoices[0].id, expected_version=None, reason="Wrong entity"
        )
        void_invoice(command, uow)
    (caution,) = cautions(deal)
    assert caution == (
        "JUS-000001 is void. The difference of the index is reckoned on what was billed there: "
        "bill that anew first."
    )


def cautions(deal: Deal) -> list[str]:
    with deal.store.read(WORKSPACE) as uow:
        found = contract_cautions(uow, uow.contracts.get(deal.id), uow.now)
    return [each.words for each in found if each.code is CautionCode.BILLED_BY_VOID]
