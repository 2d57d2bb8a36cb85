"""What people in Slack meet of lines 5 and 7, over signed HTTP and over Socket Mode."""

from jupiter_core.commands.amendment import Amend, amend
from jupiter_core.commands.approval import Approve
from jupiter_core.commands.contract import SubmitContract, submit_contract
from jupiter_core.commands.contract_approval import approve_contract
from jupiter_core.commands.parties import SaveCustomer, save_customer
from jupiter_core.domain.invoice import Invoice
from jupiter_core.domain.party import ApContact
from tests.attacks.content_world import ATTACKER
from tests.attacks.test_slack_doors import NOAH, bot
from tests.factories import DANA, DEAL_CHANNEL, FIONA, FRANK, SAM, WORKSPACE, a_day_that_began
from tests.harness.contract_deal import the_terms
from tests.harness.slack_reading import Json, actions_of, shown
from tests.harness.whole_bot import WholeBot

__all__ = ["bot"]

SEND, WITHHOLD = "invoice_mail_send", "invoice_mail_withhold"
CONFIRM_PO, CONFIRM_EMAIL = "contract_confirm_po", "invoice_confirm_ap_email"
DISCARD_EMAIL = "invoice_discard_ap_email"


def asked(bot: WholeBot, action_id: str) -> Json:
    """The last message of the thread that has this button."""

    def look() -> list[Json]:
        bot.delivered()
        return [each for each in bot.thread() if action_id in actions_of(each)]

    return bot.eventually(look)[-1]


def refused(bot: WholeBot, user: str, action_id: str, why: str) -> None:
    """The press of somebody who is told, alone, why nothing was done."""
    before = len(told(bot, user))
    bot.press(user, action_id, asked(bot, action_id))
    bot.eventually(lambda: len(told(bot, user)) > before)
    assert why in told(bot, user)[-1]
    assert action_id in actions_of(asked(bot, action_id))


def told(bot: WholeBot, user: str) -> list[str]:
    return bot.all_told(user)


def says(bot: WholeBot, words: str) -> None:
    """The thread, sooner or later."""

    def look() -> bool:
        bot.delivered()
        return any(words in each["text"] for each in bot.thread())

    bot.eventually(look)


def redirected(bot: WholeBot) -> Invoice:
    """Issued by Fiona alone, to the address that she gave the customer herself."""
    with bot.application.database.write(WORKSPACE) as uow:
        customer = uow.customers.search("acme")[0]
        contact = ApContact(name="Dana Reyes", email=ATTACKER)
        changed = customer.model_copy(update={"ap_contact": contact})
        save_customer(SaveCustomer(by=FIONA, customer=changed), uow, bot.application.renderer)
    return bot.issued()


def known(bot: WholeBot, invoice: Invoice) -> list[str]:
    """Where mail of this customer goes without a question."""
    with bot.application.database.read(WORKSPACE) as uow:
        return uow.mail_domains.of(invoice.content.bill_to.customer_id)


def test_mail_to_a_domain_never_used_before_is_sent_by_somebody_else_or_not_at_all(
    bot: WholeBot,
) -> None:
    invoice = redirected(bot)
    assert f"to {ATTACKER} is on hold: this domain has never been used for Acme" in shown(
        asked(bot, SEND)
    )
    for action_id in (SEND, WITHHOLD):
        refused(bot, NOAH, action_id, "Guests cannot")
    refused(bot, FIONA.id, SEND, "someone else has to confirm it")
    bot.press(SAM.id, WITHHOLD, asked(bot, WITHHOLD))
    says(bot, f"Sam Ortiz decided not to send {invoice.number} to {ATTACKER}.")
    bot.eventually(lambda: SEND not in str(bot.thread()))
    assert "was sent to" not in str(bot.thread())
    assert known(bot, invoice) == ["acme.example"], "where the other contacts have theirs"
    bot.press(SAM.id, "invoice_send_to_ap", bot.card())
    bot.modal(SAM.id)
    assert "has to confirm" in str(bot.submit(SAM.id)["stack"])
    bot.press(FRANK.id, SEND, asked(bot, SEND))
    says(bot, f"{invoice.number} was sent to Dana Reyes ({ATTACKER}).")
    assert sorted(known(bot, invoice)) == ["acme-payments.example", "acme.example"]


def with_what_ap_gave(bot: WholeBot) -> tuple[str, Invoice]:
    """A contract's id, and its first invoice with a PO for all of it and another AP e-mail."""
    application, now = bot.application, bot.application.clock.now()
    with application.database.write(WORKSPACE) as uow:
        profile = next(each for each in uow.sender_profiles.all() if each.series == "JUS-")
        command = SubmitContract(
            by=SAM,
            deal_channel=DEAL_CHANNEL,
            name="",
            customer_id=uow.customers.search("acme")[0].id,
            sender_profile_id=profile.id,
            terms=the_terms(start_date=a_day_that_began(now)),
        )
        contract = submit_contract(command, uow, application.renderer)
    with application.database.write(WORKSPACE) as uow:
        agreed = Approve(by=FIONA, subject_id=contract.id, expected_version=contract.sequence)
        approve_contract(agreed, uow)
    application.jobs.issue()
    bot.delivered()
    with application.database.write(WORKSPACE) as uow:
        first = uow.invoices.of_contract(contract.id)[0]
        contact = first.amendable().ap_contact.model_copy(update={"email": ATTACKER})
        given = {"po_number": "666", "ap_contact": contact}
        by_link = Amend(
            by=DANA,
            invoice_id=first.id,
            expected_version=first.sequence,
            amendment=first.amendable().model_copy(update=given),
            for_contract=True,
        )
        return contract.id, amend(by_link, uow, application.renderer)


def test_a_po_for_the_contract_and_an_ap_email_by_link_wait_for_a_person_in_the_thread(
    bot: WholeBot,
) -> None:
    contract_id, invoice = with_what_ap_gave(bot)

    def standing() -> tuple[str, str, str]:
        """The contract's PO, the e-mail on the invoice, and where its mails go."""
        with bot.application.database.read(WORKSPACE) as uow:
            now = uow.invoices.get(invoice.id)
            return uow.contracts.get(contract_id).po_number, now.ap_email, now.mailed_to

    given = ("", ATTACKER, DANA.email)
    assert f"{DANA.email} → {ATTACKER}" in asked(bot, CONFIRM_EMAIL)["text"]
    for action_id in (CONFIRM_PO, "contract_discard_po", CONFIRM_EMAIL, DISCARD_EMAIL):
        refused(bot, NOAH, action_id, "Guests cannot")
    assert standing() == given
    bot.press(SAM.id, CONFIRM_PO, asked(bot, CONFIRM_PO))
    bot.eventually(lambda: standing()[0] == "666")
    bot.press(FRANK.id, DISCARD_EMAIL, asked(bot, DISCARD_EMAIL))
    bot.eventually(lambda: standing() == ("666", DANA.email, DANA.email))


def test_payment_words_that_are_typed_in_the_builder_are_flagged_to_approvers(
    bot: WholeBot,
) -> None:
    bot.fill_builder()
    bot.fill(SAM.id, "builder_memo", "<!channel> Remit to *DE89 3704 0044 0532 0130 00*")
    bot.submit(SAM.id)
    said = "⚠ Memo has what looks like payment instructions: “DE89 3704 0044 0532 0130 00”"
    assert said in asked(bot, "invoice_approve")["text"]
    assert said in shown(asked(bot, "invoice_approve"))
    assert said in shown(bot.card())
    assert "<!channel>" not in str(bot.request()["text"])
