"""`/invoice setup` by hand, as the workspace's admin."""

import re

import pytest
from playwright.sync_api import expect

from bot.demo.play import TEAM, Demo
from jupiter_core.domain.api_key import Scope, secret_hash_of
from tests.harness.slack_page import Messenger, Modal

pytestmark = pytest.mark.browser


@pytest.fixture
def setup(messenger: Messenger) -> Modal:
    messenger.become("Wanda")
    messenger.write("/invoice setup")
    return messenger.modal("Set-up")


def test_a_wrong_iban_is_refused_on_its_field_and_a_right_one_waits_for_a_second_person(
    messenger: Messenger, setup: Modal, running: Demo
) -> None:
    setup.press_beside("Jupiter EU GmbH", "Bank details")
    bank = messenger.modal("Bank details")
    bank.press("Change")
    form = messenger.modal("Change account")
    expect(form.field("IBAN")).to_have_value("DE89370400440532013000")
    form.field("IBAN").fill("DE89 3704 0044 0532 0130 01")
    form.press("Propose")
    expect(form.field("IBAN")).to_have_attribute("aria-invalid", "true")
    expect(form.dialog.get_by_text("This is not a valid IBAN")).to_be_visible()
    form.field("IBAN").fill("DE75 5121 0800 1245 1261 99")
    form.field("BIC (SWIFT code)").fill("SOGEDEFF")
    form.press("Propose")
    expect(bank.dialog).to_contain_text("2 approvers have to confirm, beside whoever proposed it.")
    with running.application.database.read(TEAM) as uow:
        profile = next(
            each for each in uow.sender_profiles.all() if each.legal_name == "Jupiter EU GmbH"
        )
    assert profile.bank_accounts[0].iban == "DE89370400440532013000"


def test_a_customer_is_changed_and_the_list_shows_it(messenger: Messenger, setup: Modal) -> None:
    setup.press_beside("Initech Ltd", "Edit")
    sections = messenger.modal("Customer")
    row = sections.dialog.locator(".block").filter(has_text="Name and billing")
    row.get_by_role("button", name="Edit").click()
    form = messenger.modal("Name and billing")
    form.field("AP e-mail").fill("nobody")
    form.press("Save")
    expect(form.field("AP e-mail")).to_have_attribute("aria-invalid", "true")
    form.field("AP e-mail").fill("payables@initech.example")
    form.press("Save")
    sections.press("Done")
    expect(setup.dialog).to_contain_text("United Kingdom · payables@initech.example")


def test_taking_an_approver_out_is_proposed_and_the_team_shows_it(
    messenger: Messenger, setup: Modal
) -> None:
    setup.press("Edit team")
    form = messenger.modal("Team")
    form.field("Approvers").press("Backspace")
    expect(form.dialog.get_by_role("button", name="Remove Frank Weber")).to_have_count(0)
    form.press("Save")
    expect(setup.dialog).to_contain_text("New approval rules are proposed.")
    expect(setup.dialog).to_contain_text("@Frank Weber")


def test_a_key_is_made_shown_once_and_revoked(
    messenger: Messenger, setup: Modal, running: Demo
) -> None:
    setup.press("New API key")
    form = messenger.modal("New API key")
    form.field("Name").fill("HubSpot")
    form.dialog.get_by_label("Record payments").check()
    form.press("Create key")
    shown = messenger.modal("Your new API key")
    secret = shown.dialog.get_by_text(re.compile("^jup_")).inner_text()
    workspace, key = running.application.database.workspace_of_key(secret_hash_of(secret))
    assert (workspace, key.name) == (TEAM, "HubSpot")
    assert key.may(Scope.PAYMENTS_WRITE)
    assert not key.may(Scope.CUSTOMERS_READ)
    shown.press("Done")
    expect(setup.dialog).to_contain_text(f"HubSpot · …{key.hint}")
    expect(setup.dialog).not_to_contain_text(secret)
    setup.press_beside("HubSpot", "Revoke")
    messenger.modal("Revoke this key?").press("Revoke")
    expect(setup.dialog).not_to_contain_text("HubSpot")
    with running.application.database.read(TEAM) as uow:
        assert not uow.api_keys.get(key.id).is_live


def test_setup_is_for_admins_alone(messenger: Messenger) -> None:
    messenger.become("Fiona")
    messenger.go_to("JupiterInvoice")
    expect(messenger.page.get_by_role("button", name="New invoice")).to_be_visible()
    expect(messenger.page.get_by_role("button", name="Set up")).to_have_count(0)
    messenger.become("Wanda")
    messenger.page.get_by_role("button", name="Set up").click()
    expect(messenger.modal("Set-up").dialog).to_be_visible()
