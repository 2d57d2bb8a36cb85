"""The App Home: what waits for this person, and what they have made."""

from collections.abc import Sequence
from datetime import date

from bot.slack.views import blocks as b
from bot.slack.views.blocks import Block
from bot.slack.views.listing import form_rows, invoice_rows
from bot.wording.figures import amount, day
from jupiter_core.domain.frozen import Frozen
from jupiter_core.domain.invoice import Invoice
from jupiter_core.outbox.messages import EMAIL
from jupiter_core.ports import DeadLetter, InvoiceSummary, SavedForm


class HomeView(Frozen):
    """What the home shows one person."""

    forms: tuple[SavedForm, ...]
    mine: tuple[InvoiceSummary, ...]
    to_approve: tuple[InvoiceSummary, ...]
    stuck: tuple[DeadLetter, ...]
    without_po: tuple[Invoice, ...] = ()
    is_admin: bool
    may_draft: bool


def home(view: HomeView, today: date) -> Block:
    """The view that is published."""
    buttons = [b.button("New invoice", "home_new", style="primary")] if view.may_draft else []
    if view.is_admin:
        buttons.append(b.button("Set up", "home_setup"))
    blocks = [
        b.header("JupiterInvoice"),
        *([b.actions(buttons, "home_actions")] if buttons else []),
        *_part("Waiting for your approval", invoice_rows(view.to_approve, today)),
        *_part("Could not be delivered", _stuck(view.stuck)),
        *_part("Waiting for a PO", _without_po(view.without_po)),
        *_part("Unfinished drafts", form_rows(view.forms)),
        *_part("Your invoices", invoice_rows(view.mine, today)),
    ]
    if len(blocks) <= 2:
        blocks.append(b.context("Nothing yet. Type /invoice in a deal's channel."))
    return {"type": "home", "blocks": blocks[:100]}


def _part(title: str, rows: Sequence[Block]) -> list[Block]:
    return [b.divider(), b.header(title), *rows] if rows else []


def _stuck(letters: Sequence[DeadLetter]) -> list[Block]:
    return [
        b.section(
            b.plain(f"{_what(letter)} could not be delivered: {letter.error}"),
            accessory=b.button("Resend", "delivery_resend", value=letter.message.id),
        )
        for letter in letters[:10]
    ]


def _what(letter: DeadLetter) -> str:
    return (
        "An e-mail to a customer" if letter.message.destination == EMAIL else "A message to Slack"
    )


def _without_po(invoices: Sequence[Invoice]) -> list[Block]:
    """What this person drafted and the customer does not pay without a PO."""
    return [
        b.section(
            b.plain(
                f"{each.title}  ·  {each.content.bill_to.legal_name}  ·  {amount(each.total)}\n"
                f"no PO yet, due {day(each.content.due_date)}"
            ),
            accessory=b.button("Show", "invoice_show", value=each.id),
        )
        for each in invoices[:10]
    ]
