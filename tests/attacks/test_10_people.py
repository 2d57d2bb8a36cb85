"""Line 10: who is who. An off-boarded approver, one person with two accounts, a silent Slack."""

from collections.abc import Iterator
from dataclasses import replace
from typing import Any, cast

import pytest
from slack_sdk import WebClient

from bot.demo.play import Mode, demo
from bot.slack.people import SlackSilent
from jupiter_core.commands.bank_details import ProposeBankDetails, propose_bank_details
from jupiter_core.domain.actor import Actor, ActorKind
from jupiter_core.domain.api_key import Scope
from jupiter_core.domain.approval import ApprovalPolicy
from jupiter_core.domain.events import EventName
from jupiter_core.domain.invoice import Invoice, State
from jupiter_core.domain.same_person import shared
from tests.attacks.company import ELSEWHERE, Company
from tests.attacks.test_slack_doors import with_button
from tests.bot.slack.test_people import Slack, people_at
from tests.factories import FIONA, FRANK, SAM, WANDA, WORKSPACE
from tests.harness.api_keys import an_api_key
from tests.harness.databases import with_its_tables
from tests.harness.fakes import FixedClock
from tests.harness.local_http import local_http
from tests.harness.slack_bot import SlackBot, a_rig
from tests.harness.whole_bot import WholeBot, a_whole_bot

SECOND = "U0SECOND"


@pytest.fixture
def rig() -> Iterator[SlackBot]:
    with a_rig() as rig:
        yield rig


def slack_user(user_id: str, name: str, email: str = "") -> Actor:
    return Actor(kind=ActorKind.SLACK_USER, id=user_id, name=name, email=email)


def with_email(actor: Actor, email: str) -> Actor:
    return actor.model_copy(update={"email": email})


def two_approve(company: Company, *approvers: str) -> None:
    with company.store.write(WORKSPACE) as uow:
        policy = ApprovalPolicy(approvers=approvers, approvals=2)
        uow.save_workspace(uow.workspace().model_copy(update={"policy": policy}))


def notes(company: Company, name: EventName) -> list[str]:
    with company.store.read(WORKSPACE) as uow:
        return [event.words for _, event in uow.events.page(names=[name], limit=100)]


def only(company: Company, name: EventName) -> str:
    [note] = notes(company, name)
    return note


# --- no cache of people


OFF_BOARDED: list[dict[str, Any]] = [
    {"deleted": True, "session_lasts": True},
    {"is_restricted": True},
    {"team_id": "T0COMPETITOR"},
]


@pytest.mark.parametrize("change", OFF_BOARDED)
def test_an_approver_who_left_a_second_ago_approves_nothing(
    rig: SlackBot, change: dict[str, Any]
) -> None:
    invoice = waiting_and_known(rig)
    rig.account(FIONA.id, **change)
    rig.press(FIONA.id, "invoice_approve", rig.request())
    rig.eventually(lambda: "Guests cannot" in rig.told(FIONA.id))
    assert rig.invoice(invoice.id) == invoice


@pytest.mark.parametrize("mode", Mode)
def test_an_approver_who_left_a_second_ago_confirms_no_bank_details(mode: Mode) -> None:
    with (
        demo(mode, "127.0.0.1", 0, 0, limits=None, tables=with_its_tables()) as running,
        local_http(running.workspace.base_url) as http,
    ):
        bot = WholeBot(http, running.application)
        with bot.application.database.write(WORKSPACE) as uow:
            command = ProposeBankDetails(by=WANDA, profile_id="sender-us", accounts=(ELSEWHERE,))
            propose_bank_details(command, uow, bot.application.renderer)
        channel, message = with_button(bot, FIONA.id, "bank_confirm")
        bot.command(FIONA.id, "/invoice list")
        assert bot.told(FIONA.id)
        bot.account(FIONA.id, deleted=True, session_lasts=True)
        bot.press(FIONA.id, "bank_confirm", message, channel)
        assert "Guests cannot" in bot.told(FIONA.id, channel)
        with bot.application.database.read(WORKSPACE) as uow:
            proposal = uow.sender_profiles.get("sender-us").bank_proposal
            assert proposal and not proposal.consent.confirmations


def test_nor_do_they_send_back_what_they_opened_the_form_for(rig: SlackBot) -> None:
    invoice = rig.submitted()
    rig.deliver()
    rig.press(FIONA.id, "invoice_request_changes", rig.request())
    rig.modal(FIONA.id)
    rig.fill(FIONA.id, "reason", "The PO is missing")
    rig.account(FIONA.id, deleted=True, session_lasts=True)
    assert "Guests cannot" in str(rig.submit(FIONA.id))
    assert rig.invoice(invoice.id) == invoice


def test_where_slack_is_silent_whoever_was_known_a_second_ago_approves_nothing(
    rig: SlackBot,
) -> None:
    invoice = waiting_and_known(rig)
    rig.fault("users.info", "error", error="internal_error")
    rig.press(FIONA.id, "invoice_approve", rig.request())
    rig.eventually(lambda: "Slack couldn't confirm who you are" in rig.told(FIONA.id))
    assert rig.invoice(invoice.id) == invoice


def test_who_was_asked_for_anew_is_not_remembered_as_they_were(rig: SlackBot) -> None:
    slack, people = Slack(), people_at(FixedClock())
    client = cast(WebClient, slack)
    assert not people.get(client, WORKSPACE, "U1").is_guest
    slack.user["deleted"] = True
    assert not people.get(client, WORKSPACE, "U1").is_guest
    assert people.get_now(client, WORKSPACE, "U1").is_guest
    assert people.get(client, WORKSPACE, "U1").is_guest

    class Silent:
        def users_info(self, user: str) -> dict[str, Any]:
            raise TimeoutError

    with pytest.raises(SlackSilent):
        people.get_now(cast(WebClient, Silent()), WORKSPACE, "U1")
    with pytest.raises(SlackSilent):
        people.get(cast(WebClient, Silent()), WORKSPACE, "U1")


def waiting_and_known(rig: SlackBot) -> Invoice:
    """An invoice that waits for approval, and Fiona known as a full member by what she read."""
    invoice = rig.submitted()
    rig.deliver()
    rig.command(FIONA.id, "/invoice list all")
    assert rig.told(FIONA.id)
    return invoice


# --- two accounts of one person


@pytest.mark.parametrize(
    ("one", "other", "what"),
    [
        (slack_user("U1", "Fiona Chen"), slack_user("U2", "fiona  CHEN"), "one name"),
        (slack_user("U1", "Fiona Chen"), slack_user("U2", "Fiоna\u200b Chen"), "one name"),
        (
            slack_user("U1", "Fiona", "fiona@j.example"),
            slack_user("U2", "F. C.", "Fiona+2@J.example"),
            "one e-mail address",
        ),
        (slack_user("U1", "Fiona", "a@j.example"), slack_user("U2", "Frank", "b@j.example"), ""),
        (slack_user("U1", "Fiona"), slack_user("U1", "Fiona"), ""),
        (slack_user("U1", "Fiona"), slack_user("U2", "Frank"), ""),
        (slack_user("U1", ""), slack_user("U2", ""), ""),
    ],
)
def test_two_accounts_share_a_name_or_a_mailbox_however_it_is_spelled(
    one: Actor, other: Actor, what: str
) -> None:
    assert shared(one, other) == shared(other, one) == what


def test_who_drafts_with_one_account_and_approves_with_the_other_is_told_of(rig: SlackBot) -> None:
    rig.account(SECOND, real_name="Fiona  Chen")
    invoice = rig.submitted(by=slack_user(SECOND, "Fiona  Chen"))
    rig.deliver()
    rig.press(FIONA.id, "invoice_approve", rig.request())
    rig.wait()
    for _ in range(3):
        rig.deliver()
    assert rig.invoice(invoice.id).state is State.ISSUED
    warning = "Fiona Chen (U0FIONA) and Fiona  Chen (U0SECOND) have one name"
    thread = [each["text"] for each in rig.thread()]
    assert any("Same person?" in each and warning in each for each in thread)
    for user in (FRANK.id, "U0WANDA"):
        _, messages = rig.direct_messages(user)
        assert any(warning in each["text"] for each in messages), user


def test_one_mailbox_is_found_where_slack_tells_addresses(company: Company) -> None:
    invoice = company.submitted(by=with_email(SAM, "fiona+sales@jupiter.example"))
    company.approve(invoice, by=with_email(FIONA, "fiona@jupiter.example"))
    assert "one e-mail address" in only(company, EventName.INVOICE_LOOK_ALIKE_APPROVED)
    assert company.people_told() >= {FIONA.id, FRANK.id, "admins"}


def test_two_approvals_of_one_person_are_told_of(company: Company) -> None:
    two_approve(company, FIONA.id, SECOND)
    first = company.approve(company.submitted(), by=FIONA)
    company.approve(first, by=slack_user(SECOND, "Fiona Chen"))
    assert "have one name" in only(company, EventName.LOOK_ALIKE_PEOPLE)


def test_two_people_who_do_not_look_alike_are_not_told_of(company: Company) -> None:
    two_approve(company, FIONA.id, FRANK.id)
    first = company.approve(company.submitted(), by=FIONA)
    company.approve(first, by=FRANK)
    assert not notes(company, EventName.LOOK_ALIKE_PEOPLE)


def test_a_key_of_the_other_account_drafts_and_is_told_of(company: Company) -> None:
    key = an_api_key(company.store, by=slack_user(SECOND, "Fiona Chen"))
    company.approve(company.submitted(by=key.key.actor), by=FIONA)
    assert "have one name" in only(company, EventName.LOOK_ALIKE_PEOPLE)


def test_bank_details_proposed_and_confirmed_by_one_person_are_told_of(company: Company) -> None:
    command = ProposeBankDetails(
        by=slack_user(SECOND, "Fiona Chen"), profile_id="sender-us", accounts=(ELSEWHERE,)
    )
    with company.store.write(WORKSPACE) as uow:
        propose_bank_details(command, uow, company.renderer)
    company.decide(FRANK)
    assert not notes(company, EventName.LOOK_ALIKE_PEOPLE)
    company.decide(FIONA)
    assert "confirmed these bank details" in only(company, EventName.LOOK_ALIKE_PEOPLE)
    assert company.people_told() >= {FRANK.id, WANDA.id, "admins"}


# --- keys of people who left


@pytest.mark.parametrize(
    ("active", "answer"),
    [(False, (403, "owner_gone")), (None, (503, "owner_not_known")), (True, (201, ""))],
)
def test_the_key_of_an_approver_who_left_approves_nothing(
    company: Company, active: bool | None, answer: tuple[int, str]
) -> None:
    asked = []

    def is_active(workspace_id: str, user_id: str) -> bool | None:
        asked.append((workspace_id, user_id))
        return active

    company.api.ctx = replace(company.api.ctx, is_active=is_active)
    key = an_api_key(company.store, Scope.INVOICES_APPROVE, by=FIONA)
    invoice = company.submitted()
    path = f"/invoices/{invoice.id}/approvals"
    said = company.call("POST", path, key=key, if_match=f'"{invoice.sequence}"')
    assert (said.status_code, said.json().get("code", "")) == answer
    assert asked == [(WORKSPACE, FIONA.id)]
    assert (company.now(invoice) == invoice) is (active is not True)


def test_whether_an_owner_is_still_there_is_asked_of_slack_each_time() -> None:
    with a_whole_bot() as bot:
        _ask_of_slack(bot)


def _ask_of_slack(bot: WholeBot) -> None:
    application = bot.application
    assert application.is_active(WORKSPACE, FIONA.id) is True
    bot.account(FIONA.id, deleted=True)
    assert application.is_active(WORKSPACE, FIONA.id) is False
    bot.fault("users.info", "error", error="internal_error")
    assert application.is_active(WORKSPACE, FRANK.id) is None
