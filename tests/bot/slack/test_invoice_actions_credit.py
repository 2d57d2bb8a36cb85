"""Credit notes and e-invoices from the card, over signed HTTP."""

from collections.abc import Iterator

import pytest

from jupiter_core.commands.amendment import AddPoNumber, add_po_number
from jupiter_core.commands.approval import RequestChanges, request_changes
from jupiter_core.domain.invoice import Invoice, State
from jupiter_core.ports.subject import INVOICE
from tests.factories import DEAL_CHANNEL, FIONA, SAM, WORKSPACE, a_line
from tests.harness.slack_bot import SlackBot, a_rig
from tests.harness.slack_reading import Json, actions_of, shown

NOAH = "U0NOAH"


@pytest.fixture
def rig() -> Iterator[SlackBot]:
    with a_rig() as rig:
        yield rig


@pytest.fixture
def issued(rig: SlackBot) -> Invoice:
    return rig.issued()


def ask(rig: SlackBot, **typed: str) -> Json:
    """Sam asks for a credit note from the first card in the channel."""
    rig.press(SAM.id, "invoice_credit_note", rig.card())
    for field, value in {"reason": "Delivered late", **typed}.items():
        rig.fill(SAM.id, field, value)
    return rig.submit(SAM.id)


def the_note(rig: SlackBot) -> Invoice:
    with rig.store.read(WORKSPACE) as uow:
        (found,) = (each for each in uow.invoices.summaries() if each.corrects)
        return uow.invoices.get(found.id)


def told(rig: SlackBot) -> list[str]:
    return [shown(each) for each in rig.channel()]


def test_a_credit_note_is_approved_issued_and_told_in_both_threads(
    rig: SlackBot, issued: Invoice
) -> None:
    assert ask(rig)["stack"] == []
    rig.deliver()
    assert "Draft credit note · Acme Corporation" in told(rig)[-1]
    rig.approve(the_note(rig))
    rig.deliver()
    assert rig.errors() == []
    sentence = "JUS-C000001 credits USD 1,345,000.00 of JUS-000001. It is settled in full"
    assert any(sentence in each for each in told(rig))
    assert "Settled" in shown(rig.card())
    said = " ".join(shown(rig.card()).split())
    assert "Credited USD 1,345,000.00 by JUS-C000001" in said
    assert "JUS-C000001-v1.pdf" in [each["name"] for each in rig.files()]
    assert rig.invoice(issued.id).state is State.PAID


def test_the_card_of_a_credit_note_offers_no_payment_and_no_edit(
    rig: SlackBot, issued: Invoice
) -> None:
    ask(rig)
    rig.deliver()
    card = next(each for each in rig.channel() if "Draft credit note" in shown(each))
    assert "USD 1,345,000.00 of JUS-000001" in shown(card)
    offered = ["invoice_add_po", "invoice_channel", "invoice_history", "invoice_more"]
    assert actions_of(card) == offered
    rig.approve(the_note(rig))
    rig.deliver()
    card = next(each for each in rig.channel() if each["ts"] == card["ts"])
    assert "Issued 22 Nov 2026" in shown(card)
    assert actions_of(card)[:3] == ["invoice_view", "invoice_add_po", "invoice_send_to_ap"]
    rig.press(FIONA.id, "invoice_more", card)
    for action_id in ("invoice_record_payment", "invoice_void", "invoice_credit_note"):
        assert action_id not in actions_of(rig.modal(FIONA.id))


def test_an_amount_is_credited_at_the_one_rate_of_the_invoice(
    rig: SlackBot, issued: Invoice
) -> None:
    ask(rig, how="part", amount="45,000.00", description="Seats not delivered")
    note = the_note(rig)
    (line,) = note.content.lines
    assert (line.description, str(note.total)) == ("Seats not delivered", "45000.00")
    rig.approve(note)
    rig.deliver()
    assert str(rig.invoice(issued.id).amount_due) == "1300000.00"
    assert any("Amount due: USD 1,300,000.00." in each for each in told(rig))


def test_where_there_are_several_rates_one_is_chosen(rig: SlackBot) -> None:
    lines = (a_line(price="50.00"), a_line(price="100.00", tax_rate="19"))
    rig.issued(lines=lines)
    ask(rig, how="part", amount="10.00", description="Seats", tax="1")
    assert str(the_note(rig).total) == "11.90"


def test_a_part_of_prices_with_tax_is_entered_as_the_paper_shows_it(rig: SlackBot) -> None:
    lines = (a_line(price="53.50", tax_rate="7"), a_line(price="119.00", tax_rate="19"))
    invoice = rig.issued(lines=lines, prices_include_tax=True)
    rig.press(SAM.id, "invoice_credit_note", rig.card())
    text = shown(rig.modal(SAM.id))
    assert "Amount including tax (USD)" in text
    assert "19% (S): USD 119.00 left" in text
    rig.fill(SAM.id, "how", "part")
    for field, value in {"reason": "Late", "description": "Seats", "tax": "1"}.items():
        rig.fill(SAM.id, field, value)
    rig.fill(SAM.id, "amount", "119.01")
    assert "is more than the amount left" in rig.submit(SAM.id)["errors"]["amount"]
    rig.fill(SAM.id, "amount", "10.00")
    assert rig.submit(SAM.id)["ok"]
    note = the_note(rig)
    # 10.00 ÷ 1.19 = 8.4033…
    assert (str(note.content.totals.net), str(note.total)) == ("8.40", "10.00")
    rig.approve(note)
    assert str(rig.invoice(invoice.id).amount_due) == "162.50"


def notes(rig: SlackBot) -> list[Invoice]:
    """All of them, oldest first."""
    with rig.store.read(WORKSPACE) as uow:
        found = [uow.invoices.get(each.id) for each in uow.invoices.summaries() if each.corrects]
    return sorted(found, key=lambda each: each.id)


def test_everything_that_is_left_stays_on_offer_after_a_partial_credit(
    rig: SlackBot, issued: Invoice
) -> None:
    ask(rig, how="part", amount="45,000.00", description="Seats not delivered")
    rig.approve(notes(rig)[0])
    rig.deliver()
    rig.press(SAM.id, "invoice_credit_note", rig.card())
    view = rig.modal(SAM.id)
    assert "Everything that is left: USD 1,300,000.00" in shown(view)
    rig.fill(SAM.id, "reason", "The deal was cancelled")
    assert rig.submit(SAM.id)["stack"] == []
    assert str(notes(rig)[1].total) == "1300000.00"
    rig.approve(notes(rig)[1])
    assert rig.invoice(issued.id).state is State.PAID


def test_what_waits_for_approval_is_told_and_not_offered_again(
    rig: SlackBot, issued: Invoice
) -> None:
    ask(rig, how="part", amount="45,000.00", description="Seats not delivered")
    rig.press(SAM.id, "invoice_credit_note", rig.card())
    view = rig.modal(SAM.id)
    assert "Everything that is left: USD 1,300,000.00" in shown(view)
    assert "USD 45,000.00 is in credit notes that are not issued yet." in shown(view)
    rig.fill(SAM.id, "reason", "The deal was cancelled")
    rig.submit(SAM.id)
    rig.press(SAM.id, "invoice_credit_note", rig.card())
    assert "Nothing more is left to credit on JUS-000001" in rig.told(SAM.id)


@pytest.mark.parametrize(
    ("typed", "field", "sentence"),
    [
        ({"how": "part", "description": "Seats"}, "amount", "An amount is required."),
        ({"how": "part", "amount": "5.00"}, "description", "A description is required."),
        ({"how": "part", "amount": "a lot", "description": "-"}, "amount", "is not an amount"),
        (
            {"how": "part", "amount": "-5", "description": "-"},
            "amount",
            "must be between USD 0.01 and USD 1,345,000.00",
        ),
        (
            {"how": "part", "amount": "1345000.01", "description": "-"},
            "amount",
            "is more than the amount left to credit on JUS-000001: USD 1,345,000.00",
        ),
        ({"amount": "5.00"}, "amount", "Leave this empty"),
        ({"reason": "\u202e"}, "reason", "cannot print"),
    ],
)
def test_what_cannot_be_is_refused_on_its_field(
    rig: SlackBot, issued: Invoice, typed: dict[str, str], field: str, sentence: str
) -> None:
    assert sentence in ask(rig, **typed)["errors"][field]
    assert rig.invoice(issued.id) == issued


def test_a_form_submitted_twice_drafts_one_credit_note(rig: SlackBot, issued: Invoice) -> None:
    ask(rig)
    rig.redeliver("view_submission")
    assert the_note(rig).content.corrects == issued.number


def test_a_credit_note_sent_back_is_drafted_anew_and_not_edited(
    rig: SlackBot, issued: Invoice
) -> None:
    ask(rig)
    note = the_note(rig)
    command = RequestChanges(
        by=FIONA, subject_id=note.id, expected_version=note.sequence, reason="Only the seats"
    )
    with rig.store.write(WORKSPACE) as uow:
        request_changes(INVOICE, command, uow)
    rig.deliver()
    card = next(each for each in rig.channel() if "Draft credit note" in shown(each))
    path = f"/control/channels/{DEAL_CHANNEL}/threads/{card['ts']}?as={SAM.id}"
    sent_back = rig.http.get(path).json()["messages"][-1]
    assert "draft another one from the card of JUS-000001" in shown(sent_back)
    assert actions_of(sent_back) == []


@pytest.mark.parametrize(
    "action_id", ["invoice_credit_note", "invoice_e_invoice", "invoice_send_to_ap"]
)
def test_a_guest_may_press_nothing(rig: SlackBot, issued: Invoice, action_id: str) -> None:
    rig.press(NOAH, action_id, rig.card())
    assert "Guests cannot" in rig.told(NOAH)


@pytest.mark.parametrize(
    "action_id", ["invoice_credit_note", "invoice_e_invoice", "invoice_send_to_ap"]
)
def test_who_may_neither_draft_nor_approve_presses_nothing(
    rig: SlackBot, issued: Invoice, action_id: str
) -> None:
    with rig.store.write(WORKSPACE) as uow:
        uow.save_workspace(uow.workspace().model_copy(update={"drafters": (SAM.id,)}))
    rig.press("U0WANDA", action_id, rig.card())
    assert "You may not" in rig.told("U0WANDA")


def test_an_e_invoice_comes_in_one_post_with_the_reason_for_what_is_not_there(
    rig: SlackBot, issued: Invoice
) -> None:
    rig.press(SAM.id, "invoice_e_invoice", rig.card())
    rig.wait()
    rig.deliver()
    posted = rig.thread()[-1]
    assert [each["name"] for each in posted["files"]] == ["JUS-000001-v1.cii.xml"]
    assert "e-invoice: Factur-X XML." in posted["text"]
    assert "No UBL XML (Peppol): A PO number is required." in posted["text"]


def test_both_files_come_where_nothing_is_missing_and_once_a_version(
    rig: SlackBot, issued: Invoice
) -> None:
    with rig.store.write(WORKSPACE) as uow:
        command = AddPoNumber(by=SAM, invoice_id=issued.id, expected_version=None, po_number="1")
        add_po_number(command, uow, rig.ctx.renderer)
    rig.deliver()
    rig.press(SAM.id, "invoice_e_invoice", rig.card())
    rig.wait()
    rig.press(FIONA.id, "invoice_e_invoice", rig.card())
    assert "version 2, is already in the thread." in rig.told(FIONA.id)
    rig.deliver()
    files = [each["name"] for each in rig.files() if each["name"].endswith(".xml")]
    assert files == ["JUS-000001-v2.cii.xml", "JUS-000001-v2.ubl.xml"]
    assert len(rig.calls("files.completeUploadExternal")) == 4


def test_where_files_are_refused_their_links_are_posted(rig: SlackBot, issued: Invoice) -> None:
    rig.press(SAM.id, "invoice_e_invoice", rig.card())
    rig.wait()
    rig.fault("files.getUploadURLExternal", "error", error="not_allowed_token_type")
    rig.deliver()
    assert f"{rig.ctx.links.url(issued)}/v/1.cii.xml" in rig.thread()[-1]["text"]


def test_whoever_asks_for_it_is_told_who_has_to_approve_it(rig: SlackBot, issued: Invoice) -> None:
    ask(rig)

    def looked() -> str:
        _, messages = rig.direct_messages(SAM.id)
        return next((str(each) for each in messages if "waits for approval" in str(each)), "")

    said = rig.eventually(looked)
    for told in ("USD 1,345,000.00 for JUS-000001", "U0FIONA", "U0FRANK", "C0ACME"):
        assert told in said
