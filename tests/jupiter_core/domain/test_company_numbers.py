"""Numbers of companies, by the check digits that their registers publish, reckoned here anew."""

from collections.abc import Callable, Iterable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from jupiter_core.domain import company_numbers, malaysian_numbers, overseas_numbers
from jupiter_core.domain.party import TaxId, TaxIdKind
from jupiter_core.domain.refusals import InvalidIdentifier, Refusal
from jupiter_core.domain.registers import NUMBERS

Check = Callable[[str], str]


def _weighted(digits: str, weights: Iterable[int]) -> int:
    return sum(int(digit) * weight for digit, weight in zip(digits, weights, strict=True))


def _gs1(twelve: str) -> str:
    """GS1: from the left 1, 3, 1, 3, …; the check digit fills up to a multiple of ten."""
    return str(-_weighted(twelve, [1, 3] * 6) % 10)


def _luhn(nine: str) -> str:
    """Every digit at an odd place is doubled, and the digits of what comes of it are added."""
    doubled = "".join(str(int(digit) * (2 - n % 2)) for n, digit in enumerate(nine))
    return str(-sum(map(int, doubled)) % 10)


def _norwegian(eight: str) -> str:
    """Modulo 11; a remainder of 1 has no check digit."""
    return str(-_weighted(eight, (3, 2, 7, 6, 5, 4, 3, 2)) % 11)


def _belgian(eight: str) -> str:
    return f"{97 - int(eight) % 97:02}"


def _danish(seven: str) -> str:
    return str(-_weighted(seven, (2, 7, 6, 5, 4, 3, 2)) % 11)


CHECKED: list[tuple[Check, str, Callable[[str], str]]] = [
    (company_numbers.gln, r"[0-9]{12}", _gs1),
    (company_numbers.swedish, r"[1-9][0-9]{8}", _luhn),
    (company_numbers.norwegian, r"[89][0-9]{7}", _norwegian),
    (company_numbers.belgian, r"0[1-9][0-9]{6}", _belgian),
    (company_numbers.cvr, r"[1-9][0-9]{6}", _danish),
]


@pytest.mark.parametrize(("check", "body", "last"), CHECKED)
def test_one_check_digit_is_right_and_every_other_one_is_refused(
    check: Check, body: str, last: Callable[[str], str]
) -> None:
    @settings(max_examples=20, deadline=None)
    @given(digits=st.from_regex(body, fullmatch=True))
    def by_property(digits: str) -> None:
        right = last(digits)
        width = len(last("0" * len(digits)))
        for each in range(10**width):
            typed = f"{digits}{each:0{width}}"
            if f"{each:0{width}}" == right:
                assert check(typed) == typed
            else:
                with pytest.raises(InvalidIdentifier):
                    check(typed)

    by_property()


@pytest.mark.parametrize(
    ("check", "typed", "canonical"),
    [
        (company_numbers.gln, "73 0001 000000 1", "7300010000001"),
        (company_numbers.swedish, "556036-0793", "5560360793"),
        (company_numbers.norwegian, "988 077 917", "988077917"),
        (company_numbers.norwegian_vat, "NO 995 525 828 MVA", "NO995525828MVA"),
        (company_numbers.norwegian_vat, "995525828MVA", "NO995525828MVA"),
        (company_numbers.belgian, "BE 0428.759.497", "0428759497"),
        (company_numbers.cvr, "DK 13 58 56 28", "13585628"),
        (company_numbers.finnish, "FI20774740", "2077474-0"),
        (company_numbers.siren, "552 008 443", "552008443"),
        (company_numbers.kennitala, "450401-3150", "4504013150"),
        (company_numbers.kvk, "12 34 56 78", "12345678"),
        (company_numbers.oin, "00000001003214345000", "00000001003214345000"),
        (company_numbers.siret, "732 829 320 00074", "73282932000074"),
        (overseas_numbers.australian, "83 914 571 673", "83914571673"),
        (overseas_numbers.canadian_gst, "12302 6635 rt 0001", "123026635RT0001"),
        (overseas_numbers.corporate_number, "7-0000-1205-0002", "7000012050002"),
        (overseas_numbers.qualified_issuer, "t7-0000-1205-0002", "T7000012050002"),
        (overseas_numbers.gstin, "27aapfu0939f1zv", "27AAPFU0939F1ZV"),
        (overseas_numbers.mexican, "GODE 561231 GR8", "GODE561231GR8"),
        (malaysian_numbers.business, "2019 0100 0005", "201901000005"),
        (malaysian_numbers.business, "1234567-x", "1234567X"),
        (malaysian_numbers.sales_and_service_tax, "w10 1808 32000001", "W10-1808-32000001"),
        (malaysian_numbers.taxpayer, "IG 115002000", "IG115002000"),
        (overseas_numbers.new_zealand_business, "9429041535110", "9429041535110"),
        (overseas_numbers.new_zealand_gst, "49-098-576", "49098576"),
        (overseas_numbers.singaporean, "198600294G", "198600294G"),
        (overseas_numbers.swiss, "CHE-116.281.710", "CHE116281710"),
        (overseas_numbers.swiss_vat, "CHE-116.281.710 MWST", "CHE116281710MWST"),
        (company_numbers.legal_entity_identifier, "213800KUD8LAJWSQ9D15", "213800KUD8LAJWSQ9D15"),
        (company_numbers.ipa_code, " UF5HR1 ", "UF5HR1"),
        (company_numbers.codice_fiscale, "RCCMNL83S18D969H", "RCCMNL83S18D969H"),
        (company_numbers.partita_iva, "IT 00743110157", "IT00743110157"),
    ],
)
def test_a_number_is_kept_in_its_canonical_spelling(
    check: Check, typed: str, canonical: str
) -> None:
    assert check(typed) == canonical
    assert check(canonical) == canonical


@pytest.mark.parametrize(
    ("check", "typed", "sentence"),
    [
        (company_numbers.kvk, "1234567", "This is not a valid KVK number: it must have 8 digits."),
        (company_numbers.oin, "12345678", "20 digits"),
        (company_numbers.gln, "12345670", "13 digits"),
        (company_numbers.norwegian, "000000000", "begin with an 8 or a 9"),
        (company_numbers.norwegian_vat, "NO000000000MVA", "begin with an 8 or a 9"),
        (company_numbers.belgian, "0448430899", "its check digits are wrong"),
        (company_numbers.siren, "552008444", "check digit is wrong"),
        (company_numbers.siret, "73282932000075", "check digit is wrong"),
        (overseas_numbers.canadian_gst, "123026635", "it must be like 123026635RT0001"),
        (malaysian_numbers.business, "12", "it must be like 201901000005 or 1234567-X"),
        (malaysian_numbers.sales_and_service_tax, "W10", "it must be like W10-1808-32000001"),
        (malaysian_numbers.taxpayer, "20880050010", "it must be like C20880050010"),
        (overseas_numbers.new_zealand_business, "7300010000001", "it must begin with 94"),
        (overseas_numbers.qualified_issuer, "7000012050002", "it must be T and 13 digits"),
        (overseas_numbers.qualified_issuer, "T7000012050003", "check digit is wrong"),
        (overseas_numbers.swiss_vat, "CHE116281711MWST", "check digit is wrong"),
        (company_numbers.ipa_code, "UF5HR", "six letters or digits"),
        (company_numbers.codice_fiscale, "RCCMNL83S18D969I", "check digit is wrong"),
    ],
)
def test_what_is_no_number_of_the_register_is_refused_with_the_reason(
    check: Check, typed: str, sentence: str
) -> None:
    with pytest.raises(InvalidIdentifier) as refused:
        check(typed)
    assert sentence in refused.value.sentence


@pytest.mark.parametrize(
    ("kind", "typed", "shown"),
    [
        ("ch_vat", "CHE116281710MWST", "CHE-116.281.710 MWST"),
        ("ch_uid", "CHE116281710", "CHE-116.281.710"),
        ("au_abn", "83914571673", "83 914 571 673"),
        ("nl_kvk", "12345678", "12345678"),
    ],
)
def test_a_number_is_shown_as_its_register_writes_it(kind: str, typed: str, shown: str) -> None:
    assert NUMBERS[kind].shown(TaxId.checked(TaxIdKind(kind), typed).value) == shown


def test_every_kind_of_number_has_its_words_and_its_check() -> None:
    assert {each.value for each in TaxIdKind} == {*NUMBERS}
    assert TaxId.checked(TaxIdKind.SE_ORGNR, "556036-0793").value == "5560360793"
    assert TaxId.checked(TaxIdKind.REGISTRATION, " HRB 12345 ").value == "HRB 12345"
    with pytest.raises(Refusal):
        TaxId.checked(TaxIdKind.REGISTRATION, " ")


def test_every_register_has_a_scheme_of_iso_6523_of_its_own() -> None:
    """But that of New Zealand, whose numbers are GLNs."""
    schemes = [each.scheme for kind, each in NUMBERS.items() if each.scheme and kind != "nz_nzbn"]
    assert len(set(schemes)) == len(schemes)
    assert NUMBERS["nl_kvk"].scheme == "0106"
    assert NUMBERS["dk_cvr"].scheme == "0184"
    assert NUMBERS["is_kennitala"].scheme == "0196"
