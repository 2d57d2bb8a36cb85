"""Deeds about what is owed: disputes, answers, promises, reminders, forwarded links, aging."""

from datetime import date

from bot.slack.views.reminders import HOLD, SEND, ReminderChoice
from jupiter_core.commands.conversation import (
    AskQuestion,
    RaiseDispute,
    ask_question,
    raise_dispute,
)
from jupiter_core.commands.forwarding import ForwardLink, forward_link
from jupiter_core.commands.record import record
from jupiter_core.commands.reminding import remind
from jupiter_core.commands.upload import MarkUploaded, mark_uploaded
from jupiter_core.domain.conversation import DisputeReason
from jupiter_core.domain.events import EventName
from jupiter_core.domain.portal import Upload
from tests.attacks.roles.actions import (
    Action,
    Before,
    Value,
    changes,
    invoice,
    opened,
    pressed,
    pressed_after,
    pressed_in_view,
    ran,
    shows,
    submitted,
    then,
    typing,
)
from tests.attacks.roles.actions_desk import in_home
from tests.attacks.roles.actions_money import recorded
from tests.attacks.roles.judged import Done
from tests.attacks.roles.people import actor
from tests.attacks.roles.stage import Stage
from tests.attacks.roles.workspace_money import a_po_document, po_document
from tests.factories import DANA, WORKSPACE

ISSUED = invoice("issued")
WHO = "receivables"
SAID = Done(shows="respond", says="Acme")
OWED = Done(shows="respond", says="USD")


def _asked(stage: Stage) -> None:
    with stage.store.write(WORKSPACE) as uow:
        question = AskQuestion(by=DANA, invoice_id=stage.ids.issued, text="For which project?")
        ask_question(question, uow)


def _disputed(stage: Stage) -> None:
    with stage.store.write(WORKSPACE) as uow:
        command = RaiseDispute(
            by=DANA,
            invoice_id=stage.ids.issued,
            reason=DisputeReason.WRONG_PO,
            text="PO 4711, please.",
        )
        raise_dispute(command, uow)


def _question(stage: Stage) -> str:
    """What the button of the message with AP's question carries."""
    with stage.store.read(WORKSPACE) as uow:
        return f"{uow.conversation.of(stage.ids.issued)[0].id}:0"


def _forwarded(email: str) -> Before:
    def by_ap(stage: Stage) -> None:
        with stage.store.write(WORKSPACE) as uow:
            command = ForwardLink(by=DANA, invoice_id=stage.ids.issued, email=email, writes=True)
            forward_link(command, uow)

    return by_ap


def _link(stage: Stage) -> str:
    with stage.store.read(WORKSPACE) as uow:
        return f"{uow.forwarded_links.of(stage.ids.issued)[0].id}:0"


def _document(stage: Stage) -> str:
    return f"{po_document(stage)}:0"


WAITING = _forwarded("lee@elsewhere.example")
"""Where no mail of the customer ever went."""
CONFIRMED = then(WAITING, opened("author", "invoice_forward_confirm", _link))


def _planned(stage: Stage) -> None:
    """The timer has looked; three days after its issue, AP is asked for the PO number."""
    with stage.store.write(WORKSPACE) as uow:
        early = uow.workspace().model_copy(update={"po_reminder_first_days": 3})
        uow.save_workspace(early)
        remind(uow, stage.ids.issued)


PO_DAY = date(2026, 11, 25)
LISTED = then(_planned, typing(WHO, "reminders"))


def _chosen(what: str) -> Action:
    def value(stage: Stage) -> str:
        return str(ReminderChoice(what, stage.ids.issued, PO_DAY))

    return pressed_in_view("reminder_row", LISTED, changes("events"), value, variant=what)


def _list(name: str, line: str, before: Before = lambda stage: None) -> Action:
    """A list behind a figure; its button carries what is looked for."""
    return pressed_after(before, f"aging_{name}", _line(line), SAID)


def _line(line: str) -> Value:
    return lambda _: line


def _overdue(stage: Stage) -> None:
    """The issued invoice, as if it had been due long ago."""
    invoices = stage.store.tables.invoices
    found, version = invoices[WORKSPACE, stage.ids.issued]
    content = found.content.model_copy(update={"issue_date": date(2026, 8, 3)})
    invoices[WORKSPACE, found.id] = (found.model_copy(update={"content": content}), version)


AGING = (
    ran("aging", OWED),
    in_home("desk_aging", lambda _: "", shows("open aging")),
    _list("owed", "status:unpaid sort:due"),
    _list("overdue", "status:overdue sort:due", _overdue),
    _list("issued", "status:billed issued:30d type:invoice sort:date"),
    _list("paid", "paid:30d type:invoice sort:changed", recorded()),
    _list("approval", "status:pending_approval type:invoice"),
    _list("behind", "overdue:1-999 currency:USD sort:due", _overdue),
    pressed("aging_picture", lambda _: "", changes("letters")),
)


def on_a_portal(stage: Stage) -> None:
    """What is issued has to be put on its customer's portal."""
    with stage.store.write(WORKSPACE) as uow:
        before = uow.invoices.get(stage.ids.issued)
        due = {"upload": Upload(portal="Coupa"), "sequence": before.sequence + 1}
        after = before.model_copy(update=due)
        record(uow, before, after, EventName.INVOICE_UPLOAD_UNDONE, by=actor("author"))


def uploaded(stage: Stage) -> None:
    """It was put there."""
    on_a_portal(stage)
    command = MarkUploaded(by=actor("author"), invoice_id=stage.ids.issued, expected_version=None)
    with stage.store.write(WORKSPACE) as uow:
        mark_uploaded(command, uow)


UPLOADS = (
    pressed_after(on_a_portal, "invoice_mark_uploaded", ISSUED, changes("invoices", "letters")),
    pressed_after(uploaded, "invoice_undo_uploaded", ISSUED, changes("invoices", "letters")),
    pressed_after(on_a_portal, "invoice_portal_files", ISSUED, changes("letters")),
)

COLLECTION = (
    pressed("invoice_collection", ISSUED, shows("open invoice_collection_form")),
    submitted(
        "invoice_collection_form",
        opened(WHO, "invoice_collection", ISSUED),
        changes("invoices"),
        dispute="Two seats too many",
        promised="2027-01-20",
        paused_until="2027-01-12",
    ),
    ran("reminders", shows("open reminders")),
    _chosen(HOLD),
    _chosen(SEND),
)

CONVERSATION = (
    pressed_after(
        _asked,
        "invoice_answer",
        _question,
        Done(shows="open invoice_answer_form", says="For which project?"),
    ),
    submitted(
        "invoice_answer_form",
        then(_asked, opened("author", "invoice_answer", _question)),
        changes("conversation", "letters"),
        text="For project Neptune.",
    ),
    pressed_after(
        _disputed,
        "invoice_resolve_dispute",
        ISSUED,
        shows("open invoice_resolve_dispute_form"),
    ),
    submitted(
        "invoice_resolve_dispute_form",
        then(_disputed, opened("author", "invoice_resolve_dispute", ISSUED)),
        changes("conversation", "invoices", "letters"),
        text="PO 4711 is on it now.",
    ),
    pressed_after(WAITING, "invoice_forward_confirm", _link, changes("forwarded_links", "letters")),
    pressed_after(WAITING, "invoice_forward_discard", _link, changes("forwarded_links")),
    pressed_after(CONFIRMED, "invoice_forward_revoke", _link, changes("forwarded_links")),
    pressed_after(
        a_po_document,
        "invoice_record_po",
        _document,
        Done(shows="open invoice_po_form", says="4500017342"),
    ),
    pressed_after(a_po_document, "invoice_po_file", _document, changes("letters")),
)

DEEDS = (*COLLECTION, *UPLOADS, *CONVERSATION, *AGING)
