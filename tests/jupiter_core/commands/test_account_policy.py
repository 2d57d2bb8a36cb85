"""A currency that the legal entity has no account in: told, or forbidden by the policy."""

from datetime import date
from typing import Any

import pytest

from jupiter_core.commands.approval import Approve
from jupiter_core.commands.contract import SubmitContract, submit_contract
from jupiter_core.commands.contract_approval import approve_contract
from jupiter_core.domain.approval import ApprovalPolicy
from jupiter_core.domain.cautions import CautionCode, invoice_cautions
from jupiter_core.domain.contract.contract import Contract
from jupiter_core.domain.money import Money
from jupiter_core.domain.refusals import NoAccountInCurrency
from jupiter_core.domain.workspace import Workspace
from tests.factories import (
    DEAL_CHANNEL,
    FIONA,
    FRANK,
    SAM,
    WORKSPACE,
    a_euro_bank,
    a_line,
    a_sender_profile,
)
from tests.harness.contracts import a_contract, a_subscription
from tests.harness.workspace import MemoryWorkspace

APPROVERS = (FIONA.id, FRANK.id)
STRICT = ApprovalPolicy(approvers=APPROVERS, account_in_currency=True)
EUROS: dict[str, Any] = {"currency": "EUR", "lines": (a_line("Platform", "1", "100.00", "EUR"),)}


def becoming_strict(desk: MemoryWorkspace) -> None:
    with desk.writing() as uow:
        uow.save_workspace(Workspace(id=WORKSPACE, policy=STRICT))


def contract_in_euros(desk: MemoryWorkspace) -> Contract:
    line = a_subscription(annual_price=Money.of("120000", "EUR"))
    command = SubmitContract(
        by=SAM,
        deal_channel=DEAL_CHANNEL,
        name="Acme",
        customer_id="customer-acme",
        sender_profile_id="sender-us",
        terms=a_contract(line, currency="EUR"),
    )
    with desk.writing() as uow:
        return submit_contract(command, uow, desk.renderer)


def test_without_the_policy_it_is_a_caution_that_names_the_account() -> None:
    waiting = MemoryWorkspace().submit(**EUROS)
    (caution,) = invoice_cautions(waiting.content, date(2026, 11, 22))
    assert caution.code is CautionCode.OTHER_ACCOUNT
    assert "no bank account in EUR" in caution.words
    assert "account 000123456789" in caution.words


def test_the_policy_forbids_to_submit_it_and_nothing_is_kept() -> None:
    desk = MemoryWorkspace(STRICT)
    with pytest.raises(NoAccountInCurrency) as refused:
        desk.submit(**EUROS)
    assert refused.value.path == "currency"
    assert desk.tables.invoices == {}
    assert desk.submit().content.currency == "USD"


def test_an_account_in_the_currency_satisfies_it() -> None:
    desk = MemoryWorkspace(STRICT)
    both = (*a_sender_profile().bank_accounts, a_euro_bank())
    with desk.writing() as uow:
        uow.sender_profiles.save(a_sender_profile(bank_accounts=both))
    assert desk.submit(**EUROS).content.remit_to == a_euro_bank()


def test_what_waited_when_the_policy_came_is_not_approved() -> None:
    desk = MemoryWorkspace()
    waiting = desk.submit(**EUROS)
    becoming_strict(desk)
    with pytest.raises(NoAccountInCurrency):
        desk.approve(waiting)
    assert desk.now(waiting) == waiting


def test_what_waits_is_not_changed_to_a_currency_without_an_account() -> None:
    desk = MemoryWorkspace(STRICT)
    waiting = desk.submit()
    with pytest.raises(NoAccountInCurrency):
        desk.revise(waiting, **EUROS)
    assert desk.now(waiting) == waiting


def test_a_contract_is_neither_submitted_nor_approved() -> None:
    with pytest.raises(NoAccountInCurrency):
        contract_in_euros(MemoryWorkspace(STRICT))
    desk = MemoryWorkspace()
    waiting = contract_in_euros(desk)
    becoming_strict(desk)
    command = Approve(by=FIONA, subject_id=waiting.id, expected_version=waiting.sequence)
    with pytest.raises(NoAccountInCurrency), desk.writing() as uow:
        approve_contract(command, uow)


def test_a_credit_note_asks_for_no_payment_and_is_let_through() -> None:
    desk = MemoryWorkspace()
    issued = desk.issued(**EUROS)
    becoming_strict(desk)
    note = desk.credit(issued)
    assert desk.approve(note).number == "JUS-C000001"
