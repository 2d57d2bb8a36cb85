"""Number patterns: what they give, that nothing is given twice, and which are refused."""

import re
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jupiter_core.domain.numbering import (
    count_in,
    counter_of,
    is_counter,
    may_meet,
    number_of,
    number_pattern_of,
    numbers_of,
    series_of,
)
from jupiter_core.domain.refusals import InvalidNumberPattern

PATTERNS = (
    *("", "{SERIES}{SEQ:6}", "{YYYY}-{SEQ:5}", "{SERIES}{YYYY}-{SEQ:5}", "{YY}{MM}{SEQ:3}"),
    *("{SEQ}/{YYYY}", "{SERIES}{YY}{SEQ:4}{MM}", "R{YYYY}.{MM}.{SEQ:2}"),
)
patterns = st.sampled_from(PATTERNS)
days = st.dates(date(2000, 1, 1), date(2099, 12, 31))
counts = st.integers(1, 10_000_000)


@pytest.mark.parametrize(
    ("pattern", "expected", "credited"),
    [
        ("", "JUS-000007", "JUS-C000007"),
        ("{YYYY}-{SEQ:5}", "2026-00007", "2026-C00007"),
        ("{SERIES}{YY}{MM}-{SEQ:3}", "JUS-2603-007", "JUS-2603-C007"),
        ("{SEQ}/{YYYY}", "7/2026", "C7/2026"),
    ],
)
def test_a_number_is_what_its_pattern_says(pattern: str, expected: str, credited: str) -> None:
    day = date(2026, 3, 31)
    assert number_of(counter_of("JUS-", pattern, day), 7) == expected
    assert number_of(counter_of("JUS-", pattern, day, credit=True), 7) == credited


@pytest.mark.parametrize(
    ("pattern", "reason"),
    [
        ("INV-", "needs the count once"),
        ("{SEQ:5}{SEQ:5}", "needs the count once"),
        ("{SEQ:0}", "{SEQ:0} is not one of its fields"),
        ("{seq:5}", "{seq:5} is not one of its fields"),
        ("{YEAR}-{SEQ:5}", "{YEAR} is not one of its fields"),
        ("{SEQ:5", "a bracket is missing"),
        ("{MM}-{SEQ:5}", "{MM} needs {YYYY} or {YY}"),
    ],
)
def test_a_pattern_that_cannot_be_followed_is_refused_with_its_reason(
    pattern: str, reason: str
) -> None:
    with pytest.raises(InvalidNumberPattern, match=re.escape(reason)):
        number_pattern_of(pattern)


def test_a_series_cannot_pass_for_a_pattern() -> None:
    with pytest.raises(InvalidNumberPattern):
        series_of("A{SEQ:5}")


@given(patterns, days, days, counts, counts, st.booleans(), st.booleans())
def test_no_number_of_an_entity_comes_twice(
    pattern: str, day: date, later: date, one: int, two: int, credit: bool, other: bool
) -> None:
    first = counter_of("JUS-", pattern, day, credit=credit)
    second = counter_of("JUS-", pattern, later, credit=other)
    same = number_of(first, one) == number_of(second, two)
    assert same == ((first, one) == (second, two))


@given(patterns, days, counts, st.booleans())
def test_a_count_is_read_back_from_its_number(
    pattern: str, day: date, count: int, credit: bool
) -> None:
    counter = counter_of("JUS-", pattern, day, credit=credit)
    assert count_in(counter, number_of(counter, count)) == count
    assert is_counter(counter, "JUS-", pattern, credit=credit)
    assert not is_counter(counter, "JUS-", pattern, credit=not credit)


@given(patterns, patterns, days, counts, st.sampled_from(["JUS-", "jus-", "JUS-2", "R"]))
def test_numbers_that_could_meet_are_noticed(
    one: str, other: str, day: date, count: int, series: str
) -> None:
    number = number_of(counter_of("JUS-", one, day), count)
    theirs = counter_of(series, other, day)
    if count_in(theirs, number) is not None:
        assert may_meet(numbers_of("JUS-", one), numbers_of(series, other))
        assert may_meet(numbers_of("JUS-", one), theirs)


@pytest.mark.parametrize(
    ("one", "other", "meet"),
    [
        ("JUS-", "jus-", True),
        ("JUS-", "JUS-C", False),
        ("JUS-", "JUS-1", True),
        ("JUS-1", "JUS-2", False),
        ("{YYYY}-{SEQ:5}", "2026-{SEQ:3}", True),
        ("{YYYY}-{SEQ:5}", "{YYYY}-C{SEQ:5}", False),
        ("JUS-{YYYY}-{SEQ:5}", "JUS-", False),
        ("{YY}{MM}-{SEQ:2}", "{YYYY}-{SEQ:6}", True),
        ("{SEQ:2}A", "{SEQ:5}B", False),
    ],
)
def test_whether_two_series_could_meet(one: str, other: str, meet: bool) -> None:
    assert (may_meet(one, other), may_meet(other, one)) == (meet, meet)
