"""A search line, as people type it."""

from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.intake.search.query import SearchQuery, read_query
from jupiter_core.domain.search import Order, PaperKind, Term


def only_term(line: str) -> Term:
    (term,) = read_query(line).terms
    return term


@pytest.mark.parametrize(
    ("typed", "number"),
    [
        ("1", "1"),
        ("000001", "1"),
        ("#12", "12"),
        ("jus-1", "jus-1"),
        ("JUS-000001", "jus-1"),
        ("2027-00012", "2027-12"),
    ],
)
def test_a_number_is_read_without_its_zeros(typed: str, number: str) -> None:
    assert only_term(typed).number == number


@pytest.mark.parametrize(
    ("typed", "amount", "currency"),
    [
        ("1.2M", "1200000", ""),
        ("1,345,000", "1345000", ""),
        ("1,345,000.00", "1345000", ""),
        ("USD 1,345,000.00", "1345000", "USD"),
        ("1345000 eur", "1345000", "EUR"),
        ("$50k", "50000", ""),
        ("€99.50", "99.5", "EUR"),
        ("1.345.000,00", "1345000", ""),
    ],
)
def test_an_amount_is_read_as_people_write_it(typed: str, amount: str, currency: str) -> None:
    term = only_term(typed)
    assert (term.amount, term.currency) == (amount, currency)


def test_what_can_be_read_in_two_ways_is_no_amount() -> None:
    assert only_term("1,125M").amount == ""


def test_several_words_are_several_terms_and_a_phrase_is_one() -> None:
    query = read_query('Acme “Platform Fee” dana@acme.example "open')
    assert [each.text for each in query.terms] == [
        "acme",
        "platform fee",
        "dana@acme.example",
        "open",
    ]
    assert query.not_understood == ()


def test_short_words_have_to_be_whole_words() -> None:
    assert only_term("1").whole and only_term("us").whole and only_term("123").whole
    assert not only_term("acm").whole and not only_term("4500").whole


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("overdue:31-60", {"past_due": (31, 60)}),
        ("overdue:31–60", {"past_due": (31, 60)}),
        ("overdue:91+", {"past_due": (91, None)}),
        ("overdue:>90", {"past_due": (91, None)}),
        ("status:current", {"past_due": (None, 0)}),
        ("status:waiting-for-po", {"po_awaited": True}),
        ("currency:eur", {"currency": "EUR"}),
        ("type:credit-note", {"paper": PaperKind.CREDIT_NOTE}),
        ("issued:30d", {"issued_days": 30}),
        ("paid:7", {"paid_days": 7}),
    ],
)
def test_what_the_aging_counts_can_be_typed(typed: str, read: dict[str, Any]) -> None:
    assert read_query(typed) == SearchQuery(line=typed, **read)


@pytest.mark.parametrize(
    "typed",
    [
        *("overdue:60-31", "overdue:31", "overdue:12345+", "currency:euros"),
        *("type:bill", "issued:0d", "issued:lately", "paid:99999", "status:lapsed"),
    ],
)
def test_what_a_filter_cannot_mean_is_named(typed: str) -> None:
    assert read_query(typed).not_understood == (typed,)


def test_filters_are_read_with_their_names() -> None:
    query = read_query(
        "status:partially_paid channel:#Deal-Acme customer:“Acme Corp” po:4500 "
        "from:2027-01-01 to:2027-02 sort:amount by:me"
    )
    assert query.states == ("partially_paid",)
    assert (query.channel, query.channel_name) == ("", "deal-acme")
    assert (query.customer, query.po) == ("acme corp", "4500")
    assert (query.issued_from, query.issued_to) == (date(2027, 1, 1), date(2027, 2, 28))
    assert query.order is Order.AMOUNT
    assert query.mine
    assert query.terms == () and query.not_understood == ()


def test_a_channel_as_slack_writes_it_is_its_id() -> None:
    assert read_query("channel:<#C0ACME|deal-acme>").channel == "C0ACME"


def test_overdue_is_a_status_that_no_invoice_has() -> None:
    query = read_query("status:overdue")
    assert query.overdue and query.states == ()


@pytest.mark.parametrize("typed", ["status:lost", "from:2027-02-30", "colour:red", "by:you"])
def test_what_is_not_understood_is_named_and_asks_for_nothing(typed: str) -> None:
    query = read_query(typed)
    assert query.not_understood == (typed,)
    assert query.is_empty


@given(st.text(max_size=400))
def test_any_line_is_read(line: str) -> None:
    query = read_query(line)
    assert isinstance(query, SearchQuery)
    assert len(query.terms) <= 12


_WORDS = st.lists(
    st.sampled_from(
        ['"', "status:", "from:", "2027-02-31", "USD", "1.2M", "1,2", ":", "<#C0>", "#", "po:x"]
    ),
    max_size=30,
)


@given(_WORDS)
def test_any_pieces_of_the_grammar_are_read_or_named(words: list[str]) -> None:
    line = " ".join(words)
    query = read_query(line)
    assert query.line == line[:200]
