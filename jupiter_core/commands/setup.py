"""Setting up a workspace from a file: the whole of it in one transaction, or nothing.

Loading the same again changes nothing. What is in the store and not in the file is left alone.
"""

from base64 import b64decode
from collections.abc import Callable
from functools import partial

from jupiter_core.commands.bank_details import (
    ProposeBankDetails,
    propose_bank_details,
    same_accounts,
)
from jupiter_core.commands.numbering import with_first_number
from jupiter_core.commands.parties import (
    SaveCustomer,
    SaveSenderProfile,
    find_customer,
    find_profile,
    save_customer,
    save_sender_profile,
)
from jupiter_core.commands.product import SaveProduct, find_product, save_product
from jupiter_core.commands.record import notify
from jupiter_core.commands.team import SaveTeam, save_team
from jupiter_core.domain.actor import OPERATOR, Actor
from jupiter_core.domain.bank import BankAccount
from jupiter_core.domain.events import EventName
from jupiter_core.domain.frozen import Frozen
from jupiter_core.domain.party import Customer, SenderProfile
from jupiter_core.domain.product import Product
from jupiter_core.domain.refusals import NotFound, Refusal, ValidationErrors, placed
from jupiter_core.ports import Renderer, UnitOfWork

NOTE = 2000
"""Characters of what a load did that its event keeps."""


class SetupFile(Frozen):
    """What a file asks for. Its bank accounts are dated when it is applied, and its logos (any
    `data:` URL in base64) become what the paper keeps of them."""

    team: SaveTeam | None = None
    sender_profiles: tuple[SenderProfile, ...] = ()
    customers: tuple[Customer, ...] = ()
    products: tuple[Product, ...] = ()


def apply_setup(
    file: SetupFile, uow: UnitOfWork, renderer: Renderer, by: Actor = OPERATOR
) -> list[str]:
    """Says in words what it did; nothing when everything was so already. `by` is the operator,
    with the Slack user id of the person who loads the file: they confirm nothing of it.

    Raises ValidationErrors, each at its place in the file: `sender_profiles[1]` and the path in
    there.
    """
    steps: dict[str, Callable[[], list[str]]] = {}
    if file.team:
        steps["workspace"] = partial(_team, file, file.team, uow, by)
    for n, profile in enumerate(file.sender_profiles):
        steps[f"sender_profiles[{n}]"] = partial(_profile, profile, uow, renderer, by)
    for n, customer in enumerate(file.customers):
        steps[f"customers[{n}]"] = partial(_customer, customer, uow, renderer, by)
    for n, product in enumerate(file.products):
        steps[f"products[{n}]"] = partial(_product, product, uow, renderer, by)
    done: list[str] = []
    mistakes: list[Refusal] = []
    for place, step in steps.items():
        try:
            done += step()
        except Refusal as refusal:
            mistakes += [each for each in _placed(refusal, place) if not _follows(each, file)]
    if mistakes:
        raise ValidationErrors(mistakes)
    if done:
        notify(uow, EventName.SETUP_APPLIED, uow.workspace_id, by=by, note=" ".join(done)[:NOTE])
    return done


def addresses_to_check(file: SetupFile) -> list[str]:
    """What is unusual in the addresses of a file, a sentence each, with whose it is."""
    parties = [(each.legal_name, each.address) for each in file.sender_profiles]
    parties += [(each.name, each.address) for each in file.customers]
    return [
        f"Please check the address of “{name}”: {advice.sentence}"
        for name, address in parties
        for advice in address.advice()
    ]


def _follows(refusal: Refusal, file: SetupFile) -> bool:
    """Whether it is only that an entity of the same file could not be kept, which is told there."""
    missing = refusal.name if isinstance(refusal, NotFound) else ""
    return any(each.id == missing for each in file.sender_profiles)


def _placed(refusal: Refusal, place: str) -> list[Refusal]:
    several = refusal.refusals if isinstance(refusal, ValidationErrors) else (refusal,)
    return [each.at(f"{place}.{each.path}" if each.path else place) for each in several]


def _team(file: SetupFile, team: SaveTeam, uow: UnitOfWork, by: Actor) -> list[str]:
    before = uow.workspace()
    coming = [each.id for each in file.sender_profiles]
    after = save_team(team.model_copy(update={"by": by}), uow, coming)
    if after == before:
        return []
    groups = (each.title for each in team.policy.groups)
    named = f"approvers {', '.join((*team.policy.approvers, *groups))}"
    if after.policy_proposal != before.policy_proposal:
        return [
            f"Proposed new team settings: {named}. They apply once a second person confirms them."
        ]
    return [f"Set the team: {named}."]


def _profile(wanted: SenderProfile, uow: UnitOfWork, renderer: Renderer, by: Actor) -> list[str]:
    wanted = wanted.model_copy(update={"logo": _kept_logo(wanted.logo, renderer)})
    known = find_profile(uow, wanted.id)
    if known is None:
        dated = wanted.model_copy(update={"bank_accounts": _dated(wanted.bank_accounts, uow)})
        save_sender_profile(SaveSenderProfile(by=by, profile=dated), uow, renderer)
        return [f"Added the legal entity “{wanted.legal_name}”. {_waiting(uow)}"]
    kept = (
        *("bank_accounts", "bank_proposal", "identity_proposal"),
        *("former_names", "former_external_ids", "archived", "external_id"),
    )
    saved = wanted.model_copy(update={name: getattr(known, name) for name in kept})
    saved = with_first_number(uow, known, saved)
    done = []
    if saved != known:
        save_sender_profile(SaveSenderProfile(by=by, profile=saved), uow, renderer)
        done = [f"Changed the legal entity “{wanted.legal_name}”: {_differing(known, saved)}."]
    return done + _bank_details(known, wanted, uow, renderer, by)


def _kept_logo(url: str, renderer: Renderer) -> str:
    """Raises, at `logo`, where the paper cannot have it."""
    if not url:
        return ""
    content = url.partition(";base64,")[2]
    return placed("logo", lambda: renderer.logo(b64decode(content)))


def _bank_details(
    known: SenderProfile, wanted: SenderProfile, uow: UnitOfWork, renderer: Renderer, by: Actor
) -> list[str]:
    """Those of a known profile are never changed here: a person has to confirm them."""
    name, proposal = f"“{wanted.legal_name}”", known.bank_proposal
    if same_accounts(known.bank_accounts, wanted.bank_accounts):
        return []
    if proposal and same_accounts(proposal.accounts, wanted.bank_accounts):
        return []
    if proposal and (proposal.consent.is_complete or proposal.consent.proposer != by.person):
        proposer = proposal.consent.proposed_by.name
        waits = f"{proposer} has proposed others, which are to be decided first"
        return [f"Left the bank details of {name} unchanged: {waits}."]
    accounts = _dated(wanted.bank_accounts, uow)
    command = ProposeBankDetails(by=by, profile_id=known.id, accounts=accounts)
    propose_bank_details(command, uow, renderer)
    return [f"Proposed new bank details of {name}. {_waiting(uow)}"]


def _waiting(uow: UnitOfWork) -> str:
    policy = uow.workspace().policy
    hours = f", and {policy.bank_delay_hours} hours are over" if policy.bank_delay_hours else ""
    people = f"{policy.bank_confirmations} approvers confirm them in Slack"
    return f"Its bank details are not in use until {people}{hours}."


def _customer(wanted: Customer, uow: UnitOfWork, renderer: Renderer, by: Actor) -> list[str]:
    known = find_customer(uow, wanted.id)
    if known is None:
        save_customer(SaveCustomer(by=by, customer=wanted), uow, renderer)
        return [f"Added the customer “{wanted.name}”."]
    wanted = wanted.model_copy(update={"external_id": known.external_id})
    if known == wanted:
        return []
    save_customer(SaveCustomer(by=by, customer=wanted), uow, renderer)
    return [f"Changed the customer “{wanted.name}”: {_differing(known, wanted)}."]


def _product(wanted: Product, uow: UnitOfWork, renderer: Renderer, by: Actor) -> list[str]:
    known = find_product(uow, wanted.id)
    saved = save_product(SaveProduct(by=by, product=wanted), uow, renderer)
    if known is None:
        return [f"Added the product “{wanted.name}”."]
    if known == saved:
        return []
    return [f"Changed the product “{wanted.name}”: {_differing(known, saved)}."]


def _dated(accounts: tuple[BankAccount, ...], uow: UnitOfWork) -> tuple[BankAccount, ...]:
    today = {"valid_since": uow.now.date()}
    return tuple(each.model_copy(update=today) for each in accounts)


def _differing(known: Frozen, wanted: Frozen) -> str:
    names = type(known).model_fields
    differing = (name for name in names if getattr(known, name) != getattr(wanted, name))
    return ", ".join(name.replace("_", " ") for name in differing)
