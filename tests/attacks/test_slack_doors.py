"""What people in Slack meet of lines 1 to 3, 4, 6 and 12, over signed HTTP and over Socket Mode."""

from collections.abc import Iterator

import pytest

from bot.demo.play import Mode, demo
from jupiter_core.commands.bank_details import ProposeBankDetails, propose_bank_details
from jupiter_core.commands.parties import SaveCustomer, save_customer
from jupiter_core.commands.team import SaveTeam, save_team
from jupiter_core.domain.approval import ApprovalPolicy
from jupiter_core.domain.party import ApContact
from tests.attacks.company import ELSEWHERE
from tests.factories import FIONA, FRANK, SAM, WANDA, WORKSPACE
from tests.harness.databases import with_its_tables
from tests.harness.local_http import local_http
from tests.harness.slack_reading import Json, actions_of
from tests.harness.whole_bot import WholeBot

NOAH = "U0NOAH"
"""A guest."""
COUP = ApprovalPolicy(approvers=(WANDA.id, SAM.id), bank_delay_hours=0)


@pytest.fixture(params=list(Mode))
def bot(request: pytest.FixtureRequest) -> Iterator[WholeBot]:
    with (
        demo(request.param, "127.0.0.1", 0, 0, limits=None, tables=with_its_tables()) as running,
        local_http(running.workspace.base_url) as http,
    ):
        yield WholeBot(http, running.application)


def with_button(bot: WholeBot, user: str, action_id: str) -> tuple[str, Json]:
    """The conversation, and the last direct message that has this button."""

    def look() -> tuple[str, Json] | None:
        bot.delivered()
        channel, messages = bot.direct_messages(user)
        found = [each for each in messages if action_id in actions_of(each)]
        return (channel, found[-1]) if found else None

    found = bot.eventually(look)
    assert found is not None
    return found


def pressed(bot: WholeBot, user: str, action_id: str) -> None:
    channel, message = with_button(bot, user, action_id)
    bot.press(user, action_id, message, channel)


def told_privately(bot: WholeBot, user: str) -> str:
    channel, _ = bot.direct_messages(user)
    return bot.told(user, channel)


def elements(message: Json) -> list[Json]:
    """Of the rich text in it."""
    texts = (each for each in message["blocks"] if each["type"] == "rich_text")
    return [one for text in texts for part in text["elements"] for one in part["elements"]]


def account(bot: WholeBot, profile_id: str) -> str | None:
    with bot.application.database.read(WORKSPACE) as uow:
        return uow.sender_profiles.get(profile_id).bank_accounts[0].account_number


def test_bank_details_in_direct_messages(bot: WholeBot) -> None:
    """The proposer is refused, one is not enough, the second takes them into use: the demo's
    workspace has no delay."""
    database = bot.application.database
    before = account(bot, "sender-us")
    with database.write(WORKSPACE) as uow:
        command = ProposeBankDetails(by=WANDA, profile_id="sender-us", accounts=(ELSEWHERE,))
        propose_bank_details(command, uow, bot.application.renderer)
    pressed(bot, WANDA.id, "bank_confirm")
    assert "You proposed these bank details" in told_privately(bot, WANDA.id)
    pressed(bot, FIONA.id, "bank_confirm")
    channel, _ = bot.direct_messages(FIONA.id)
    bot.eventually(lambda: "(1 of 2)" in str(bot.channel(FIONA.id, channel)))
    assert account(bot, "sender-us") == before
    pressed(bot, FRANK.id, "bank_confirm")
    bot.eventually(lambda: account(bot, "sender-us") == "666666")
    for user in (FIONA.id, FRANK.id, WANDA.id):
        bot.delivered()
        channel, messages = bot.direct_messages(user)
        assert "Invoices show them from now on." in str(messages)


def test_a_change_of_the_team_in_direct_messages(bot: WholeBot) -> None:
    """The admin who proposes it is refused; an approver who loses their power discards it."""
    database = bot.application.database
    with database.write(WORKSPACE) as uow:
        before = uow.workspace().policy
        save_team(SaveTeam(by=WANDA, policy=COUP, drafters=()), uow)
    pressed(bot, WANDA.id, "proposal_confirm")
    assert "You proposed these changes of the team" in told_privately(bot, WANDA.id)
    channel, message = with_button(bot, FIONA.id, "proposal_cancel")
    named = [each["user_id"] for each in elements(message) if each["type"] == "user"]
    assert named == [FIONA.id, FRANK.id, WANDA.id, SAM.id]
    bot.press(FIONA.id, "proposal_cancel", message, channel)
    bot.eventually(lambda: "was discarded by Fiona Chen" in str(bot.channel(FIONA.id, channel)))
    with database.read(WORKSPACE) as uow:
        assert (uow.workspace().policy, uow.workspace().policy_proposal) == (before, None)
    pressed(bot, FRANK.id, "proposal_confirm")
    assert "There is no open proposal" in told_privately(bot, FRANK.id)


def test_an_approval_of_what_the_customer_was_before_is_refused(bot: WholeBot) -> None:
    """The press comes before the thread shows that the recipient became another."""
    invoice = bot.submitted()
    kept = bot.request()
    with bot.application.database.write(WORKSPACE) as uow:
        customer = uow.customers.search("acme")[0]
        contact = ApContact(name="Dana", email="dana@evil.example")
        changed = customer.model_copy(update={"ap_contact": contact})
        save_customer(SaveCustomer(by=SAM, customer=changed), uow, bot.application.renderer)
    bot.press(FIONA.id, "invoice_approve", kept)
    bot.eventually(lambda: bot.private(FIONA.id))
    bot.delivered()
    assert "dana@evil.example" in str(bot.request())
    assert bot.invoice(invoice.id).number is None


def test_no_guest_amends_an_issued_invoice(bot: WholeBot) -> None:
    before = bot.issued()
    for action_id in ("invoice_add_po", "invoice_ap_contact", "invoice_send_to_ap"):
        bot.press(NOAH, action_id, bot.card())
        assert "Guests cannot" in bot.told(NOAH)
    assert bot.open_forms(NOAH) == []
    assert bot.invoice(before.id) == before


def test_a_guest_cannot_tell_a_customer_from_a_word(bot: WholeBot) -> None:
    said = set()
    for number, name in enumerate(("Acme", "Nobody"), start=1):
        bot.command(NOAH, f"/invoice {name} 1.2M/yr 3y")
        bot.eventually(lambda: len(ephemeral(bot)) >= number)  # noqa: B023
        said.add(ephemeral(bot)[-1])
    assert len(said) == 1
    assert bot.invoices() == []


def ephemeral(bot: WholeBot) -> list[str]:
    return bot.all_told(NOAH)
