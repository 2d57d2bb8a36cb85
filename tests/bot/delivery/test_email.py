"""The outbox's mails, over a fake mail server: what goes out, and what the thread is told."""

from dataclasses import dataclass, field
from email.message import EmailMessage
from typing import Any

import pytest

from bot.delivery.email.sender import EmailSender
from bot.delivery.email.trouble import Bounced
from bot.security.links import Links
from jupiter_core.commands.amendment import Amend
from jupiter_core.commands.held_change import Hold, hold_for_code
from jupiter_core.commands.link import ReplaceLink, replace_link
from jupiter_core.commands.mailing import SendToAp, send_to_ap
from jupiter_core.domain.delivery import Delivery
from jupiter_core.domain.events import Event, EventName
from jupiter_core.domain.invoice import Invoice
from jupiter_core.domain.party import ApContact
from jupiter_core.outbox.drain import LEASE, Drain
from jupiter_core.outbox.messages import code_message
from jupiter_core.ports import Message, RetryLater, Undeliverable
from tests.factories import DANA, EVE, SAM, WORKSPACE, a_customer
from tests.harness.fakes import NoHeartbeat, SteadyRandomness
from tests.harness.giving_up import burying
from tests.harness.workspace import MemoryWorkspace

MAILING = (
    EventName.INVOICE_EMAILED,
    EventName.INVOICE_EMAIL_BOUNCED,
    EventName.INVOICE_LINK_TO_SEND,
)


@dataclass
class FakeMailServer:
    """Takes mails; `script` says how each in turn ends, then all are taken but what `bounces`."""

    script: list[Exception] = field(default_factory=list)
    mails: list[EmailMessage] = field(default_factory=list)
    bounces: dict[str, Exception] = field(default_factory=dict)
    given_to: list[str] = field(default_factory=list)

    def deliver(self, mail: EmailMessage, to: str = "") -> None:
        if self.script:
            raise self.script.pop(0)
        if to in self.bounces:
            raise self.bounces[to]
        self.mails.append(mail)
        self.given_to.append(to)


@dataclass
class Post:
    """A desk, a mail server (or none), and the drain between them."""

    desk: MemoryWorkspace = field(default_factory=MemoryWorkspace)
    server: FakeMailServer | None = field(default_factory=FakeMailServer)
    links: Links = field(default_factory=lambda: Links("https://pay.example", ["k" * 32]))
    given_up: list[str] = field(default_factory=list)

    @property
    def sender(self) -> EmailSender:
        desk = self.desk
        return EmailSender(
            desk.store,
            desk.renderer,
            self.links,
            self.server,
            desk.clock,
            mail_from="invoices@jupiter.example",
        )

    @property
    def mails(self) -> list[EmailMessage]:
        assert self.server is not None
        return self.server.mails

    def run(self) -> None:
        """What is due, as the timer does."""
        Drain(
            self.desk.store.outbox,
            {"email": self.sender},
            self.desk.clock,
            SteadyRandomness(),
            owner="this test",
            give_up=burying(self.desk.store, lambda _name, error: self.given_up.append(error)),
            heartbeat=NoHeartbeat(),
        ).run()

    def last(self) -> Message:
        return [each for each in self.desk.messages() if each.destination == "email"][-1]

    def receipt(self) -> dict[str, Any] | None:
        return self.desk.tables.letters[self.last().id].receipt

    def told(self, invoice: Invoice) -> list[tuple[EventName, str]]:
        """How mails ended, with their words."""
        ended = [each for each in self.desk.events(invoice.id) if each.name in MAILING]
        return [(each.name, each.words) for each in ended]

    def ask(self, invoice: Invoice) -> None:
        with self.desk.writing() as uow:
            send_to_ap(SendToAp(by=SAM, invoice_id=invoice.id), uow)

    def contact(self, **changes: str) -> None:
        """The customer's AP, before anything is drafted."""
        with self.desk.writing() as uow:
            uow.customers.save(a_customer(ap_contact=ApContact(**changes)))


def test_a_customer_with_a_portal_is_mailed_nothing_and_the_thread_says_to_upload_it() -> None:
    post = Post()
    with post.desk.writing() as uow:
        uow.customers.save(a_customer(delivery=Delivery.PORTAL))
    issued = post.desk.issued()
    post.run()
    assert post.mails == []
    ((name, words),) = post.told(issued)
    assert name is EventName.INVOICE_LINK_TO_SEND
    assert "they take invoices on a portal of their own" in words
    assert "slack" in {each.destination for each in post.desk.messages()}


def test_a_customer_who_wants_nothing_is_mailed_only_when_a_person_asks() -> None:
    post = Post()
    with post.desk.writing() as uow:
        uow.customers.save(a_customer(delivery=Delivery.NONE))
    issued = post.desk.issued()
    post.run()
    assert (post.mails, post.told(issued)) == ([], [])
    post.ask(issued)
    post.run()
    assert len(post.mails) == 1


def test_an_issued_invoice_goes_to_ap_with_its_pdf_and_its_link() -> None:
    post = Post()
    issued = post.desk.issued()
    post.run()
    (mail,) = post.mails
    assert str(mail["To"]) == "Dana Reyes <dana@acme.example>"
    assert str(mail["From"]) == '"Jupiter US Inc." <invoices@jupiter.example>'
    assert str(mail["Reply-To"]) == '"Jupiter US Inc." <billing@jupiter.example>'
    assert mail["Date"].datetime == post.desk.clock.now()
    (pdf,) = mail.iter_attachments()
    versions = post.desk.versions(issued.id)
    assert pdf.get_content() == post.desk.renderer.pdf(versions[-1])
    assert pdf.get_filename() == "JUS-000001-v1.pdf"
    words = mail.get_body(("plain",))
    assert words is not None
    text = words.get_content()
    assert post.links.writing_url(issued, "dana@acme.example") in text
    assert post.links.url(issued) not in text


def test_a_code_goes_to_the_contact_s_mailbox_with_no_link_and_is_in_no_row() -> None:
    post = Post()
    issued = post.desk.issued()
    post.run()
    with post.desk.writing() as uow:
        before = uow.invoices.get(issued.id)
        amendment = before.amendable().model_copy(update={"po_number": "7"})
        change = Amend(
            by=EVE, invoice_id=issued.id, expected_version=before.sequence, amendment=amendment
        )
        held = hold_for_code(Hold(change=change, typed={}, mailbox="dana@acme.example"), uow)
    code = post.links.code(held.id)
    assert code not in repr(post.desk.tables)
    post.run()
    mail = post.mails[-1]
    assert str(mail["To"]) == "dana@acme.example"
    words = mail.get_body(("plain",))
    assert words is not None
    assert code in words.get_content()
    assert "/i/" not in words.get_content()
    assert list(mail.iter_attachments()) == []
    assert code not in repr(post.desk.tables)


def test_a_code_for_which_nobody_waits_any_more_is_not_sent() -> None:
    post = Post()
    issued = post.desk.issued()
    post.run()
    with post.desk.writing() as uow:
        uow.outbox.put(code_message(uow.workspace_id, issued.id, "gone", uow.new_id()))
    post.run()
    assert len(post.mails) == 1
    assert post.receipt() == {"skipped": "nobody is waiting for it any more"}


def test_mail_goes_on_to_the_address_of_before_until_ap_s_own_is_confirmed() -> None:
    post = Post()
    issued = post.desk.issued()
    post.run()
    contact = ApContact(name="Dana Reyes", email="dana@evil.example")
    post.desk.amend(issued, DANA, ap_contact=contact)
    post.ask(issued)
    post.run()
    assert [str(each["To"]) for each in post.mails] == ["Dana Reyes <dana@acme.example>"] * 2


def test_the_thread_hears_to_whom_it_went() -> None:
    post = Post()
    issued = post.desk.issued()
    post.run()
    assert post.told(issued) == [(EventName.INVOICE_EMAILED, "dana@acme.example")]
    notices = [each for each in post.desk.messages() if each.kind == "notice"]
    assert notices[-1].body["event_id"] == _last(post, issued).id


def test_the_message_id_is_the_outbox_row_s_at_every_attempt() -> None:
    post = Post(server=FakeMailServer([RetryLater("the server is busy")]))
    post.desk.issued()
    post.run()
    assert post.mails == []
    post.desk.clock.advance(hours=2)
    post.run()
    assert post.mails[0]["Message-ID"] == f"<{post.last().id}@jupiter.example>"
    assert post.receipt() == {"message_id": post.mails[0]["Message-ID"]}


def test_a_later_mail_carries_the_version_of_its_time() -> None:
    post = Post()
    issued = post.desk.issued()
    post.run()
    post.desk.add_po(issued, "4500017342")
    post.ask(issued)
    post.run()
    (pdf,) = post.mails[-1].iter_attachments()
    assert pdf.get_filename() == "JUS-000001-v2.pdf"
    assert "4500017342" in post.mails[-1].as_string()
    assert post.mails[0]["Message-ID"] != post.mails[1]["Message-ID"]


def test_a_link_that_was_replaced_meanwhile_is_not_sent_any_more() -> None:
    post = Post()
    issued = post.desk.issued()
    with post.desk.writing() as uow:
        replace_link(
            ReplaceLink(by=SAM, invoice_id=issued.id, expected_version=issued.sequence), uow
        )
    post.run()
    body = post.mails[0].get_body(("plain",))
    assert body is not None
    now, to = post.desk.now(issued), "dana@acme.example"
    assert post.links.writing_url(now, to) in body.get_content()
    assert post.links.writing_url(issued, to) not in body.get_content()


def test_a_mail_after_a_new_link_has_the_paper_of_the_version_it_names() -> None:
    post = Post()
    issued = post.desk.issued()
    with post.desk.writing() as uow:
        replace_link(
            ReplaceLink(by=SAM, invoice_id=issued.id, expected_version=issued.sequence), uow
        )
    post.ask(issued)
    post.run()
    first, second = (next(mail.iter_attachments()).get_content() for mail in post.mails)
    assert first == second


def test_what_is_void_by_now_is_not_sent() -> None:
    post = Post()
    issued = post.desk.issued()
    post.desk.void(issued)
    post.run()
    assert (post.mails, post.told(issued)) == ([], [])
    assert post.receipt() == {"skipped": "it is void"}


def test_without_a_mail_server_the_thread_is_asked_to_send_the_link() -> None:
    post = Post(server=None)
    issued = post.desk.issued()
    post.run()
    assert post.told(issued) == [(EventName.INVOICE_LINK_TO_SEND, "no mail server is set up here")]
    assert post.receipt() == {"skipped": "no mail server is set up here"}


@pytest.mark.parametrize("email", ["", "not an address", "dana@☃.example"])
def test_without_a_usable_address_the_thread_is_asked_too(email: str) -> None:
    post = Post()
    post.contact(name="Dana Reyes", email=email)
    issued = post.desk.issued()
    post.run()
    ((name, note),) = post.told(issued)
    assert name is EventName.INVOICE_LINK_TO_SEND
    assert "e-mail address" in note
    assert post.mails == []


def test_a_bounce_is_told_with_its_reason_and_holds_nothing_up() -> None:
    post = Post(server=FakeMailServer([Bounced("550 5.1.1 No such user")]))
    issued = post.desk.issued()
    post.run()
    expected = "dana@acme.example: 550 5.1.1 No such user"
    assert post.told(issued) == [(EventName.INVOICE_EMAIL_BOUNCED, expected)]
    assert post.given_up == []
    contact = ApContact(name="Dana Reyes", email="ap@acme.example")
    post.desk.amend(issued, SAM, ap_contact=contact)
    post.ask(issued)
    post.run()
    assert [str(mail["To"]) for mail in post.mails] == ["Dana Reyes <ap@acme.example>"]


def test_what_only_an_operator_can_mend_is_a_dead_letter_with_a_sentence() -> None:
    post = Post(server=FakeMailServer([Undeliverable("The mail server refuses the password")]))
    issued = post.desk.issued()
    post.run()
    assert post.given_up == ["The mail server refuses the password"]
    assert post.told(issued) == []
    with post.desk.writing() as uow:
        uow.outbox.revive(post.last().id)
    post.run()
    assert len(post.mails) == 1


def test_a_crash_after_the_server_s_yes_sends_the_same_message_again_and_tells_once() -> None:
    """The yes was noted, but the row not yet marked as sent, when the process died."""
    post = Post()
    issued = post.desk.issued()
    (claimed,) = post.desk.store.outbox.claim(
        owner="one that dies",
        now=post.desk.clock.now(),
        lease_until=post.desk.clock.now() + LEASE,
        limit=1,
        destinations=("email",),
    )
    post.sender.send(claimed)
    post.run()
    assert len(post.mails) == 1
    post.desk.clock.advance(minutes=3)
    post.run()
    assert len({mail["Message-ID"] for mail in post.mails}) == 1
    assert len(post.mails) == 2
    assert len(post.told(issued)) == 1


def test_a_credit_note_is_sent_too() -> None:
    post = Post()
    note = post.desk.approve(post.desk.credit(post.desk.issued()))
    post.run()
    assert note.number is not None
    assert note.number in str(post.mails[-1]["Subject"])
    assert str(post.mails[-1]["Subject"]).startswith("Credit note")


def _last(post: Post, invoice: Invoice) -> Event:
    assert invoice.workspace_id == WORKSPACE
    return post.desk.events(invoice.id)[-1]
