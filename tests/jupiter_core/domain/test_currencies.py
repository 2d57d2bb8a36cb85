"""The table of currencies says what ISO 4217 says."""

import iso4217

from jupiter_core.domain.currencies import MINOR_DIGITS


def test_each_currency_with_a_minor_unit_has_the_digits_of_the_standard_and_no_other_is_there() -> (
    None
):
    standard = {each.code: each.exponent for each in iso4217.Currency}
    assert {code: digits for code, digits in standard.items() if digits is not None} == MINOR_DIGITS
