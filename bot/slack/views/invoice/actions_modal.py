"""The private modals of an invoice: the whole card, or only what this person may do now."""

from datetime import date

from bot.slack.views import blocks as b
from bot.slack.views.invoice.card import ScheduleNote, card_face, status
from bot.slack.views.invoice.card_actions import Viewer, all_buttons, view_button
from bot.slack.views.invoice.card_credit import heading
from bot.slack.views.invoice.card_forms import about
from jupiter_core.domain.invoice import Invoice
from jupiter_core.domain.mail_domain import Recipient

SHOWN, MORE_ACTIONS, MONEY = "invoice_shown", "invoice_more_actions", "invoice_payments_view"
ACTION_MODALS = frozenset({SHOWN, MORE_ACTIONS, MONEY})
"""What is opened from them takes their place: they show a state that will be past then."""
_NOTHING = "There is nothing that you can do with it now."


def invoice_modal(
    invoice: Invoice,
    viewer: Viewer,
    *,
    link: str,
    recipient: Recipient,
    place: ScheduleNote | None = None,
    today: date | None = None,
    owes_fee: bool = False,
) -> b.Block:
    """The card, with everything that this viewer may do."""
    _, face = card_face(invoice, recipient=recipient, place=place, today=today)
    buttons = all_buttons(invoice, viewer, owes_fee=owes_fee)
    blocks = [*face, *_link_row(invoice, link), *buttons]
    return b.modal(heading(invoice), blocks, callback_id=SHOWN)


def actions_modal(
    invoice: Invoice, viewer: Viewer, link: str, *, owes_fee: bool = False
) -> b.Block:
    """Everything that this viewer may do, below one line that says with what."""
    buttons = all_buttons(invoice, viewer, owes_fee=owes_fee)
    blocks = [
        about(invoice),
        b.context(status(invoice)),
        *_link_row(invoice, link),
        *(buttons or [b.context(_NOTHING)]),
    ]
    return b.modal("More actions", blocks, callback_id=MORE_ACTIONS)


def told_modal(sentence: str) -> b.Block:
    """In the place of either, once something was done, or refused."""
    return b.modal("Invoice", [b.section(b.plain(sentence))], callback_id=SHOWN)


def _link_row(invoice: Invoice, link: str) -> list[b.Block]:
    return [b.actions([view_button(invoice, link)])] if invoice.number else []
