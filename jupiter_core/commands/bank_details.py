"""Changing where customers pay: one person proposes, another confirms, all approvers hear."""

from zoneinfo import ZoneInfo

from jupiter_core.commands.parties import refresh_profile, texts_of_accounts
from jupiter_core.commands.printable import expect_printable
from jupiter_core.commands.record import tell
from jupiter_core.domain.actor import OPERATOR, Actor
from jupiter_core.domain.bank import BankAccount
from jupiter_core.domain.changes import Change
from jupiter_core.domain.events import Event, EventName
from jupiter_core.domain.frozen import Frozen
from jupiter_core.domain.party import BankProposal, SenderProfile
from jupiter_core.domain.refusals import NotFound, NothingChanged, SecondPersonNeeded
from jupiter_core.ports import Renderer, UnitOfWork


class ProposeBankDetails(Frozen):
    """All accounts of the profile as they are to be."""

    by: Actor
    profile_id: str
    accounts: tuple[BankAccount, ...]


class DecideBankDetails(Frozen):
    """A second person's word on the proposal that they read, named by its accounts."""

    by: Actor
    profile_id: str
    accounts: tuple[BankAccount, ...]
    confirmed: bool


def propose_bank_details(
    command: ProposeBankDetails, uow: UnitOfWork, paper: Renderer
) -> SenderProfile:
    """Nothing that a customer sees changes yet. What is proposed already is not told again.

    Raises NotFound, NothingChanged or Mistakes.
    """
    profile = uow.sender_profiles.get(command.profile_id)
    waiting = profile.bank_proposal.accounts if profile.bank_proposal else ()
    if any(same_accounts(known, command.accounts) for known in (profile.bank_accounts, waiting)):
        raise NothingChanged()
    expect_printable(texts_of_accounts("accounts", command.accounts), paper)
    proposal = BankProposal(
        accounts=command.accounts,
        proposed_by=command.by.id,
        proposed_by_name=command.by.name,
        proposed_by_kind=command.by.kind,
    )
    proposed = profile.model_copy(update={"bank_proposal": proposal})
    uow.sender_profiles.save(proposed)
    _announce(uow, proposed, EventName.BANK_DETAILS_PROPOSED, command.accounts, by=command.by)
    return proposed


def decide_bank_details(command: DecideBankDetails, uow: UnitOfWork) -> SenderProfile:
    """Confirms or drops the proposal; dates what is new from today, where the entity is.

    Raises NotFound when the proposal is gone or another, SecondPersonNeeded for its proposer.
    """
    profile = uow.sender_profiles.get(command.profile_id)
    proposal = profile.bank_proposal
    if proposal is None or proposal.accounts != command.accounts:
        raise NotFound("open proposal of bank details for", profile.legal_name)
    if not command.confirmed:
        dropped = profile.model_copy(update={"bank_proposal": None})
        uow.sender_profiles.save(dropped)
        return dropped
    if proposal.proposed_by == command.by.id:
        raise SecondPersonNeeded()
    accounts = tuple(_dated(each, profile, uow) for each in proposal.accounts)
    changed = profile.model_copy(update={"bank_accounts": accounts, "bank_proposal": None})
    uow.sender_profiles.save(changed)
    _announce(uow, profile, EventName.BANK_DETAILS_CHANGED, accounts, by=command.by)
    refresh_profile(uow, changed, by=_proposer(proposal))
    return changed


def _proposer(proposal: BankProposal) -> Actor:
    """Whose change it is: they may not approve what it changes, whoever confirmed it may."""
    if proposal.proposed_by == OPERATOR.id:
        return OPERATOR
    return Actor(
        kind=proposal.proposed_by_kind, id=proposal.proposed_by, name=proposal.proposed_by_name
    )


def account_words(account: BankAccount) -> str:
    """One account in a line: `Commerzbank, EUR, IBAN DE89…, BIC COBADEFFXXX, Jupiter EU GmbH`."""
    parts = (
        account.bank_name,
        account.currency,
        f"IBAN {account.iban}" if account.iban else "",
        f"account {account.account_number}" if account.account_number else "",
        f"routing {account.routing_number}" if account.routing_number else "",
        f"BIC {account.bic}" if account.bic else "",
        account.holder,
    )
    return ", ".join(part for part in parts if part)


def same_accounts(old: tuple[BankAccount, ...], new: tuple[BankAccount, ...]) -> bool:
    pairs = zip(old, new, strict=False)
    return len(old) == len(new) and all(one.same_account(other) for one, other in pairs)


def _dated(account: BankAccount, profile: SenderProfile, uow: UnitOfWork) -> BankAccount:
    """An unchanged account keeps the day since when it has been in use."""
    for known in profile.bank_accounts:
        if known.same_account(account):
            return known
    today = uow.now.astimezone(ZoneInfo(profile.time_zone)).date()
    return account.model_copy(update={"valid_since": today})


def _announce(
    uow: UnitOfWork,
    profile: SenderProfile,
    name: EventName,
    accounts: tuple[BankAccount, ...],
    *,
    by: Actor,
) -> None:
    change = Change(
        what=f"Bank details of {profile.legal_name}",
        old="; ".join(account_words(each) for each in profile.bank_accounts),
        new="; ".join(account_words(each) for each in accounts),
    )
    event = Event(
        id=uow.new_id(),
        workspace_id=uow.workspace_id,
        name=name,
        subject_id=profile.id,
        at=uow.now,
        by=by,
        changes=(change,),
    )
    tell(uow, event, None)
