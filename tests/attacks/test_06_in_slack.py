"""6. In Slack every link only reads, and no guest and nobody of another organisation amends."""

import json
import re
from collections.abc import Iterator

import pytest

from bot.security.links import BY_HAND
from bot.simulator.seed import User
from jupiter_core.commands.amendment import Amend, amend
from jupiter_core.commands.by_link import DecideChange, decide_change
from jupiter_core.commands.held_change import Hold, hold_for_code, hold_for_person
from jupiter_core.commands.mailing import Mailed, note_mailing
from jupiter_core.domain.actor import Actor
from jupiter_core.domain.events import EventName
from jupiter_core.domain.held_change import HeldChangeGone
from jupiter_core.domain.invoice import Invoice
from tests.factories import DANA, DEAL_CHANNEL, EVE, FIONA, SAM, WORKSPACE
from tests.harness.slack_bot import SlackBot, TypedPaper, a_rig
from tests.harness.slack_reading import actions_of, shown

TOKEN = re.compile(r"/i/([\w.-]+)")
NOAH, MALLORY = "U0NOAH", "U0MALLORY"
"""A guest, and somebody of the customer's organisation in a channel that is shared with it."""


@pytest.fixture
def rig() -> Iterator[SlackBot]:
    with a_rig() as rig:
        stranger = User(MALLORY, "mallory", "Fiona Chen", team_id="T0CUSTOMER", is_admin=True)
        rig.simulator.workspace.users[MALLORY] = stranger
        rig.simulator.workspace.channels[DEAL_CHANNEL].members.add(MALLORY)
        yield rig


@pytest.fixture
def issued(rig: SlackBot) -> Invoice:
    return rig.issued()


def change(rig: SlackBot, by: Actor, **contact: str) -> Invoice:
    """The AP contact as `by` gives it."""
    with rig.store.write(WORKSPACE) as uow:
        before = uow.invoices.get(uow.invoices.ids()[0])
        now = before.amendable()
        amendment = now.model_copy(update={"ap_contact": now.ap_contact.model_copy(update=contact)})
        command = Amend(
            by=by, invoice_id=before.id, expected_version=before.sequence, amendment=amendment
        )
        after = amend(command, uow, TypedPaper())
    rig.deliver()
    return after


def proposed(rig: SlackBot, po_number: str = "4500017342") -> str:
    """A change that nobody's mailbox vouches for; its id."""
    with rig.store.write(WORKSPACE) as uow:
        before = uow.invoices.get(uow.invoices.ids()[0])
        amendment = before.amendable().model_copy(update={"po_number": po_number})
        wanted = Amend(
            by=EVE, invoice_id=before.id, expected_version=before.sequence, amendment=amendment
        )
        held = hold_for_person(Hold(change=wanted, typed={"po_number": po_number}), uow)
    rig.deliver()
    return held.id


def decide(rig: SlackBot, held: str) -> None:
    """As a button would that somebody kept."""
    with rig.store.write(WORKSPACE) as uow:
        decide_change(DecideChange(by=SAM, held_id=held, confirmed=True), uow, TypedPaper())


def by_hand(rig: SlackBot, invoice: Invoice) -> None:
    """What the thread hears where there is no mail server."""
    with rig.store.write(WORKSPACE) as uow:
        outcome, why = EventName.INVOICE_LINK_TO_SEND, "no mail server is set up here"
        mailed = Mailed(message_id="m1", invoice_id=invoice.id, outcome=outcome, reason=why)
        note_mailing(mailed, uow)
    rig.deliver()


def test_every_link_that_slack_is_sent_only_reads(rig: SlackBot, issued: Invoice) -> None:
    by_hand(rig, issued)
    change(rig, SAM, name="Lee Park")
    rig.command(SAM.id, "show JUS-000001")
    rig.press(SAM.id, "invoice_history", rig.card())
    rig.modal(SAM.id)
    rig.press(SAM.id, "invoice_replace_link", rig.card())
    rig.wait()
    rig.deliver()
    link = rig.ctx.links.url(rig.invoice(issued.id))
    rig.say(SAM.id, DEAL_CHANNEL, link)
    log = rig.http.get("/control/log?after=0").json()["entries"]
    sent = json.dumps([each for each in log if each["direction"] == "api"])
    tokens = set(TOKEN.findall(sent))
    live = [issued, rig.invoice(issued.id)]
    assert tokens == {rig.ctx.links.token(each) for each in live}
    assert all(each.count(".") == 1 for each in tokens)


@pytest.mark.parametrize("user", [NOAH, MALLORY])
def test_no_guest_and_no_stranger_presses_what_changes_anything(
    rig: SlackBot, issued: Invoice, user: str
) -> None:
    by_hand(rig, issued)
    hand = rig.thread()[-1]
    change(rig, DANA, email="dana@evil.example")
    waiting = rig.thread()
    proposed(rig)
    asked = rig.thread()[-1]
    email = next(each for each in waiting if "invoice_confirm_ap_email" in actions_of(each))
    before = rig.invoice(issued.id)
    for message, action_id in (
        (rig.card(), "invoice_add_po"),
        (rig.card(), "invoice_ap_contact"),
        (rig.card(), "invoice_send_to_ap"),
        (hand, "invoice_ap_link"),
        (email, "invoice_confirm_ap_email"),
        (email, "invoice_discard_ap_email"),
        (asked, "invoice_confirm_change"),
        (asked, "invoice_discard_change"),
    ):
        rig.press(user, action_id, message)
        assert "Guests cannot" in rig.told(user)
    assert rig.open_forms(user) == []
    assert rig.invoice(issued.id) == before
    assert not [each for each in rig.channel(user) if "/i/" in each["text"] and each["ephemeral"]]


def test_the_link_for_ap_is_given_to_whoever_asks_alone_and_the_thread_hears_who(
    rig: SlackBot, issued: Invoice
) -> None:
    by_hand(rig, issued)
    rig.press(SAM.id, "invoice_ap_link", rig.thread()[-1])
    told = rig.told(SAM.id)
    token = rig.ctx.links.writing_token(issued, BY_HAND)
    assert token in told
    rig.deliver()
    said = rig.thread(FIONA.id)
    assert "Sam Ortiz got the link that lets accounts payable change" in said[-1]["text"]
    assert token not in str(said)


def test_where_mail_can_bring_it_nobody_in_slack_is_given_the_link(
    rig: SlackBot, issued: Invoice
) -> None:
    by_hand(rig, issued)
    object.__setattr__(rig.ctx, "mails", True)
    rig.press(SAM.id, "invoice_ap_link", rig.thread()[-1])
    assert "is e-mailed only to accounts payable" in rig.told(SAM.id)


def test_a_change_that_nobody_vouches_for_is_done_when_a_person_says_so_once(
    rig: SlackBot, issued: Invoice
) -> None:
    held = proposed(rig)
    asked = rig.thread()[-1]
    assert "Nothing has changed yet" in asked["text"]
    assert "PO number added: 4500017342" in asked["text"]
    assert rig.invoice(issued.id) == issued
    rig.press(FIONA.id, "invoice_confirm_change", asked)
    rig.wait()
    rig.deliver()
    assert rig.invoice(issued.id).content.po_number == "4500017342"
    texts = [each["text"] for each in rig.thread()]
    assert any("Fiona Chen confirmed the change to JUS-000001" in each for each in texts)
    assert any("Eve Stone (unverified, accounts payable of" in each for each in texts)
    with pytest.raises(HeldChangeGone):
        decide(rig, held)
    assert rig.invoice(issued.id).revision == 2


def test_an_attempt_that_waits_for_a_code_is_told_in_the_thread_with_nothing_to_press(
    rig: SlackBot, issued: Invoice
) -> None:
    eve = EVE.model_copy(update={"name": "*Fiona* <!channel>"})
    amendment = issued.amendable().model_copy(update={"po_number": "666"})
    wanted = Amend(
        by=eve, invoice_id=issued.id, expected_version=issued.sequence, amendment=amendment
    )
    for n in range(3):
        with rig.store.write(WORKSPACE) as uow:
            hold = Hold(change=wanted, typed={"n": str(n)}, mailbox="dana@acme.example")
            hold_for_code(hold, uow)
        rig.deliver()
    told = [each for each in rig.thread() if "e-mailed a code to the AP contact" in shown(each)]
    assert len(told) == 1
    said = shown(told[0])
    assert "*Fiona* <!channel> (unverified, accounts payable of Acme Corporation)" in said
    assert f"using the e-mail {EVE.email}" in said
    assert "PO number" in said
    assert "666" not in said
    assert actions_of(told[0]) == []
    assert "<!channel>" not in told[0]["text"]


def test_a_discarded_change_is_never_done(rig: SlackBot, issued: Invoice) -> None:
    held = proposed(rig)
    asked = rig.thread()[-1]
    rig.press(FIONA.id, "invoice_discard_change", asked)
    rig.wait()
    rig.deliver()
    with pytest.raises(HeldChangeGone):
        decide(rig, held)
    assert rig.invoice(issued.id) == issued
    closed = next(each for each in rig.thread() if each["ts"] == asked["ts"])
    assert actions_of(closed) == []


def test_a_change_over_which_another_came_is_not_done(rig: SlackBot, issued: Invoice) -> None:
    proposed(rig)
    asked = rig.thread()[-1]
    change(rig, SAM, name="Lee Park")
    rig.press(FIONA.id, "invoice_confirm_change", asked)
    assert "has changed since" in rig.told(FIONA.id)
    assert rig.invoice(issued.id).content.po_number == ""


def test_the_deal_team_corrects_the_contact_in_slack(rig: SlackBot, issued: Invoice) -> None:
    rig.press(SAM.id, "invoice_ap_contact", rig.card())
    rig.fill(SAM.id, "ap_email", "no address")
    assert "ap_email" in str(rig.submit(SAM.id))
    rig.fill(SAM.id, "ap_email", "lee@acme.example")
    rig.submit(SAM.id)
    after = rig.invoice(issued.id)
    assert (after.ap_email, after.mailed_to) == ("lee@acme.example", "lee@acme.example")
