"""Refusals of a legal entity that has no bank account in use."""

from dataclasses import dataclass

from jupiter_core.domain.refusals.base import Refusal


@dataclass(eq=False)
class NoBankAccount(Refusal):
    """An entity has no bank account, not even a proposed one, or a proposal leaves it without."""

    template = "{legal_name} has no bank account. An admin can add one with /invoice setup."
    legal_name: str


@dataclass(eq=False)
class BankDetailsUnconfirmed(Refusal):
    """An approval is asked for while no bank account of the entity is confirmed."""

    template = (
        "The bank details of {legal_name} are not in use yet. Approvers confirm them in Slack; "
        "then this can be approved."
    )
    legal_name: str
