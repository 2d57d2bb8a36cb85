"""Identifiers: each by its standard, one canonical spelling, a reason for every refusal."""

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jupiter_core.domain import identifiers
from jupiter_core.domain.refusals import InvalidIdentifier, Refusal

Check = Callable[[str], str]

CHECKS = (
    identifiers.iban,
    identifiers.bic,
    identifiers.routing_number,
    identifiers.ein,
    identifiers.eu_vat,
    identifiers.gb_vat,
)
VALID = [
    (identifiers.iban, "de89 3704 0044 0532 0130 00", "DE89370400440532013000"),
    (identifiers.iban, "GB33BUKB20201555555555", "GB33BUKB20201555555555"),
    (identifiers.iban, "NO93 8601 1117 947", "NO9386011117947"),
    (identifiers.bic, "cobadeff", "COBADEFF"),
    (identifiers.bic, "COBADEFFXXX", "COBADEFFXXX"),
    (identifiers.routing_number, "021000021", "021000021"),
    (identifiers.routing_number, " 021 000 021 ", "021000021"),
    (identifiers.routing_number, "0210-0002-1", "021000021"),
    (identifiers.ein, "911144442", "91-1144442"),
    (identifiers.ein, "91-1144442", "91-1144442"),
    (identifiers.eu_vat, "de 136 695 976", "DE136695976"),
    (identifiers.eu_vat, "FR40303265045", "FR40303265045"),
    (identifiers.eu_vat, "IE6433435F", "IE6433435F"),
    (identifiers.eu_vat, "NL4495445B01", "NL004495445B01"),
    (identifiers.gb_vat, "980 7806 84", "GB980780684"),
    (identifiers.gb_vat, "GB980780684", "GB980780684"),
    (identifiers.gb_vat, "GD001", "GBGD001"),
    (identifiers.gb_vat, "XI980780684", "XI980780684"),
    (identifiers.gb_vat, " xi 980 7806 84", "XI980780684"),
    (identifiers.eu_vat, "XI 980 7806 84", "XI980780684"),
    (identifiers.eu_vat, "EL094259216", "EL094259216"),
    (identifiers.eu_vat, "el 94259216", "EL094259216"),
    (
        identifiers.iban,
        "\u200eDE89\u00ad3704 0044\u200b0532 0130 00\ufeff",
        "DE89370400440532013000",
    ),
    (identifiers.eu_vat, "DE\u200b136695976", "DE136695976"),
    (identifiers.routing_number, "\ufeff021000021", "021000021"),
]
INVALID = [
    (identifiers.iban, "DE89370400440532013001", "IBAN", "check digits are wrong"),
    (identifiers.iban, "DE8937040044053201300", "IBAN", "wrong length"),
    (identifiers.iban, "DE89-3704-0044-0532-0130-00", "IBAN", "in the wrong place"),
    (identifiers.bic, "COBADEF", "BIC", "wrong length"),
    (identifiers.bic, "COBAXXFF", "BIC", "country code is not known"),
    (identifiers.routing_number, "021000022", "ABA routing number", "check digit is wrong"),
    (identifiers.routing_number, "02100002", "ABA routing number", "wrong length"),
    (identifiers.ein, "07-1144442", "EIN", "a part of it is not in use"),
    (identifiers.ein, "12-34", "EIN", "in the wrong place"),
    (identifiers.eu_vat, "DE136695977", "EU VAT number", "check digit is wrong"),
    (identifiers.eu_vat, "US136695977", "EU VAT number", "a part of it is not in use"),
    (identifiers.gb_vat, "GB802311781", "UK VAT number", "check digit is wrong"),
    (identifiers.gb_vat, "", "UK VAT number", "wrong length"),
]


@pytest.mark.parametrize(("check", "typed", "canonical"), VALID)
def test_a_valid_identifier_has_one_spelling(check: Check, typed: str, canonical: str) -> None:
    assert check(typed) == canonical


@pytest.mark.parametrize(("check", "typed", "_canonical"), VALID)
def test_the_canonical_spelling_is_its_own(check: Check, typed: str, _canonical: str) -> None:
    assert check(check(typed)) == check(typed)


@pytest.mark.parametrize(("check", "typed", "standard", "reason"), INVALID)
def test_an_invalid_identifier_is_refused_with_its_standard_and_the_reason(
    check: Check, typed: str, standard: str, reason: str
) -> None:
    with pytest.raises(InvalidIdentifier) as refusal:
        check(typed)
    assert refusal.value.standard == standard
    assert reason in refusal.value.sentence


@given(st.one_of(st.text(max_size=40), st.from_regex(r"[A-Z]{2}[0-9A-Z ]{4,32}", fullmatch=True)))
def test_anything_typed_is_an_identifier_or_refused(typed: str) -> None:
    for check in CHECKS:
        try:
            canonical = check(typed)
        except Refusal:
            continue
        assert check(canonical) == canonical
        assert canonical.isascii()


@pytest.mark.parametrize("check", CHECKS)
@pytest.mark.parametrize("typed", ["\x00", "\ud800", "\u202eDE89", "💶" * 9, "D" * 10_000, "٣" * 9])
def test_hostile_text_is_no_identifier(check: Check, typed: str) -> None:
    with pytest.raises(InvalidIdentifier):
        check(typed)


def test_the_bank_behind_an_iban_is_named_where_it_is_known() -> None:
    assert identifiers.bank_name("DE89370400440532013000") == "Commerzbank"
