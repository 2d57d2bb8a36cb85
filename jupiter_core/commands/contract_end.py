"""Ending a contract early, and taking a coming invoice out of the timer's hands."""

from jupiter_core.commands.permission import expect_author
from jupiter_core.commands.record import as_seen, record
from jupiter_core.domain.actor import Actor, ActorKind
from jupiter_core.domain.api_key import Scope
from jupiter_core.domain.contract.contract import Contract
from jupiter_core.domain.contract.lapsed import lapsed_of
from jupiter_core.domain.events import EventName
from jupiter_core.domain.frozen import Frozen
from jupiter_core.domain.invoice import BEFORE_ISSUE, Invoice
from jupiter_core.domain.refusals import NotPermitted, Required, placed
from jupiter_core.domain.text import paragraph_of
from jupiter_core.ports import UnitOfWork
from jupiter_core.ports.subject import CONTRACT, INVOICE


class EndContract(Frozen):
    """`expected_version` None takes whatever is there now; `reason` is kept and told."""

    by: Actor
    contract_id: str
    expected_version: int | None
    reason: str


class HoldInvoice(Frozen):
    """`expected_version` is the version that the holder saw."""

    by: Actor
    invoice_id: str
    expected_version: int


def end_contract(command: EndContract, uow: UnitOfWork) -> Contract:
    """What is not issued never will be; what is issued stays. What lapses though it waits for an
    index or an acceptance is told. Finance may, and whoever `may_end` names; what people have
    agreed to, no key.

    Raises NotPermitted, ChangedSinceSeen, NotInState or Required.
    """
    before = as_seen(uow, CONTRACT, command.contract_id, command.expected_version)
    if before.agreed and command.by.kind is ActorKind.API_KEY:
        raise NotPermitted("end a contract that is agreed", "Finance ends it in Slack.")
    expect_author(uow, command.by, before.may_end, "end contracts", Scope.CONTRACTS_WRITE)
    reason = placed("reason", lambda: paragraph_of(command.reason, "Reason", 2000))
    if not reason:
        raise Required("A reason").at("reason")
    profile = uow.sender_profiles.get(before.shown.sender_profile_id)
    today = profile.today(uow.now)
    after = before.ended(today, reason)
    for invoice in uow.invoices.of_contract(before.id):
        if invoice.state in BEFORE_ISSUE and not invoice.content.replaces:
            note = f"{before.name} was ended"
            record(
                uow,
                invoice,
                invoice.voided(note),
                EventName.INVOICE_VOIDED,
                by=command.by,
                note=note,
            )
    lapsed = lapsed_of(before.agreed.schedule) if before.agreed else None
    name, by = EventName.CONTRACT_ENDED, command.by
    return record(uow, before, after, name, by=by, note=reason, details=lapsed)


def hold_invoice(command: HoldInvoice, uow: UnitOfWork) -> Invoice:
    """A coming invoice waits for an approval of its own. Finance may, and its authors.

    Raises NotPermitted, ChangedSinceSeen or NotInState.
    """
    before = as_seen(uow, INVOICE, command.invoice_id, command.expected_version)
    expect_author(uow, command.by, before.writers, "hold invoices", Scope.INVOICES_WRITE)
    after = before.held(uow.workspace().policy)
    return record(uow, before, after, EventName.INVOICE_HELD, by=command.by)
