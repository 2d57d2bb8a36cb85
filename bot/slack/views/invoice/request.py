"""Asking finance in the thread, and taking the question back once it is answered."""

from collections.abc import Sequence

from bot.slack.metadata import subject_of
from bot.slack.views import blocks as b
from bot.slack.views.invoice.card_credit import note_facts
from bot.slack.views.rich_text import Rendered, bullets, mentioned, quote, small_print, spoken
from bot.slack.views.warnings import flag_blocks, flags_spoken, goes_to
from bot.wording.figures import amount, day, net_terms
from bot.wording.names import VALUE_LIMIT, customer, title, who
from bot.wording.text import NAME_LIMIT, shortened
from jupiter_core.commands.bank_details import account_words
from jupiter_core.domain.events import Event, EventName
from jupiter_core.domain.invoice import Invoice
from jupiter_core.domain.mail_domain import Recipient
from jupiter_core.domain.payment_instructions.flags import invoice_flags
from jupiter_core.domain.totals import LineItem
from jupiter_core.domain.totals import plain as plain_number

APPROVE, REQUEST_CHANGES = "invoice_approve", "invoice_request_changes"
MOST_LINES, MOST_MENTIONS = 10, 15


def approval_request(invoice: Invoice, approvers: Sequence[str], recipient: Recipient) -> Rendered:
    """Asks those of `approvers` (Slack ids) who did not write the invoice themselves."""
    flags = invoice_flags(invoice.content)
    lead = [*_asked(invoice, approvers), b.words(f"please approve {title(invoice)}.")]
    subject = subject_of(invoice)
    buttons = [
        b.button("Approve", APPROVE, value=subject, style="primary"),
        b.button("Request changes", REQUEST_CHANGES, value=subject),
    ]
    gist = f" {customer(invoice)}, {amount(invoice.total)}.{flags_spoken(flags)}"
    return (
        spoken([*lead, b.words(gist)]),
        [
            b.rich_text(lead),
            *flag_blocks(flags),
            *_what(invoice, goes_to(recipient)),
            b.actions(buttons),
        ],
    )


def approval_closed(
    asked: Invoice, event: Event, invoice: Invoice, recipient: Recipient
) -> Rendered:
    """The request for `asked` without its buttons, with how `event` ended it. `recipient` is
    whom `asked` named."""
    outcome = _outcome(event, invoice)
    flagged = flag_blocks(invoice_flags(asked.content))
    what = _what(asked, goes_to(recipient))
    blocks = [b.rich_text([b.words(outcome, bold=True)]), *flagged, *what]
    if event.note:
        blocks.insert(1, quote(event.note))
    said = f" “{event.note}”" if event.note else ""
    return spoken([b.words(outcome), b.words(said)]), blocks


def _asked(invoice: Invoice, approvers: Sequence[str]) -> list[b.Block]:
    others = [each for each in approvers if not invoice.written_by(each)]
    if not others:
        none = (
            "Nobody can approve this yet: an admin names approvers with /invoice setup. Approvers, "
        )
        return [b.words(none)]
    mentions: list[b.Block] = []
    for each in others[:MOST_MENTIONS]:
        mentions += [mentioned(each), b.words(", ")]
    return mentions


def _what(invoice: Invoice, to: tuple[str, str]) -> list[b.Block]:
    """What is approved: all that fits; the PDF beside it has the rest."""
    facts = note_facts(invoice) if invoice.is_credit_note else _terms(invoice)
    lines = [_line(each) for each in invoice.content.lines]
    why = [quote(invoice.content.memo)] if invoice.is_credit_note else []
    return [
        b.facts([("Customer", customer(invoice)), *facts, to]),
        *why,
        bullets(lines, MOST_LINES, "more lines, all in the PDF"),
        small_print(_who_and_how_many(invoice)),
    ]


def _terms(invoice: Invoice) -> list[tuple[str, str]]:
    content = invoice.content
    terms = f"{net_terms(content.net_terms)}, issue date {day(content.issue_date)}"
    return [
        ("Total", amount(invoice.total)),
        *([("Tax in it", amount(content.totals.tax))] if content.totals.tax.minor else []),
        ("From", shortened(content.seller.legal_name, NAME_LIMIT)),
        ("Terms", f"{terms}, due {day(content.due_date)}"),
        ("PO", shortened(content.po_number, VALUE_LIMIT) or "pending"),
        ("Pay to", shortened(account_words(content.remit_to), 500)),
    ]


def _line(line: LineItem) -> str:
    tax = f", {plain_number(line.tax_rate)}% tax" if line.tax_rate else ""
    price = f"{line.unit_price.decimal:,f}"
    one = f"{plain_number(line.quantity)} × {price} = " if line.quantity != 1 else ""
    return f"{shortened(line.description, 120)}: {one}{line.amount.decimal:,f}{tax}"


def _who_and_how_many(invoice: Invoice) -> str:
    needed = invoice.approvals_needed
    several = f" · {len(invoice.approvals)} of {needed} approvals" if needed > 1 else ""
    return f"Drafted by {shortened(invoice.drafted_by.name, NAME_LIMIT)}{several}"


def _outcome(event: Event, invoice: Invoice) -> str:
    by = who(event.by, invoice)
    match event.name:
        case EventName.INVOICE_APPROVED:
            names = ", ".join(shortened(each.by_name, NAME_LIMIT) for each in invoice.approvals)
            return f"Approved by {names}."
        case EventName.INVOICE_CHANGES_REQUESTED:
            return f"{by} asked for changes."
        case EventName.INVOICE_APPROVAL_VOIDED:
            return f"Void: {by} changed the invoice. It is asked for again below."
        case EventName.INVOICE_VOIDED:
            return f"Withdrawn: {by} voided the draft."
        case _:
            return "This request is closed."
