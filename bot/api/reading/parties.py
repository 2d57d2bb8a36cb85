"""Parties of a body: found by what names them, or made of what describes them."""

from collections.abc import Iterable, Mapping
from typing import TypeVar

from bot.api.schemas.party import (
    AccountBody,
    AddressBody,
    BankDetailsBody,
    ByExternalId,
    ById,
    CustomerBody,
    SenderProfileBody,
    SenderProfileChange,
    TaxIdBody,
)
from bot.presenters.setup.checks import Checks, each_of
from bot.presenters.setup.reading import read_accounts, read_customer, read_profile
from jupiter_core.commands.bank_details import ProposeBankDetails, propose_bank_details
from jupiter_core.commands.parties import (
    SaveCustomer,
    SaveSenderProfile,
    save_customer,
    save_sender_profile,
)
from jupiter_core.commands.permission import expect_scope
from jupiter_core.domain.actor import Actor
from jupiter_core.domain.api_key import Scope
from jupiter_core.domain.party import BankProposal, Customer, SenderProfile
from jupiter_core.domain.refusals import ChangedSinceSeen, Mistakes, NotFound, Refusal
from jupiter_core.ports import Renderer, UnitOfWork
from jupiter_core.queries.resources.party import party_tag

T = TypeVar("T")

_PLACES = {"ap_name": "ap_contact.name", "ap_email": "ap_contact.email"}
_ADDRESS = ("street", "city", "region", "postal_code", "country")


def customer_named(
    said: ById | ByExternalId | CustomerBody, uow: UnitOfWork, paper: Renderer, *, by: Actor
) -> Customer:
    """Raises NotFound, NotInScope or Mistakes, at `customer` and below."""
    try:
        if isinstance(said, ById):
            return uow.customers.get(said.id)
        found = uow.customers.find_external(said.external_id) if said.external_id else None
        if isinstance(said, ByExternalId):
            return _there(found, "customer with the external id", said.external_id)
        known = found or uow.customers.find_name(said.name)
        return known or make_customer(said, uow, paper, by=by)
    except Refusal as refusal:
        raise below("customer", refusal) from None


def make_customer(said: CustomerBody, uow: UnitOfWork, paper: Renderer, *, by: Actor) -> Customer:
    """Raises NotInScope, AlreadyTaken or Mistakes, each at its place in the body."""
    expect_scope(uow, by, Scope.CUSTOMERS_WRITE)
    return keep_customer(said, uow.new_id(), uow, paper, by=by)


def keep_customer(
    said: CustomerBody, customer_id: str, uow: UnitOfWork, paper: Renderer, *, by: Actor
) -> Customer:
    """The customer as it is to be from now on."""
    try:
        read = read_customer(_typed_customer(said), customer_id)
        named = read.model_copy(update={"external_id": said.external_id or ""})
        return save_customer(SaveCustomer(by=by, customer=named), uow, paper)
    except Refusal as refusal:
        raise _in_body(refusal) from None


def sender_named(
    said: ById | ByExternalId | SenderProfileBody, uow: UnitOfWork, paper: Renderer, *, by: Actor
) -> SenderProfile:
    """Raises NotFound, NotInScope or Mistakes, at `sender` and below."""
    try:
        if isinstance(said, ById):
            return uow.sender_profiles.get(said.id)
        found = uow.sender_profiles.find_external(said.external_id) if said.external_id else None
        if isinstance(said, ByExternalId):
            return _there(found, "legal entity with the external id", said.external_id)
        known = found or _of_name(uow.sender_profiles.all(), said.legal_name)
        return known or make_sender(said, uow, paper, by=by)
    except Refusal as refusal:
        raise below("sender", refusal) from None


def make_sender(
    said: SenderProfileBody, uow: UnitOfWork, paper: Renderer, *, by: Actor
) -> SenderProfile:
    """Its bank accounts are a proposal: no system lets money be sent anywhere by itself.

    Raises NotInScope, AlreadyTaken or Mistakes, each at its place in the body.
    """
    expect_scope(uow, by, Scope.SENDER_PROFILES_WRITE)
    try:
        read = read_profile(_typed_sender(said), uow.new_id(), uow.now.date())
        proposal = BankProposal(
            accounts=read.bank_accounts,
            proposed_by=by.id,
            proposed_by_name=by.name,
            proposed_by_kind=by.kind,
        )
        waiting = {
            "bank_accounts": (),
            "bank_proposal": proposal,
            "external_id": said.external_id or "",
        }
        profile = read.model_copy(update=waiting)
        return save_sender_profile(SaveSenderProfile(by=by, profile=profile), uow, paper)
    except Refusal as refusal:
        raise _in_body(refusal) from None


def keep_sender(
    said: SenderProfileChange, before: SenderProfile, uow: UnitOfWork, paper: Renderer, *, by: Actor
) -> SenderProfile:
    """The entity as it is to be from now on; its bank details and its logo stay."""
    try:
        read = read_profile(_typed_sender(said), before.id, uow.now.date())
        kept = {
            "external_id": said.external_id or "",
            "logo": before.logo,
            "archived": before.archived,
        }
        profile = read.model_copy(update=kept)
        return save_sender_profile(SaveSenderProfile(by=by, profile=profile), uow, paper)
    except Refusal as refusal:
        raise _in_body(refusal) from None


def propose_accounts(
    said: BankDetailsBody, profile: SenderProfile, uow: UnitOfWork, paper: Renderer, *, by: Actor
) -> SenderProfile:
    """Nothing that a customer sees changes yet. Raises NothingChanged or Mistakes."""
    checks = Checks()
    accounts = read_accounts(checks, typed_accounts(said.bank_accounts), uow.now.date())
    checks.expect_none()
    command = ProposeBankDetails(by=by, profile_id=profile.id, accounts=accounts)
    try:
        return propose_bank_details(command, uow, paper)
    except Mistakes as refusal:
        raise _in_accounts(refusal) from None


def expect_tag(tag: str | None, party: Customer | SenderProfile) -> None:
    """Raises ChangedSinceSeen for the tag of another state; None is whatever is there."""
    if tag is not None and tag != party_tag(party):
        name = party.name if isinstance(party, Customer) else party.legal_name
        raise ChangedSinceSeen(name, "somebody edited it", 0, 0)


def typed_accounts(accounts: Iterable[AccountBody]) -> dict[str, str]:
    """Flat, as the readers of set-up take them."""
    return {
        f"bank_accounts[{n}].{name}": value
        for n, account in enumerate(accounts)
        for name, value in account.model_dump().items()
    }


def below(place: str, refusal: Refusal) -> Refusal:
    """The same refusal, its paths beginning with `place`; what a key may not is of no place."""
    if refusal.path is None and not isinstance(refusal, Mistakes | NotFound):
        return refusal
    placed = [each.at(f"{place}.{each.path}" if each.path else place) for each in each_of(refusal)]
    return Mistakes(placed) if isinstance(refusal, Mistakes) else placed[0]


def in_body(path: str | None) -> str | None:
    """A path of the set-up form as the body has it: `street` is `address.street`."""
    if path in _ADDRESS:
        return f"address.{path}"
    return _PLACES.get(path or "", path)


def _in_body(refusal: Refusal) -> Refusal:
    placed = [_at(each, in_body(each.path)) for each in each_of(refusal)]
    return Mistakes(placed) if isinstance(refusal, Mistakes) else placed[0]


def _in_accounts(refusal: Mistakes) -> Mistakes:
    """What the core calls `accounts` is `bank_accounts` in the body."""
    return Mistakes(each.at(f"bank_{each.path}") for each in refusal.refusals)


def _at(refusal: Refusal, path: str | None) -> Refusal:
    return refusal.at(path) if path else refusal


def _there(found: T | None, what: str, name: str) -> T:
    if found is None:
        raise NotFound(what, name)
    return found


def _of_name(profiles: Iterable[SenderProfile], name: str) -> SenderProfile | None:
    wanted = name.strip().casefold()
    return next((each for each in profiles if each.legal_name.casefold() == wanted), None)


def _typed_customer(said: CustomerBody) -> Mapping[str, str]:
    return {
        "name": said.name,
        **_typed_address(said.address),
        **_typed_tax_ids(said.tax_ids),
        "ap_name": said.ap_contact.name,
        "ap_email": said.ap_contact.email,
        "attention": said.attention,
        "cost_centre": said.cost_centre,
        "po_required": "true" if said.po_required else "",
        "buyer_reference": said.buyer_reference,
        "endpoint": said.endpoint,
        "language": said.language,
    }


def _typed_sender(said: SenderProfileChange) -> Mapping[str, str]:
    plain = ("legal_name", "email", "phone", "colour", "endpoint", "series", "time_zone")
    return {
        **{name: getattr(said, name) for name in plain},
        **_typed_address(said.address),
        **_typed_tax_ids(said.tax_ids),
        **(typed_accounts(said.bank_accounts) if isinstance(said, SenderProfileBody) else {}),
    }


def _typed_address(address: AddressBody) -> dict[str, str]:
    return dict(address.model_dump())


def _typed_tax_ids(tax_ids: Iterable[TaxIdBody]) -> dict[str, str]:
    return {
        f"tax_ids[{n}].{name}": value
        for n, each in enumerate(tax_ids)
        for name, value in (("kind", each.kind.value), ("value", each.value))
    }
