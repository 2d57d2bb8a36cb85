"""Whether a coming invoice names the parties that people have agreed to, and if not, whose doing
that is.

Those of the contract's approval; or those of its latest issued invoice, where a change of them was
approved on that one, so that one approval is enough for all later months.
"""

from collections.abc import Iterator, Sequence

from jupiter_core.domain.approval import Approval
from jupiter_core.domain.changes import Change, party_changes
from jupiter_core.domain.content import Content
from jupiter_core.domain.contract.contract import Contract
from jupiter_core.domain.events import Event, EventName
from jupiter_core.domain.invoice import Invoice
from jupiter_core.domain.parties import Parties
from jupiter_core.ports import UnitOfWork

_ISSUES = frozenset({EventName.INVOICE_ISSUED, EventName.CREDIT_NOTE_ISSUED})
_AGREEING = (
    EventName.CONTRACT_APPROVED,
    EventName.INVOICE_APPROVED,
    EventName.INVOICE_SCHEDULED,
)
_PROPOSALS = (EventName.BANK_DETAILS_PROPOSED, EventName.SENDER_PROFILE_NAME_PROPOSED)
_CHANGES = (
    EventName.CUSTOMER_CHANGED,
    EventName.SENDER_PROFILE_CHANGED,
    EventName.BANK_DETAILS_CHANGED,
)
_NAMES = frozenset({"Legal name", "External id"})
_PAGE = 100


def changes_not_agreed(
    uow: UnitOfWork, contract: Contract, content: Content
) -> tuple[Change, ...] | None:
    """Every difference from the parties that people agreed to; None where they agreed to none."""
    agreed = _agreed(uow, contract)
    return None if agreed is None else party_changes(agreed, Parties.on(content))


def who_made_the_difference(uow: UnitOfWork, contract: Contract) -> tuple[str, ...]:
    """The people who changed a party since it was agreed to, by hand or with a key; of bank
    details and names that others confirmed, whoever proposed them."""
    latest = _deciding(uow, contract)
    since = _agreed_at(uow, latest or contract, latest.approvals if latest else contract.agreed_by)
    running = contract.running
    parties = (running.customer_id, running.sender_profile_id) if running else ()
    return tuple(dict.fromkeys(one for each in parties for one in _changers(uow, each, since)))


def _agreed(uow: UnitOfWork, contract: Contract) -> Parties | None:
    latest = _deciding(uow, contract)
    if latest is not None:
        return Parties.on(latest.content)
    return contract.running.parties if contract.running else None


def _deciding(uow: UnitOfWork, contract: Contract) -> Invoice | None:
    """The issued invoice whose parties count; None where those of the contract do."""
    parties = contract.running.parties if contract.running else None
    latest = _latest_issued(uow, contract)
    if latest is None or (parties is None and not _has_own_approvals(latest, contract.agreed_by)):
        return None
    return latest


def _latest_issued(uow: UnitOfWork, contract: Contract) -> Invoice | None:
    """Of the present agreement, as it was when it was issued: what AP amended later is theirs."""
    of_it = [
        each
        for each in uow.invoices.of_contract(contract.id)
        if each.number and each.contract_revision == contract.revision
    ]
    if not of_it:
        return None
    versions = uow.versions.of(of_it[-1].id)
    return next(each.invoice() for each in versions if each.why in _ISSUES)


def _has_own_approvals(invoice: Invoice, of_contract: Sequence[Approval]) -> bool:
    with_contract = {(each.by, each.at) for each in of_contract}
    return not {(each.by, each.at) for each in invoice.approvals} <= with_contract


def _agreed_at(uow: UnitOfWork, subject: Invoice | Contract, approvals: Sequence[Approval]) -> int:
    """The position of the event with which its parties were agreed to: the last of its approvals,
    or the bringing of an invoice that was as agreed. 0 where none is kept."""
    given = {(each.by, each.at) for each in approvals}
    positions = (
        position
        for position, event in _events(uow, subject.id, _AGREEING)
        if event.name is EventName.INVOICE_SCHEDULED or (event.by.person, event.at) in given
    )
    return max(positions, default=0)


def _changers(uow: UnitOfWork, party_id: str, since: int) -> Iterator[str]:
    proposed_by = dict.fromkeys(_PROPOSALS, "")
    for position, event in _events(uow, party_id, (*_PROPOSALS, *_CHANGES)):
        if event.name in _PROPOSALS:
            proposed_by[event.name] = event.by.person
        elif position > since and event.name is EventName.BANK_DETAILS_CHANGED:
            yield proposed_by[EventName.BANK_DETAILS_PROPOSED]
        elif position > since:
            yield event.by.person
            if any(each.what in _NAMES for each in event.changes):
                yield proposed_by[EventName.SENDER_PROFILE_NAME_PROPOSED]


def _events(
    uow: UnitOfWork, subject_id: str, names: Sequence[EventName]
) -> Iterator[tuple[int, Event]]:
    """Oldest first, each with its position in the workspace, whatever its clock said."""
    after = 0
    while page := uow.events.page(after=after, names=names, subject_id=subject_id, limit=_PAGE):
        yield from page
        after = page[-1][0]
