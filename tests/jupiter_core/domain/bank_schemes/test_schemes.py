"""Accounts of every country: each part by its own rule, refused at its place in its own words."""

from datetime import date
from typing import Any

import pytest

from jupiter_core.domain.bank import BankAccount
from jupiter_core.domain.bank_schemes import DETAILS, SCHEMES, schemes_for
from jupiter_core.domain.bank_schemes.labels import part_label, value_words
from jupiter_core.domain.frozen import canonical_json
from jupiter_core.domain.refusals import Refusal
from tests.factories import a_euro_bank, a_us_bank
from tests.jupiter_core.domain.bank_schemes.accounts import ACCOUNTS

OWN_LABELS = {"iban", "bic", "account_number", "routing_number"}
LANGUAGES = ("en", "de", "fr", "it", "es", "nl", "pt", "ja")


def an_account(like: str, **changes: Any) -> BankAccount:
    typed = {"iban": "", "bic": "", "account_number": "", "routing_number": ""}
    held = {"holder": "Jupiter", "bank_name": "A Bank", "currency": "USD"}
    since = {"valid_since": date(2026, 1, 1)}
    return BankAccount.checked(
        **{**typed, **held, **since, "scheme": like, **ACCOUNTS[like], **changes}
    )


def test_every_scheme_has_an_account_here() -> None:
    assert ACCOUNTS.keys() == SCHEMES.keys()


@pytest.mark.parametrize(
    ("scheme", "parts"),
    [
        ("iban", ["DE89370400440532013000", "COBADEFFXXX"]),
        ("ch", ["CH5204835012345671000", "CH6431961000004421557"]),
        (
            "us",
            [
                *("000123456789", "021000021", "021000089", "checking", "CHASUS33"),
                *("Example Correspondent Bank", "CITIUS33"),
            ],
        ),
        ("gb", ["089999", "66374958"]),
        ("se", ["9912346"]),
        ("au", ["062000", "12345678"]),
        ("ca", ["003", "00012", "1234567"]),
        ("in", ["ICIC0000004", "000405001234"]),
        ("sg", ["7171", "001", "0010012345", "197401143C"]),
        ("hk", ["004", "808", "123456789"]),
        ("jp", ["0001", "001", "ordinary", "1234567", "ジユピター(カ"]),
        ("nz", ["01-0902-0068389-00"]),
        ("mx", ["032180000118359719"]),
        ("br", ["341", "01234", "123456", "123e4567-e12b-12d1-a456-426655440000"]),
        ("za", ["250655", "62001234567", "current"]),
        ("swift", ["AE-1002-77", "EBILAEAD", "Baniyas Road, Deira, Dubai"]),
    ],
)
def test_each_part_is_kept_in_its_canonical_spelling_and_in_its_order(
    scheme: str, parts: list[str]
) -> None:
    assert [value for _, value in an_account(scheme).parts()] == parts


@pytest.mark.parametrize(
    ("scheme", "changes", "path", "words"),
    [
        (
            "gb",
            {"details": {"sort_code": "08-99-9"}},
            "details.sort_code",
            "Sort code: it needs 6 digits",
        ),
        ("gb", {"details": {}}, "details.sort_code", "Sort code is required."),
        ("gb", {"account_number": "6637495"}, "account_number", "number: it needs 8 digits"),
        ("se", {"account_number": "991-2347"}, "account_number", "its check digit is wrong"),
        ("se", {"account_number": "991234"}, "account_number", "it needs 7 or 8 digits"),
        ("au", {"details": {"bsb": "06200A"}}, "details.bsb", "BSB: it needs 6 digits"),
        ("ca", {"details": {**ACCOUNTS["ca"]["details"], "transit_number": "12"}}, "", "5 digits"),
        ("in", {"details": {"ifsc": "ICIC1000004"}}, "details.ifsc", "IFSC: it needs four letters"),
        ("nz", {"account_number": "01-902-0068388-00"}, "account_number", "its check digit"),
        ("mx", {"account_number": "032180000118359718"}, "account_number", "its check digit"),
        ("mx", {"account_number": "03218000011835971"}, "account_number", "it needs 18 digits"),
        ("us", {"details": {"wire_routing_number": "021000080"}}, "", "its check digit is wrong"),
        ("us", {"details": {"account_type": "gold"}}, "details.account_type", "checking, savings"),
        ("sg", {"details": {"bank_code": "7171", "paynow_uen": "197401143D"}}, "", "UEN"),
        ("jp", {"details": {**ACCOUNTS["jp"]["details"], "kana_name": "漢字"}}, "", "katakana"),
        ("br", {"details": {**ACCOUNTS["br"]["details"], "pix_key": "12345"}}, "", "Pix key"),
        ("ch", {"iban": "CH6431961000004421557"}, "iban", "QR-IBAN, which has a field of its own"),
        ("ch", {"details": {"qr_iban": "CH5204835012345671000"}}, "details.qr_iban", "30000"),
        ("ch", {"iban": "DE89370400440532013000"}, "iban", "it must begin with CH or LI"),
        ("swift", {"bic": ""}, "bic", "BIC (SWIFT code) is required."),
        ("gb", {"routing_number": "021000021"}, "routing_number", "has no routing number"),
        ("gb", {"details": {"sort_code": "089999", "bsb": "062000"}}, "details.bsb", "no bsb"),
    ],
)
def test_what_is_wrong_is_refused_at_its_part_in_its_own_words(
    scheme: str, changes: dict[str, Any], path: str, words: str
) -> None:
    with pytest.raises(Refusal) as refusal:
        an_account(scheme, **changes)
    assert words in refusal.value.sentence
    assert refusal.value.path and refusal.value.path.startswith(path)


def test_an_unknown_kind_of_account_is_refused_and_the_known_ones_are_named() -> None:
    with pytest.raises(Refusal, match="gb") as refusal:
        BankAccount.checked(
            **{**a_us_bank().model_dump(exclude_defaults=True), "iban": "", "scheme": "xx"}
        )
    assert refusal.value.path == "scheme"


def test_parts_of_a_kind_need_the_kind_to_be_said() -> None:
    with pytest.raises(Refusal) as refusal:
        an_account("gb", scheme="")
    assert (refusal.value.path, refusal.value.sentence) == (
        "scheme",
        "The account's kind is required.",
    )


def test_accounts_of_before_keep_their_letters() -> None:
    assert canonical_json(a_us_bank()) == (
        '{"account_number":"000123456789","bank_name":"First Example Bank","bic":"CHASUS33",'
        '"currency":"USD","holder":"Jupiter US Inc.","iban":null,"routing_number":"021000021",'
        '"valid_since":"2025-03-01"}'
    )


def test_a_kind_that_goes_without_saying_is_not_stored_so_that_nothing_seems_changed() -> None:
    american = an_account("us", details={})
    assert (american.scheme, american.rules.code) == ("", "")
    assert an_account("iban") == an_account("iban", scheme="")


def test_a_part_more_is_another_account() -> None:
    assert not an_account("us").same_account(an_account("us", details={}))
    assert not an_account("gb").same_account(an_account("gb", details={"sort_code": "089998"}))


def test_the_kinds_of_a_country_come_first() -> None:
    assert [each.code for each in schemes_for("GB")][:3] == ["gb", "iban", "swift"]
    assert [each.code for each in schemes_for("DE")][:2] == ["iban", "swift"]
    assert [each.code for each in schemes_for("LI")][:2] == ["ch", "iban"]
    assert [each.code for each in schemes_for("AE")][:2] == ["iban", "swift"]
    assert [each.code for each in schemes_for("SE")][:2] == ["se", "iban"]
    assert schemes_for("KE")[0].code == "swift"


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_part_has_a_name_in_every_language(language: str) -> None:
    for scheme in SCHEMES.values():
        for field in scheme.fields:
            named = part_label(field, language, {"wire_routing_number": "x"})
            assert named or field.name in OWN_LABELS
            assert all(value_words(field, choice, language) for choice in field.choices)


def test_a_routing_number_says_that_it_is_for_ach_only_where_there_is_one_for_wires() -> None:
    field = SCHEMES["us"].field("routing_number")
    assert field
    assert part_label(field, "en", {"wire_routing_number": "021000089"}) == "ACH routing number"
    assert part_label(field, "en", {}) == ""


def test_numbers_are_grouped_as_their_country_writes_them() -> None:
    shown = {
        name: value_words(field, value, "en")
        for scheme in ("gb", "au", "mx", "br")
        for field, value in an_account(scheme).parts()
        for name in [f"{scheme} {field.name}"]
    }
    assert shown["gb sort_code"] == "08-99-99"
    assert shown["au bsb"] == "062-000"
    assert shown["mx account_number"] == "032 180 00011835971 9"
    assert shown["br branch_code"] == "0123-4"
    assert shown["br account_number"] == "12345-6"


def test_a_bank_without_a_bic_has_the_code_of_its_clearing() -> None:
    assert an_account("gb").clearing_code == "089999"
    assert an_account("ca").clearing_code == "00300012"
    assert an_account("jp").clearing_code == "0001001"
    assert a_euro_bank().clearing_code == ""


def test_no_detail_has_the_name_of_a_part_that_every_account_has() -> None:
    assert not OWN_LABELS & set(DETAILS)
