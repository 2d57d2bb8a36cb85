"""A question by link, from its thread to the answer's mail."""

from collections.abc import Iterator

import pytest

from jupiter_core.commands.collection import DisputeInvoice, dispute_invoice
from jupiter_core.commands.conversation import (
    AskQuestion,
    RaiseDispute,
    SettleDispute,
    ask_question,
    raise_dispute,
    settle_dispute,
)
from jupiter_core.domain.actor import Actor
from jupiter_core.domain.conversation import DisputeReason, Remark, Topic
from jupiter_core.domain.invoice import Invoice
from tests.bot.slack.test_send_to_ap import Counter, Server
from tests.factories import DANA, DEAL_CHANNEL, EVE, SAM, WORKSPACE
from tests.harness.slack_bot import a_rig
from tests.harness.slack_reading import Json, actions_of, shown

BUTTON = "invoice_answer"
HOSTILE = "Which project? <!channel> *x* <https://evil.example|Pay>"


@pytest.fixture
def counter() -> Iterator[Counter]:
    with a_rig() as rig:
        object.__setattr__(rig.ctx, "mails", True)
        yield Counter(rig, Server())


def asked(counter: Counter, by: Actor = DANA, text: str = HOSTILE) -> Invoice:
    invoice = counter.rig.issued()
    counter.deliver()
    if counter.server:
        counter.server.mails.clear()
    with counter.rig.store.write(WORKSPACE) as uow:
        ask_question(AskQuestion(by=by, invoice_id=invoice.id, text=text), uow)
    counter.deliver()
    return invoice


def remarks(counter: Counter, invoice: Invoice) -> list[Remark]:
    with counter.rig.store.read(WORKSPACE) as uow:
        return uow.conversation.of(invoice.id)


def answer(counter: Counter, user: str = SAM.id, text: str = "For project Neptune.") -> None:
    counter.rig.press(user, BUTTON, counter.last())
    counter.rig.eventually(lambda: counter.rig.modals(user)[-1:])
    counter.rig.fill(user, "text", text)
    said = counter.rig.submit(user)
    assert not said.get("errors"), said
    counter.deliver()


def test_the_thread_hears_the_question_as_typed_with_who_asked(counter: Counter) -> None:
    asked(counter, EVE)
    last = counter.last()
    assert last["text"].startswith(
        "Eve Stone (unverified, accounts payable of Acme Corporation), eve@acme.example, "
        "asked about JUS-000001:"
    )
    assert "&lt;!channel&gt;" in last["text"]
    assert HOSTILE in shown(last)
    assert BUTTON in actions_of(last)


def test_an_answer_is_mailed_to_who_asked_kept_and_told(counter: Counter) -> None:
    invoice = asked(counter)
    answer(counter)
    (mail,) = counter.mails
    assert mail["To"].addresses[0].addr_spec == "dana@acme.example"
    assert mail["Subject"] == "Answer about invoice JUS-000001 from Jupiter US Inc."
    body = mail.get_body(("plain",))
    assert body is not None
    text = body.get_content()
    assert "Sam Ortiz of Jupiter US Inc. answered your message about invoice JUS-000001." in text
    assert "  For project Neptune." in text
    assert f"  {HOSTILE}" in text
    question, given = remarks(counter, invoice)
    assert (given.answers, given.mailed_to) == (question.id, "dana@acme.example")
    assert "by e-mail to dana@acme.example" in counter.last()["text"]


def test_an_answer_to_a_strange_domain_goes_to_the_ap_contact(counter: Counter) -> None:
    """No mail to this customer ever went where this one says that they are."""
    stranger = EVE.model_copy(update={"email": "eve@acme-payments.example"})
    invoice = asked(counter, stranger)
    answer(counter)
    (mail,) = counter.mails
    assert mail["To"].addresses[0].addr_spec == "dana@acme.example"
    assert remarks(counter, invoice)[-1].mailed_to == "dana@acme.example"


def test_whoever_may_neither_draft_nor_approve_answers_nothing(counter: Counter) -> None:
    invoice = asked(counter)
    with counter.rig.store.write(WORKSPACE) as uow:
        workspace = uow.workspace()
        uow.save_workspace(workspace.model_copy(update={"drafters": (SAM.id,)}))
    counter.rig.press("U0WANDA", BUTTON, counter.last())
    assert not counter.rig.modals("U0WANDA")
    assert len(remarks(counter, invoice)) == 1


def test_without_a_mail_server_the_answer_stands_on_the_page(counter: Counter) -> None:
    counter.server = None
    object.__setattr__(counter.rig.ctx, "mails", False)
    invoice = asked(counter)
    counter.rig.press(SAM.id, BUTTON, counter.last())
    counter.rig.eventually(lambda: counter.rig.modals(SAM.id)[-1:])
    assert "shown on the invoice's page only" in shown(counter.rig.modals(SAM.id)[-1])
    counter.rig.fill(SAM.id, "text", "For project Neptune.")
    counter.rig.submit(SAM.id)
    assert remarks(counter, invoice)[-1].mailed_to == ""


def disputed(counter: Counter) -> Invoice:
    invoice = counter.rig.issued()
    counter.deliver()
    if counter.server:
        counter.server.mails.clear()
    command = RaiseDispute(
        by=DANA, invoice_id=invoice.id, reason=DisputeReason.WRONG_PO, text="PO 4711, please."
    )
    with counter.rig.store.write(WORKSPACE) as uow:
        raise_dispute(command, uow)
    counter.deliver()
    return invoice


def dispute(counter: Counter, invoice: Invoice, reason: str) -> None:
    """By somebody here."""
    command = DisputeInvoice(by=SAM, invoice_id=invoice.id, expected_version=None, reason=reason)
    with counter.rig.store.write(WORKSPACE) as uow:
        dispute_invoice(command, uow)
    counter.deliver()


def resolve(counter: Counter, invoice: Invoice) -> None:
    command = SettleDispute(by=SAM, invoice_id=invoice.id, text="Corrected.", mails=False)
    with counter.rig.store.write(WORKSPACE) as uow:
        settle_dispute(command, uow)
    counter.deliver()


def test_a_dispute_is_told_once_with_its_reason_and_both_buttons(counter: Counter) -> None:
    disputed(counter)
    told = [each for each in counter.rig.thread() if "disputes JUS-000001" in each["text"]]
    assert len(told) == 1
    assert "Wrong PO: PO 4711, please." in shown(told[0])
    assert {BUTTON, "invoice_resolve_dispute"} <= set(actions_of(told[0]))


def test_a_resolved_dispute_is_told_in_the_thread_on_the_page_and_by_mail(
    counter: Counter,
) -> None:
    invoice = disputed(counter)
    counter.rig.press(SAM.id, "invoice_resolve_dispute", counter.last())
    counter.rig.eventually(lambda: counter.rig.modals(SAM.id)[-1:])
    assert "PO 4711, please." in shown(counter.rig.modals(SAM.id)[-1])
    counter.rig.fill(SAM.id, "text", "PO 4711 is on the invoice now.")
    answered = counter.rig.submit(SAM.id)
    assert not answered.get("errors"), answered
    counter.deliver()
    (mail,) = counter.mails
    body = mail.get_body(("plain",))
    assert body is not None
    assert "  PO 4711 is on the invoice now." in body.get_content()
    assert "Sam Ortiz resolved the dispute about JUS-000001" in counter.last()["text"]
    with counter.rig.store.read(WORKSPACE) as uow:
        assert uow.invoices.get(invoice.id).awaiting.dispute is None
    assert remarks(counter, invoice)[-1].topic is Topic.RESOLUTION


def told_of_dispute(counter: Counter) -> list[Json]:
    return [each for each in counter.rig.thread() if " disputed JUS-000001." in each["text"]]


def test_the_message_of_a_resolved_dispute_says_who_resolved_it_and_when(counter: Counter) -> None:
    invoice = disputed(counter)
    asked_at = counter.last()["ts"]
    resolve(counter, invoice)
    (told,) = told_of_dispute(counter)
    assert told["ts"] == asked_at
    assert "Wrong PO: PO 4711, please." in shown(told)
    assert "Resolved by Sam Ortiz on 22 Nov 2026." in shown(told)
    assert "until this is resolved" not in shown(told)
    assert BUTTON in actions_of(told)
    assert "invoice_resolve_dispute" not in actions_of(told)


def test_each_reason_of_one_dispute_is_closed_and_a_later_dispute_stays_open(
    counter: Counter,
) -> None:
    invoice = disputed(counter)
    for reason in ("Two seats too many", "No service in May"):
        dispute(counter, invoice, reason)
    resolve(counter, invoice)
    dispute(counter, invoice, "Once more")
    closed = told_of_dispute(counter)
    assert len(closed) == 3
    assert [actions_of(each) for each in closed] == [[BUTTON], [], []]
    assert "Once more" in shown(counter.last())
    assert actions_of(counter.last()) == ["invoice_resolve_dispute"]
    resolve(counter, invoice)
    assert len(told_of_dispute(counter)) == 4


def test_a_dispute_whose_message_was_deleted_is_resolved_all_the_same(counter: Counter) -> None:
    invoice = disputed(counter)
    message = counter.last()
    gone = {"channel": DEAL_CHANNEL, "ts": message["ts"]}
    counter.rig._call("chat.delete", gone)
    resolve(counter, invoice)
    assert "Sam Ortiz resolved the dispute about JUS-000001" in counter.last()["text"]
    assert not told_of_dispute(counter)


def test_a_dispute_that_ends_in_payment_status_is_told_to_ap_too(counter: Counter) -> None:
    invoice = disputed(counter)
    rig = counter.rig
    rig.press(SAM.id, "invoice_collection", rig.card())
    rig.eventually(lambda: rig.modals(SAM.id)[-1:])
    assert "hears that it is resolved" in shown(rig.modals(SAM.id)[-1])
    rig.fill(SAM.id, "dispute", "")
    assert not rig.submit(SAM.id).get("errors")
    counter.deliver()
    (mail,) = counter.mails
    body = mail.get_body(("plain",))
    assert mail["To"].addresses[0].addr_spec == "dana@acme.example"
    assert body is not None and "  Dispute resolved" in body.get_content()
    last = remarks(counter, invoice)[-1]
    assert (last.topic, last.mailed_to) == (Topic.RESOLUTION, "dana@acme.example")


def test_a_dispute_is_resolved_once(counter: Counter) -> None:
    """Also by who presses before the button is gone."""
    disputed(counter)
    message = counter.last()
    counter.rig.press(SAM.id, "invoice_resolve_dispute", message)
    counter.rig.eventually(lambda: counter.rig.modals(SAM.id)[-1:])
    counter.rig.fill(SAM.id, "text", "Settled.")
    counter.rig.submit(SAM.id)
    counter.rig.press(SAM.id, "invoice_resolve_dispute", message)
    assert "is not disputed" in counter.rig.told(SAM.id)
