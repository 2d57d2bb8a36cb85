"""The first bank accounts of the example's legal entities, confirmed by both of its approvers."""

from collections.abc import Sequence

from jupiter_core.commands.bank_details import DecideBankDetails, decide_bank_details
from jupiter_core.domain.actor import Actor, ActorKind
from jupiter_core.outbox.drain import LEASE
from jupiter_core.ports import Clock, Outbox, UnitOfWork

_OWNER = "demo"

APPROVERS = (
    Actor(kind=ActorKind.SLACK_USER, id="U0FIONA", name="Fiona Chen"),
    Actor(kind=ActorKind.SLACK_USER, id="U0FRANK", name="Frank Weber"),
)


def confirm_first_accounts(uow: UnitOfWork, approvers: Sequence[Actor] = APPROVERS) -> None:
    """What they would press in the direct messages that they get."""
    for profile in uow.sender_profiles.all():
        for approver in approvers:
            proposal = uow.sender_profiles.get(profile.id).bank_proposal
            if proposal:
                command = DecideBankDetails(
                    by=approver,
                    profile_id=profile.id,
                    accounts=proposal.accounts,
                    confirmed=True,
                )
                decide_bank_details(command, uow)


def forget_notices(outbox: Outbox, clock: Clock) -> None:
    """Their conversations with the bot begin empty: all this was long ago."""
    now = clock.now()
    while waiting := outbox.claim(owner=_OWNER, now=now, lease_until=now + LEASE, limit=50):
        for each in waiting:
            outbox.sent(each.id, owner=_OWNER, now=now, receipt={"skipped": "long ago"})
