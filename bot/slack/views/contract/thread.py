"""What the thread of a contract is told of its events."""

from collections.abc import Sequence

from bot.slack.metadata import subject_of
from bot.slack.views import blocks as b
from bot.slack.views.contract.card import CONFIRM_PO, DISCARD_PO, EDIT
from bot.slack.views.contract.index_value import index_telling
from bot.slack.views.contract.milestones import milestone_telling
from bot.slack.views.contract.renewal import renewal_telling
from bot.slack.views.contract.text import actor_of, customer_of, invoices_counted, name_of
from bot.slack.views.rich_text import Rendered, mentioned
from bot.slack.views.thread_message import Notification, otherwise, plainly
from bot.wording.approvals import on_behalf_in
from bot.wording.figures import amount, day
from bot.wording.names import VALUE_LIMIT, changed_words
from bot.wording.text import full_stop, shortened
from bot.wording.true_ups import lapsed_lines
from jupiter_core.domain.changes import Change
from jupiter_core.domain.contract.contract import Contract
from jupiter_core.domain.contract.lapsed import Lapsed
from jupiter_core.domain.events import Event, EventName
from jupiter_core.domain.invoice import Invoice
from jupiter_core.domain.money import Money
from jupiter_core.queries.contract_view import ContractView


def contract_notice(event: Event, contract: Contract, view: ContractView) -> Rendered:
    """The event as its thread hears it. `contract` is the version that the event made or found,
    `view` the contract as it stands now."""
    match event.name:
        case EventName.CONTRACT_APPROVED:
            telling = _approved(event, contract, view)
        case EventName.CONTRACT_CHANGES_REQUESTED:
            telling = _changes_requested(event, contract)
        case EventName.CONTRACT_PO_NUMBER_ADDED:
            telling = plainly(_po_added(event, contract))
        case EventName.CONTRACT_PO_NUMBER_PROPOSED:
            telling = _po_proposed(event, contract)
        case EventName.CONTRACT_PO_NUMBER_DISCARDED:
            telling = plainly(_po_discarded(event, contract))
        case EventName.CONTRACT_CHANNEL_CHANGED:
            by = actor_of(event.by, contract)
            telling = plainly(f"{by} moved {contract.title} to this channel.")
        case EventName.CONTRACT_ENDED:
            telling = _ended(event, contract, view)
        case (
            EventName.CONTRACT_RENEWAL_PROPOSED
            | EventName.CONTRACT_RENEWAL_DISMISSED
            | EventName.CONTRACT_RENEWED
        ):
            telling = renewal_telling(event, contract)
        case EventName.CONTRACT_MILESTONE_ACCEPTED | EventName.CONTRACT_MILESTONE_EXPECTED:
            telling = milestone_telling(event, contract)
        case EventName.CONTRACT_INDEX_ASKED:
            telling = index_telling(event, contract)
        case EventName.CREDIT_USED:
            telling = plainly(f"{actor_of(event.by, contract)} recorded usage. {_left(view)}")
            telling = Notification(telling.lead, said=event.words)
        case EventName.CONTRACT_LOOK_ALIKE_APPROVED:
            telling = plainly(f"⚠️ Same person? {shortened(event.words, 1500)}")
        case EventName.CREDIT_EXPIRED:
            telling = Notification(
                (b.words(f"A usage credit of {name_of(contract)} has expired:"),), said=event.words
            )
        case _:
            telling = otherwise(event, name_of(contract), actor_of(event.by, contract))
    return telling.rendered()


def _approved(event: Event, contract: Contract, view: ContractView) -> Notification:
    action = f"{actor_of(event.by, contract)} approved {contract.title}{on_behalf_in(event)}"
    if contract.proposal is not None:
        given, needed = len(contract.approvals), contract.approvals_needed
        return plainly(f"{action}: {given} of {needed} approvals.")
    caught_up = _caught_up(event, view)
    at_once = f" {_at_once(caught_up)}" if caught_up else ""
    lead = f"{action}.{at_once} {_outlook(view)}"
    return Notification((b.words(lead),), listed=tuple(_issued(each) for each in caught_up))


def _outlook(view: ContractView) -> str:
    coming = view.next_row
    if coming is None:
        return "No more invoices will be issued."
    word = "next" if view.issued_count else "first"
    when = f"The {word} invoice, {amount(coming.total)}, will be issued on {day(coming.issue_on)}."
    return f"Its invoices don't need separate approval unless held or edited. {when}"


def _caught_up(event: Event, view: ContractView) -> list[Invoice]:
    """What was issued with the approval, where a planned day of issue had passed."""
    rows = [
        (each.scheduled, each.invoice)
        for each in view.rows
        if each.invoice and each.invoice.issued_at == event.at
    ]
    late = any(planned.issue_on < invoice.content.issue_date for planned, invoice in rows)
    return [invoice for _, invoice in rows] if late else []


def _at_once(invoices: Sequence[Invoice]) -> str:
    """`6 invoices are issued now, dated 28 Nov 2026, due 28 Dec 2026: USD 12,000.00 in all.`"""
    first, total = invoices[0], Money.sum((each.total for each in invoices), _currency(invoices))
    dates = f"dated {day(first.content.issue_date)}, due {day(first.content.due_date)}"
    verb = "is" if len(invoices) == 1 else "are"
    return f"{invoices_counted(len(invoices))} {verb} issued now, {dates}: {amount(total)} in all."


def _currency(invoices: Sequence[Invoice]) -> str:
    return invoices[0].content.currency


def _issued(invoice: Invoice) -> str:
    """`JUS-000001, 1 Jun 2026 – 30 Jun 2026: USD 2,000.00`."""
    lines = invoice.content.lines
    starts = [each.service_start for each in lines if each.service_start]
    ends = [each.service_end for each in lines if each.service_end]
    period = f", {day(min(starts))} – {day(max(ends))}" if starts and ends else ""
    return f"{invoice.number}{period}: {amount(invoice.total)}"


def _changes_requested(event: Event, contract: Contract) -> Notification:
    author, drafter = contract.submitted_by or contract.authors[-1], contract.drafted_by
    lead = (
        b.words(
            f"{actor_of(event.by, contract)} requested changes to {full_stop(contract.title)} "
        ),
        mentioned(author, drafter.name if author == drafter.id else ""),
        b.words(", this is back with you:"),
    )
    edit = b.button("Edit", EDIT, value=subject_of(contract), style="primary")
    return Notification(lead, said=event.note, buttons=(edit,))


def _po_added(event: Event, contract: Contract) -> str:
    changed = next((each for each in event.changes if each.what == "PO number"), None)
    added = Change(what="PO number", old="", new=contract.po_number)
    action = full_stop(changed_words(changed or added))
    by = actor_of(event.by, contract)
    return f"{by} {action} It applies to all upcoming invoices of {full_stop(name_of(contract))}"


def _po_proposed(event: Event, contract: Contract) -> Notification:
    """AP's word puts the PO on their own invoice; the coming ones wait for somebody here."""
    po = event.note[:VALUE_LIMIT]
    by = actor_of(event.by, contract)
    lead = (
        f"{by} submitted PO number {po} for all upcoming invoices of {full_stop(name_of(contract))}"
    )
    if contract.po_number:
        lead += f" Current PO number: {contract.po_number[:VALUE_LIMIT]}."
    after = "It applies once someone here confirms it. A newer request replaces this one."
    subject = subject_of(contract)
    buttons = (
        b.button("Confirm the PO", CONFIRM_PO, value=subject, style="primary"),
        b.button("Discard", DISCARD_PO, value=subject),
    )
    return Notification((b.words(lead),), after=(b.words(after),), buttons=buttons)


def _po_discarded(event: Event, contract: Contract) -> str:
    by, po = actor_of(event.by, contract), event.note[:VALUE_LIMIT]
    return (
        f"{by} discarded PO number {po} for upcoming invoices of {name_of(contract)}. The "
        "invoice it was added to keeps it."
    )


def _ended(event: Event, contract: Contract, view: ContractView) -> Notification:
    unissued = view.unissued
    worth = Money.sum((each.scheduled.total for each in unissued), view.currency)
    count = len(unissued)
    stay = (
        f" {invoices_counted(count)} still to come, {amount(worth)}, will not be issued."
        if count
        else " There were no upcoming invoices."
    )
    kept = " Issued invoices don't change." if view.issued_count else ""
    who = actor_of(event.by, contract)
    lead = f"{who} ended {contract.title} with {full_stop(customer_of(contract))}{stay}{kept}"
    if not isinstance(event.details, Lapsed):
        return Notification((b.words(lead),), said=event.note)
    lines = tuple(lapsed_lines(event.details))
    return Notification(
        (b.words(f"{lead} This will never be billed:"),), listed=lines, said=event.note
    )


def _left(view: ContractView) -> str:
    left = "; ".join(
        f"{shortened(each.credit, 100)} has {amount(each.left)} left" for each in view.credits[:5]
    )
    return f"{left}." if left else ""
