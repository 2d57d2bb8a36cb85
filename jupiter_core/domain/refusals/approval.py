"""Refusals of an approval, a confirmation or another action: who may not, and why."""

from jupiter_core.domain.refusals.base import Refusal


class SelfApproval(Refusal):
    """An approver wrote or submitted what they want to approve, or stands behind a key that did.
    `invoice` is the title of the invoice or contract."""

    template = "You drafted or submitted {invoice}; someone else has to approve it."
    invoice: str


class NobodyApproves(Refusal):
    """More approvals are needed than there are people, beside those who wrote it, who may give
    one."""

    template = (
        "Approvals needed: {needed}. People who can give one, besides whoever wrote it: {others}. "
        "An admin names approvers with /invoice setup."
    )
    needed: int
    others: int


class NotAnApprover(Refusal):
    """Whoever wants to approve or send back, or the owner of the key that does, is not among the
    approvers of the workspace's policy."""

    template = "Only approvers can do this. An admin names them with /invoice setup."


class AlreadyApproved(Refusal):
    """One person gives one approval only. `invoice` is the title of the invoice or contract."""

    template = "You have already approved {invoice}; it needs one more approval."
    invoice: str


class WrittenByDelegator(Refusal):
    """A delegate wants to approve what the approver they stand in for wrote or submitted."""

    template = (
        "{name}, for whom you approve, drafted or submitted {invoice}; "
        "someone else has to approve it."
    )
    invoice: str
    name: str


class ApprovedForBoth(Refusal):
    """A delegate and their approver have one approval together, and `name` gave it."""

    template = (
        "{name} has already approved {invoice}. An approver and their delegate have one approval "
        "together; it needs one more from somebody else."
    )
    invoice: str
    name: str


class OwnDelegate(Refusal):
    """An approver names themselves."""

    template = "You cannot be your own delegate. Choose somebody else."


class NotAMember(Refusal):
    """A delegate has to be a full member of the workspace at the time when they are named."""

    template = "{name} is a guest, an app or deactivated in Slack. Choose a full member."
    name: str


class DelegateAway(Refusal):
    """Nobody approves for a delegate's delegator: delegates of delegates are not followed."""

    template = "{name} is out of office in that time too, until {until}. Choose somebody else."
    name: str
    until: str


class NobodyAway(Refusal):
    """There is no period, present or coming, that could be ended."""

    template = "You are not out of office."


class NotApprovedAsItStands(Refusal):
    """At issue: too few approvals name the content as it is now, by its hash. `invoice` is its
    title."""

    template = "{invoice} has changed since it was approved and needs approval again."
    invoice: str


class NotPermitted(Refusal):
    """`action` completes “to”: `draft invoices`."""

    template = "You may not {action} in this workspace. {way}"
    action: str
    way: str


class SecondPersonNeeded(Refusal):
    """`what` is plural: `these bank details`, `these changes of the team`."""

    template = "You proposed {what}; someone else has to confirm them."
    what: str


class AlreadyConfirmed(Refusal):
    """One person confirms a proposal only once. `what` is plural, as in SecondPersonNeeded."""

    template = "You have already confirmed {what}."
    what: str


class ProposalConfirmed(Refusal):
    """New bank details are proposed while others, fully confirmed, wait for their delay to end."""

    template = (
        "Other bank details of {legal_name} are confirmed and take effect soon. "
        "Cancel those first, or wait."
    )
    legal_name: str


class NamedByProposer(Refusal):
    """A proposer cannot bring the people along who confirm what they propose."""

    template = (
        "Whoever proposed {what} also made you an approver, {days} days ago or less. "
        "Another approver has to confirm."
    )
    what: str
    days: int
