"""What can be done with an invoice: one table, and how a card, a menu and a modal draw it.

A row more is all that a new action needs here, beside the listener of its id: the menu and the
modal hand a chosen action on as if its own button had been pressed.
"""

from collections.abc import Callable
from typing import NamedTuple

from bot.slack.metadata import subject_of
from bot.slack.views import blocks as b
from bot.slack.views.invoice.card_credit import can_be_credited
from bot.slack.views.invoice.reissue_form import (
    DUPLICATE,
    REISSUE,
    can_be_duplicated,
    can_be_reissued,
    reissue_label,
    voids,
)
from bot.slack.views.invoice.upload import MARK_UPLOADED, PORTAL_FILES, UNDO_UPLOADED
from bot.slack.views.menu import menu_entry, menu_of
from bot.slack.views.moving import MOVE_INVOICE
from jupiter_core.domain.invoice import BEFORE_ISSUE, OPEN, Invoice, State
from jupiter_core.domain.workspace import Workspace

EDIT, ADD_PO, VIEW = "invoice_edit", "invoice_add_po", "invoice_view"
PAYMENTS = "invoice_payments"
PAYMENT, HISTORY = "invoice_record_payment", "invoice_history"
CREDIT, E_INVOICE = "invoice_credit_note", "invoice_e_invoice"
REPLACE_LINK, VOID, HOLD = "invoice_replace_link", "invoice_void", "invoice_hold"
SEND_TO_AP, AP_CONTACT = "invoice_send_to_ap", "invoice_ap_contact"
COLLECTION = "invoice_collection"
LATE_FEE = "invoice_late_fee"
MENU, MORE = "invoice_menu", "invoice_more"
"""The overflow menu, and its last entry."""
MOST_IN_MENU = 5


class Viewer(NamedTuple):
    """A full member who looks at an invoice that they may read, and what the workspace says."""

    person: str
    workspace: Workspace

    @property
    def approves(self) -> bool:
        return self.workspace.policy.allows(self.person)

    @property
    def drafts(self) -> bool:
        return self.workspace.may_draft(self.person)


def _anybody(_viewer: Viewer, _invoice: Invoice) -> bool:
    return True


def _drafter(viewer: Viewer, _invoice: Invoice) -> bool:
    return viewer.drafts


def _receivables(viewer: Viewer, _invoice: Invoice) -> bool:
    return viewer.workspace.may_receive(viewer.person)


def _deal_team(viewer: Viewer, _invoice: Invoice) -> bool:
    return viewer.drafts or viewer.approves


def _collector(viewer: Viewer, _invoice: Invoice) -> bool:
    return viewer.drafts or viewer.workspace.may_receive(viewer.person)


def _author(viewer: Viewer, invoice: Invoice) -> bool:
    return viewer.approves or viewer.person in invoice.writers


def _own_draft(viewer: Viewer, invoice: Invoice) -> bool:
    return viewer.approves or (invoice.number is None and viewer.person in invoice.authors)


def _reissuer(viewer: Viewer, invoice: Invoice) -> bool:
    """Finance voids; for a credit note, whoever drafts may ask."""
    return viewer.approves or (viewer.drafts and not voids(invoice))


def _never(_invoice: Invoice) -> bool:
    return False


class CardAction(NamedTuple):
    """One thing to do with an invoice, by the id of its button.

    `applies` looks at the invoice alone, `may` at who asks: it only decides what is offered, the
    command asks again. `needed` makes it the card's one prominent button. What is a `danger` is
    red; that and what has a `confirm` question stay out of the menu, which can ask nothing.
    """

    id: str
    label: Callable[[Invoice], str]
    applies: Callable[[Invoice], bool]
    may: Callable[[Viewer, Invoice], bool] = _anybody
    needed: Callable[[Invoice], bool] = _never
    confirm: Callable[[], b.Block] | None = None
    danger: bool = False

    def button(self, invoice: Invoice, style: str | None = None) -> b.Block:
        """Its button, red where it is a danger."""
        return b.button(
            self.label(invoice),
            self.id,
            value=subject_of(invoice),
            style="danger" if self.danger else style,
            confirm=self.confirm() if self.confirm else None,
        )


def _named(text: str) -> Callable[[Invoice], str]:
    return lambda _invoice: text


def _po_label(invoice: Invoice) -> str:
    return "Change PO" if invoice.content.po_number else "Add PO"


def _is_open(invoice: Invoice) -> bool:
    return invoice.state in OPEN


def _can_be_edited(invoice: Invoice) -> bool:
    return invoice.state in BEFORE_ISSUE and not invoice.is_credit_note


def _is_under_way(invoice: Invoice) -> bool:
    return invoice.state in BEFORE_ISSUE or invoice.state in OPEN


def _is_coming(invoice: Invoice) -> bool:
    return invoice.state is State.APPROVED and invoice.contract_id is not None


def _is_payable(invoice: Invoice) -> bool:
    return invoice.state in OPEN and invoice.amount_due.minor > 0


def _has_late_fee(invoice: Invoice) -> bool:
    return _is_payable(invoice) and invoice.content.late_fee is not None


def _is_to_upload(invoice: Invoice) -> bool:
    return invoice.upload_due


def _is_uploaded(invoice: Invoice) -> bool:
    return _stands(invoice) and invoice.upload is not None and not invoice.upload.is_due


def _has_portal(invoice: Invoice) -> bool:
    return _stands(invoice) and invoice.upload is not None


def _has_account(invoice: Invoice) -> bool:
    return invoice.state in {*OPEN, State.PAID} and not (invoice.is_credit_note or invoice.is_nil)


def _stands(invoice: Invoice) -> bool:
    return invoice.number is not None and invoice.state is not State.VOID


def _has_e_invoice(invoice: Invoice) -> bool:
    return _stands(invoice) and not invoice.is_carried_over


def _lacks_po(invoice: Invoice) -> bool:
    content = invoice.content
    if invoice.is_credit_note:
        return False
    return invoice.state in OPEN and content.bill_to.po_required and not content.has_po


def _can_be_voided(invoice: Invoice) -> bool:
    settled = invoice.state is State.PAID and invoice.is_nil
    voidable = invoice.state is State.ISSUED or settled
    return invoice.state in BEFORE_ISSUE or (
        voidable and not (invoice.is_credit_note or invoice.credits)
    )


def _files_question() -> b.Block:
    text = (
        "The e-invoice files (XML) of this version are added to this thread. Nothing is e-mailed "
        "to the customer."
    )
    return b.confirm("Add the e-invoice files?", text, "Add files")


def _link_question() -> b.Block:
    text = (
        "The customer's current links stop working right away. A view-only link is posted in "
        "the thread; click Send to AP to e-mail accounts payable a link for changes."
    )
    return b.confirm("Replace the link?", text, "Replace")


ACTIONS: tuple[CardAction, ...] = (
    CardAction(ADD_PO, _po_label, _is_under_way, _deal_team, _lacks_po),
    CardAction(EDIT, _named("Edit"), _can_be_edited, _drafter, _can_be_edited),
    CardAction(PAYMENT, _named("Record payment"), _is_payable, _receivables, _is_payable),
    CardAction(HOLD, _named("Hold"), _is_coming, _author),
    CardAction(MARK_UPLOADED, _named("Mark as uploaded"), _is_to_upload, _collector, _is_to_upload),
    CardAction(SEND_TO_AP, _named("Send to AP"), _stands, _deal_team),
    CardAction(COLLECTION, _named("Payment status"), _is_payable, _collector),
    CardAction(CREDIT, _named("Credit note"), can_be_credited, _deal_team),
    CardAction(PAYMENTS, _named("Payments"), _has_account, _receivables),
    CardAction(AP_CONTACT, _named("AP contact"), _is_open, _deal_team),
    CardAction(E_INVOICE, _named("E-invoice"), _has_e_invoice, _deal_team, confirm=_files_question),
    CardAction(PORTAL_FILES, _named("Portal files"), _has_portal, _collector),
    CardAction(UNDO_UPLOADED, _named("Not uploaded yet"), _is_uploaded, _collector),
    CardAction(HISTORY, _named("History"), lambda _invoice: True),
    CardAction(MOVE_INVOICE, _named("Change channel"), _is_under_way, _deal_team),
    CardAction(
        REPLACE_LINK,
        _named("Replace link"),
        lambda invoice: invoice.number is not None,
        _deal_team,
        confirm=_link_question,
    ),
    CardAction(VOID, _named("Void"), _can_be_voided, _own_draft, danger=True),
    CardAction(REISSUE, reissue_label, can_be_reissued, _reissuer),
    CardAction(DUPLICATE, _named("Duplicate"), can_be_duplicated, _drafter),
    CardAction(LATE_FEE, _named("Draft late fee"), _has_late_fee, _drafter),
)
"""In the order in which they are needed; of several that are, the first is the prominent one."""

IN_MENU = frozenset({MORE, *(each.id for each in ACTIONS)})


def offered(
    invoice: Invoice, viewer: Viewer | None = None, *, owes_fee: bool = False
) -> list[CardAction]:
    """What applies now: to anybody on a message that all see, else what this viewer may do. A late
    fee only where it `owes_fee`."""
    return [
        each
        for each in ACTIONS
        if each.applies(invoice)
        and (viewer is None or each.may(viewer, invoice))
        and (owes_fee or each.id != LATE_FEE)
    ]


def card_row(
    invoice: Invoice, link: str, viewer: Viewer | None = None, *, owes_fee: bool = False
) -> list[b.Block]:
    """The elements below a card: the one thing that most needs doing, the link, and a menu."""
    found = offered(invoice, viewer, owes_fee=owes_fee)
    first = next((each for each in found if each.needed(invoice)), None)
    rest = [each for each in found if each is not first]
    row = [first.button(invoice, "primary")] if first else []
    if invoice.number:
        row.append(view_button(invoice, link))
    if len(rest) == 1 and rest[0].confirm is None:
        return [*row, rest[0].button(invoice)]
    return [*row, _menu(invoice, rest)] if rest else row


def all_buttons(invoice: Invoice, viewer: Viewer, *, owes_fee: bool = False) -> list[b.Block]:
    """Everything that this viewer may do now, the dangerous ones last and apart."""
    found = offered(invoice, viewer, owes_fee=owes_fee)
    calm = [each.button(invoice) for each in found if not each.danger]
    red = [each.button(invoice) for each in found if each.danger]
    return [b.actions(row) for row in (calm[:25], red) if row]


def view_button(invoice: Invoice, link: str) -> b.Block:
    """Opens the customer's page."""
    noun = "credit note" if invoice.is_credit_note else "invoice"
    return b.button(f"View {noun}", VIEW, value=subject_of(invoice), url=link)


def _menu(invoice: Invoice, rest: list[CardAction]) -> b.Block:
    """The next few, the history always, and last the way to all of them."""
    plain = [each for each in rest if not (each.danger or each.confirm) and each.id != HISTORY]
    history = [each for each in rest if each.id == HISTORY]
    listed = [*plain[: MOST_IN_MENU - 1 - len(history)], *history]
    entries = [menu_entry(each.label(invoice), each.id, subject_of(invoice)) for each in listed]
    if len(listed) < len(rest):
        entries.append(menu_entry("More actions", MORE, subject_of(invoice)))
    return menu_of(MENU, entries)
