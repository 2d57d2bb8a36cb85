"""A contract's late fee and references as its form has them."""

import pytest

from bot.intake.contract.filled import form_of_invoice_form
from bot.intake.contract.terms import asked_of
from bot.intake.drafts.contract import ContractForm, ContractLineForm
from bot.intake.drafts.invoice import InvoiceForm
from bot.slack.views.contract.text import own_facts
from jupiter_core.domain.contract.agreement import Agreement
from jupiter_core.domain.deal_defaults import DealDefaults
from jupiter_core.domain.late_fee import late_fee_of
from jupiter_core.domain.references import Reference
from jupiter_core.domain.refusals import ValidationErrors
from jupiter_core.domain.schedule.build import schedule_of

FORM = ContractForm(
    customer_id="customer-acme",
    sender_profile_id="sender-us",
    deal_channel="C0ACME",
    currency="USD",
    start_date="2027-01-01",
    late_fee="1% a month + 40",
    references="Project: P-77\nBatch No.: B1",
    lines=(ContractLineForm(key="l1", kind="one_time", description="Onboarding", amount="50k"),),
)


def test_they_are_part_of_the_terms() -> None:
    terms = asked_of(FORM).terms
    assert terms.late_fee == late_fee_of("1% a month + USD 40.00")
    assert terms.references == (
        Reference(key="project", value="P-77"),
        Reference(key="batch_no", label="Batch No.", value="B1"),
    )
    agreement = Agreement(
        customer_id="c", sender_profile_id="s", terms=terms, schedule=schedule_of(terms)
    )
    assert own_facts(agreement) == [
        ("Late fee", "1% a month + USD 40.00"),
        ("References", "Project P-77, Batch No. B1"),
    ]


@pytest.mark.parametrize(
    ("field", "typed"),
    [
        ("late_fee", "lots"),
        ("references", "P-77"),
        ("references", "Project: 1\nProject: 2"),
    ],
)
def test_a_mistake_stands_at_its_field(field: str, typed: str) -> None:
    with pytest.raises(ValidationErrors) as refused:
        asked_of(FORM.model_copy(update={field: typed}))
    assert [each.path for each in refused.value.refusals] == [field]


def test_an_invoice_that_becomes_a_contract_keeps_them() -> None:
    invoice = InvoiceForm(late_fee="1% a month", references="Project: P-77")
    form = form_of_invoice_form(invoice, ContractForm())
    assert (form.late_fee, form.references) == ("1% a month", "Project: P-77")


def test_the_usual_late_fee_follows_until_somebody_types_one() -> None:
    usual = DealDefaults(late_fee=late_fee_of("2% a month"))
    new = ContractForm(by_hand=())
    assert new.following(usual).late_fee == "2% a month"
    typed = new.model_copy(update={"late_fee": "3% a month"}).chosen("late_fee")
    assert typed.following(usual).late_fee == "3% a month"
