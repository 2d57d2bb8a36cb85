"""Line 12: a setting says who may read; a guest, and whoever may not, learns nothing by trying."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from bot.intake.files.setup import read_setup
from bot.intake.team import read_team
from jupiter_core.commands.team import SaveTeam, save_team
from jupiter_core.domain.actor import Actor
from jupiter_core.domain.api_key import Scope
from jupiter_core.domain.approval import ApprovalPolicy
from jupiter_core.domain.events import EventName
from jupiter_core.domain.readers import Reader, Readers
from jupiter_core.domain.refusals import ValidationErrors
from jupiter_core.domain.workspace import Workspace
from tests.attacks.company import Company
from tests.attacks.roles import payloads
from tests.attacks.roles.actions_collection import LISTED
from tests.attacks.roles.judged import refused
from tests.attacks.roles.people import KIND
from tests.attacks.roles.stage import Stage
from tests.factories import DEAL_CHANNEL, FIONA, SAM, WORKSPACE
from tests.harness.api_keys import an_api_key
from tests.harness.contract_deal import ContractDeal
from tests.harness.slack_bot import MANIFEST, SlackBot, a_rig
from tests.harness.whole_bot import WholeBot, a_whole_bot

WANDA, NOAH = "U0WANDA", "U0NOAH"
NUMBER = "JUS-000001"
AN_ADMIN = Actor(kind=FIONA.kind, id=WANDA, name="Wanda Park")


@pytest.fixture
def rig() -> Iterator[SlackBot]:
    scopes = MANIFEST["oauth_config"]["scopes"]
    before = list(scopes["bot"])
    scopes["bot"] += ["channels:read", "groups:read"]
    try:
        with a_rig() as rig:
            yield rig
    finally:
        scopes["bot"] = before


def set_readers(rig: SlackBot, readers: Readers) -> None:
    with rig.store.write(WORKSPACE) as uow:
        uow.save_workspace(uow.workspace().model_copy(update={"readers": readers}))


def answer(rig: SlackBot, user: str, text: str) -> str:
    """What only this person is told of a command."""

    def seen() -> list[str]:
        return [str(each.get("blocks") or each["text"]) for each in rig.channel(user, "C0GENERAL")]

    before = len(seen())
    rig.command(user, text, "C0GENERAL")
    rig.eventually(lambda: len(seen()) > before)
    return seen()[-1]


COMMANDS = ("/invoice list all", f"/invoice show {NUMBER}", "/invoice contracts")


def sees(rig: SlackBot, user: str) -> bool:
    """Whether any of the ways to read shows the deal's customer."""
    found = {"Acme" in answer(rig, user, text) for text in COMMANDS[:2]}
    assert len(found) == 1
    return found.pop()


@pytest.mark.parametrize(
    ("readers", "in_channel", "shown"),
    [
        (Readers.EVERYONE, False, True),
        (Readers.DEAL_CHANNEL, True, True),
        (Readers.DEAL_CHANNEL, False, False),
        (Readers.FINANCE, True, False),
    ],
)
def test_a_full_member_reads_what_the_setting_says(
    rig: SlackBot, readers: Readers, in_channel: bool, shown: bool
) -> None:
    rig.issued()
    set_readers(rig, readers)
    rig.membership(WANDA, member=in_channel)
    assert sees(rig, WANDA) == shown
    assert sees(rig, FIONA.id)
    assert sees(rig, SAM.id)


def test_who_left_the_channel_reads_no_more_at_once(rig: SlackBot) -> None:
    rig.issued()
    set_readers(rig, Readers.DEAL_CHANNEL)
    assert sees(rig, WANDA)
    rig.membership(WANDA, member=False)
    assert not sees(rig, WANDA)


def test_where_slack_does_not_tell_the_channels_nothing_is_shown(rig: SlackBot) -> None:
    rig.issued()
    set_readers(rig, Readers.DEAL_CHANNEL)
    rig.fault("users.conversations", "error", count=9, error="internal_error")
    assert not sees(rig, WANDA)
    assert sees(rig, FIONA.id)


def test_what_may_not_be_read_is_answered_as_what_is_not_there(rig: SlackBot) -> None:
    rig.issued()
    set_readers(rig, Readers.FINANCE)
    there = answer(rig, WANDA, f"/invoice show {NUMBER}")
    absent = answer(rig, WANDA, "/invoice show JUS-000002")
    assert there.replace(NUMBER, "N") == absent.replace("JUS-000002", "N")
    history = answer(rig, WANDA, f"/invoice history {NUMBER}")
    assert history.replace(NUMBER, "N") == absent.replace("JUS-000002", "N")


@pytest.mark.parametrize(
    "action_id", ["invoice_add_po", "invoice_history", "invoice_record_payment"]
)
def test_a_forged_button_opens_nothing_that_may_not_be_read(rig: SlackBot, action_id: str) -> None:
    rig.issued()
    rig.account("U0NEW", real_name="New Hire")
    rig.membership("U0NEW", member=True)
    set_readers(rig, Readers.FINANCE)
    card = rig.card()
    assert action_id in str(card)
    rig.press("U0NEW", action_id, card)
    assert "There is no invoice" in rig.told("U0NEW")
    assert rig.open_forms("U0NEW") == []


@pytest.mark.parametrize(
    ("action_id", "fields"),
    [
        ("invoice_add_po", {"po_number": "4500017342"}),
        ("invoice_collection", {"dispute": "Two seats too many"}),
    ],
)
def test_a_form_that_was_opened_before_changes_nothing_that_may_not_be_read_any_more(
    rig: SlackBot, action_id: str, fields: dict[str, str]
) -> None:
    issued = rig.issued()
    rig.press(WANDA, action_id, rig.card())
    rig.eventually(lambda: rig.modals(WANDA))
    for name, value in fields.items():
        rig.fill(WANDA, name, value)
    set_readers(rig, Readers.FINANCE)
    answered = rig.submit(WANDA)
    assert "There is no invoice" in str(answered["errors"])
    assert rig.invoice(issued.id).sequence == issued.sequence


def test_a_link_in_the_deal_s_channel_says_nothing_where_only_finance_reads(rig: SlackBot) -> None:
    issued = rig.issued()
    url = rig.ctx.links.url(issued)
    set_readers(rig, Readers.FINANCE)
    rig.say(SAM.id, DEAL_CHANNEL, url)
    rig.eventually(lambda: rig.calls("chat.unfurl"))
    assert "1,345,000.00" not in str(rig.calls("chat.unfurl")[-1]["request"])


def test_a_guest_reads_nothing_whatever_the_setting(rig: SlackBot) -> None:
    rig.issued()
    for readers in Readers:
        set_readers(rig, readers)
        for text in (*COMMANDS, f"/invoice history {NUMBER}", "/invoice contract Acme"):
            assert "Acme" not in answer(rig, NOAH, text).replace("contract Acme", "")


@pytest.mark.parametrize(
    ("readers", "owner", "status"),
    [
        (Readers.EVERYONE, AN_ADMIN, 200),
        (Readers.DEAL_CHANNEL, AN_ADMIN, 403),
        (Readers.FINANCE, AN_ADMIN, 403),
        (Readers.FINANCE, FIONA, 200),
    ],
)
def test_a_key_reads_no_more_than_its_owner(
    company: Company, readers: Readers, owner: Actor, status: int
) -> None:
    with company.store.write(WORKSPACE) as uow:
        policy = ApprovalPolicy(approvers=(FIONA.id,))
        uow.save_workspace(Workspace(id=WORKSPACE, policy=policy, readers=readers))
    key = an_api_key(company.store, *Scope, name="Theirs", by=owner)
    for path in ("/invoices", "/contracts", "/events"):
        assert company.call("GET", path, key=key).status_code == status


# --- guests try names


@pytest.fixture(scope="module")
def bot() -> Iterator[WholeBot]:
    with a_whole_bot() as bot:
        yield bot


def test_a_guest_cannot_tell_a_customer_from_a_word(bot: WholeBot) -> None:
    lines = (
        "/invoice Acme 1.2M/yr 3y",
        "/invoice Nobody 1.2M/yr 3y",
        "/invoice Acme",
        "/invoice Nobody",
        "/invoice zzz zzz",
        "/invoice new Acme 50k",
        "/invoice new Nobody 50k",
    )
    said = {told(bot, NOAH, text) for text in lines}
    assert len(said) == 1
    assert "draft invoices" in said.pop()
    named = {told(bot, NOAH, f"/invoice contract {name}") for name in ("Acme", "Nobody")}
    assert len(named) == 1


def told(bot: WholeBot, user: str, text: str) -> str:
    def seen() -> list[str]:
        return [each["text"] for each in bot.channel(user) if each["ephemeral"]]

    before = len(seen())
    bot.command(user, text)
    bot.eventually(lambda: len(seen()) > before)
    return seen()[-1]


def test_no_menu_offers_a_guest_or_a_stranger_anything(bot: WholeBot) -> None:
    bot.fill_builder()
    menus = ("builder_customer", "setup_country", "setup_currency", "setup_time_zone")

    def by(user: str, action_id: str) -> Callable[[dict[str, Any]], None]:
        def change(payload: dict[str, Any]) -> None:
            payload["user"]["id"] = user
            payload["action_id"] = action_id
            payload["value"] = "e"

        return change

    for action_id in (*menus, "find_customer", "find_profile", "find_bank"):
        for user in (NOAH, "U0NOBODY"):
            assert b'options": [{' not in bot.alter("block_suggestion", by(user, action_id)).body
    assert b"Acme" in bot.alter("block_suggestion", by(SAM.id, "builder_customer")).body
    assert b"Germany" in bot.alter("block_suggestion", by(SAM.id, "setup_country")).body
    assert b"Berlin" not in bot.alter("block_suggestion", by(SAM.id, "setup_time_zone")).body
    bot.alter("block_suggestion", by(WANDA, "setup_time_zone"))


# --- the setting


def a_team(**typed: str) -> SaveTeam:
    return read_team({"approvers": FIONA.id, "approvals": "1", **typed})


def test_the_setting_comes_from_the_form_and_the_file_and_is_told() -> None:
    assert a_team(readers="finance").readers is Readers.FINANCE
    assert a_team().readers is None
    with pytest.raises(ValidationErrors, match="everyone, deal_channel, finance"):
        a_team(readers="nobody")
    text = f"workspace:\n  approvers: [{FIONA.id}]\n  readers: deal_channel\n"
    team = read_setup(text, Path()).team
    assert team and team.readers is Readers.DEAL_CHANNEL


def test_a_setting_that_is_not_named_stays(company: Company) -> None:
    with company.store.write(WORKSPACE) as uow:
        by = AN_ADMIN
        policy = uow.workspace().policy
        save_team(SaveTeam(by=by, policy=policy, drafters=(), readers=Readers.FINANCE), uow)
        save_team(SaveTeam(by=by, policy=policy, drafters=()), uow)
        assert uow.workspace().readers is Readers.FINANCE
        names = [event.name for _, event in uow.events.page(limit=9)]
    assert names.count(EventName.WORKSPACE_CHANGED) == 1


def test_a_workspace_of_before_the_setting_lets_every_full_member_read() -> None:
    assert Workspace.model_validate_json('{"id": "T1"}').readers is Readers.EVERYONE
    assert Reader(person="U1").may_read(Readers.DEAL_CHANNEL, "", ()) is False


# --- what a form is drawn anew with


def test_who_may_not_change_a_contract_is_drawn_no_form_with_its_terms() -> None:
    with a_rig() as rig:
        deal = ContractDeal(rig)
        rig.deliver()
        deal.agreed()
        rig.press(SAM.id, "contract_change", rig.card())
        before = rig.modal(SAM.id)
        rig.wait_until_quiet()
        drawn = len(rig.calls("views.update"))
        rig.account(SAM.id, is_restricted=True)
        rig.wait_until_quiet()
        rig.fill(SAM.id, "change_kind", "price")
        rig.eventually(lambda: "Guests cannot" in str(rig.direct_messages(SAM.id)[1]))
        assert len(rig.calls("views.update")) == drawn
        assert rig.modal(SAM.id)["blocks"] == before["blocks"]


def test_reminders_of_what_they_may_not_read_are_not_theirs_to_send() -> None:
    """Whoever drafts other deals sees the list of reminders without this one."""
    stage, by = Stage(), KIND["drafter"]
    LISTED(stage)
    with stage.store.write(WORKSPACE) as uow:
        uow.save_workspace(uow.workspace().model_copy(update={"readers": Readers.FINANCE}))
    choice = payloads.found(stage.top, "reminder_row")[1]["options"][0]["value"]
    outcome = stage.send(payloads.in_view(by, stage.top, "reminder_row", choice))
    assert refused(outcome, by) == ""
    assert NUMBER not in str(outcome.calls)
