"""Payment terms: how they are written, and the day on which each makes an invoice due."""

import json
from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jupiter_core.domain.content import Content
from jupiter_core.domain.contract.terms import BillingFrequency
from jupiter_core.domain.due_rule_words import due_rule_words
from jupiter_core.domain.early_payment import EarlyPayment
from jupiter_core.domain.frozen import canonical_json
from jupiter_core.domain.payment_terms import (
    DueKind,
    DueRule,
    PaymentTerms,
    due_rule_of,
    payment_terms_of,
)
from jupiter_core.domain.refusals import (
    InvalidPaymentTerms,
    OneDueDateOnly,
    OutOfRange,
    ValidationErrors,
)
from jupiter_core.domain.schedule.build import schedule_of
from tests.factories import a_content
from tests.harness.contracts import a_contract, a_subscription
from tests.reckoned import due_dates

VECTORS = json.loads(due_dates.FILE.read_text())
EVERY_KIND = ("30 EOM", "45 days end of month", "15th", "15th prox", "due 2027-03-31")


def test_the_vectors_are_what_the_calendar_gives() -> None:
    assert due_dates.reckoned() == VECTORS


@pytest.mark.parametrize("row", VECTORS, ids=lambda row: f"{row['terms']} {row['issued']}")
def test_each_terms_make_an_invoice_due_on_its_day(row: dict[str, str]) -> None:
    terms = payment_terms_of(row["terms"])
    assert terms.due_date(date.fromisoformat(row["issued"])).isoformat() == row["due"]


@pytest.mark.parametrize(
    ("terms", "issued", "due"),
    [
        ("30 EOM", date(2027, 1, 10), date(2027, 3, 2)),
        ("45 days end of month", date(2027, 1, 10), date(2027, 2, 28)),
        ("15th prox", date(2027, 12, 16), date(2028, 1, 15)),
        ("31st of next month", date(2028, 1, 31), date(2028, 2, 29)),
        ("25th", date(2027, 6, 25), date(2027, 6, 25)),
        ("25th", date(2027, 6, 26), date(2027, 7, 25)),
        ("due 31 Mar 2027", date(2027, 4, 2), date(2027, 4, 2)),
    ],
)
def test_by_hand(terms: str, issued: date, due: date) -> None:
    assert payment_terms_of(terms).due_date(issued) == due


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ("Net 45", "Net 45"),
        ("45", "Net 45"),
        ("45 days", "Net 45"),
        ("Due upon receipt", "Due on receipt"),
        ("eom", "End of month"),
        ("net EOM", "End of month"),
        ("EOM + 30", "30 days after month end"),
        ("30 days EOM", "30 days after month end"),
        ("30 days after the end of the month", "30 days after month end"),
        ("45 days, end of month", "45 days, then month end"),
        ("10 MFI", "10th of next month"),
        ("the 2nd of the following month", "2nd of next month"),
        ("on the 23rd of each month", "23rd of the month"),
        ("due on March 31 2027", "Due 31 Mar 2027"),
        ("2027-03-31", "Due 31 Mar 2027"),
    ],
)
def test_terms_are_read_as_people_write_them(typed: str, words: str) -> None:
    terms = payment_terms_of(typed)
    assert terms.words == words
    assert payment_terms_of(words) == terms


@pytest.mark.parametrize("typed", ["", "soon", "-1", "1.5", "end", "٣٠ EOM", "30 EOM net"])
def test_what_is_no_term_is_refused(typed: str) -> None:
    with pytest.raises(InvalidPaymentTerms):
        payment_terms_of(typed)


@pytest.mark.parametrize("typed", ["net 366", "366 EOM", "32nd of next month", "due 1999-12-31"])
def test_what_nobody_agrees_on_is_refused(typed: str) -> None:
    with pytest.raises(OutOfRange):
        payment_terms_of(typed)


@given(
    issued=st.dates(date(2000, 1, 1), date(2100, 12, 31)),
    days=st.integers(0, 365),
    kind=st.sampled_from([each for each in DueKind if each is not DueKind.FIXED_DAY]),
    day=st.integers(1, 31),
)
def test_none_is_due_before_its_shortest_time(
    issued: date, days: int, kind: DueKind, day: int
) -> None:
    terms = PaymentTerms(net_terms=days, rule=DueRule(kind=kind, day=day))
    assert terms.due_date(issued) >= issued + timedelta(days=terms.shortest)


def test_a_rule_that_is_not_there_is_left_out_of_what_is_stored() -> None:
    plain = a_content()
    assert "due_rule" not in canonical_json(plain)
    ruled = plain.model_copy(update={"due_rule": due_rule_of("15th prox")})
    assert '"due_rule":{"day":15,"kind":"day_of_next_month"}' in canonical_json(ruled)


def test_an_invoice_that_is_dated_anew_is_due_by_its_rule() -> None:
    ruled = a_content(due_rule=due_rule_of("15th prox"))
    assert ruled.dated(date(2027, 5, 31)).due_date == date(2027, 6, 15)


def test_a_discount_does_not_outlast_the_shortest_time_until_it_is_due() -> None:
    def discounted(words: str) -> Content:
        terms = payment_terms_of(words)
        early = EarlyPayment(percent=Decimal(2), days=20)
        return a_content(net_terms=terms.net_terms, due_rule=terms.rule, early_payment=early)

    assert discounted("30 EOM").checked().due_date > discounted("30 EOM").issue_date
    for words in ("15th prox", "EOM"):
        with pytest.raises(OutOfRange):
            discounted(words).checked()


def test_a_contract_has_no_single_due_date() -> None:
    with pytest.raises(ValidationErrors) as refused:
        a_contract(a_subscription(), due_rule=due_rule_of("due 2027-03-31"))
    assert [type(each) for each in refused.value.refusals] == [OneDueDateOnly]


def test_each_invoice_of_a_contract_is_due_by_its_rule() -> None:
    terms = a_contract(
        a_subscription(),
        start_date=date(2027, 1, 10),
        term_months=3,
        billing_frequency=BillingFrequency.MONTHLY,
        net_terms=45,
        due_rule=due_rule_of("45 days end of month"),
    )
    due = [each.due_on for each in schedule_of(terms).invoices]
    assert due == [date(2027, 2, 28), date(2027, 3, 31), date(2027, 4, 30)]


def test_each_language_names_the_two_readings_of_month_end_apart() -> None:
    for language in ("en", "de", "fr", "es", "it", "nl", "pt", "ja"):
        said = [due_rule_words(payment_terms_of(x), language, str) or "" for x in EVERY_KIND]
        assert len(set(said)) == len(EVERY_KIND), language
        assert "30" in said[0] and "45" in said[1] and "2027-03-31" in said[4]
    assert due_rule_words(PaymentTerms(net_terms=30), "en", str) is None
