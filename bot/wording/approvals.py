"""Who approved, in words: a delegate with the approver on whose behalf they did."""

from collections.abc import Sequence

from bot.wording.text import NAME_LIMIT, shortened
from jupiter_core.domain.approval import Approval
from jupiter_core.domain.contract.contract import Contract
from jupiter_core.domain.event_details import OnBehalf
from jupiter_core.domain.events import Event
from jupiter_core.domain.invoice import Invoice


def approver_name(approval: Approval) -> str:
    """`Fiona Chen`, or `Bo Larsen for Dana Ruiz`."""
    return f"{shortened(approval.by_name, NAME_LIMIT)}{_for(approval.on_behalf_of_name)}"


def given_for(subject: Invoice | Contract, person: str) -> str:
    """` for Dana Ruiz`, where that person's approval of it is on behalf of an approver; the empty
    text where it is in their own right."""
    given: Sequence[Approval] = subject.approvals
    if isinstance(subject, Contract):
        given = (*given, *subject.agreed_by)
    return next((_for(each.on_behalf_of_name) for each in given if each.by == person), "")


def on_behalf_in(event: Event) -> str:
    """The same, as an event says it."""
    return _for(event.details.name) if isinstance(event.details, OnBehalf) else ""


def _for(name: str) -> str:
    return f" for {shortened(name, NAME_LIMIT)}" if name else ""
