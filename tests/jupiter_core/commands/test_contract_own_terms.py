"""A contract's own late fee and references: agreed with it, and on every invoice that it brings."""

from datetime import date
from decimal import Decimal

import pytest

from jupiter_core.commands.contract import ReviseContract, revise_contract
from jupiter_core.domain.adjustment import Adjustment
from jupiter_core.domain.cautions import CautionCode
from jupiter_core.domain.contract.milestone import Milestone, Milestones
from jupiter_core.domain.contract.terms import ContractTerms
from jupiter_core.domain.discount import Discount
from jupiter_core.domain.frozen import canonical_json
from jupiter_core.domain.late_fee import late_fee_of
from jupiter_core.domain.money import Money
from jupiter_core.domain.payment_instructions.flags import contract_flags, invoice_flags
from jupiter_core.domain.references import Reference, ReferenceField
from jupiter_core.domain.refusals import ValidationErrors
from jupiter_core.queries.contract_cautions import contract_cautions
from tests.factories import SAM, WORKSPACE, a_content, a_customer, a_line
from tests.jupiter_core.commands.test_contract_life import Deal, Paper, the_terms, usd

FEE = late_fee_of("1.5% a month after 10 days")
PROJECT, ORDER = Reference(key="project", value="P-77"), Reference(key="sales_order", value="SO-9")


@pytest.fixture
def deal() -> Deal:
    """Its customer files by project, which is usually P-1, and requires a GL code."""
    deal = Deal()
    fields = (
        ReferenceField(key="project", value="P-1"),
        ReferenceField(key="gl_code", required=True),
        ReferenceField(key="batch_no", label="Batch No."),
    )
    with deal.store.write(WORKSPACE) as uow:
        uow.customers.save(a_customer(references=fields))
    return deal


def revise(deal: Deal, **said: object) -> None:
    terms = ContractTerms.model_validate({**dict(the_terms()), **said})
    with deal.store.write(WORKSPACE) as uow:
        command = ReviseContract(by=SAM, contract_id=deal.id, expected_version=None, terms=terms)
        revise_contract(command, uow, Paper())


def test_every_invoice_of_it_says_the_late_fee_and_the_references(deal: Deal) -> None:
    revise(deal, late_fee=FEE, references=(PROJECT, ORDER))
    deal.approve()
    deal.live_until(2027, 1, 1, 12)
    deal.live_until(2028, 1, 1, 12)

    first, second, *_ = deal.invoices
    assert [each.content.issue_date for each in (first, second)] == [
        date(2027, 1, 1),
        date(2028, 1, 1),
    ]
    for invoice in (first, second):
        assert invoice.content.late_fee == FEE
        said = {each.key: each.value for each in invoice.content.reference_entries}
        assert said == {"project": "P-77", "gl_code": "", "batch_no": "", "sales_order": "SO-9"}


def test_what_is_as_usual_for_the_customer_follows_them(deal: Deal) -> None:
    usual = Reference(key="project", value="P-1")
    revise(deal, references=(usual, ORDER))
    assert deal.contract.shown.terms.references == (ORDER,)


def test_what_the_contract_says_of_a_required_reference_is_not_missed(deal: Deal) -> None:
    def told() -> list[CautionCode]:
        with deal.store.read(WORKSPACE) as uow:
            return [each.code for each in contract_cautions(uow, deal.contract, uow.now)]

    revise(deal, late_fee=FEE)
    assert CautionCode.REFERENCES_MISSING in told()
    revise(deal, references=(Reference(key="gl_code", value="6400"),))
    assert CautionCode.REFERENCES_MISSING not in told()


def test_a_change_of_either_is_told_as_old_and_new(deal: Deal) -> None:
    revise(deal, references=(Reference(key="batch_no", value="B-1"), ORDER))
    revise(deal, late_fee=FEE, references=(Reference(key="batch_no", value="B-2"),))
    with deal.store.read(WORKSPACE) as uow:
        last = uow.events.of(deal.id)[-1]
    assert {(each.what, each.old, each.new) for each in last.changes} == {
        ("Late fee", "", "1.5% a month after 10 days"),
        ("Reference Batch No.", "B-1", "B-2"),
        ("Reference Sales order", "SO-9", ""),
    }


@pytest.mark.parametrize(
    ("said", "path", "sentence"),
    [
        ({"late_fee": late_fee_of("40", "EUR")}, "late_fee", "EUR"),
        ({"references": (PROJECT, PROJECT)}, "references[1].key", "Project"),
    ],
)
def test_what_does_not_fit_is_refused_at_its_place_and_nothing_changes(
    deal: Deal, said: dict[str, object], path: str, sentence: str
) -> None:
    before = deal.contract
    with pytest.raises(ValidationErrors) as refused:
        revise(deal, **said)
    (told,) = refused.value.refusals
    assert (told.path, sentence in told.sentence) == (path, True), told.sentence
    assert deal.contract == before


class Latin(Paper):
    """Its fonts have no snowman."""

    def unprintable(self, text: str) -> str:
        return "☃" if "☃" in text else ""


LAUNCH = Discount(percent=Decimal(10), reason="Launch ☃")
PROJECT_FEE = Milestones(
    description="Implementation",
    amount=usd("1000"),
    parts=(Milestone(name="Go-live"), Milestone(name="Report ☃", percent=Decimal(40))),
)


def test_what_the_paper_cannot_print_is_refused_where_it_was_typed(deal: Deal) -> None:
    said: dict[str, object] = {
        "references": (Reference(key="project", value="P ☃"),),
        "adjustments": (Adjustment(discount=LAUNCH),),
        "lines": (*the_terms().lines, PROJECT_FEE),
    }
    terms = ContractTerms.model_validate({**dict(the_terms()), **said})
    command = ReviseContract(by=SAM, contract_id=deal.id, expected_version=None, terms=terms)
    with pytest.raises(ValidationErrors) as refused, deal.store.write(WORKSPACE) as uow:
        revise_contract(command, uow, Latin())
    assert {each.path for each in refused.value.refusals} == {
        *("references", "adjustments[0].reason", "lines[4].parts[1].name"),
    }


def test_what_looks_like_payment_instructions_in_them_is_flagged(deal: Deal) -> None:
    project = PROJECT_FEE.model_copy(
        update={"parts": (Milestone(name="Wire to GB29 NWBK 6016 1331 9268 19"),)}
    )
    launch = Discount(percent=Decimal(10), reason="Remit to us")
    revise(
        deal,
        references=(Reference(key="project", value="DE89 3704 0044 0532 0130 00"),),
        adjustments=(Adjustment(discount=launch),),
        lines=(*the_terms().lines, project),
    )
    labels = [each.label for each in contract_flags(deal.contract)]
    assert labels == ["Line 5", "Discount", "Reference"]
    content = a_content(lines=(a_line().model_copy(update={"discount": launch}),))
    assert [each.label for each in invoice_flags(content)] == ["Discount"]


def test_terms_without_either_are_spelled_as_ever() -> None:
    spelled = canonical_json(the_terms())
    assert '"late_fee"' not in spelled
    assert '"references"' not in spelled


def test_an_invoice_of_prices_with_tax_draws_the_credit_as_it_was_agreed(deal: Deal) -> None:
    lines = [{**each.model_dump(), "tax_rate": "20"} for each in the_terms().lines]
    revise(deal, lines=lines, prices_include_tax=True)
    deal.approve()
    deal.live_until(2027, 1, 1, 12)

    content = deal.invoices[0].content
    # 1,200,000 + 120,000 + 50,000 − 25,000 = 1,345,000; ÷ 1.2 = 1,120,833.333…
    assert [str(each) for each in (content.totals.net, content.totals.total)] == [
        "1120833.33",
        "1345000.00",
    ]
    entered = [str(each.amount) for each in content.as_entered.lines]
    assert entered == ["1200000.00", "120000.00", "50000.00", "-25000.00"]
    assert deal.balance() == Money.zero("USD")
    assert content.credit_balance == Money.zero("USD")
    deal.live_until(2027, 1, 1, 13)
    assert deal.invoices[0].number
    assert deal.balance() == Money.zero("USD")


def test_an_invoice_shows_the_discount_that_the_contract_gives_on_a_line(deal: Deal) -> None:
    lines = [each.model_dump() for each in the_terms().lines]
    lines[1] |= {"discount_percent": "10"}
    revise(deal, lines=lines)
    deal.approve()
    deal.live_until(2027, 1, 1, 12)

    line = deal.invoices[0].content.lines[1]
    # 250 × 480.00 = 120,000.00, less 12,000.00
    assert (str(line.gross), str(line.amount)) == ("120000.00", "108000.00")
    assert line.discount == Discount(percent=Decimal(10))
    assert line.arithmetic == "250 × 480.00"
    assert deal.invoices[0].total == deal.contract.shown.schedule.invoices[0].total
