"""Who may not approve, confirm or do this, and why."""

from dataclasses import dataclass

from jupiter_core.domain.refusals.base import Refusal


@dataclass(eq=False)
class SelfApproval(Refusal):
    template = "You drafted or submitted {invoice}; someone else has to approve it."
    invoice: str


@dataclass(eq=False)
class NotAnApprover(Refusal):
    template = "Only approvers can do this. An admin names them with /invoice setup."


@dataclass(eq=False)
class AlreadyApproved(Refusal):
    template = "You have already approved {invoice}; it needs one more approval."
    invoice: str


@dataclass(eq=False)
class NotApprovedAsItStands(Refusal):
    template = "{invoice} has changed since it was approved and needs approval again."
    invoice: str


@dataclass(eq=False)
class NotPermitted(Refusal):
    """`deed` completes “to”: `draft invoices`."""

    template = "You may not {deed} in this workspace. {way}"
    deed: str
    way: str


@dataclass(eq=False)
class SecondPersonNeeded(Refusal):
    """`what` is plural: `these bank details`, `these changes of the team`."""

    template = "You proposed {what}; someone else has to confirm them."
    what: str


@dataclass(eq=False)
class AlreadyConfirmed(Refusal):
    template = "You have already confirmed {what}."
    what: str


@dataclass(eq=False)
class ProposalConfirmed(Refusal):
    template = (
        "Other bank details of {legal_name} are confirmed and take effect soon. "
        "Cancel those first, or wait."
    )
    legal_name: str


@dataclass(eq=False)
class NamedByProposer(Refusal):
    """A proposer cannot bring the people along who confirm what they propose."""

    template = (
        "Whoever proposed {what} also made you an approver, {days} days ago or less. "
        "Another approver has to confirm."
    )
    what: str
    days: int
