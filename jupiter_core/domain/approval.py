"""Approval: how many, whose, and of exactly what."""

from collections.abc import Iterable
from datetime import datetime
from decimal import Decimal
from typing import NamedTuple

from pydantic import Field

from jupiter_core.domain.actor import Actor
from jupiter_core.domain.approver_group import ApproverGroup
from jupiter_core.domain.frozen import Frozen
from jupiter_core.domain.money import CurrencyCode, Money
from jupiter_core.domain.refusals import (
    AlreadyApproved,
    ApprovedForBoth,
    SelfApproval,
    WrittenByDelegator,
)


class Delegator(NamedTuple):
    """The approver on whose behalf a delegate approves: their Slack user id and name."""

    id: str
    name: str


class Approval(Frozen):
    """One person's yes, to the content with this hash and to nothing else. A delegate gave it on
    behalf of an approver, `on_behalf_of`, with whom they have one approval together."""

    by: str
    by_name: str
    at: datetime
    content_hash: str
    on_behalf_of: str = Field(default="", exclude_if=lambda approver: not approver)
    on_behalf_of_name: str = Field(default="", exclude_if=lambda name: not name)

    @classmethod
    def given(
        cls, by: Actor, at: datetime, content_hash: str, behalf: Delegator | None
    ) -> "Approval":
        """By a person or their key, in their own right or on behalf of an approver."""
        delegator = behalf or Delegator("", "")
        return cls(
            by=by.person,
            by_name=by.name,
            at=at,
            content_hash=content_hash,
            on_behalf_of=delegator.id,
            on_behalf_of_name=delegator.name,
        )

    @property
    def people(self) -> frozenset[str]:
        """Who gives no other approval beside this one."""
        return frozenset({self.by, self.on_behalf_of} - {""})

    @property
    def words(self) -> str:
        """`Fiona Chen`, or `Bo Larsen for Dana Ruiz`."""
        name = self.on_behalf_of_name
        return f"{self.by_name} for {name}" if name else self.by_name

    def is_of(self, person: str, at: datetime) -> bool:
        """Whether that person gave it at that moment."""
        return (self.by, self.at) == (person, at)


def with_one_more(
    approvals: tuple[Approval, ...], one: Approval, *, authors: frozenset[str], title: str
) -> tuple[Approval, ...]:
    """All approvals with `one` more. Raises SelfApproval, WrittenByDelegator, AlreadyApproved or
    ApprovedForBoth."""
    if one.by in authors:
        raise SelfApproval(title)
    if one.on_behalf_of in authors:
        raise WrittenByDelegator(title, one.on_behalf_of_name)
    if any(each.by == one.by for each in approvals):
        raise AlreadyApproved(title)
    for each in approvals:
        if each.people & one.people:
            raise ApprovedForBoth(title, each.by_name)
    return (*approvals, one)


class ApprovalRule(Frozen):
    """From `at_least` in `currency` upwards, `approvals` people have to agree; with
    `sender_profile_id` only where that legal entity bills."""

    at_least: Decimal = Field(ge=0)
    currency: CurrencyCode
    approvals: int = Field(ge=1, le=5)
    sender_profile_id: str = Field(default="", exclude_if=lambda profile_id: not profile_id)

    def is_met_by(self, total: Money, sender_profile_id: str) -> bool:
        """Whether it asks something of a document with this total, of this legal entity."""
        return (
            self.currency == total.currency
            and total.decimal >= self.at_least
            and self.sender_profile_id in {"", sender_profile_id}
        )


class ApprovalPolicy(Frozen):
    """Who may approve, by name or as a member of a Slack user group, and how many are needed for an
    amount.

    New bank details need `bank_confirmations` approvers beside whoever proposed them, and take
    effect `bank_delay_hours` later. Who was made an approver confirms nothing that is proposed
    by whoever made them one, for `appointment_days`. With `account_in_currency`, nobody is asked to
    pay to an account in another currency than the invoice's.
    """

    approvers: tuple[str, ...] = ()
    groups: tuple[ApproverGroup, ...] = Field(default=(), exclude_if=lambda each: not each)
    approvals: int = Field(default=1, ge=1, le=5)
    rules: tuple[ApprovalRule, ...] = ()
    bank_confirmations: int = Field(default=2, ge=2, le=5)
    bank_delay_hours: int = Field(default=24, ge=0, le=168)
    appointment_days: int = Field(default=7, ge=1, le=90)
    account_in_currency: bool = Field(default=False, exclude_if=lambda asked: not asked)

    def needed_for(self, total: Money, sender_profile_id: str) -> int:
        """The number of approvals: the strictest rule that is met."""
        met: Iterable[int] = (
            rule.approvals for rule in self.rules if rule.is_met_by(total, sender_profile_id)
        )
        return max((self.approvals, *met))

    def allows(self, user_id: str) -> bool:
        """Whether that Slack user may approve."""
        return user_id in self.people

    @property
    def people(self) -> tuple[str, ...]:
        """Whoever may approve: by name, or as a member of a group."""
        members = (one for each in self.groups for one in each.members)
        return tuple(dict.fromkeys((*self.approvers, *members)))

    def only_by_group(self, user_id: str) -> bool:
        """Whether they may approve for being in a group, and not by name."""
        return self.allows(user_id) and user_id not in self.approvers
