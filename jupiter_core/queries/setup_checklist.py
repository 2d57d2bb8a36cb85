"""What a workspace still lacks before its first invoice can go out."""

from enum import StrEnum

from jupiter_core.ports import UnitOfWork

_APPROVERS = 2
"""New bank details wait for so many, beside whoever proposed them."""


class SetupStep(StrEnum):
    """In the order in which each needs the one before: bank details are confirmed by approvers."""

    ENTITY = "entity"
    APPROVERS = "approvers"
    BANK = "bank"
    CUSTOMER = "customer"
    CHANNEL = "channel"
    INVOICE = "invoice"


def setup_steps(uow: UnitOfWork) -> dict[SetupStep, bool]:
    """Each with whether it is done. Of the channel it is known only once a deal has been in one;
    until then Slack has to be asked."""
    profiles = [each for each in uow.sender_profiles.all() if not each.archived]
    policy = uow.workspace().policy
    has_invoice = bool(uow.invoices.summaries(limit=1))
    return {
        SetupStep.ENTITY: bool(profiles),
        SetupStep.APPROVERS: len(policy.people) >= max(_APPROVERS, policy.approvals),
        SetupStep.BANK: any(each.bank_accounts for each in profiles),
        SetupStep.CUSTOMER: bool(uow.customers.search("", limit=1)),
        SetupStep.CHANNEL: has_invoice,
        SetupStep.INVOICE: has_invoice,
    }
