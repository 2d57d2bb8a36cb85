"""Parties of a body: found by what names them, or made of what describes them."""

from typing import TypeVar

from bot.api.schemas.party import ByExternalId, ById
from bot.intake.documents.party import (
    BankDetailsBody,
    CustomerBody,
    SenderProfileBody,
    SenderProfileChange,
)
from bot.intake.errors import each_of
from jupiter_core.commands.bank_details import ProposeBankDetails, propose_bank_details
from jupiter_core.commands.find_party import (
    FindOrAddCustomer,
    FindOrAddSenderProfile,
    find_or_add_customer,
    find_or_add_sender_profile,
)
from jupiter_core.commands.parties import (
    SaveCustomer,
    SaveSenderProfile,
    save_customer,
    save_sender_profile,
)
from jupiter_core.commands.permission import expect_scope
from jupiter_core.domain.actor import Actor
from jupiter_core.domain.api_key import Scope
from jupiter_core.domain.party import Customer, SenderProfile
from jupiter_core.domain.refusals import (
    ChangedSinceSeen,
    NotFound,
    Refusal,
    ValidationErrors,
)
from jupiter_core.ports import Renderer, UnitOfWork
from jupiter_core.queries.resources.party import party_tag

T = TypeVar("T")


def customer_named(
    body: ById | ByExternalId | CustomerBody, uow: UnitOfWork, renderer: Renderer, *, by: Actor
) -> Customer:
    """Raises NotFound, NotInScope or ValidationErrors, at `customer` and below."""
    try:
        if isinstance(body, ById):
            return uow.customers.get(body.id)
        if isinstance(body, ByExternalId):
            found = uow.customers.find_external(body.external_id)
            return _there(found, "customer with the external id", body.external_id)
        command = FindOrAddCustomer(
            by=by,
            name=body.name,
            external_id=body.external_id or "",
            described=body.meant(""),
        )
        return find_or_add_customer(command, uow, renderer)[0]
    except Refusal as refusal:
        raise below("customer", refusal) from None


def make_customer(
    body: CustomerBody, uow: UnitOfWork, renderer: Renderer, *, by: Actor
) -> Customer:
    """Raises NotInScope, AlreadyTaken or ValidationErrors, each at its place in the body."""
    expect_scope(uow, by, Scope.CUSTOMERS_WRITE)
    return keep_customer(body, uow.new_id(), uow, renderer, by=by)


def keep_customer(
    body: CustomerBody, customer_id: str, uow: UnitOfWork, renderer: Renderer, *, by: Actor
) -> Customer:
    """The customer as it is to be from now on."""
    command = SaveCustomer(by=by, customer=body.meant(customer_id))
    return save_customer(command, uow, renderer)


def sender_named(
    body: ById | ByExternalId | SenderProfileBody, uow: UnitOfWork, renderer: Renderer, *, by: Actor
) -> SenderProfile:
    """Raises NotFound, NotInScope or ValidationErrors, at `sender` and below."""
    try:
        if isinstance(body, ById):
            return uow.sender_profiles.get(body.id)
        if isinstance(body, ByExternalId):
            found = uow.sender_profiles.find_external(body.external_id)
            return _there(found, "sender profile with the external id", body.external_id)
        command = FindOrAddSenderProfile(
            by=by,
            legal_name=body.legal_name,
            external_id=body.external_id or "",
            described=body.meant_since("", uow.now.date()),
        )
        return find_or_add_sender_profile(command, uow, renderer)
    except Refusal as refusal:
        raise below("sender", refusal) from None


def make_sender(
    body: SenderProfileBody, uow: UnitOfWork, renderer: Renderer, *, by: Actor
) -> SenderProfile:
    """Its bank accounts are a proposal: no system lets money be sent anywhere by itself.

    Raises NotInScope, AlreadyTaken or ValidationErrors, each at its place in the body.
    """
    expect_scope(uow, by, Scope.SENDER_PROFILES_WRITE)
    profile = body.meant_since(uow.new_id(), uow.now.date())
    return save_sender_profile(SaveSenderProfile(by=by, profile=profile), uow, renderer)


def keep_sender(
    body: SenderProfileChange,
    before: SenderProfile,
    uow: UnitOfWork,
    renderer: Renderer,
    *,
    by: Actor,
) -> SenderProfile:
    """The entity as it is to be from now on; its bank details and its logo stay."""
    kept = {"logo": before.logo, "archived": before.archived}
    profile = body.meant(before.id).model_copy(update=kept)
    return save_sender_profile(SaveSenderProfile(by=by, profile=profile), uow, renderer)


def propose_accounts(
    body: BankDetailsBody, profile: SenderProfile, uow: UnitOfWork, renderer: Renderer, *, by: Actor
) -> SenderProfile:
    """Nothing that a customer sees changes yet. Raises NothingChanged or ValidationErrors."""
    accounts = body.accounts(uow.now.date())
    command = ProposeBankDetails(by=by, profile_id=profile.id, accounts=accounts)
    try:
        return propose_bank_details(command, uow, renderer)
    except ValidationErrors as refusal:
        raise _in_accounts(refusal) from None


def expect_tag(tag: str | None, party: Customer | SenderProfile) -> None:
    """Raises ChangedSinceSeen for the tag of another state; None is whatever is there."""
    if tag is not None and tag != party_tag(party):
        name = party.name if isinstance(party, Customer) else party.legal_name
        raise ChangedSinceSeen(name, "somebody edited it", 0, 0)


def below(place: str, refusal: Refusal) -> Refusal:
    """The same refusal, its paths beginning with `place`; what a key may not is of no place."""
    if refusal.path is None and not isinstance(refusal, ValidationErrors | NotFound):
        return refusal
    placed = [each.at(f"{place}.{each.path}" if each.path else place) for each in each_of(refusal)]
    return ValidationErrors(placed) if isinstance(refusal, ValidationErrors) else placed[0]


def _in_accounts(refusal: ValidationErrors) -> ValidationErrors:
    """What the core calls `accounts` is `bank_accounts` in the body."""
    return ValidationErrors(each.at(f"bank_{each.path}") for each in refusal.refusals)


def _there(found: T | None, what: str, name: str) -> T:
    if found is None:
        raise NotFound(what, name)
    return found
