"""What people decide about an entry of a bank statement: book it, ignore it, take it up again."""

from jupiter_core.commands.payment import RecordPayment, Rest, Share, record_payment, shares_of
from jupiter_core.commands.permission import expect_receivables
from jupiter_core.commands.record import as_seen
from jupiter_core.domain.actor import Actor
from jupiter_core.domain.api_key import Scope
from jupiter_core.domain.bank_entry import EntryState, ImportedEntry
from jupiter_core.domain.frozen import Frozen
from jupiter_core.domain.invoice import Invoice
from jupiter_core.domain.match_proposal import Part, Proposal
from jupiter_core.domain.money import Money
from jupiter_core.domain.payment import PaymentSource, ReceivingAccount
from jupiter_core.domain.refusals import (
    EntrySettled,
    NothingCameIn,
    NothingDue,
    OfAnotherEntity,
    Required,
    placed,
)
from jupiter_core.domain.settlement import SettlementKind
from jupiter_core.domain.text import cleaned, line_of
from jupiter_core.ports import UnitOfWork
from jupiter_core.ports.subject import INVOICE
from jupiter_core.queries.bank_matching import payer_keys, proposals_now

BOOK, IGNORE, REOPEN = "book payments", "ignore entries", "take up entries"
REASON_LIMIT = 300
_REFERENCE = 140


class BookShare(Frozen):
    """What of the entry is for which invoice; `amount` None takes what is due, as far as the entry
    goes. `expected_version` None takes whatever is there now."""

    invoice_id: str
    amount: Money | None = None
    expected_version: int | None = None


class BookEntry(Frozen):
    """As one payment of one customer. What no invoice takes becomes the customer's credit.
    `settle_as` says why what is left of the invoices need not be paid; where amounts are named,
    what is left of the last one."""

    by: Actor
    entry_id: str
    shares: tuple[BookShare, ...]
    settle_as: SettlementKind | None = None
    reason: str = ""


class IgnoreEntry(Frozen):
    """It is no payment of an invoice."""

    by: Actor
    entry_id: str
    reason: str


class ReopenEntry(Frozen):
    """It waits again: one that was ignored, or whose payment was reversed."""

    by: Actor
    entry_id: str


def book_entry(command: BookEntry, uow: UnitOfWork) -> ImportedEntry:
    """Approvers and accounts receivable may. Raises NotPermitted, NotFound, EntrySettled,
    NothingCameIn, Required or NothingDue at `invoices`, OfAnotherEntity, and what `record_payment`
    raises."""
    expect_receivables(uow, command.by, BOOK, Scope.PAYMENTS_WRITE)
    entry = uow.statements.entry(command.entry_id)
    entry.expect_waiting()
    if not entry.entry.came_in or entry.entry.is_reversal:
        raise NothingCameIn()
    if not command.shares:
        raise Required("An invoice").at("invoices")
    rest = Rest(kind=command.settle_as, reason=command.reason) if command.settle_as else None
    return _book(uow, command.by, entry, _shares(uow, entry, command.shares, rest))


def book_proposal(
    uow: UnitOfWork, by: Actor, entry: ImportedEntry, proposal: Proposal
) -> ImportedEntry:
    """As it was proposed; what its invoices lack is settled as the proposal has it."""
    command = BookEntry(
        by=by,
        entry_id=entry.id,
        shares=tuple(
            BookShare(invoice_id=each.invoice_id, amount=each.amount) for each in proposal.parts
        ),
        settle_as=proposal.short_for,
        reason=proposal.reasons[-1] if proposal.short_for else "",
    )
    return book_entry(command, uow)


def book_as_proposed(by: Actor, entry_id: str, uow: UnitOfWork) -> ImportedEntry:
    """As the first of its proposals has it, as things are now. Raises as `book_entry`, and Required
    at `invoices` where nothing is proposed."""
    expect_receivables(uow, by, BOOK, Scope.PAYMENTS_WRITE)
    entry = uow.statements.entry(entry_id)
    entry.expect_waiting()
    found = proposals_now(uow, entry)
    if not found:
        raise Required("An invoice").at("invoices")
    return book_proposal(uow, by, entry, found[0])


def ignore_entry(command: IgnoreEntry, uow: UnitOfWork) -> ImportedEntry:
    """Raises NotPermitted, NotFound, EntrySettled, or Required at `reason`."""
    expect_receivables(uow, command.by, IGNORE, Scope.PAYMENTS_WRITE)
    reason = placed(
        "reason", lambda: line_of(command.reason, "Reason", REASON_LIMIT, required=True)
    )
    entry = uow.statements.entry(command.entry_id)
    after = entry.ignored(reason, command.by, uow.now)
    uow.statements.save_entry(after)
    return after


def reopen_entry(command: ReopenEntry, uow: UnitOfWork) -> ImportedEntry:
    """Raises NotPermitted, NotFound or EntrySettled."""
    expect_receivables(uow, command.by, REOPEN, Scope.PAYMENTS_WRITE)
    entry = uow.statements.entry(command.entry_id)
    if entry.state is EntryState.BOOKED and not _is_reversed(uow, entry):
        raise EntrySettled(entry.state.value)
    after = entry.reopened(command.by, uow.now)
    uow.statements.save_entry(after)
    return after


def _is_reversed(uow: UnitOfWork, entry: ImportedEntry) -> bool:
    payment = uow.payments.find_source(entry.source_key)
    return payment is not None and payment.reversal is not None


def _shares(
    uow: UnitOfWork, entry: ImportedEntry, wanted: tuple[BookShare, ...], rest: Rest | None
) -> tuple[Share, ...]:
    """Raises OfAnotherEntity for an invoice that the account's entity did not issue, NothingDue
    where none of them has anything to pay any more, RestTooLarge at `settle_as`, or
    ChangedSinceSeen."""
    invoices = [as_seen(uow, INVOICE, each.invoice_id, each.expected_version) for each in wanted]
    for n, each in enumerate(invoices):
        if each.sender_profile_id != entry.profile_id:
            name = uow.sender_profiles.get(entry.profile_id).legal_name
            raise OfAnotherEntity(each.title, name).at(f"invoices[{n}]")
    if all(each.amount is None for each in wanted):
        shares = placed("settle_as", lambda: shares_of(entry.amount, invoices, rest))
        if not shares:
            raise NothingDue(invoices[0].title).at("invoices")
        return shares
    *others, last = (
        Share(invoice_id=each.id, amount=share.amount or each.amount_due)
        for each, share in zip(invoices, wanted, strict=True)
    )
    return *others, last.model_copy(update={"rest": rest})


def _cut(text: str) -> str:
    """As much of a bank's text as a payment keeps; letters drawn as one count as they are kept."""
    return cleaned(text)[:_REFERENCE].strip()


def _book(
    uow: UnitOfWork, by: Actor, entry: ImportedEntry, shares: tuple[Share, ...]
) -> ImportedEntry:
    said = entry.entry
    booking = entry.taken_up()
    payment = record_payment(
        RecordPayment(
            by=by,
            amount=entry.amount,
            shares=shares,
            on_account=True,
            received_on=said.booked_on,
            account=ReceivingAccount(currency=entry.amount.currency, number=entry.account),
            payer=_cut(said.counterparty),
            reference=_cut(said.structured_reference or said.remittance or said.end_to_end_id),
            source=PaymentSource.STATEMENT,
            source_key=booking.source_key,
        ),
        uow,
    )
    parts = tuple(_part(uow.invoices.get(each.invoice_id), each, payment.id) for each in shares)
    after = booking.booked_as(parts, by, uow.now)
    uow.statements.save_entry(after)
    for key in payer_keys(said):
        uow.statements.note_payer(key, payment.customer_id)
    return after


def _part(invoice: Invoice, share: Share, payment_id: str) -> Part:
    its = (each.amount for each in invoice.settlements if each.payment_id == payment_id)
    settled = Money.sum(its, share.amount.currency)
    return Part(
        invoice_id=invoice.id,
        number=invoice.title,
        amount=share.amount,
        settled=settled if settled.minor else None,
    )
