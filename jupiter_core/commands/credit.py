"""A usage credit's ledger: invoices draw on it, usage entries too; what is left may expire."""

from zoneinfo import ZoneInfo

from jupiter_core.commands.credit_limits import left_of
from jupiter_core.commands.permission import expect_drafter, expect_own_contract
from jupiter_core.commands.record import publish_about
from jupiter_core.domain.actor import TIMER, Actor
from jupiter_core.domain.api_key import Scope
from jupiter_core.domain.contract.contract import Contract
from jupiter_core.domain.contract.credit_ledger import CreditEntry, LedgerEntryKind
from jupiter_core.domain.event_details import CreditMoved
from jupiter_core.domain.events import EventName
from jupiter_core.domain.frozen import Frozen
from jupiter_core.domain.invoice import Invoice
from jupiter_core.domain.money import Money, smallest
from jupiter_core.domain.refusals import CreditUsedUp, NotFound, OutOfRange
from jupiter_core.domain.text import line_of
from jupiter_core.ports import UnitOfWork


class RecordUsage(Frozen):
    """Usage that the credit pays for, told by a person. `amount` is positive."""

    by: Actor
    contract_id: str
    credit: str
    amount: Money
    note: str = ""


def record_usage(command: RecordUsage, uow: UnitOfWork) -> Contract:
    """Draws on the credit; coming invoices have less of it.

    Raises NotPermitted, NotFound, OutOfRange, or CreditUsedUp for more than is left beside what
    invoices already brought will draw.
    """
    expect_drafter(uow, command.by, Scope.CONTRACTS_WRITE)
    contract = uow.contracts.get(command.contract_id)
    expect_own_contract(uow, command.by, contract)
    entries = uow.ledger.of(contract.id)
    if not any(each.credit == command.credit for each in entries):
        raise NotFound("usage credit", command.credit)
    currency = command.amount.currency
    left = left_of(uow, contract.id, command.credit, currency)
    if command.amount.minor <= 0:
        raise OutOfRange("The amount", smallest(currency).words, left.words).at("amount")
    if command.amount.minor > left.minor:
        raise CreditUsedUp(left.words).at("amount")
    note = line_of(command.note, "Note", 200)
    _enter(
        uow,
        contract.id,
        command.credit,
        LedgerEntryKind.USED,
        command.amount,
        by=command.by,
        note=note,
    )
    used = CreditMoved(credit=command.credit, amount=command.amount)
    publish_about(uow, contract, EventName.CREDIT_USED, by=command.by, note=note, details=used)
    return contract


def draw_credits(uow: UnitOfWork, invoice: Invoice, *, by: Actor) -> None:
    """What an issued invoice draws of its contract's credits."""
    _enter_lines(uow, invoice, LedgerEntryKind.DRAWN, by=by)


def return_credits(uow: UnitOfWork, invoice: Invoice, *, by: Actor) -> None:
    """Gives back what an invoice drew that is void now."""
    _enter_lines(uow, invoice, LedgerEntryKind.RETURNED, by=by)


def contracts_with_expired_credits(uow: UnitOfWork) -> list[str]:
    """The ids of the running contracts where something is left of a credit that is over."""
    running = (uow.contracts.get(contract_id) for contract_id in uow.contracts.running())
    return [each.id for each in running if any(left.minor > 0 for _, left in _over(uow, each))]


def expire_credits(uow: UnitOfWork, contract_id: str) -> int:
    """The timer's work: what is left of a credit on the day after its last is gone."""
    contract = uow.contracts.get(contract_id)
    expired = [(credit, left) for credit, left in _over(uow, contract) if left.minor > 0]
    for credit, left in expired:
        _expire(uow, contract, credit, left)
    return len(expired)


def _over(uow: UnitOfWork, contract: Contract) -> list[tuple[str, Money]]:
    """The credits whose last day has passed where the entity is, with what is left of them."""
    running = contract.running
    if running is None:
        return []
    profile = uow.sender_profiles.get(running.sender_profile_id)
    today = uow.now.astimezone(ZoneInfo(profile.time_zone)).date()
    names = dict.fromkeys(
        credit.description
        for _, credit in running.terms.credits
        if credit.expires_on is not None and credit.expires_on < today
    )
    currency = contract.shown.terms.currency
    return [(name, left_of(uow, contract.id, name, currency)) for name in names]


def _expire(uow: UnitOfWork, contract: Contract, credit: str, left: Money) -> None:
    _enter(uow, contract.id, credit, LedgerEntryKind.EXPIRED, left, by=TIMER)
    expired = CreditMoved(credit=credit, amount=left)
    publish_about(uow, contract, EventName.CREDIT_EXPIRED, by=TIMER, details=expired)


def _enter_lines(uow: UnitOfWork, invoice: Invoice, kind: LedgerEntryKind, *, by: Actor) -> None:
    if invoice.contract_id is None:
        return
    for line in invoice.content.lines:
        if line.credit:
            amount = -line.as_entered.amount
            _enter(
                uow, invoice.contract_id, line.credit, kind, amount, by=by, invoice_id=invoice.id
            )


def _enter(
    uow: UnitOfWork,
    contract_id: str,
    credit: str,
    kind: LedgerEntryKind,
    amount: Money,
    *,
    by: Actor,
    invoice_id: str | None = None,
    note: str = "",
) -> None:
    uow.ledger.add(
        CreditEntry(
            id=uow.new_id(),
            contract_id=contract_id,
            credit=credit,
            kind=kind,
            amount=amount,
            at=uow.now,
            by=by,
            invoice_id=invoice_id,
            note=note,
        )
    )
