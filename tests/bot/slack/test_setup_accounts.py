"""The form of a bank account asks for what accounts of its kind have, and for nothing else."""

from collections.abc import Iterator

import pytest

from bot.intake.modals.values import typed_of
from tests.harness.setup_client import ADMIN, UNPRINTABLE, SetupClient, a_stage, eventually


@pytest.fixture
def stage() -> Iterator[SetupClient]:
    with a_stage() as made:
        made.opened()
        made.press("setup_bank", "profile_sender-us")
        made.view("setup_bank_view")
        made.press("setup_add_account", "setup_accounts")
        made.view("setup_account_proposed")
        yield made


def labels(stage: SetupClient) -> list[str]:
    blocks = stage.stack(ADMIN)[-1]["blocks"]
    return [each["label"]["text"] for each in blocks if each["type"] == "input"]


def choose(stage: SetupClient, code: str, part: str) -> None:
    stage.press("setup_scheme", "scheme", ADMIN, code)
    eventually(lambda: part in labels(stage))


def held(stage: SetupClient) -> dict[str, str]:
    """What stands in the fields, by path."""
    return dict(typed_of(stage.stack(ADMIN)[-1]["state"]["values"]))


def test_what_belongs_to_another_kind_is_reset_and_comes_back_with_its_own(
    stage: SetupClient,
) -> None:
    stage.close()
    stage.view("setup_bank_view")
    stage.press("setup_change_account", "account_USD")
    stage.view("setup_account_proposed")
    before = held(stage)
    assert before["currency"] == "USD"
    choose(stage, "gb", "Sort code")
    after = held(stage)
    assert (after["holder"], after["currency"]) == (before["holder"], "GBP")
    assert {after[each] for each in ("account_number", "bic", "bank_name")} == {""}
    stage.set("bic#gb", "LOYDGB2L")
    stage.set("account_number#gb", "66374958")
    choose(stage, "iban", "IBAN")
    after = held(stage)
    assert (after["currency"], after["bic"]) == ("EUR", "")
    choose(stage, "us", "ABA routing number for wires")
    assert held(stage) == before


def test_what_was_typed_and_fits_stays_and_the_errors_are_at_the_fields(
    stage: SetupClient,
) -> None:
    stage.set("currency", "USD")
    stage.set("account_number", "66374958")
    choose(stage, "gb", "Sort code")
    assert held(stage)["account_number"] == "66374958"
    errors = stage.submit()["errors"]
    assert "details.sort_code" in errors
    stage.set("currency#gb", "EUR")
    assert held(stage)["currency"] == "EUR"


def test_the_fields_follow_the_kind_and_what_was_typed_stays(stage: SetupClient) -> None:
    assert "ABA routing number for wires" in labels(stage)
    stage.set("holder", "Jupiter UK Ltd")
    stage.set("account_number", "66374958")
    choose(stage, "gb", "Sort code")
    assert labels(stage) == [
        "Account holder",
        "Sort code",
        "Account number",
        "IBAN",
        "BIC (SWIFT code)",
        "Bank",
        "Currency of the account",
        "Payment reference",
        "Cheques payable to",
        "Address for cheques",
    ]
    for path, value in {"bank_name": "A Bank", "currency": "GBP"}.items():
        stage.set(path, value)
    assert list(stage.submit()["errors"]) == ["details.sort_code"]
    stage.set("details.sort_code", "08-99-9")
    told = "This is not a valid Sort code: it needs 6 digits."
    assert stage.submit()["errors"] == {"details.sort_code": told}
    stage.set("details.sort_code", "08-99-99")
    stage.set("cheque.payable_to", "Jupiter UK Ltd")
    assert list(stage.submit()["errors"]) == ["cheque.address"]
    stage.set("cheque.address", "PO Box 1\nLondon")
    assert stage.submit()["ok"]
    shown = stage.showing("Proposed. We've notified the approvers")
    assert "Sort code" in shown and "089999" in shown
    proposal = stage.profile().bank_proposal
    assert proposal
    account = proposal.accounts[1]
    assert (account.scheme, account.holder) == ("gb", "Jupiter UK Ltd")
    assert account.cheque
    assert account.cheque.address_line == "PO Box 1, London"
    assert account.by_name == {"sort_code": "089999", "account_number": "66374958"}
    assert [each.currency for each in stage.profile().bank_accounts] == ["USD"]


def test_a_reference_that_its_account_cannot_have_is_refused_at_its_menu(
    stage: SetupClient,
) -> None:
    choose(stage, "ch", "QR-IBAN")
    typed = {"holder": "Jupiter AG", "bank_name": "A Bank", "currency": "CHF"}
    for path, value in {**typed, "iban": "CH5204835012345671000", "reference": "qrr"}.items():
        stage.set(path, value)
    told = "A QR reference needs the account's QR-IBAN."
    assert stage.submit()["errors"] == {"reference": told}
    stage.set("details.qr_iban", "CH6431961000004421557")
    assert stage.submit()["ok"]
    stage.showing("Switzerland: QR reference")


def test_what_no_font_has_is_refused_at_the_part_in_which_it_stands(stage: SetupClient) -> None:
    choose(stage, "swift", "Bank's address")
    typed = {"holder": "Jupiter", "bank_name": "A Bank", "currency": "AED", "bic": "EBILAEAD"}
    for path, value in {**typed, "account_number": "1", "cheque.payable_to": "J"}.items():
        stage.set(path, value)
    stage.set("cheque.address", "PO Box 1")
    stage.set("details.bank_address", UNPRINTABLE)
    assert list(stage.submit()["errors"]) == ["details.bank_address"]
