"""A contract as it stands: its schedule and what became of it, its credits."""

from collections.abc import Iterable
from datetime import date
from enum import StrEnum
from zoneinfo import ZoneInfo

from jupiter_core.domain.contract.agreement import Agreement
from jupiter_core.domain.contract.contract import Contract
from jupiter_core.domain.contract.credit_ledger import CreditEntry, LedgerEntryKind, balance_of
from jupiter_core.domain.contract.scheduled import ScheduledInvoice
from jupiter_core.domain.frozen import Frozen
from jupiter_core.domain.invoice import BEFORE_ISSUE, OPEN, Invoice, State
from jupiter_core.domain.mail_domain import Recipient
from jupiter_core.domain.money import Money
from jupiter_core.ports import UnitOfWork
from jupiter_core.queries.recipient import recipient_named


class InvoiceStanding(StrEnum):
    """What became of one invoice of a schedule."""

    PROPOSED = "proposed"
    COMING = "coming"
    """The timer brings it some days before its issue date."""
    BROUGHT = "brought"
    """In the thread, and not issued yet."""
    ISSUED = "issued"
    VOID = "void"
    UNISSUED = "unissued"
    """It never will be: the contract ended."""


class ScheduleRow(Frozen):
    """One invoice of the schedule, and the invoice that came of it."""

    scheduled: ScheduledInvoice
    standing: InvoiceStanding
    invoice: Invoice | None = None

    @property
    def issue_on(self) -> date:
        return self.invoice.content.issue_date if self.invoice else self.scheduled.issue_on

    @property
    def total(self) -> Money:
        """Of the invoice that came, else as scheduled."""
        return self.invoice.total if self.invoice else self.scheduled.total


class CreditAccount(Frozen):
    """The ledger of one usage credit of the contract, oldest entry first."""

    credit: str
    currency: str
    entries: tuple[CreditEntry, ...]
    expires_on: date | None = None

    @property
    def left(self) -> Money:
        return balance_of(self.entries, self.currency)

    def sum_of(self, kind: LedgerEntryKind) -> Money:
        """What all entries of one kind come to, above zero for each kind."""
        return Money.sum((each.amount for each in self.entries if each.kind is kind), self.currency)


class ContractName(Frozen):
    """Another contract, to be named and opened."""

    id: str
    name: str


class ContractView(Frozen):
    """`agreement` is what the timer follows, or what is proposed where that was asked for or
    nothing is agreed yet. `today` is where the entity is; `recipient` is whom an invoice made now
    would be mailed to; `renews` is the contract that this one follows, `renewed_by` its own
    follower, unless that was withdrawn."""

    contract: Contract
    agreement: Agreement
    rows: tuple[ScheduleRow, ...]
    credits: tuple[CreditAccount, ...]
    today: date
    recipient: Recipient | None = None
    renews: ContractName | None = None
    renewed_by: ContractName | None = None

    @property
    def currency(self) -> str:
        return self.agreement.terms.currency

    @property
    def next_row(self) -> ScheduleRow | None:
        """The first that is not issued yet and will be."""
        waiting = {InvoiceStanding.COMING, InvoiceStanding.BROUGHT}
        return next((each for each in self.rows if each.standing in waiting), None)

    @property
    def unissued(self) -> tuple[ScheduleRow, ...]:
        """Those that never will be issued."""
        return tuple(each for each in self.rows if each.standing is InvoiceStanding.UNISSUED)

    @property
    def coming_count(self) -> int:
        return sum(
            each.standing in (InvoiceStanding.COMING, InvoiceStanding.BROUGHT) for each in self.rows
        )

    @property
    def issued_count(self) -> int:
        """Void ones aside."""
        return sum(each.standing is InvoiceStanding.ISSUED for each in self.rows)

    @property
    def issued(self) -> Money:
        """With tax; void ones aside."""
        return self._sum(each.total for each in self._issued())

    @property
    def paid(self) -> Money:
        """Of what was issued and is not void."""
        return self._sum(each.paid for each in self._issued())

    @property
    def due(self) -> Money:
        """What customers owe today and later, of what was issued."""
        return self._sum(each.amount_due for each in self._issued() if each.state in OPEN)

    def _issued(self) -> list[Invoice]:
        return [
            each.invoice
            for each in self.rows
            if each.invoice and each.standing is InvoiceStanding.ISSUED
        ]

    def _sum(self, amounts: Iterable[Money]) -> Money:
        return Money.sum(amounts, self.currency)


def contract_view(uow: UnitOfWork, contract_id: str, *, proposed: bool = False) -> ContractView:
    """`proposed` asks for the proposal's schedule, where one waits. Raises NotFound."""
    contract = uow.contracts.get(contract_id)
    agreed = None if proposed and contract.proposal else contract.agreed
    agreement = agreed or contract.shown
    there = uow.invoices.of_contract(contract_id)
    profile = uow.sender_profiles.get(agreement.sender_profile_id)
    return ContractView(
        contract=contract,
        agreement=agreement,
        rows=tuple(_row(contract, agreed, each, there) for each in agreement.schedule.invoices),
        credits=_credits(uow, contract),
        today=uow.now.astimezone(ZoneInfo(profile.time_zone)).date(),
        recipient=recipient_named(uow, uow.customers.get(agreement.customer_id).bill_to()),
        renews=_named(uow, contract.renews),
        renewed_by=_named(uow, contract.renewal.contract_id if contract.renewal else ""),
    )


def _named(uow: UnitOfWork, contract_id: str) -> ContractName | None:
    """None for a draft that was withdrawn."""
    if not contract_id:
        return None
    found = uow.contracts.get(contract_id)
    withdrawn = found.ended_on is not None and found.agreed is None
    return None if withdrawn else ContractName(id=found.id, name=found.name)


def _row(
    contract: Contract, agreed: Agreement | None, scheduled: ScheduledInvoice, there: list[Invoice]
) -> ScheduleRow:
    invoice = _came_of(contract, agreed, scheduled, there)
    if invoice is None:
        standing = InvoiceStanding.COMING if agreed else InvoiceStanding.PROPOSED
        if contract.ended_on:
            standing = InvoiceStanding.UNISSUED
    elif invoice.state is State.VOID:
        ended = contract.ended_on and invoice.number is None
        standing = InvoiceStanding.UNISSUED if ended else InvoiceStanding.VOID
    else:
        standing = (
            InvoiceStanding.BROUGHT if invoice.state in BEFORE_ISSUE else InvoiceStanding.ISSUED
        )
    return ScheduleRow(scheduled=scheduled, standing=standing, invoice=invoice)


def _came_of(
    contract: Contract, agreed: Agreement | None, scheduled: ScheduledInvoice, there: list[Invoice]
) -> Invoice | None:
    """The invoice at this place: issued under any agreement, or brought by the present one."""
    found = [
        each
        for each in there
        if each.contract_sequence == scheduled.sequence
        and (each.number or (agreed and each.contract_revision == contract.revision))
    ]
    alive = [each for each in found if each.state is not State.VOID]
    return next(reversed(alive or found), None)


def _credits(uow: UnitOfWork, contract: Contract) -> tuple[CreditAccount, ...]:
    """Those that were granted, in the order of their granting."""
    terms = contract.shown.terms
    expiry = {each.description: each.expires_on for _, each in terms.credits}
    entries = uow.ledger.of(contract.id)
    return tuple(
        CreditAccount(
            credit=name,
            currency=terms.currency,
            entries=tuple(each for each in entries if each.credit == name),
            expires_on=expiry.get(name),
        )
        for name in dict.fromkeys(each.credit for each in entries)
    )
