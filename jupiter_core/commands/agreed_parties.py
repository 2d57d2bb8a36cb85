"""Whether a coming invoice names the parties that people have agreed to.

Those of the contract's approval; or those of its latest issued invoice, where a change of them was
approved on that one, so that one approval is enough for all later months.
"""

from collections.abc import Sequence

from jupiter_core.domain.approval import Approval
from jupiter_core.domain.changes import party_changes
from jupiter_core.domain.content import Content
from jupiter_core.domain.contract import Contract
from jupiter_core.domain.events import EventName
from jupiter_core.domain.invoice import Invoice
from jupiter_core.domain.parties import Parties
from jupiter_core.ports import UnitOfWork

_NEVER_AGREED = (
    "The contract was approved before its approval covered the legal entity, the bank account and "
    "the customer's details."
)
_ISSUES = frozenset({EventName.INVOICE_ISSUED, EventName.CREDIT_NOTE_ISSUED})


def what_was_not_agreed(uow: UnitOfWork, contract: Contract, content: Content) -> str:
    """Why the invoice needs an approval of its own: every difference, old → new, or nothing."""
    agreed = _agreed(uow, contract)
    if agreed is None:
        return _NEVER_AGREED
    changes = party_changes(agreed, Parties.on(content))
    if not changes:
        return ""
    said = "; ".join(each.words for each in changes)
    return f"Not as approved with the contract: {said}."


def _agreed(uow: UnitOfWork, contract: Contract) -> Parties | None:
    parties = contract.running.parties if contract.running else None
    latest = _latest_issued(uow, contract)
    if latest is None or (parties is None and not _has_own_approvals(latest, contract.agreed_by)):
        return parties
    return Parties.on(latest.content)


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
