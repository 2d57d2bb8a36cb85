"""The contract's modals: whatever has been typed, Slack accepts them."""

import json
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.intake.contract.filled import form_of_contract
from bot.intake.contract.terms import asked_of, preview_of
from bot.intake.drafts.contract import ContractForm, ContractLineForm, LineKind
from bot.intake.drafts.form import MOST_LINES
from bot.slack.views.contract.line_editor import contract_line_editor
from bot.slack.views.contract.modal import contract_modal
from bot.slack.views.contract.schedule import schedule_pages, schedule_view
from bot.slack.views.invoice.line_editor import LinePlace
from jupiter_core.domain.cautions import Caution, CautionCode
from jupiter_core.domain.contract.agreement import Agreement
from jupiter_core.domain.contract.contract import Contract
from jupiter_core.domain.contract.name import NAME_LIMIT
from jupiter_core.domain.contract.terms import ContractTerms
from jupiter_core.domain.money import Money
from jupiter_core.domain.party import SenderProfile
from jupiter_core.domain.refusals import ValidationErrors
from jupiter_core.domain.schedule.build import schedule_of
from jupiter_core.domain.tax import NamedTax
from jupiter_core.ports import SavedForm
from tests.factories import DEAL_CHANNEL, NOW, SAM, WORKSPACE, a_sender_profile
from tests.harness.drawn_views import expect_modal, texts_in

SAVED = SavedForm(id="01JFORM", owner=SAM.id, channel=DEAL_CHANNEL, values={}, updated_at=NOW)
KINDS: tuple[LineKind, ...] = ("subscription", "one_time", "usage_credit")
HOSTILE = "<!channel> <https://evil|Pay here> *_~` &amp; \u202e"


def _form(*lines: ContractLineForm, **changes: object) -> ContractForm:
    form = ContractForm(
        customer_id="customer-acme",
        customer_name="Acme Corporation",
        sender_profile_id="sender-us",
        deal_channel=DEAL_CHANNEL,
        currency="USD",
        start_date="2027-01-01",
        lines=lines,
        next_key=len(lines) + 1,
    )
    return form.model_copy(update=changes)


def _subscription(n: int = 1, **typed: str) -> ContractLineForm:
    values = {"description": f"Product {n}", "annual_price": "1.2M", "escalators": "5% every year"}
    return ContractLineForm(key=f"l{n}", kind="subscription", **{**values, **typed})


texts = st.one_of(
    st.text(max_size=30),
    st.sampled_from(["", HOSTILE, "x" * 10_000, "1.2M", "5% y2", "9" * 30, "500k, 1M", "1-3"]),
)
typed_lines = st.builds(
    ContractLineForm,
    key=st.just(""),
    kind=st.sampled_from(KINDS),
    description=texts,
    quantity=texts,
    annual_price=texts,
    escalators=texts,
    discount_percent=texts,
    discount_years=texts,
    price_changes=texts,
    amount=texts,
    tax_rate=texts,
)
forms = st.builds(
    ContractForm,
    name=texts,
    customer_name=texts,
    customer_typed=texts,
    not_understood=st.lists(texts, max_size=5).map(tuple),
    deal_channel=st.sampled_from(["", DEAL_CHANNEL]),
    currency=st.sampled_from(["", "USD", "JPY", "KWD", "nonsense"]),
    net_terms=st.sampled_from(["", "30", "other"]),
    net_terms_days=texts,
    start_date=st.sampled_from(["", "2027-01-01", "2028-02-29", "2100-12-31"]),
    term_months=st.one_of(texts, st.sampled_from(["36", "3 years", "240", "241"])),
    billing_frequency=st.sampled_from(["annual", "monthly", "upfront"]),
    billing_timing=st.sampled_from(["advance", "arrears"]),
    po_number=texts,
    memo=texts,
    lines=st.lists(typed_lines, max_size=6).map(
        lambda lines: tuple(
            line.model_copy(update={"key": f"l{n}"}) for n, line in enumerate(lines, start=1)
        )
    ),
)


@settings(max_examples=60, deadline=None)
@given(forms)
def test_slack_accepts_whatever_was_typed(form: ContractForm) -> None:
    expect_modal(contract_modal(SAVED, form, [a_sender_profile()], warning=form.memo))
    for line in form.lines[:2]:
        place = LinePlace(SAVED.id, f"{line.kind}:{line.key}", "V1")
        expect_modal(contract_line_editor(form, line, place))


@pytest.mark.parametrize("count", [30, MOST_LINES])
def test_many_lines_fit_in_the_modal(count: int) -> None:
    lines = (_subscription(n, description="x" * 400) for n in range(1, count + 1))
    unfinished = [(f"01J{n}", "y" * 400) for n in range(9)]
    form = _form(*lines, term_months="240", not_understood=("z" * 5000,))
    expect_modal(contract_modal(SAVED, form, [a_sender_profile()], unfinished=unfinished))


MOST_BLOCKS = 90
"""Of a view, which Slack lets have 100."""


def _the_largest(lines: int, first: int) -> tuple[ContractForm, list[SenderProfile]]:
    """All that the modal can show at once: every group, every remark, every line."""
    entity = a_sender_profile(
        taxes=tuple(NamedTax(name=f"T{n}", rate=Decimal(n)) for n in range(1, 9))
    )
    form = _form(
        *(_subscription(n, description="x" * 400) for n in range(1, lines)),
        _subscription(lines, annual_price="?" * 400),
        customer_id="",
        customer_typed="y" * 400,
        name="n" * NAME_LIMIT,
        not_understood=("z" * 5000,),
        remarks=("r" * 400,) * 3,
        channel_note="c" * 400,
        term_months="240",
        billing_frequency="custom",
        billing_months="5",
        billing_day="15",
        bill_in_advance_days="30",
        proration="by_day",
        early_end="pro_rata",
        net_terms="other",
        net_terms_days="30 EOM",
        taxes="T1 + T2",
        memo="m" * 2000,
        references="\n".join(f"Project {n}: P-{n}" for n in range(20)),
        adjustments="\n".join(f"{n}.00 Goodwill {n}" for n in range(1, 20)),
        first_line=first,
    )
    return form, [entity]


@settings(max_examples=12, deadline=None)
@given(st.integers(1, 200), st.integers(-1, 300))
def test_the_largest_contract_leaves_room_in_its_modal(lines: int, first: int) -> None:
    """200 is what a contract may have at all; each of its lines is in one of the parts."""
    form, entities = _the_largest(lines, first)
    unfinished = [(f"01J{n}", "y" * 400) for n in range(9)]
    cautions = [Caution(code=each, words="w" * 3000) for each in CautionCode][:4]
    view = contract_modal(
        SAVED, form, entities, unfinished=unfinished, warning="w" * 3000, cautions=cautions
    )
    expect_modal(view)
    assert len(view["blocks"]) <= MOST_BLOCKS
    assert len(json.dumps(view)) < 200_000


def test_every_line_of_a_long_contract_is_in_one_part_of_the_modal() -> None:
    shown = []
    for first in (0, 40, 80):
        form, entities = _the_largest(100, first)
        blocks = contract_modal(SAVED, form, entities)["blocks"]
        shown += [
            each["block_id"] for each in blocks if str(each.get("block_id")).startswith("line.")
        ]
    assert shown == [f"line.l{n}" for n in range(1, 101)]


def _ten_years_monthly(lines: int) -> tuple[ContractTerms, ContractForm]:
    form = _form(
        *(_subscription(n, description="x" * 400) for n in range(1, lines + 1)),
        term_months="10 years",
        billing_frequency="monthly",
    )
    return asked_of(form).terms, form


@pytest.mark.parametrize("lines", [1, 30])
def test_every_page_of_120_invoices_is_within_slacks_limits(lines: int) -> None:
    terms, _ = _ten_years_monthly(lines)
    schedule = schedule_of(terms)
    pages = schedule_pages(terms, schedule)
    for page in range(len(pages)):
        expect_modal(schedule_view(terms, schedule, page, SAVED.id))
    said = "\n".join(text for page in pages for text in texts_in(page))
    assert all(f"{n}.  Issued" in said for n in range(1, 121))


def test_a_page_has_a_contract_year_and_buttons_lead_on() -> None:
    terms, _ = _ten_years_monthly(1)
    schedule = schedule_of(terms)
    view = schedule_view(terms, schedule, 99, SAVED.id)
    said = "\n".join(texts_in(view))
    assert "Year 10" in said
    assert "Earlier" in said
    assert "Later" not in said


def test_the_arithmetic_of_an_escalated_price_is_shown_year_by_year() -> None:
    terms = asked_of(_form(_subscription())).terms
    said = "\n".join(texts_in(schedule_view(terms, schedule_of(terms), 0, SAVED.id)))
    assert "1,200,000.00 × 1.05 = 1,260,000.00" in said
    assert "1,200,000.00 × 1.05 × 1.05 = 1,323,000.00" in said


def test_a_contract_that_is_changed_means_the_same_terms_again() -> None:
    lines = (
        _subscription(
            1, annual_price="500k, 1M", discount_percent="10", discount_years="1", tax_rate="19"
        ),
        _subscription(2, quantity="2.5", price_changes="2028-07-01: 1.5M"),
        ContractLineForm(
            key="l3", kind="one_time", description="Onboarding", amount="50k", bill_on="2027-06-01"
        ),
        ContractLineForm(
            key="l4",
            kind="usage_credit",
            description="Credit",
            amount="25k",
            apply="evenly",
            expires_on="2028-12-31",
            tax_rate="7",
        ),
    )
    terms = asked_of(_form(*lines)).terms
    agreement = Agreement(
        customer_id="customer-acme",
        sender_profile_id="sender-us",
        terms=terms,
        schedule=schedule_of(terms),
    )
    contract = Contract(
        id="01J",
        workspace_id=WORKSPACE,
        deal_channel=DEAL_CHANNEL,
        name="Acme",
        customer_name="Acme Corporation",
        seller_name="Jupiter US Inc.",
        proposal=agreement,
        drafted_by=SAM,
        authors=(SAM.id,),
    )
    assert asked_of(form_of_contract(contract)).terms == terms
    expect_modal(contract_modal(SAVED, form_of_contract(contract), [a_sender_profile()]))


def test_a_form_means_the_terms_that_it_shows() -> None:
    asked = asked_of(_form(_subscription(escalators="5% y2, 3.5% y3"), term_months="3 years"))
    (line,) = asked.terms.lines
    assert line.kind == "subscription"
    assert line.annual_price == Money.of("1200000", "USD")
    assert [each.percent for each in line.escalators] == [Decimal(5), Decimal("3.5")]
    assert (asked.terms.term_months, asked.terms.start_date) == (36, date(2027, 1, 1))


def test_a_half_empty_form_shows_what_comes_of_its_complete_lines() -> None:
    preview = preview_of(_form(_subscription(1), _subscription(2, annual_price="")))
    assert preview.wrong == ("", "A yearly price is required.")
    assert preview.schedule is not None
    assert len(preview.schedule.invoices) == 3


def test_an_upfront_contract_says_the_price_of_each_year_with_its_one_invoice() -> None:
    terms = asked_of(_form(_subscription(escalators="5% y2"), billing_frequency="upfront")).terms
    said = "\n".join(texts_in(schedule_view(terms, schedule_of(terms), 0, SAVED.id)))
    assert "Year 3, Product 1: 1,200,000.00 × 1.05 = 1,260,000.00" in said
    assert "total USD 3,720,000.00 in 1 invoice" in said


@pytest.mark.parametrize(
    ("currency", "price", "second"),
    [("JPY", "333", "350"), ("KWD", "100.125", "105.131"), ("USD", "99.99", "104.99")],
)
def test_escalated_prices_are_rounded_to_the_currencys_own_decimals(
    currency: str, price: str, second: str
) -> None:
    form = _form(_subscription(annual_price=price, escalators="5% y2"), currency=currency)
    terms = asked_of(form).terms
    said = "\n".join(texts_in(schedule_view(terms, schedule_of(terms), 0, SAVED.id)))
    assert f"{price} × 1.05 = {second}" in said


def test_a_contract_from_a_leap_day_is_billed_on_the_last_day_of_other_februaries() -> None:
    terms = asked_of(_form(_subscription(), start_date="2028-02-29", term_months="5y")).terms
    days = [str(each.issue_on) for each in schedule_of(terms).invoices]
    assert days == ["2028-02-29", "2029-02-28", "2030-02-28", "2031-02-28", "2032-02-29"]


def test_all_that_is_missing_is_said_at_once() -> None:
    with pytest.raises(ValidationErrors) as refused:
        asked_of(
            ContractForm(term_months="", billing_timing="arrears", billing_frequency="upfront")
        )
    assert {each.path for each in refused.value.refusals} == {
        *(
            "customer_id",
            "sender_profile_id",
            "deal_channel",
            "currency",
            "start_date",
            "term_months",
        ),
        *("billing_timing", "lines"),
    }
