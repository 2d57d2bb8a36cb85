"""A workspace: one team, its approval policy, and who may draft."""

from collections.abc import Mapping
from datetime import datetime, timedelta

from pydantic import Field

from jupiter_core.domain.approval import ApprovalPolicy
from jupiter_core.domain.approver_group import ApproverGroup
from jupiter_core.domain.consent import Consent
from jupiter_core.domain.contract.renewal import NOTICE_DAYS
from jupiter_core.domain.delegation import Delegation
from jupiter_core.domain.frozen import Frozen
from jupiter_core.domain.readers import Readers


class Appointment(Frozen):
    """When somebody became an approver, and the Slack user ids of the people who saw to it: none
    for who joined a group in Slack, which does not say who let them in."""

    approver: str
    by: tuple[str, ...]
    at: datetime


class PolicyProposal(Frozen):
    """Another policy, which a second person has to confirm. `joining` are the Slack user ids of
    those who become accounts receivable with it."""

    policy: ApprovalPolicy
    consent: Consent
    joining: tuple[str, ...] = Field(default=(), exclude_if=lambda each: not each)


class Workspace(Frozen):
    """One Slack team. An empty `drafters` lets every full member draft; `readers` says who reads.
    `receivables` are the Slack user ids of those who record payments beside the approvers;
    `departed` are those of both, and delegates, whom Slack says are deactivated: they are asked for
    nothing. `delegations` say who approves for an approver who is away, and did lately;
    `time_zones` are those of both in Slack, by their ids.
    `book_certain` books what a bank statement certainly pays without asking them.

    A contract's invoice is shown to finance `issue_lead_days` before its issue date. A missing PO
    is asked for so many days after issue, and then every so many days again. Approvers are reminded
    after so many business days, and admins hear later; 0 is never. The renewal of a
    contract is proposed `renewal_notice_days` before its end, where it does not say itself when.
    The finance channel (its Slack id) gets the anchors of the audit log. `shared_channels` lets a
    deal be in a channel that another organisation reads too.
    """

    id: str
    name: str = ""
    policy: ApprovalPolicy = ApprovalPolicy()
    policy_proposal: PolicyProposal | None = None
    appointments: tuple[Appointment, ...] = ()
    drafters: tuple[str, ...] = ()
    receivables: tuple[str, ...] = Field(default=(), exclude_if=lambda each: not each)
    departed: tuple[str, ...] = Field(default=(), exclude_if=lambda each: not each)
    time_zones: Mapping[str, str] = Field(default={}, exclude_if=lambda each: not each)
    delegations: tuple[Delegation, ...] = Field(default=(), exclude_if=lambda each: not each)
    book_certain: bool = Field(default=False, exclude_if=lambda each: not each)
    readers: Readers = Readers.EVERYONE
    free_plan: bool = True
    finance_channel: str = ""
    shared_channels: bool = True
    issue_lead_days: int = Field(default=14, ge=0, le=90)
    po_reminder_first_days: int = Field(default=7, ge=1, le=90)
    po_reminder_every_days: int = Field(default=7, ge=1, le=90)
    approval_reminder_days: int = Field(default=1, ge=0, le=30)
    approval_escalation_days: int = Field(default=3, ge=0, le=90)
    renewal_notice_days: int = Field(
        default=NOTICE_DAYS, ge=1, le=365, exclude_if=lambda days: days == NOTICE_DAYS
    )

    def may_draft(self, user_id: str) -> bool:
        """Whether that Slack user may, as far as the workspace says; guests are told apart
        elsewhere."""
        return not self.drafters or user_id in self.drafters

    def may_receive(self, user_id: str) -> bool:
        """Whether that Slack user may record what came in: approvers, and accounts receivable."""
        return self.policy.allows(user_id) or user_id in self.receivables

    def appointed_lately(self, approver: str, by: str, now: datetime) -> bool:
        """Whether `by` made them an approver within the policy's days, or may have: whoever let
        them into a group is not known."""
        since = now - timedelta(days=self.policy.appointment_days)
        return any(
            each.approver == approver and each.at > since and (by in each.by or not each.by)
            for each in self.appointments
        )

    def with_joining(self, joining: tuple[str, ...]) -> "Workspace":
        """With these as accounts receivable too."""
        new = tuple(each for each in joining if each not in self.receivables)
        return self.model_copy(update={"receivables": (*self.receivables, *new)})

    def with_policy(self, policy: ApprovalPolicy, by: tuple[str, ...], at: datetime) -> "Workspace":
        """Under another policy from now on; `by` are the people who brought it about."""
        new = (each for each in policy.people if each not in self.policy.people)
        appointed = (Appointment(approver=each, by=by, at=at) for each in new)
        kept = (each for each in self.appointments if each.approver in policy.people)
        return self.model_copy(
            update={
                "policy": policy,
                "policy_proposal": None,
                "appointments": (*kept, *appointed) if by else tuple(kept),
            }
        )

    def with_groups(self, slack: Mapping[str, ApproverGroup], at: datetime) -> "Workspace":
        """With the members that Slack's groups have now; whoever joined one of those that approve
        counts as appointed by nobody knows whom."""
        policy = _regrouped(self.policy, slack)
        joined = (each for each in policy.people if each not in self.policy.people)
        appointed = (Appointment(approver=each, by=(), at=at) for each in joined)
        kept = (each for each in self.appointments if each.approver in policy.people)
        waiting = self.policy_proposal
        if waiting:
            proposed = _regrouped(waiting.policy, slack)
            waiting = waiting.model_copy(update={"policy": proposed})
        return self.model_copy(
            update={
                "policy": policy,
                "policy_proposal": waiting,
                "appointments": (*kept, *appointed),
            }
        )


def _regrouped(policy: ApprovalPolicy, slack: Mapping[str, ApproverGroup]) -> ApprovalPolicy:
    groups = tuple(each.as_read(slack) for each in policy.groups)
    return policy.model_copy(update={"groups": groups})
