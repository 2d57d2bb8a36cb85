"""Line 5: records of customers change aloud; no mail goes to a strange domain alone."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager

import pytest

from bot.delivery.email.sender import EmailSender
from jupiter_core.commands.approval import Approve, approve
from jupiter_core.commands.by_link import DecideApEmail, decide_ap_email
from jupiter_core.commands.mail_domain import DecideMail, decide_mail
from jupiter_core.commands.mailing import SendToAp, send_to_ap
from jupiter_core.commands.parties import SaveCustomer, save_customer
from jupiter_core.commands.setup import SetupFile, apply_setup
from jupiter_core.domain.actor import Actor
from jupiter_core.domain.events import EventName
from jupiter_core.domain.invoice import Invoice, State
from jupiter_core.domain.party import ApContact
from jupiter_core.domain.refusals import (
    ChangedSinceSeen,
    MailNotWaiting,
    MailWaits,
    NotFound,
    NotPermitted,
    Refusal,
    SetTheAddress,
)
from jupiter_core.store import Database
from tests.attacks.content_world import ATTACKER, World
from tests.attacks.stores import KINDS, a_database
from tests.factories import DANA, FIONA, FRANK, SAM, WANDA, WORKSPACE, a_customer
from tests.harness.api_client import OTHER
from tests.harness.api_deals import approver_key, submitted
from tests.harness.link_client import LINKS
from tests.harness.slack_bot import SlackBot, a_rig
from tests.harness.slack_reading import actions_of, shown
from tests.harness.workspace import MemoryWorkspace

NOAH = "U0NOAH"
SEND, WITHHOLD = "invoice_mail_send", "invoice_mail_withhold"


@pytest.fixture(params=KINDS)
def stored(request: pytest.FixtureRequest) -> Iterator[World]:
    with a_database(request.param, request) as (database, clock):
        yield World(database, clock)


@pytest.fixture
def world() -> World:
    return World()


@pytest.fixture
def desk() -> MemoryWorkspace:
    return MemoryWorkspace()


@contextmanager
def the_rig(kind: str, request: pytest.FixtureRequest) -> Iterator[SlackBot]:
    with a_database(kind, request) as (database, clock), a_rig(clock=clock, store=database) as rig:
        yield rig


@pytest.fixture(params=KINDS)
def rig(request: pytest.FixtureRequest) -> Iterator[SlackBot]:
    with the_rig(request.param, request) as rig:
        yield rig


def contact_at(address: str) -> ApContact:
    return ApContact(name="Dana Reyes", email=address)


def save(desk: MemoryWorkspace, by: Actor = SAM, **changes: object) -> None:
    with desk.writing() as uow:
        save_customer(SaveCustomer(by=by, customer=a_customer(**changes)), uow, desk.renderer)


def mails(desk: MemoryWorkspace) -> list[str]:
    """The addresses of the outbox's mails, oldest first."""
    with desk.reading() as uow:
        versions = [
            uow.versions.at(each.body["invoice_id"], each.body["sequence"]).invoice()
            for each in desk.messages()
            if each.destination == "email"
        ]
    return [each.content.bill_to.ap_contact.email for each in versions]


def decide(desk: MemoryWorkspace, seen: Invoice, by: Actor, *, send: bool = True) -> Invoice:
    command = DecideMail(by=by, invoice_id=seen.id, expected_version=seen.sequence, send=send)
    with desk.writing() as uow:
        return decide_mail(command, uow)


def press_send_to_ap(desk: MemoryWorkspace, invoice: Invoice) -> None:
    with desk.writing() as uow:
        send_to_ap(SendToAp(by=SAM, invoice_id=invoice.id), uow)


# Records change aloud


def test_an_ap_email_that_a_key_changes_is_told_with_what_takes_it(stored: World) -> None:
    contract = stored.agreed()
    stored.live_until(2026, 12, 25)
    stored.redirected()
    (event,) = stored.events("customer-acme", EventName.CUSTOMER_CHANGED)
    assert [each.words for each in event.changes] == [f"AP e-mail: dana@acme.example → {ATTACKER}"]
    assert event.by.person == WANDA.id
    assert "acme-payments.example was never used for this customer" in event.note
    assert "looks like acme.example" in event.note
    assert contract.title in event.note
    assert "the draft for Acme Corporation" in event.note


@pytest.mark.parametrize(
    ("change", "what"),
    [
        ({"name": "Acme Holdings"}, "Legal name"),
        ({"address": a_customer().address.model_copy(update={"street": "2 Way"})}, "Address"),
        ({"ap_contact": contact_at("eve@acme.example")}, "AP e-mail"),
        ({"cost_centre": "CC-1"}, "Cost centre"),
        ({"endpoint": "0088:7300010000001"}, "Electronic address"),
        ({"language": "de"}, "Language"),
        ({"po_required": False}, "PO required"),
    ],
)
def test_each_field_is_an_event_that_approvers_and_admins_hear(
    desk: MemoryWorkspace, change: dict[str, object], what: str
) -> None:
    save(desk, by=WANDA, **change)
    (event,) = desk.events("customer-acme")
    assert (event.name, [each.what for each in event.changes]) == (
        EventName.CUSTOMER_CHANGED,
        [what],
    )
    told = [each for each in desk.messages() if each.body.get("event_id") == event.id]
    assert [each.kind for each in told] == ["direct", "direct", "admins"]
    assert {each.body.get("user_id") for each in told[:2]} == {FIONA.id, FRANK.id}


def test_a_customer_saved_as_it_was_is_nothing_to_tell(desk: MemoryWorkspace) -> None:
    save(desk)
    assert desk.events("customer-acme") == []


def test_a_new_customer_is_kept_in_the_chain_and_told_to_nobody(desk: MemoryWorkspace) -> None:
    save(desk, id="customer-new", name="Globex")
    (event,) = desk.events("customer-new")
    assert (event.name, event.by) == (EventName.CUSTOMER_CREATED, SAM)
    assert desk.messages() == []


def test_a_setup_file_changes_a_customer_no_more_quietly(desk: MemoryWorkspace) -> None:
    file = SetupFile(customers=(a_customer(ap_contact=contact_at(ATTACKER)),))
    with desk.writing() as uow:
        apply_setup(file, uow, desk.renderer)
    assert [each.name for each in desk.events("customer-acme")] == [EventName.CUSTOMER_CHANGED]


def test_the_notice_reaches_an_approver_in_slack_as_typed(rig: SlackBot) -> None:
    contact = ApContact(name="<!channel> *Dana*", email=ATTACKER)
    with rig.store.write(WORKSPACE) as uow:
        command = SaveCustomer(by=SAM, customer=a_customer(ap_contact=contact))
        save_customer(command, uow, rig.ctx.renderer)
    rig.deliver()
    told = rig.direct_messages(FIONA.id)[1][-1]
    assert "Sam Ortiz changed a customer's records. Acme Corporation." in told["text"]
    assert ATTACKER in shown(told)
    assert "<!channel>" not in told["text"]
    assert rig.errors() == []


# Mails wait for a person


def test_what_was_shown_and_approved_goes_out_at_once_and_later_ones_too(
    desk: MemoryWorkspace,
) -> None:
    desk.issued()
    press_send_to_ap(desk, desk.issued())
    assert mails(desk) == ["dana@acme.example"] * 3


def test_a_key_that_approves_reads_no_request_so_the_mail_waits(world: World) -> None:
    made = submitted(world.system)
    answer = world.system.call(
        "POST",
        f"/invoices/{made['id']}/approvals",
        key=approver_key(world.system),
        if_match=f'"{made["sequence"]}"',
    )
    assert answer.json()["status"] == "issued", answer.text
    assert world.mail() == []
    assert len(world.events(made["id"], EventName.INVOICE_EMAIL_WAITS)) == 1


def test_who_set_the_address_cannot_be_the_only_one_who_approves_it(desk: MemoryWorkspace) -> None:
    save(desk, by=FIONA, ap_contact=contact_at(ATTACKER))
    issued = desk.issued()
    assert issued.state is State.ISSUED
    assert mails(desk) == []
    with pytest.raises(SetTheAddress):
        decide(desk, issued, FIONA)
    decide(desk, issued, SAM)
    assert mails(desk) == [ATTACKER]


def test_their_key_is_nobody_else(world: World) -> None:
    world.redirected()
    with world.writing() as uow:
        assert uow.mail_domains.of("customer-acme") == []
    made = MemoryWorkspace.submit(_as_desk(world))
    world.approve(made, by=WANDA)
    assert (world.mail(), world.known()) == ([], [])


class _Borrowed(MemoryWorkspace):
    """A desk in the world's store."""

    def __init__(self, world: World) -> None:
        self.clock, self.store, self.renderer = world.clock, world.store, world.system.renderer


def _as_desk(world: World) -> MemoryWorkspace:
    return _Borrowed(world)


def test_an_address_changed_after_issue_waits_and_every_other_goes_on(
    desk: MemoryWorkspace,
) -> None:
    issued = desk.issued()
    moved = desk.amend(issued, SAM, ap_contact=contact_at(ATTACKER))
    press_send_to_ap(desk, moved)
    assert mails(desk) == ["dana@acme.example"]
    (asked,) = [e for e in desk.events(issued.id) if e.name is EventName.INVOICE_EMAIL_WAITS]
    assert (asked.words, asked.changes[0].old) == (ATTACKER, "acme.example")


def test_an_address_that_ap_gave_by_link_is_known_once_a_person_has_confirmed_it(
    desk: MemoryWorkspace,
) -> None:
    moved = desk.amend(desk.issued(), DANA, ap_contact=contact_at(ATTACKER))
    press_send_to_ap(desk, moved)
    with desk.writing() as uow:
        seen = uow.invoices.get(moved.id).sequence
        command = DecideApEmail(
            by=FIONA, invoice_id=moved.id, expected_version=seen, confirmed=True
        )
        decide_ap_email(command, uow)
        assert "acme-payments.example" in uow.mail_domains.of("customer-acme")
    assert not [e for e in desk.events(moved.id) if e.name is EventName.INVOICE_EMAIL_WAITS]


def test_a_mail_whose_recipient_became_another_on_its_way_is_asked_about(
    desk: MemoryWorkspace,
) -> None:
    issued = desk.issued()
    desk.amend(issued, SAM, ap_contact=contact_at(ATTACKER))
    (mail,) = [each for each in desk.messages() if each.destination == "email"]
    sender = EmailSender(desk.store, desk.renderer, LINKS, NoServer(), desk.clock)
    for _ in range(2):
        assert sender.send(mail) == {"skipped": "nobody has confirmed that e-mail may go there"}
    waits = [e for e in desk.events(issued.id) if e.name is EventName.INVOICE_EMAIL_WAITS]
    assert [each.words for each in waits] == [ATTACKER]


class NoServer:
    def deliver(self, mail: object, to: str = "") -> None:
        raise AssertionError("a mail left")


def asked_about(desk: MemoryWorkspace) -> Invoice:
    """An issued invoice whose mail to the attacker's address waits."""
    moved = desk.amend(desk.issued(), SAM, ap_contact=contact_at(ATTACKER))
    press_send_to_ap(desk, moved)
    return desk.now(moved)


def test_a_second_press_asks_no_second_time(desk: MemoryWorkspace) -> None:
    moved = asked_about(desk)
    with pytest.raises(MailWaits, match=ATTACKER):
        press_send_to_ap(desk, moved)


def test_after_a_no_nothing_is_sent_and_another_press_asks_again(desk: MemoryWorkspace) -> None:
    moved = asked_about(desk)
    decide(desk, moved, FIONA, send=False)
    with pytest.raises(MailNotWaiting):
        decide(desk, moved, FIONA)
    press_send_to_ap(desk, moved)
    waits = [e for e in desk.events(moved.id) if e.name is EventName.INVOICE_EMAIL_WAITS]
    assert (len(waits), mails(desk)) == (2, ["dana@acme.example"])


def test_a_yes_to_an_address_that_was_changed_meanwhile_counts_for_nothing(
    desk: MemoryWorkspace,
) -> None:
    moved = asked_about(desk)
    desk.amend(moved, SAM, ap_contact=contact_at("ap@evil.example"))
    with pytest.raises(ChangedSinceSeen):
        decide(desk, moved, FIONA)
    assert mails(desk) == ["dana@acme.example"]


def test_a_void_invoice_is_not_sent_by_an_old_question(desk: MemoryWorkspace) -> None:
    moved = asked_about(desk)
    desk.void(moved)
    with pytest.raises(Refusal, match="cannot be sent to the customer"):
        decide(desk, moved, FIONA)


@pytest.mark.parametrize("kind", ["api_key", "operator", "ap", "timer"])
def test_nothing_but_a_person_in_slack_answers(desk: MemoryWorkspace, kind: str) -> None:
    moved = asked_about(desk)
    with pytest.raises(NotPermitted):
        decide(desk, moved, FIONA.model_copy(update={"kind": kind}))


def test_another_mailbox_of_a_public_provider_is_another_address(desk: MemoryWorkspace) -> None:
    save(desk, ap_contact=contact_at("acme.ap@gmail.com"))
    desk.issued()
    save(desk, ap_contact=contact_at("acme.ap2@gmail.com"))
    with desk.reading() as uow:
        assert uow.mail_domains.of("customer-acme") == ["acme.ap@gmail.com"]
    desk.issued()
    assert mails(desk) == ["acme.ap@gmail.com", "acme.ap2@gmail.com"]


def test_what_is_known_for_one_customer_or_workspace_is_not_for_another(stored: World) -> None:
    with stored.writing() as uow:
        uow.mail_domains.add("customer-acme", "acme.example")
        uow.mail_domains.add("customer-acme", "acme.example")
        assert uow.mail_domains.of("customer-globex") == []
    assert stored.known() == ["acme.example"]
    with stored.store.read(OTHER) as uow:
        assert uow.mail_domains.of("customer-acme") == []


def test_two_who_answer_at_once_send_one_mail(stored: World) -> None:
    desk = _as_desk(stored)
    moved = asked_about(desk)
    stored.mail()

    def answer(by: Actor) -> str:
        try:
            decide(desk, moved, by)
        except MailNotWaiting:
            return "too late"
        return "sent"

    with ThreadPoolExecutor(2) as threads:
        said = list(threads.map(answer, (FIONA, FRANK)))
    assert sorted(said) == ["sent", "too late"]
    assert [address for _, address in stored.mail()] == ["dana@acme.example", ATTACKER]


def test_another_workspace_cannot_answer(stored: World) -> None:
    moved = asked_about(_as_desk(stored))
    command = DecideMail(by=FIONA, invoice_id=moved.id, expected_version=moved.sequence, send=True)
    with stored.store.write(OTHER) as uow, pytest.raises(NotFound):
        decide_mail(command, uow)


# In Slack


def in_the_thread(rig: SlackBot, address: str = ATTACKER) -> Invoice:
    """An issued invoice whose thread asks about its mail; Fiona, who set it, approved alone."""
    with rig.store.write(WORKSPACE) as uow:
        customer = a_customer(ap_contact=ApContact(name="<!here> Dana", email=address))
        save_customer(SaveCustomer(by=FIONA, customer=customer), uow, rig.ctx.renderer)
    invoice = rig.issued()
    rig.deliver()
    return invoice


def question(rig: SlackBot) -> dict[str, object]:
    return next(each for each in reversed(rig.thread()) if SEND in actions_of(each))


def waiting_mails(rig: SlackBot) -> int:
    assert isinstance(rig.store, Database)
    now = rig.clock.now()
    claimed = rig.store.outbox.claim(
        owner="m", now=now, lease_until=now, limit=9, destinations=("email",)
    )
    return len(claimed)


def test_the_thread_asks_and_only_somebody_else_of_the_team_may_answer(rig: SlackBot) -> None:
    in_the_thread(rig)
    asked = question(rig)
    assert f"to {ATTACKER} is on hold: this domain has never been used for Acme" in shown(asked)
    assert waiting_mails(rig) == 0
    rig.press(NOAH, SEND, asked)
    assert "Guests cannot" in rig.told(NOAH)
    rig.press(FIONA.id, SEND, asked)
    assert "someone else has to confirm it" in rig.told(FIONA.id)
    assert waiting_mails(rig) == 0
    rig.press(SAM.id, SEND, asked)
    rig.eventually(lambda: waiting_mails(rig))
    rig.eventually(lambda: SEND not in str(rig.thread()))
    rig.redeliver("block_actions")
    rig.deliver()
    assert waiting_mails(rig) == 1


def test_the_card_says_new_domain_until_somebody_has_said_that_it_is_right(rig: SlackBot) -> None:
    in_the_thread(rig)
    mark = f"<!here> Dana <{ATTACKER}> ⚠ new domain"
    assert mark in shown(rig.card())
    rig.press(SAM.id, SEND, question(rig))
    rig.wait()
    rig.deliver()
    assert f"<!here> Dana <{ATTACKER}>" in shown(rig.card())
    assert mark not in shown(rig.card())


def test_do_not_send_is_told_and_takes_the_buttons_away(rig: SlackBot) -> None:
    in_the_thread(rig)
    rig.press(SAM.id, WITHHOLD, question(rig))
    rig.wait()
    rig.eventually(lambda: SEND not in str(rig.thread()))
    rig.deliver()
    assert f"Sam Ortiz decided not to send JUS-000001 to {ATTACKER}." in rig.thread()[-1]["text"]
    assert waiting_mails(rig) == 0


def test_the_request_and_the_card_show_the_recipient_and_what_it_looks_like(rig: SlackBot) -> None:
    rig.issued()
    in_the_thread(rig)
    rig.submitted()
    rig.deliver()
    request = next(e for e in reversed(rig.channel()) if "Waiting for approval" in shown(e))
    words = f"<!here> Dana <{ATTACKER}> ⚠ new domain for this customer, looks like acme.example"
    assert words in shown(request)
    replies = rig.http.get(f"/control/channels/C0ACME/threads/{request['ts']}?as={SAM.id}").json()[
        "messages"
    ]
    asked = next(each for each in replies if "invoice_approve" in actions_of(each))
    assert words in shown(asked)
    assert "<!here>" not in asked["text"]


def test_an_approval_of_two_people_one_of_whom_set_the_address_is_enough(
    desk: MemoryWorkspace,
) -> None:
    with desk.writing() as uow:
        workspace = uow.workspace()
        policy = workspace.policy.model_copy(update={"approvals": 2})
        uow.save_workspace(workspace.model_copy(update={"policy": policy}))
    save(desk, by=FIONA, ap_contact=contact_at(ATTACKER))
    invoice = desk.submit()
    for by in (FIONA, FRANK):
        with desk.writing() as uow:
            approve(Approve(by=by, subject_id=invoice.id, expected_version=invoice.sequence), uow)
    assert mails(desk) == [ATTACKER]
