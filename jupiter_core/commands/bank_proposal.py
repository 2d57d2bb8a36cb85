"""Bank details while they wait: what a proposal of them is, and who hears of it."""

from jupiter_core.commands.identity import likeness_warning
from jupiter_core.commands.record import notify
from jupiter_core.commands.second_person import a_bank_consent
from jupiter_core.domain.actor import Actor
from jupiter_core.domain.bank import BankAccount
from jupiter_core.domain.changes import Change, account_words
from jupiter_core.domain.events import EventName
from jupiter_core.domain.party import BankProposal, SenderProfile
from jupiter_core.ports import UnitOfWork

MOST_NAMED = 10
"""Open invoices that a notice names; it counts the others."""


def bank_proposal(uow: UnitOfWork, accounts: tuple[BankAccount, ...], by: Actor) -> BankProposal:
    """Accounts that wait for as many people and hours as the policy says."""
    return BankProposal(accounts=accounts, consent=a_bank_consent(uow, by))


def announce_bank_details(
    uow: UnitOfWork, profile: SenderProfile, proposal: BankProposal, name: EventName, *, by: Actor
) -> None:
    """Tells the proposer, approvers and admins, naming the invoices that keep the old account."""
    change = Change(
        what=f"Bank details of {profile.legal_name}",
        old="; ".join(account_words(each) for each in profile.bank_accounts),
        new="; ".join(account_words(each) for each in proposal.accounts),
    )
    note = "" if name is EventName.BANK_DETAILS_CANCELLED else _note(uow, profile)
    also = (proposal.consent.proposer,)
    notify(uow, name, profile.id, by=by, changes=(change,), note=note, also=also)


def _note(uow: UnitOfWork, profile: SenderProfile) -> str:
    return _open_invoices(uow, profile) if profile.bank_accounts else likeness_warning(uow, profile)


def _open_invoices(uow: UnitOfWork, profile: SenderProfile) -> str:
    """Those that customers have with the accounts that are in use; they keep them."""
    numbers = uow.invoices.open_numbers_of(profile.id)
    if not numbers:
        return "No open invoice shows the old account."
    named = ", ".join(numbers[:MOST_NAMED])
    more = len(numbers) - MOST_NAMED
    return f"Open invoices that show the old account: {named}" + (
        f" and {more} more." if more > 0 else "."
    )
