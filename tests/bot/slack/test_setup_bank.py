"""Bank details in `/invoice setup` and in direct messages: it takes two people."""

from collections.abc import Iterator

import pytest

from jupiter_core.commands.bank_details import (
    profiles_with_due_accounts,
    take_accounts_into_use,
)
from tests.factories import FRANK, WORKSPACE, a_euro_bank, a_us_bank
from tests.harness.setup_client import (
    ADMIN,
    FINANCE,
    SALES,
    UNPRINTABLE,
    SetupClient,
    a_stage,
    eventually,
    shown,
)

EUROS = {
    "holder": "Jupiter US Inc.",
    "bank_name": "Commerzbank",
    "currency": "EUR",
    "iban": "DE89 3704 0044 0532 0130 00",
    "bic": "COBADEFFXXX",
}


@pytest.fixture
def stage() -> Iterator[SetupClient]:
    with a_stage() as made:
        yield made


def opened_bank(stage: SetupClient, user: str = ADMIN) -> None:
    stage.opened(user)
    stage.press("setup_bank", "profile_sender-us", user)
    stage.view("setup_bank_view", user)


def filled(stage: SetupClient, typed: dict[str, str], user: str = ADMIN) -> None:
    """An account with an IBAN, which is not the kind that the entity's country has."""
    stage.press("setup_scheme", "scheme", user, "iban")
    eventually(lambda: "IBAN" in labels(stage, user))
    for path, value in typed.items():
        stage.set(path, value, user)


def labels(stage: SetupClient, user: str = ADMIN) -> list[str]:
    blocks = stage.stack(user)[-1]["blocks"]
    return [each["label"]["text"] for each in blocks if each["type"] == "input"]


def proposed(stage: SetupClient, user: str = ADMIN) -> None:
    opened_bank(stage, user)
    stage.press("setup_add_account", "setup_accounts", user)
    stage.view("setup_account_proposed", user)
    filled(stage, EUROS, user)
    assert stage.submit(user)["ok"]
    stage.showing("Proposed. We've notified the approvers", user)


def currencies(stage: SetupClient) -> list[str]:
    return [each.currency for each in stage.profile().bank_accounts]


def test_a_proposal_changes_no_bank_account_and_tells_the_approvers(stage: SetupClient) -> None:
    proposed(stage)
    assert stage.profile().bank_accounts == (a_us_bank(),)
    proposal = stage.profile().bank_proposal
    assert proposal is not None
    assert [each.currency for each in proposal.accounts] == ["USD", "EUR"]
    letters = [each.message for each in stage.store.tables.letters.values()]
    told = {each.body["user_id"] for each in letters if each.kind == "direct"}
    assert told == {FINANCE, FRANK.id, ADMIN}
    assert [each.kind for each in letters].count("admins") == 1


def test_the_proposer_sees_no_confirm_button_and_cannot_confirm(stage: SetupClient) -> None:
    proposed(stage)
    text = stage.showing("2 approvers have to confirm, beside whoever proposed it.")
    assert "Confirm these bank details?" not in text
    channel, ts = stage.notified(ADMIN)
    stage.press_message(ADMIN, "bank_confirm", channel, ts)
    told = eventually(lambda: stage.told(ADMIN, channel))
    assert told == ["You proposed these bank details; someone else has to confirm them."]
    assert currencies(stage) == ["USD"]


def confirmed(stage: SetupClient) -> None:
    """By both approvers, in their direct messages, and its day is over."""
    for user in (FINANCE, FRANK.id):
        channel, ts = stage.notified(user)
        stage.press_message(user, "bank_confirm", channel, ts)
        eventually(lambda: "were confirmed by" in str(stage.message(user, channel, ts)))  # noqa: B023
    stage.clock.advance(hours=24)
    with stage.store.write(WORKSPACE) as uow:
        assert profiles_with_due_accounts(uow) == ["sender-us"]
        assert take_accounts_into_use(uow, "sender-us") == 1


def test_another_admin_who_is_no_approver_cannot_confirm_in_the_modal(stage: SetupClient) -> None:
    proposed(stage)
    stage.make_admin(SALES)
    opened_bank(stage, SALES)
    stage.press("bank_confirm", "setup_proposal", SALES)
    stage.showing("You may not decide on bank details in this workspace.", SALES)
    assert currencies(stage) == ["USD"]


def test_two_approvers_and_a_day_later_they_are_in_use(stage: SetupClient) -> None:
    proposed(stage)
    confirmed(stage)
    assert currencies(stage) == ["USD", "EUR"]
    assert stage.profile().bank_accounts[0] == a_us_bank()
    assert stage.profile().bank_proposal is None


def test_one_approver_confirms_from_the_direct_message_and_another_is_missing(
    stage: SetupClient,
) -> None:
    proposed(stage)
    channel, ts = stage.notified(FINANCE)
    message = stage.message(FINANCE, channel, ts)
    assert "DE89370400440532013000" in shown(message["blocks"])
    stage.press_message(FINANCE, "bank_confirm", channel, ts)
    eventually(lambda: "were confirmed by Fiona Chen" in str(stage.message(FINANCE, channel, ts)))
    assert "(1 of 2)" in str(stage.message(FINANCE, channel, ts))
    assert currencies(stage) == ["USD"]


def test_a_dropped_proposal_leaves_everything_as_it_was(stage: SetupClient) -> None:
    proposed(stage)
    channel, ts = stage.notified(FINANCE)
    stage.press_message(FINANCE, "bank_drop", channel, ts)
    eventually(lambda: "were cancelled by Fiona Chen" in str(stage.message(FINANCE, channel, ts)))
    assert stage.profile().bank_accounts == (a_us_bank(),)
    assert stage.profile().bank_proposal is None


@pytest.mark.parametrize("user", [SALES, "U0NOAH"])
def test_who_is_neither_admin_nor_approver_cannot_confirm(stage: SetupClient, user: str) -> None:
    proposed(stage)
    channel, ts = stage.notified(user)
    stage.press_message(user, "bank_confirm", channel, ts)
    told = eventually(lambda: stage.told(user, channel))
    assert told[0].startswith("You may not decide on bank details in this workspace.")
    assert currencies(stage) == ["USD"]


def test_who_is_no_admin_any_more_confirms_nothing_in_the_modal(stage: SetupClient) -> None:
    proposed(stage)
    stage.make_admin(SALES)
    opened_bank(stage, SALES)
    stage.make_admin(SALES, False)
    stage.press("bank_confirm", "setup_proposal", SALES)
    stage.showing("Workspace admins can.", SALES)
    assert currencies(stage) == ["USD"]


def test_a_button_about_an_older_proposal_confirms_nothing(stage: SetupClient) -> None:
    proposed(stage)
    channel, ts = stage.notified(FINANCE)
    stage.press("setup_change_account", "account_EUR")
    stage.view("setup_account_proposed")
    stage.set("bank_name", "Another Bank")
    assert stage.submit()["ok"]
    stage.press_message(FINANCE, "bank_confirm", channel, ts)
    told = eventually(lambda: stage.told(FINANCE, channel))
    assert "There is no open proposal" in told[0]
    assert currencies(stage) == ["USD"]


def test_a_replayed_confirmation_changes_nothing(stage: SetupClient) -> None:
    proposed(stage)
    channel, ts = stage.notified(FINANCE)
    stage.press_message(FINANCE, "bank_confirm", channel, ts)
    eventually(lambda: "were confirmed by" in str(stage.message(FINANCE, channel, ts)))
    tables = stage.store.tables.copy()
    stage.redeliver("block_actions bank_confirm")
    assert stage.store.tables == tables


def test_nobody_can_add_to_another_persons_open_proposal(stage: SetupClient) -> None:
    stage.make_admin(SALES)
    opened_bank(stage, SALES)
    stage.press("setup_add_account", "setup_accounts", SALES)
    stage.view("setup_account_proposed", SALES)
    proposed(stage)
    filled(stage, {**EUROS, "currency": "GBP"}, SALES)
    errors = stage.submit(SALES)["errors"]
    assert "open proposal is now “Wanda Park:" in errors["holder"]
    stage.close(SALES)
    stage.close(SALES)
    stage.press("setup_bank", "profile_sender-us", SALES)
    assert "Propose new bank details" not in stage.showing("By Wanda Park.", SALES)


def test_an_account_that_is_changed_keeps_the_others(stage: SetupClient) -> None:
    proposed(stage)
    confirmed(stage)
    stage.make_admin(SALES)
    opened_bank(stage, SALES)
    stage.press("setup_remove_account_USD", "setup_accounts", SALES)
    stage.showing("Proposed. We've notified the approvers", SALES)
    proposal = stage.profile().bank_proposal
    assert proposal is not None
    assert [each.currency for each in proposal.accounts] == ["EUR"]
    assert proposal.accounts[0].same_account(
        a_euro_bank().model_copy(update={"holder": "Jupiter US Inc."})
    )


def test_mistakes_of_an_account_are_shown_on_its_fields(stage: SetupClient) -> None:
    opened_bank(stage)
    stage.press("setup_change_account", "account_USD")
    stage.view("setup_account_proposed")
    stage.set("routing_number", "021000022")
    stage.set("bic", "CHAS")
    errors = stage.submit()["errors"]
    assert set(errors) == {"routing_number", "bic"}
    stage.set("routing_number", "021000021")
    stage.set("bic", "CHASUS33")
    stage.set("bank_name", UNPRINTABLE)
    assert list(stage.submit()["errors"]) == ["bank_name"]
    stage.set("bank_name", "First Example Bank")
    nothing = "Nothing has changed."
    assert stage.submit()["errors"] == {"holder": nothing}


def test_a_second_account_in_a_currency_is_refused_on_its_field(stage: SetupClient) -> None:
    opened_bank(stage)
    stage.press("setup_add_account", "setup_accounts")
    stage.view("setup_account_proposed")
    filled(stage, {**EUROS, "currency": "USD"})
    assert stage.submit()["errors"] == {"currency": "There is a bank account in “USD” already."}
