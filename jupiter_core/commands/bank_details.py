"""Changing where customers pay: one proposes, as many approvers as the policy wants confirm, all
approvers and admins hear, and after a delay the new accounts are in use."""

from zoneinfo import ZoneInfo

from jupiter_core.commands.bank_proposal import announce_bank_details, bank_proposal
from jupiter_core.commands.party_texts import texts_of_accounts
from jupiter_core.commands.printable import expect_printable
from jupiter_core.commands.refresh import refresh_profile
from jupiter_core.commands.second_person import expect_canceller, with_confirmation
from jupiter_core.domain.actor import TIMER, Actor
from jupiter_core.domain.bank import BankAccount
from jupiter_core.domain.changes import account_words
from jupiter_core.domain.events import EventName
from jupiter_core.domain.frozen import Frozen
from jupiter_core.domain.party import BankProposal, SenderProfile
from jupiter_core.domain.refusals import NoBankAccount, NotFound, NothingChanged, ProposalConfirmed
from jupiter_core.ports import Renderer, UnitOfWork

__all__ = [
    "DecideBankDetails",
    "ProposeBankDetails",
    "account_words",
    "decide_bank_details",
    "propose_bank_details",
    "same_accounts",
]

_WHAT = "these bank details"
_DEED = "decide on bank details"


class ProposeBankDetails(Frozen):
    """All accounts of the profile as they are to be."""

    by: Actor
    profile_id: str
    accounts: tuple[BankAccount, ...]


class DecideBankDetails(Frozen):
    """Another person's word on the proposal that they read, named by its accounts.

    Not `confirmed` cancels it, also while its delay is running.
    """

    by: Actor
    profile_id: str
    accounts: tuple[BankAccount, ...]
    confirmed: bool


def propose_bank_details(
    command: ProposeBankDetails, uow: UnitOfWork, renderer: Renderer
) -> SenderProfile:
    """Nothing that a customer sees changes yet. What is proposed already is not told again.

    Raises NotFound, NoBankAccount for none at all, NothingChanged, ValidationErrors, or
    ProposalConfirmed while others that people have confirmed wait for their delay.
    """
    profile = uow.sender_profiles.get(command.profile_id)
    if not command.accounts:
        raise NoBankAccount(profile.legal_name)
    waiting = profile.bank_proposal
    known = (profile.bank_accounts, waiting.accounts if waiting else ())
    if any(same_accounts(each, command.accounts) for each in known):
        raise NothingChanged()
    if waiting and waiting.consent.is_complete:
        raise ProposalConfirmed(profile.legal_name)
    expect_printable(texts_of_accounts("accounts", command.accounts), renderer)
    proposal = bank_proposal(uow, command.accounts, command.by)
    proposed = profile.model_copy(update={"bank_proposal": proposal})
    uow.sender_profiles.save(proposed)
    announce_bank_details(uow, proposed, proposal, EventName.BANK_DETAILS_PROPOSED, by=command.by)
    return proposed


def decide_bank_details(command: DecideBankDetails, uow: UnitOfWork) -> SenderProfile:
    """Confirms or cancels the proposal. With the last person needed its delay begins; without a
    delay it is in use at once.

    Raises NotFound when the proposal is gone or another, NotPermitted, SecondPersonNeeded for its
    proposer, NamedByProposer, or AlreadyConfirmed.
    """
    profile = uow.sender_profiles.get(command.profile_id)
    proposal = profile.bank_proposal
    if proposal is None or proposal.accounts != command.accounts:
        raise NotFound("open proposal of bank details for", profile.legal_name)
    if not command.confirmed:
        return _cancelled(uow, profile, proposal, by=command.by)
    consent = with_confirmation(uow, proposal.consent, command.by, _DEED, _WHAT, profile.id)
    agreed = proposal.model_copy(update={"consent": consent})
    if consent.is_due(uow.now):
        return _taken_into_use(uow, profile, agreed, by=command.by)
    waiting = profile.model_copy(update={"bank_proposal": agreed})
    uow.sender_profiles.save(waiting)
    announce_bank_details(uow, waiting, agreed, EventName.BANK_DETAILS_CONFIRMED, by=command.by)
    return waiting


def profiles_with_due_accounts(uow: UnitOfWork) -> list[str]:
    """The ids of the entities whose confirmed bank details have waited long enough."""
    return [
        each.id
        for each in uow.sender_profiles.all()
        if each.bank_proposal and each.bank_proposal.consent.is_due(uow.now)
    ]


def take_accounts_into_use(uow: UnitOfWork, profile_id: str) -> int:
    """The timer's work, for one entity; run twice, it finds nothing to do."""
    profile = uow.sender_profiles.get(profile_id)
    proposal = profile.bank_proposal
    if proposal is None or not proposal.consent.is_due(uow.now):
        return 0
    _taken_into_use(uow, profile, proposal, by=TIMER)
    return 1


def same_accounts(old: tuple[BankAccount, ...], new: tuple[BankAccount, ...]) -> bool:
    """Whether they are the same places in the same order, whatever the dates say."""
    pairs = zip(old, new, strict=False)
    return len(old) == len(new) and all(one.same_account(other) for one, other in pairs)


def _cancelled(
    uow: UnitOfWork, profile: SenderProfile, proposal: BankProposal, *, by: Actor
) -> SenderProfile:
    expect_canceller(uow, proposal.consent, by, _DEED)
    cancelled = profile.model_copy(update={"bank_proposal": None})
    uow.sender_profiles.save(cancelled)
    announce_bank_details(uow, cancelled, proposal, EventName.BANK_DETAILS_CANCELLED, by=by)
    return cancelled


def _taken_into_use(
    uow: UnitOfWork, profile: SenderProfile, proposal: BankProposal, *, by: Actor
) -> SenderProfile:
    """What the change makes new is dated today, where the entity is. Whoever proposed it is the
    author of the change on what is not issued yet: they may not approve that."""
    accounts = tuple(_dated(each, profile, uow) for each in proposal.accounts)
    changed = profile.model_copy(update={"bank_accounts": accounts, "bank_proposal": None})
    uow.sender_profiles.save(changed)
    # The profile of before: the notice shows its accounts as the old ones.
    announce_bank_details(uow, profile, proposal, EventName.BANK_DETAILS_CHANGED, by=by)
    refresh_profile(uow, changed, by=proposal.consent.proposed_by)
    return changed


def _dated(account: BankAccount, profile: SenderProfile, uow: UnitOfWork) -> BankAccount:
    """An unchanged account keeps the day since when it has been in use."""
    for known in profile.bank_accounts:
        if known.same_account(account):
            return known
    today = uow.now.astimezone(ZoneInfo(profile.time_zone)).date()
    return account.model_copy(update={"valid_since": today})
