"""Refusals of an approval, a confirmation or another action: who may not, and why."""

from dataclasses import dataclass

from jupiter_core.domain.refusals.base import Refusal


@dataclass(eq=False)
class SelfApproval(Refusal):
    """An approver wrote or submitted what they want to approve, or stands behind a key that did.
    `invoice` is the title of the invoice or contract."""

    template = "You drafted or submitted {invoice}; someone else has to approve it."
    invoice: str


@dataclass(eq=False)
class NotAnApprover(Refusal):
    """Whoever wants to approve or send back, or the owner of the key that does, is not among the
    approvers of the workspace's policy."""

    template = "Only approvers can do this. An admin names them with /invoice setup."


@dataclass(eq=False)
class AlreadyApproved(Refusal):
    """One person gives one approval only. `invoice` is the title of the invoice or contract."""

    template = "You have already approved {invoice}; it needs one more approval."
    invoice: str


@dataclass(eq=False)
class NotApprovedAsItStands(Refusal):
    """At issue: too few approvals name the content as it is now, by its hash. `invoice` is its
    title."""

    template = "{invoice} has changed since it was approved and needs approval again."
    invoice: str


@dataclass(eq=False)
class NotPermitted(Refusal):
    """`action` completes “to”: `draft invoices`."""

    template = "You may not {action} in this workspace. {way}"
    action: str
    way: str


@dataclass(eq=False)
class SecondPersonNeeded(Refusal):
    """`what` is plural: `these bank details`, `these changes of the team`."""

    template = "You proposed {what}; someone else has to confirm them."
    what: str


@dataclass(eq=False)
class AlreadyConfirmed(Refusal):
    """One person confirms a proposal only once. `what` is plural, as in SecondPersonNeeded."""

    template = "You have already confirmed {what}."
    what: str


@dataclass(eq=False)
class ProposalConfirmed(Refusal):
    """New bank details are proposed while others, fully confirmed, wait for their delay to end."""

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
