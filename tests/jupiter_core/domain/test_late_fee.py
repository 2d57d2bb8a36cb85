"""The late fee: what it means as typed, and what it comes to on a day, reckoned by hand."""

from datetime import date
from decimal import Decimal

import pytest

from jupiter_core.domain.late_fee import LateFee, Per, late_fee_of
from jupiter_core.domain.late_fee_words import late_fee_words
from jupiter_core.domain.money import Money
from jupiter_core.domain.refusals import InvalidLateFee, OutOfRange, Refusal, TooManyDecimals

_DUE = date(2027, 1, 31)


def usd(amount: str) -> Money:
    return Money.of(amount, "USD")


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ("1.5% a month after 10 days", "1.5% a month after 10 days"),
        ("9% a year + 40.00", "9% a year + USD 40.00"),
        ("9 % p.a. plus EUR 40", "9% a year + EUR 40.00"),
        ("1,25 % per month", "1.25% a month"),
        ("40 usd after 1 day", "USD 40.00 after 1 day"),
        ("0.0333% /month", "0.0333% a month"),
    ],
)
def test_it_is_typed_as_terms_are_written_and_its_words_read_the_same(
    typed: str, words: str
) -> None:
    fee = late_fee_of(typed, "USD")

    assert fee
    assert fee.words == words
    assert late_fee_of(words) == fee


@pytest.mark.parametrize(
    "typed",
    [
        *("2%", "% a year", "soon", "9% a year +", "9% a year 40", "USD", "0.00"),
        *("1.23456% a month", "-1% a month", "1% a month after 10", "9% a year + 40 after x days"),
    ],
)
def test_what_is_no_late_fee_is_refused(typed: str) -> None:
    with pytest.raises(InvalidLateFee):
        late_fee_of(typed, "USD")


@pytest.mark.parametrize(
    ("typed", "refusal"),
    [
        ("0% a month", OutOfRange),
        ("101% a year", OutOfRange),
        ("1% a month after 366 days", OutOfRange),
        ("9% a year + JPY 40.5", TooManyDecimals),
    ],
)
def test_what_is_beyond_all_is_refused_with_its_limit(typed: str, refusal: type[Refusal]) -> None:
    with pytest.raises(refusal):
        late_fee_of(typed, "USD")


def test_a_flat_sum_needs_a_currency_that_somebody_says() -> None:
    with pytest.raises(InvalidLateFee):
        late_fee_of("40.00")


def test_nothing_typed_is_no_late_fee() -> None:
    assert late_fee_of("  ", "USD") is None


@pytest.mark.parametrize(
    ("typed", "amount", "day", "owed"),
    [
        # 10,000.00 × 1.5% × 30/30
        ("1.5% a month", "10000.00", date(2027, 3, 2), "150.00"),
        # 10,000.00 × 1.5% × 45/30
        ("1.5% a month", "10000.00", date(2027, 3, 17), "225.00"),
        # 1,345,000.00 × 9% × 30/365 = 9949.31506…
        ("9% a year", "1345000.00", date(2027, 3, 2), "9949.32"),
        # 10,000.00 × 9% × 1/365 = 2.4657…, and 40.00 once
        ("9% a year + 40.00", "10000.00", date(2027, 2, 1), "42.47"),
        # 20 of 30 days are beyond the grace: 10,000.00 × 1.5% × 20/30
        ("1.5% a month after 10 days", "10000.00", date(2027, 3, 2), "100.00"),
        # 0.10 × 5% × 30/30 = 0.005, a half
        ("5% a month", "0.10", date(2027, 3, 2), "0.01"),
        ("40.00", "5.00", date(2027, 3, 2), "40.00"),
        ("40.00", "5.00", _DUE, "0.00"),
        ("40.00 after 10 days", "5.00", date(2027, 2, 10), "0.00"),
        ("9% a year + 40.00", "0.00", date(2027, 3, 2), "0.00"),
    ],
)
def test_it_is_reckoned_by_day_and_rounded_once(
    typed: str, amount: str, day: date, owed: str
) -> None:
    fee = late_fee_of(typed, "USD")

    assert fee
    found = fee.reckoned(usd(amount), _DUE, day)
    assert found == usd(owed)


def test_what_another_fee_has_already_is_not_reckoned_again() -> None:
    fee = LateFee(percent=Decimal("1.5"), per=Per.MONTH, flat=usd("40.00"))

    # 30 of the 60 days are left: 10,000.00 × 1.5% × 30/30, and the flat sum was owed once.
    later = fee.reckoned(usd("10000.00"), _DUE, date(2027, 4, 1), since=date(2027, 3, 2))

    assert later == usd("150.00")
    assert fee.days_late(_DUE, date(2027, 3, 2), since=date(2027, 3, 2)) == 0


def test_each_language_tells_it_in_a_sentence() -> None:
    fee = late_fee_of("9% a year + EUR 40.00 after 10 days")

    def told(language: str) -> str:
        return late_fee_words(fee, language, lambda rate: f"{rate} %", lambda sum_: sum_.words)

    assert told("en") == (
        "Late fee from 10 days after the due date: 9 % a year of the overdue amount + EUR 40.00 "
        "once."
    )
    assert told("de") == (
        "Bei Zahlung später als 10 Tage nach Fälligkeit: 9 % pro Jahr vom überfälligen Betrag + "
        "EUR 40.00 einmalig."
    )
    languages = ("en", "de", "fr", "es", "it", "nl", "pt", "ja")
    assert len({told(each) for each in languages}) == len(languages)
    assert told("sv") == told("en")
    assert late_fee_words(None, "en", str, str) == ""
