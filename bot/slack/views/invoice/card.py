"""The deal's card in its channel: what the invoice is, how it stands, what can be done."""

from datetime import date
from typing import NamedTuple

from bot.slack.views import blocks as b
from bot.slack.views.invoice.card_actions import Viewer, card_row
from bot.slack.views.invoice.card_collection import collection_facts
from bot.slack.views.invoice.card_credit import (
    credited_facts,
    heading,
    note_facts,
    replaced_facts,
    settled_words,
)
from bot.slack.views.invoice.references import late_fee_facts, reference_facts
from bot.slack.views.invoice.upload import upload_facts
from bot.slack.views.rich_text import Rendered, fitting
from bot.slack.views.warnings import caution_blocks, flag_blocks, goes_to
from bot.wording.approvals import approver_name
from bot.wording.figures import amount, day, payment_terms
from bot.wording.names import VALUE_LIMIT, customer, po_numbers, start, title
from bot.wording.text import NAME_LIMIT, shortened
from jupiter_core.domain.cautions import account_caution, references_caution
from jupiter_core.domain.content import Content
from jupiter_core.domain.desk import is_due_soon
from jupiter_core.domain.invoice import BEFORE_ISSUE, Invoice, State
from jupiter_core.domain.mail_domain import Recipient
from jupiter_core.domain.payment_instructions.flags import invoice_flags
from jupiter_core.queries.contract_view import ContractView


class ScheduleNote(NamedTuple):
    """Of how many invoices in a contract's schedule it is one, and the day where its entity is."""

    of: int
    today: date


def place_of(invoice: Invoice, view: ContractView | None) -> ScheduleNote | None:
    """Where the invoice stands in its contract, if it has one."""
    if view is None:
        return None
    return ScheduleNote(max(len(view.rows), invoice.contract_sequence), view.today)


def card(
    invoice: Invoice,
    *,
    link: str,
    recipient: Recipient,
    place: ScheduleNote | None = None,
    viewer: Viewer | None = None,
    today: date | None = None,
    owes_fee: bool = False,
) -> Rendered:
    """The card of this version. `link` is the customer's link, shown once it is issued, and
    `today` the day where its entity is: with it, the card says what is overdue or due soon. Where
    it `owes_fee`, a late fee can be drafted.

    With a `viewer`, who alone sees it, it offers what that person may do and nothing else.
    """
    text, blocks = card_face(invoice, recipient=recipient, place=place, today=today)
    row = card_row(invoice, link, viewer, owes_fee=owes_fee)
    return text, [*blocks, b.actions(row)] if row else blocks


def card_face(
    invoice: Invoice,
    *,
    recipient: Recipient,
    place: ScheduleNote | None = None,
    today: date | None = None,
) -> Rendered:
    """The card without what can be pressed on it."""
    content = invoice.content
    stands = status(invoice, today)
    text = f"{start(title(invoice))}, {customer(invoice)}, {amount(invoice.total)}: {stands}"
    blocks = [
        b.header(f"{heading(invoice)} · {customer(invoice)}"),
        b.rich_text([b.words(stands, bold=True)]),
        b.facts(_facts(invoice, goes_to(recipient))),
        b.context(_who(invoice)),
    ]
    if invoice.reason:
        blocks.insert(2, b.rich_text([b.words(shortened(_reason(invoice), 500))]))
    if invoice.contract_id:
        blocks.insert(2, b.context(*_of_contract(invoice, place)))
    if invoice.state in BEFORE_ISSUE:
        blocks[2:2] = [*_cautions(content), *flag_blocks(invoice_flags(content))]
    if content.memo:
        blocks.insert(-1, b.context(shortened(content.memo, VALUE_LIMIT)))
    return fitting(text, 3000), blocks


def _who(invoice: Invoice) -> str:
    """Who drafted it; and who approved it where that was for somebody else."""
    drafted = f"Drafted by {shortened(invoice.drafted_by.name, NAME_LIMIT)}{_label(invoice)}"
    behalf = [approver_name(each) for each in invoice.approvals if each.on_behalf_of]
    return f"{drafted} · Approved by {', '.join(behalf)}" if behalf else drafted


def _cautions(content: Content) -> list[b.Block]:
    """What holds on any day."""
    if content.corrects:
        return []
    account = account_caution(content.seller.legal_name, content.remit_to, content.currency)
    lacking = references_caution(content.bill_to.legal_name, content.reference_entries)
    return caution_blocks([each for each in (account, lacking) if each])


def status(invoice: Invoice, today: date | None = None) -> str:
    """How it stands, in clear words: `Waiting for approval, 1 of 2 given`, and where `today` is
    told, `Issued, overdue since 30 Oct 2026`."""
    content = invoice.content
    match invoice.state:
        case State.DRAFT:
            return "Changes requested" if invoice.reason else "Draft"
        case State.PENDING_APPROVAL:
            given = f", {len(invoice.approvals)} of {invoice.approvals_needed} given"
            return "Waiting for approval" + (given if invoice.approvals_needed > 1 else "")
        case State.APPROVED:
            return f"Approved, to be issued on {day(content.issue_date)}"
        case State.ISSUED if invoice.is_credit_note:
            return f"Issued {day(content.issue_date)}"
        case State.ISSUED:
            return f"Issued, {_due(invoice, today)}"
        case State.PARTIALLY_PAID:
            return f"Partly paid, {amount(invoice.amount_due)} {_due(invoice, today)}"
        case State.PAID:
            return settled_words(invoice)
        case State.VOID:
            return "Void"


def _due(invoice: Invoice, today: date | None) -> str:
    due = day(invoice.content.due_date)
    if today and invoice.overdue(today):
        return f"overdue since {due}"
    return f"due soon, on {due}" if today and is_due_soon(invoice, today) else f"due {due}"


def _facts(invoice: Invoice, to: tuple[str, str]) -> list[tuple[str, str]]:
    content = invoice.content
    if invoice.is_credit_note:
        return [*note_facts(invoice), *upload_facts(invoice), to]
    dates = f"issue date {day(content.issue_date)}, due {day(content.due_date)}"
    return [
        ("Total", amount(invoice.total)),
        *credited_facts(invoice),
        *replaced_facts(invoice),
        *collection_facts(invoice),
        *upload_facts(invoice),
        ("From", shortened(content.seller.legal_name, NAME_LIMIT)),
        ("Issue date", day(content.issue_date))
        if invoice.is_nil
        else ("Terms", f"{payment_terms(content.payment_terms, content.early_payment)}, {dates}"),
        to,
        ("PO", _po(invoice)),
        *late_fee_facts(content),
        *reference_facts(content),
        *([("Credit left after it", amount(left))] if (left := content.credit_balance) else []),
    ]


def _po(invoice: Invoice) -> str:
    """A closed invoice lacks none any more."""
    content = invoice.content
    if not content.has_po and invoice.state in {State.PAID, State.VOID}:
        return "None"
    return po_numbers(content)


def _of_contract(invoice: Invoice, place: ScheduleNote | None) -> list[str]:
    """`Invoice 2 of 3 of Acme 2027`, and when it goes out by itself."""
    of = f" of {place.of}" if place else ""
    name = shortened(invoice.content.contract_name, NAME_LIMIT)
    told = [f"Invoice {invoice.contract_sequence}{of} of {name}"]
    if invoice.state is State.APPROVED and place:
        days = (invoice.content.issue_date - place.today).days
        when = f"in {days} day{'' if days == 1 else 's'}" if days > 0 else "with the next run"
        on = f"Will be issued on {day(invoice.content.issue_date)}"
        told.append(f"{on}, {when} (as of {day(place.today)}). Hold stops it.")
    return told


def _reason(invoice: Invoice) -> str:
    return f"Reason: {invoice.reason}"


def _label(invoice: Invoice) -> str:
    return f" · version {invoice.revision}" if invoice.revision else ""
