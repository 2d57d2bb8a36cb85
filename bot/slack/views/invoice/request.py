"""Asking finance in the thread, and taking the question back once it is answered."""

from collections.abc import Sequence

from bot.slack.metadata import subject_of
from bot.slack.views import blocks as b
from bot.slack.views.approval import (
    CLOSED,
    approved_by,
    asked_of,
    closed_request,
    drafter_and_count,
    request,
    request_buttons,
)
from bot.slack.views.invoice.card_credit import note_facts
from bot.slack.views.invoice.references import late_fee_facts, reference_facts
from bot.slack.views.rich_text import Rendered, bullets, quote
from bot.slack.views.warnings import goes_to
from bot.wording.figures import amount, day, payment_terms, period
from bot.wording.names import customer, po_numbers, title, who
from bot.wording.sums import content_facts
from bot.wording.text import NAME_LIMIT, full_stop, shortened
from jupiter_core.commands.bank_details import account_words
from jupiter_core.domain.cautions import Caution
from jupiter_core.domain.changes import line_tax_words
from jupiter_core.domain.events import Event, EventName
from jupiter_core.domain.invoice import Invoice
from jupiter_core.domain.mail_domain import Recipient
from jupiter_core.domain.payment_instructions.flags import invoice_flags
from jupiter_core.domain.totals import LineItem
from jupiter_core.domain.totals import plain as plain_number
from jupiter_core.domain.unit import counted
from jupiter_core.queries.doubles import Double

APPROVE, REQUEST_CHANGES = "invoice_approve", "invoice_request_changes"
MOST_LINES = 10


def approval_request(
    invoice: Invoice,
    approvers: Sequence[str],
    recipient: Recipient,
    doubles: Sequence[Double] = (),
    cautions: Sequence[Caution] = (),
) -> Rendered:
    """Asks those of `approvers` (Slack ids) who did not write the invoice themselves, and have not
    approved it yet. `doubles` look the same."""
    asked = asked_of(approvers, invoice.writers, invoice.approvals)
    return request(
        [*asked, b.words(f"please approve {full_stop(title(invoice))}")],
        f"{customer(invoice)}, {amount(invoice.total)}",
        (*doubles, *invoice_flags(invoice.content)),
        _what(invoice, goes_to(recipient), is_open=True),
        request_buttons(APPROVE, REQUEST_CHANGES, subject_of(invoice)),
        cautions,
    )


def approval_closed(
    asked: Invoice, event: Event, invoice: Invoice, recipient: Recipient
) -> Rendered:
    """The request for `asked` without its buttons, with how `event` ended it. `recipient` is
    whom `asked` named."""
    what = _what(asked, goes_to(recipient), is_open=False)
    return closed_request(_outcome(event, invoice), event, invoice_flags(asked.content), what)


def _what(invoice: Invoice, to: tuple[str, str], *, is_open: bool) -> list[b.Block]:
    """What is approved: all that fits; the PDF beside it has the rest."""
    facts = note_facts(invoice) if invoice.is_credit_note else _terms(invoice)
    lines = [_line(each) for each in invoice.content.lines]
    why = [quote(invoice.content.memo)] if invoice.is_credit_note else []
    return [
        b.facts([("Customer", _billed(invoice)), *facts, to]),
        *why,
        bullets(lines, MOST_LINES, "more lines, all in the PDF"),
        drafter_and_count(invoice, is_open=is_open),
    ]


def _billed(invoice: Invoice) -> str:
    """With the city: two customers may have one name."""
    city = invoice.content.bill_to.address.city
    return f"{customer(invoice)}, {shortened(city, NAME_LIMIT)}" if city else customer(invoice)


def _terms(invoice: Invoice) -> list[tuple[str, str]]:
    content = invoice.content
    net = payment_terms(content.payment_terms, content.early_payment)
    terms = f"{net}, issue date {day(content.issue_date)}"
    return [
        ("Total", amount(invoice.total)),
        *content_facts(content),
        ("From", shortened(content.seller.legal_name, NAME_LIMIT)),
        ("Terms", f"{terms}, due {day(content.due_date)}"),
        ("PO", po_numbers(content)),
        *late_fee_facts(content),
        *reference_facts(content),
        ("Pay to", shortened(account_words(content.remit_to), 500)),
    ]


def _line(stored: LineItem) -> str:
    line = stored.as_entered
    tax = f", {line_tax_words(line)}" if line_tax_words(line) else ""
    listed = f" (list {line.list_price.decimal:,f})" if line.list_price else ""
    price = f"{line.unit_price.decimal:,f}{listed}"
    count = counted(line.unit, line.quantity, plain_number(line.quantity), "en")
    off = f" − {line.discount.words}" if line.discount else ""
    alone = line.quantity == 1 and not line.unit and not off and not listed
    one = "" if alone else f"{count} × {price}{off} = "
    name = shortened(" ".join(line.description.split()), 120)
    days = period(line.service_start, line.service_end)
    tax = f" incl. tax{tax}" if stored.with_tax else tax
    return f"{name}: {one}{line.amount.decimal:,f}{tax}{f', {days}' if days else ''}"


def _outcome(event: Event, invoice: Invoice) -> str:
    by = who(event.by, invoice)
    match event.name:
        case EventName.INVOICE_APPROVED:
            return approved_by(invoice.approvals)
        case EventName.INVOICE_CHANGES_REQUESTED:
            return f"{by} requested changes."
        case EventName.INVOICE_APPROVAL_VOIDED:
            return f"Void: {by} changed the invoice. See the new request below."
        case EventName.INVOICE_CHANNEL_CHANGED:
            return f"Moved: {by} changed the deal's channel. See the new request there."
        case EventName.INVOICE_VOIDED:
            return f"Withdrawn: {by} voided the draft."
        case _:
            return CLOSED
