"""Send to AP, over signed HTTP, with a mail server that a test can tell what to say."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from email.message import EmailMessage

import pytest

from bot.delivery.email.sender import EmailSender
from bot.delivery.email.trouble import Bounced
from jupiter_core.domain.events import EventName
from jupiter_core.domain.invoice import Invoice
from jupiter_core.outbox.drain import Drain
from jupiter_core.ports import RetryLater, Undeliverable
from tests.factories import FIONA, SAM, WORKSPACE
from tests.harness.fakes import NoHeartbeat, SteadyRandomness
from tests.harness.slack_bot import SlackBot, TypedPaper, a_rig
from tests.harness.slack_reading import Json, actions_of, shown

BUTTON = "invoice_send_to_ap"


@dataclass
class Server:
    """Takes mails; `script` says how each in turn ends, then all are taken."""

    script: list[Exception] = field(default_factory=list)
    mails: list[EmailMessage] = field(default_factory=list)

    def deliver(self, mail: EmailMessage, to: str = "") -> None:
        if self.script:
            raise self.script.pop(0)
        self.mails.append(mail)


@dataclass
class Counter:
    """The rig with its mails; `server` may be taken away."""

    rig: SlackBot
    server: Server | None = field(default_factory=Server)

    @property
    def mails(self) -> list[EmailMessage]:
        return self.server.mails if self.server else []

    def deliver(self) -> None:
        """Mails and Slack, as the timer does."""
        rig = self.rig
        sender = EmailSender(
            rig.store,
            TypedPaper(),
            rig.ctx.links,
            self.server,
            rig.clock,
            mail_from="invoices@jupiter.example",
        )
        Drain(
            rig.store.outbox,
            {"email": sender},
            rig.clock,
            SteadyRandomness(),
            owner="mails",
            give_up=rig.jobs.give_up,
            heartbeat=NoHeartbeat(),
        ).run()
        rig.deliver()

    def press(self, user: str = SAM.id, message: Json | None = None) -> None:
        self.rig.press(user, BUTTON, message or self.rig.card())

    def send(self, user: str = SAM.id, message: Json | None = None) -> str:
        """Pressed and confirmed; what the form was replaced by."""
        self.press(user, message)
        self.rig.eventually(lambda: self.rig.modals(user)[-1:])
        return shown(self.rig.submit(user)["stack"][-1])

    def last(self) -> Json:
        return self.rig.thread()[-1]

    def asked(self, invoice: Invoice) -> int:
        with self.rig.store.read(WORKSPACE) as uow:
            told = uow.events.of(invoice.id)
        return len([each for each in told if each.name is EventName.INVOICE_EMAIL_ASKED_FOR])


@pytest.fixture
def counter() -> Iterator[Counter]:
    with a_rig() as rig:
        yield Counter(rig)


def test_an_issue_sends_the_mail_and_the_thread_says_to_whom(counter: Counter) -> None:
    counter.rig.issued()
    counter.deliver()
    assert len(counter.mails) == 1
    assert counter.last()["text"] == "JUS-000001 was sent to Dana Reyes (dana@acme.example)."


def test_a_press_later_sends_it_again(counter: Counter) -> None:
    issued = counter.rig.issued()
    counter.deliver()
    counter.rig.clock.advance(minutes=2)
    assert "The link to JUS-000001 is in the thread" in counter.send()
    counter.deliver()
    assert len(counter.mails) == 2
    assert counter.asked(issued) == 1


def test_nothing_is_sent_before_somebody_has_seen_to_whom_and_under_which_subject(
    counter: Counter,
) -> None:
    issued = counter.rig.issued()
    counter.deliver()
    counter.rig.clock.advance(minutes=2)
    counter.press()
    form = shown(counter.rig.modal(SAM.id))
    for words in ("Dana Reyes", "dana@acme.example", "Subject", "JUS-000001-v1.pdf"):
        assert words in form
    assert str(counter.mails[0]["Subject"]) in form
    counter.deliver()
    assert (counter.asked(issued), len(counter.mails)) == (0, 1)


def test_what_changed_since_it_was_shown_is_not_sent(counter: Counter) -> None:
    """Another AP contact came while the form was open."""
    issued = counter.rig.issued()
    counter.deliver()
    counter.rig.clock.advance(minutes=2)
    counter.press(FIONA.id)
    counter.rig.modal(FIONA.id)
    counter.rig.press(SAM.id, "invoice_ap_contact", counter.rig.card())
    counter.rig.fill(SAM.id, "ap_email", "mallory@acme.example")
    assert counter.rig.submit(SAM.id)["stack"] == []
    answer = shown(counter.rig.submit(FIONA.id)["stack"][-1])
    assert "has changed since you opened it" in answer
    assert counter.asked(issued) == 0


def test_pressing_while_a_mail_is_on_its_way_says_so_and_sends_none(counter: Counter) -> None:
    counter.server = Server([RetryLater("greylisted")])
    issued = counter.rig.issued()
    counter.deliver()
    counter.rig.clock.advance(seconds=1)
    counter.press()
    assert "is on its way to accounts payable" in counter.rig.told(SAM.id)
    assert counter.asked(issued) == 0


def test_two_people_who_press_at_once_send_one(counter: Counter) -> None:
    issued = counter.rig.issued()
    counter.deliver()
    counter.rig.clock.advance(minutes=2)
    counter.press(FIONA.id)
    counter.rig.modal(FIONA.id)
    counter.send()
    late = shown(counter.rig.submit(FIONA.id)["stack"][-1])
    assert "is on its way to accounts payable" in late
    counter.press(FIONA.id)
    assert "is on its way to accounts payable" in counter.rig.told(FIONA.id)
    counter.deliver()
    assert (counter.asked(issued), len(counter.mails)) == (1, 2)


def test_a_click_that_arrives_twice_is_one_mail_and_disturbs_nobody(counter: Counter) -> None:
    issued = counter.rig.issued()
    counter.deliver()
    counter.rig.clock.advance(minutes=2)
    counter.send()
    counter.deliver()
    counter.rig.clock.advance(minutes=2)
    counter.rig.redeliver("view_submission")
    assert counter.asked(issued) == 1
    assert not [each for each in counter.rig.thread() if each.get("ephemeral")]


def test_a_card_that_is_behind_sends_what_stands_there_now(counter: Counter) -> None:
    counter.rig.issued()
    counter.deliver()
    behind = counter.rig.card()
    counter.rig.press(SAM.id, "invoice_add_po", behind)
    counter.rig.fill(SAM.id, "po_number", "4500017342")
    counter.rig.submit(SAM.id)
    counter.rig.clock.advance(minutes=2)
    counter.send(message=behind)
    counter.deliver()
    (pdf,) = counter.mails[-1].iter_attachments()
    assert pdf.get_filename() == "JUS-000001-v2.pdf"


def test_a_bounce_gives_the_reason_and_both_ways_on(counter: Counter) -> None:
    counter.server = Server([Bounced("550 5.1.1 No <such> user")])
    issued = counter.rig.issued()
    counter.deliver()
    told = counter.last()
    assert "JUS-000001 to dana@acme.example bounced:" in shown(told)
    assert "550 5.1.1 No <such> user" in shown(told)
    assert "No &lt;such&gt; user" in told["text"]
    assert actions_of(told) == ["invoice_ap_contact", BUTTON]
    counter.send(message=told)
    counter.deliver()
    assert (len(counter.mails), counter.asked(issued)) == (1, 1)


def test_without_a_mail_server_the_thread_offers_the_link_to_copy(counter: Counter) -> None:
    counter.server = None
    issued = counter.rig.issued()
    counter.deliver()
    told, link = counter.last(), counter.rig.ctx.links.url(issued)
    assert "Dana Reyes yourself: no mail server is set up here." in told["text"]
    boxes = [part for block in told["blocks"] for part in block["elements"]]
    copied = [each for each in boxes if each["type"] == "rich_text_preformatted"]
    assert copied[0]["elements"] == [{"type": "text", "text": link}]
    assert actions_of(told) == ["invoice_view", "invoice_ap_link", "invoice_ap_contact"]


def test_a_mail_that_is_stuck_is_resent_and_not_doubled(counter: Counter) -> None:
    counter.server = Server([Undeliverable("The mail server refuses the password.")])
    issued = counter.rig.issued()
    counter.deliver()
    told = counter.rig.direct_messages(SAM.id)[1][-1]["text"]
    assert "I couldn't send the e-mail with JUS-000001 to accounts payable" in told
    counter.rig.clock.advance(hours=3)
    counter.press()
    assert "click Resend" in counter.rig.told(SAM.id)
    assert counter.asked(issued) == 0


def test_what_is_not_issued_has_no_such_button(counter: Counter) -> None:
    counter.rig.submitted()
    counter.rig.deliver()
    assert BUTTON not in actions_of(counter.rig.card())


def test_a_void_invoice_is_not_sent_from_an_old_card(counter: Counter) -> None:
    issued = counter.rig.issued()
    counter.deliver()
    behind = counter.rig.card()
    counter.rig.press(FIONA.id, "invoice_void", behind)
    counter.rig.fill(FIONA.id, "reason", "Signed twice")
    counter.rig.submit(FIONA.id)
    counter.rig.clock.advance(minutes=2)
    counter.rig.press(SAM.id, BUTTON, behind)
    assert "cannot be sent to the customer" in counter.rig.told(SAM.id)
    assert counter.asked(issued) == 0
