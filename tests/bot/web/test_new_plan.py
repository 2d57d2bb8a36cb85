"""What comes of a contract's form: every invoice to the cent, and the paper of one."""

import csv
import io

from bot.intake.files.contract import schedule_json
from bot.intake.new.typed import Typed
from bot.web.pages.new.plan import Plan, contract_plan
from bot.web.pages.new.schedule_csv import schedule_csv
from jupiter_core.documents.pdf import PdfRenderer
from jupiter_core.domain.invoice import Invoice
from tests.harness.builder_forms import a_form, an_empty_form, told, with_line

PAPER = PdfRenderer()


def plan(form: Typed) -> Plan:
    return contract_plan(form, PAPER)


def invoice_of(made: Plan) -> Invoice:
    assert made.outcome.version is not None
    return made.outcome.version.invoice()


def test_three_years_with_rises_a_fee_and_a_credit_are_three_invoices() -> None:
    made = plan(a_form("contract"))
    assert [row.total for row in made.rows] == ["1,345,000.00", "1,380,000.00", "1,417,800.00"]
    assert made.outcome.sums is not None
    assert made.outcome.sums.headline == "EUR 4,142,800.00"
    assert made.schedule is not None
    assert '"contract_net": "4142800.00"' in schedule_json(made.schedule)


def test_the_paper_is_a_draft_of_the_invoice_that_is_asked_for() -> None:
    made = plan(a_form("contract").model_copy(update={"show": 2}))
    invoice = invoice_of(made)
    assert invoice.number is None
    assert str(invoice.total) == "1380000.00"
    assert invoice.content.lines[0].arithmetic == "1,200,000.00 × 1.05"
    assert invoice.content.contract_name == "Lumière platform 2027"
    assert made.outcome.alt.endswith("total EUR 1,380,000.00, 2 of 3")


def test_beyond_the_last_invoice_the_last_one_is_shown() -> None:
    made = plan(a_form("contract").model_copy(update={"show": 999}))
    assert [row.sequence for row in made.rows if row.shown] == [3]


def test_the_paper_says_what_is_left_of_a_credit_after_that_invoice() -> None:
    form = with_line(a_form("contract"), 3, apply="evenly")
    lefts = [
        invoice_of(plan(form.model_copy(update={"show": n}))).content.credit_balance
        for n in (1, 2, 3)
    ]
    assert [str(each) for each in lefts] == ["16666.66", "8333.33", "0.00"]


def test_a_first_period_to_a_day_of_the_month_is_priced_by_day_and_invoiced_before() -> None:
    form = with_line(
        a_form(
            "contract",
            start_date="2027-01-15",
            term_months="12",
            billing_day="1",
            proration="by_day",
            bill_in_advance_days="10",
        ),
        0,
        annual_price="36500",
        escalators="",
    )
    made = plan(form)
    # 15 to 31 January are 17 of 365 days: 1,700.00 beside the fee and its credit.
    assert made.rows[0].period == "15 Jan 2027 – 31 Jan 2027"
    assert made.rows[0].issue_on == "5 Jan 2027"
    assert made.schedule is not None
    assert str(made.schedule.invoices[0].lines[0].amount) == "1700.00"


def test_every_so_many_months_asks_for_their_number_and_shows_a_year_meanwhile() -> None:
    made = plan(a_form("contract", billing_frequency="custom"))
    assert "A number of months is required." in told(made.outcome.mistakes).values()
    assert len(made.rows) == 3
    assert len(plan(a_form("contract", billing_frequency="custom", billing_months="7")).rows) == 6


def test_a_ramp_a_discount_and_monthly_billing() -> None:
    form = with_line(
        a_form("contract", billing_frequency="monthly", billing_timing="arrears"),
        0,
        annual_price="500k, 1M, 1.5M",
        escalators="",
        discount_percent="10%",
        discount_years="1",
    )
    made = plan(form)
    assert len(made.rows) == 36
    assert made.rows[1].total == "47,500.00"


def test_what_is_wrong_is_left_out_until_it_is_right() -> None:
    form = with_line(a_form("contract"), 0, annual_price="dear", escalators="5 in year two")
    made = plan(form)
    assert told(made.outcome.mistakes).keys() == {"lines[0].annual_price", "lines[0].escalators"}
    assert made.rows[0].total == "145,000.00"
    assert made.schedule is None
    assert not made.outcome.whole


def test_an_endless_text_is_refused_before_it_is_read() -> None:
    endless = {
        "escalators": "5% y2 " * 5000,
        "annual_price": "1," * 9000,
        "discount_years": "1-20," * 9000,
    }
    fields = told(plan(with_line(a_form("contract"), 0, **endless)).outcome.mistakes)
    assert fields.keys() == {f"lines[0].{name}" for name in endless}
    assert all("500 characters at most" in sentence for sentence in fields.values())


def test_mistakes_of_the_whole_are_at_the_fields_of_the_form() -> None:
    form = a_form(
        "contract", term_months="21 years", billing_timing="arrears", billing_frequency="upfront"
    )
    fields = told(plan(form).outcome.mistakes).keys()
    assert {"term_months", "billing_timing"} <= fields
    form = with_line(a_form("contract"), 0, annual_price="1M, 2M, 3M, 4M")
    assert told(plan(form).outcome.mistakes).keys() == {"lines[0].annual_price"}


def test_an_empty_form_has_a_paper_and_no_schedule() -> None:
    made = plan(an_empty_form("contract"))
    assert made.rows == ()
    assert made.schedule is None
    assert invoice_of(made).content.seller.legal_name == "Your company"


def test_what_is_missing_of_the_parties_does_not_hold_up_the_schedule() -> None:
    made = plan(a_form("contract", customer__name="", bank_account__iban=""))
    assert made.schedule is not None
    assert told(made.outcome.mistakes).keys() == {"customer.name", "bank_account.iban"}


def test_the_longest_contract_has_two_hundred_and_forty_invoices() -> None:
    made = plan(a_form("contract", term_months="20 years", billing_frequency="monthly"))
    assert len(made.rows) == 240


def test_a_spreadsheet_gets_every_line_and_calculates_none() -> None:
    form = with_line(a_form("contract"), 2, description='=HYPERLINK("http://evil.example")')
    made = plan(form)
    assert made.schedule is not None
    text = schedule_csv(made.schedule)
    assert text.startswith("\ufeff")
    rows = list(csv.DictReader(io.StringIO(text.removeprefix("\ufeff"))))
    fee = next(row for row in rows if row["kind"] == "one_time")
    assert fee["description"] == '\'=HYPERLINK("http://evil.example")'
    assert [row["amount"] for row in rows if row["kind"] == "usage_credit"] == ["-25000.00"]
    assert {row["currency"] for row in rows} == {"EUR"}
