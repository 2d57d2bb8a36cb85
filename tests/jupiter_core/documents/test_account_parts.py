"""A bank account on paper and in the e-invoice: named as in its country."""

import pytest

from jupiter_core.documents import words
from jupiter_core.documents.account_parts import account_parts
from jupiter_core.documents.einvoice.payment import payment_of
from jupiter_core.domain.bank import BankAccount
from jupiter_core.domain.changes import account_words
from jupiter_core.domain.cheque import Cheque
from jupiter_core.domain.refusals import Required
from tests.factories import a_content
from tests.jupiter_core.documents.papers import an_issued, text
from tests.jupiter_core.domain.bank_schemes.test_schemes import an_account


def labelled(account: BankAccount, language: str = "en") -> list[tuple[str, str]]:
    return [(each.label, each.value) for each in account_parts(account, words.of(language))]


def test_an_american_account_names_its_two_routing_numbers_apart() -> None:
    assert labelled(an_account("us")) == [
        ("Account number", "000123456789"),
        ("ACH routing number", "021000021"),
        ("Wire routing number", "021000089"),
        ("Account type", "Checking"),
        ("BIC / SWIFT", "CHASUS33"),
        ("Intermediary bank", "Example Correspondent Bank"),
        ("Intermediary BIC", "CITIUS33"),
    ]


def test_parts_are_in_the_language_of_the_paper_and_a_countrys_own_words_stay() -> None:
    assert labelled(an_account("za"), "de") == [
        ("Filialcode", "250655"),
        ("Kontonummer", "62001234567"),
        ("Kontoart", "Girokonto"),
    ]
    assert labelled(an_account("br"), "fr")[:2] == [("Code banque", "341"), ("Agência", "0123-4")]
    assert labelled(an_account("jp"), "ja")[2] == ("口座種別", "普通")


def test_all_of_an_account_is_on_the_paper() -> None:
    account = an_account("gb", iban="GB29NWBK60161331926819", currency="GBP")
    page = text(an_issued(content=a_content(remit_to=account)))
    for shown in ("Sort code", "08-99-99", "66374958", "GB29 NWBK 6016 1331 9268 19"):
        assert shown in page


def test_a_structured_reference_stands_in_the_place_of_the_number() -> None:
    account = an_account("iban", reference="rf")
    page = text(an_issued(content=a_content(remit_to=account)))
    assert "RF77 JUS0 0000 1" in page


@pytest.mark.parametrize(
    ("scheme", "account", "institution", "told"),
    [
        ("gb", "66374958", "089999", "A Bank, sort code 08-99-99"),
        ("au", "12345678", "062000", "A Bank, BSB 062-000"),
        ("mx", "032180000118359719", "", "A Bank"),
        ("se", "9912346", "SE:BANKGIRO", "A Bank"),
        ("swift", "AE-1002-77", "EBILAEAD", "A Bank, bank's address Baniyas Road, Deira, Dubai"),
    ],
)
def test_the_e_invoice_has_the_account_and_the_code_of_its_bank(
    scheme: str, account: str, institution: str, told: str
) -> None:
    means = payment_of(a_content(remit_to=an_account(scheme)))
    assert means
    assert (means.code, means.is_iban) == ("30", False)
    assert (means.account, means.institution, means.words) == (account, institution, told)


def test_with_a_qr_reference_the_e_invoice_has_the_qr_iban() -> None:
    means = payment_of(a_content(remit_to=an_account("ch", reference="qrr")))
    assert means
    assert (means.account, means.is_iban) == ("CH6431961000004421557", True)
    assert means.words == "A Bank, IBAN CH5204835012345671000"


def test_a_cheque_is_spoken_of_in_the_words_of_its_country() -> None:
    cheque = Cheque(payable_to="Jupiter US Inc.", address="PO Box 7\nBoston, MA 02101")
    american = text(an_issued(content=a_content(remit_to=an_account("us", cheque=cheque))))
    for told in ("Checks payable to", "Send checks to", "PO Box 7, Boston, MA 02101"):
        assert told in american
    british = text(an_issued(content=a_content(remit_to=an_account("gb", cheque=cheque))))
    assert "Cheques payable to" in british
    assert "Cheques" not in text(an_issued())


def test_another_address_for_cheques_is_another_account() -> None:
    cheque = Cheque(payable_to="Jupiter US Inc.", address="PO Box 7\nBoston, MA 02101")
    other = cheque.model_copy(update={"address": "PO Box 666"})
    assert not an_account("us", cheque=cheque).same_account(an_account("us", cheque=other))
    assert "cheques payable to Jupiter US Inc., PO Box 666" in account_words(
        an_account("us", cheque=other)
    )


@pytest.mark.parametrize(
    ("payee", "address", "path"),
    [("", "PO Box 7", "cheque.payable_to"), ("Jupiter", " ", "cheque.address")],
)
def test_a_cheque_needs_both_its_parts(payee: str, address: str, path: str) -> None:
    with pytest.raises(Required) as refusal:
        Cheque.checked(payee, address)
    assert refusal.value.path == path
