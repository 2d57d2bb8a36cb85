"""The billing calendar in the contract builder: chosen, seen in the schedule, kept, refused."""

from collections.abc import Iterator
from datetime import date

import pytest

from bot.intake.contract.filled import form_of_contract
from bot.intake.contract.terms import asked_of
from jupiter_core.domain.contract.terms import EarlyEnd, EarlyEndRule, Proration
from jupiter_core.domain.money import Money
from tests.factories import SAM
from tests.harness.modal_bot import ModalBot, a_builder_stage
from tests.harness.slack_reading import shown


@pytest.fixture
def stage() -> Iterator[ModalBot]:
    with a_builder_stage() as made:
        yield made


def _a_contract_from_15_october(stage: ModalBot) -> None:
    stage.types("/invoice contract")
    stage.top("contract_builder")
    acme = stage.search("builder_customer", "acme")[0]
    stage.fill(SAM.id, "builder_customer", acme["value"])
    stage.fill(SAM.id, "contract_start", "2027-10-15")
    stage.fill(SAM.id, "contract_term", "12")
    stage.press_in_view(SAM.id, "contract_add_subscription")
    stage.top("contract_line_editor")
    stage.fill(SAM.id, "contract_line_description", "Platform")
    stage.fill(SAM.id, "contract_line_annual_price", "36500")
    stage.submit(SAM.id)
    stage.top("contract_builder")
    stage.showing("Platform")


def _calendar(stage: ModalBot, **fields: str) -> dict[str, str]:
    stage.press_in_view(SAM.id, "contract_calendar_open")
    stage.top("contract_calendar")
    for name, value in fields.items():
        stage.fill(SAM.id, f"calendar_{name}", value)
    errors: dict[str, str] = stage.submit(SAM.id).get("errors", {})
    return errors


def test_a_first_period_to_the_first_by_day_and_early_invoices_are_chosen_in_the_builder(
    stage: ModalBot,
) -> None:
    _a_contract_from_15_october(stage)
    assert not _calendar(
        stage,
        billing_day="1",
        proration="by_day",
        bill_in_advance_days="10",
        early_end="fee",
        early_end_fee="5k",
    )
    stage.top("contract_builder")
    stage.showing("from day 1; invoiced 10 days before")
    stage.press_in_view(SAM.id, "contract_schedule")
    # 15 to 31 October 2027 are 17 of the 366 days to 14 October 2028: 36,500.00 × 17 / 366.
    assert "1,695.36" in shown(stage.top("contract_schedule_pages"))
    stage.close(SAM.id)
    stage.top("contract_builder")
    assert stage.submit(SAM.id)["ok"]

    terms = stage.eventually(stage.contracts)[0].shown.terms
    assert (terms.billing_day, terms.proration) == (1, Proration.BY_DAY)
    assert terms.early_end == EarlyEnd(rule=EarlyEndRule.FEE, fee=Money.of("5000", "USD"))
    first, second = stage.contracts()[0].shown.schedule.invoices
    assert (first.issue_on, first.period_end) == (date(2027, 10, 5), date(2027, 10, 31))
    assert (second.issue_on, second.period_start) == (date(2027, 10, 22), date(2027, 11, 1))


def test_what_does_not_fit_is_said_at_its_field_and_nothing_is_kept(stage: ModalBot) -> None:
    _a_contract_from_15_october(stage)

    errors = _calendar(stage, billing_day="32", month_end="yes", early_end="fee")

    said = {block_id.partition(".")[0]: sentence for block_id, sentence in errors.items()}
    assert "must be between 1 and 31" in said["billing_day"]
    assert stage.forms()[0].values["billing_day"] == ""


def test_a_month_end_is_kept_only_for_a_contract_that_starts_on_one(stage: ModalBot) -> None:
    _a_contract_from_15_october(stage)

    errors = _calendar(stage, month_end="yes")

    assert list(errors.values()) == [
        "15 Oct 2027 is not the last day of its month, so the month's end can't be kept."
    ]


def test_every_five_months_is_a_choice_with_its_number(stage: ModalBot) -> None:
    _a_contract_from_15_october(stage)
    stage.fill(SAM.id, "contract_frequency", "custom")
    stage.showing("Months per invoice")
    stage.fill(SAM.id, "contract_months", "5")
    stage.showing("in 3 invoices")
    assert stage.submit(SAM.id)["ok"]

    schedule = stage.eventually(stage.contracts)[0].shown.schedule
    # 36,500.00 shared by 5, 5 and 2 of 12 months; the cent that is left goes to the earliest.
    assert [str(each.net) for each in schedule.invoices] == ["15208.34", "15208.33", "6083.33"]


def test_a_contract_with_a_calendar_is_edited_as_it_is(stage: ModalBot) -> None:
    _a_contract_from_15_october(stage)
    _calendar(stage, fiscal_year_start="4", bill_in_advance_days="10", early_end="pro_rata")
    stage.top("contract_builder")
    assert stage.submit(SAM.id)["ok"]
    contract = stage.eventually(stage.contracts)[0]

    assert asked_of(form_of_contract(contract)).terms == contract.shown.terms
    assert contract.shown.terms.fiscal_year_start == 4
