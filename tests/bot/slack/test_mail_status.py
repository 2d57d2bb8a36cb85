"""`/invoice mail`: what was sent, what bounced, what is stuck and what waits for a word."""

from collections.abc import Iterator
from datetime import timedelta

import pytest

from jupiter_core.commands.amendment import Amend, amend
from jupiter_core.commands.mailing import Mailed, SendToAp, note_mailing, send_to_ap
from jupiter_core.domain.amendment import Amendment
from jupiter_core.domain.events import EventName
from jupiter_core.domain.invoice import Invoice
from jupiter_core.domain.readers import Reader, Readers
from jupiter_core.outbox.messages import EMAIL, MessageKind
from jupiter_core.ports import Message
from jupiter_core.queries.mail_status import mail_status
from tests.factories import FIONA, SAM, WORKSPACE
from tests.harness.slack_bot import SlackBot, a_rig
from tests.harness.slack_reading import Json, shown

STRANGE = "pay@acme-payables.example"


@pytest.fixture
def rig() -> Iterator[SlackBot]:
    with a_rig() as made:
        yield made


def opened(rig: SlackBot, user: str = FIONA.id) -> Json:
    rig.command(user, "/invoice mail")
    return rig.eventually(lambda: rig.modals(user))[-1]


def bounced(rig: SlackBot, invoice: Invoice) -> None:
    with rig.store.write(WORKSPACE) as uow:
        command = Mailed(
            message_id="m1",
            invoice_id=invoice.id,
            outcome=EventName.INVOICE_EMAIL_BOUNCED,
            email="dana@acme.example",
            reason="550 no such mailbox",
        )
        note_mailing(command, uow)


def held(rig: SlackBot, invoice: Invoice) -> None:
    """Sam changes the address to one where nothing was ever sent, and asks for the mail."""
    with rig.store.write(WORKSPACE) as uow:
        contact = invoice.content.bill_to.ap_contact.model_copy(update={"email": STRANGE})
        change = Amend(
            by=SAM,
            invoice_id=invoice.id,
            expected_version=uow.invoices.get(invoice.id).sequence,
            amendment=Amendment.of("", invoice.content.bill_to).model_copy(
                update={"ap_contact": contact}
            ),
        )
        amend(change, uow, rig.ctx.renderer)
        send_to_ap(SendToAp(by=SAM, invoice_id=invoice.id), uow)


def stuck(rig: SlackBot, invoice: Invoice) -> None:
    with rig.store.write(WORKSPACE) as uow:
        uow.outbox.put(
            Message(
                id="stuck",
                workspace_id=WORKSPACE,
                stream="another",
                destination=EMAIL,
                kind=MessageKind.EMAIL,
                body={"invoice_id": invoice.id},
            )
        )
    now = rig.clock.now() + timedelta(hours=1)
    until = now + timedelta(hours=1)
    rig.store.outbox.claim(owner="o", now=now, lease_until=until, limit=9, destinations=[EMAIL])
    error = "The mail server does not answer."
    with rig.store.write(WORKSPACE) as uow:
        assert uow.outbox.bury("stuck", owner="o", error=error)


def test_finance_sees_what_bounced_to_which_address_and_why(rig: SlackBot) -> None:
    bounced(rig, rig.issued())
    said = shown(opened(rig))
    assert "No mail server is set" in said
    assert "JUS-000001 bounced from dana@acme.example" in said and "550 no such mailbox" in said


def test_what_is_stuck_has_a_button_to_send_it_again(rig: SlackBot) -> None:
    invoice = rig.issued()
    stuck(rig, invoice)
    view = opened(rig)
    assert "The mail server does not answer." in shown(view) and "Resend" in shown(view)


def test_a_mail_on_hold_is_sent_by_somebody_who_did_not_set_the_address(rig: SlackBot) -> None:
    invoice = rig.issued()
    held(rig, invoice)
    view = opened(rig)
    assert f"JUS-000001 to {STRANGE}" in shown(view)
    press = {"user": FIONA.id, "view_id": view["id"], "action_id": "mail_status_send"}
    rig._act("action", press)
    rig.eventually(lambda: "goes out now" in shown(rig.modals(FIONA.id)[-1]))
    with rig.store.read(WORKSPACE) as uow:
        assert mail_status(uow, Reader(person=FIONA.id), EMAIL).waiting == ()
        known = uow.mail_domains.of(invoice.content.bill_to.customer_id)
        assert sorted(known) == ["acme-payables.example", "acme.example"]


def test_who_drafts_alone_does_not_see_everybodys_mails(rig: SlackBot) -> None:
    rig.command(SAM.id, "/invoice mail")
    rig.eventually(lambda: [each for each in rig.channel(SAM.id) if each["ephemeral"]])
    assert rig.modals(SAM.id) == []


def test_what_somebody_may_not_read_is_left_out(rig: SlackBot) -> None:
    bounced(rig, rig.issued())
    with rig.store.write(WORKSPACE) as uow:
        team = uow.workspace()
        uow.save_workspace(team.model_copy(update={"readers": Readers.FINANCE}))
        assert mail_status(uow, Reader(person="U0WANDA"), EMAIL).latest == ()
        assert len(mail_status(uow, Reader(person=FIONA.id), EMAIL).latest) == 1
