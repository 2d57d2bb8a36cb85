"""Finding the parties of a deal, and adding who is not there yet: one rule for all channels.

An external id wins over a name, and who has the name but another external id is somebody else.
Names are compared as they are kept: white space folded, in any letter case.
"""

from pydantic import ConfigDict

from jupiter_core.commands.parties import (
    SaveCustomer,
    SaveSenderProfile,
    save_customer,
    save_sender_profile,
)
from jupiter_core.commands.permission import expect_scope
from jupiter_core.domain.actor import Actor, ActorKind
from jupiter_core.domain.api_key import Scope
from jupiter_core.domain.frozen import Frozen
from jupiter_core.domain.party import Customer, SenderProfile
from jupiter_core.domain.refusals import TooLong, Unprintable, ValidationErrors
from jupiter_core.domain.text import line_of
from jupiter_core.ports import Renderer, UnitOfWork


class FindOrAddCustomer(Frozen):
    """The customer who is called so, else a new one as `described`, under an id of ours.

    `described` may be what is wrong with the description: it matters only where nobody is found.
    """

    model_config = ConfigDict(arbitrary_types_allowed=True)

    by: Actor
    name: str
    external_id: str = ""
    described: Customer | ValidationErrors


class FindOrAddSenderProfile(Frozen):
    """The same of a legal entity."""

    model_config = ConfigDict(arbitrary_types_allowed=True)

    by: Actor
    legal_name: str
    external_id: str = ""
    described: SenderProfile | ValidationErrors


def find_or_add_customer(
    command: FindOrAddCustomer, uow: UnitOfWork, renderer: Renderer
) -> tuple[Customer, bool]:
    """The customer, and whether they are new.

    Raises NotInScope for a key that may not add customers, ValidationErrors of the description, and
    AlreadyTaken at `name`, also where another external id has that name.
    """
    found = find_customer_called(uow, command.name, command.external_id)
    if found:
        return found, False
    if command.by.kind is ActorKind.API_KEY:
        expect_scope(uow, command.by, Scope.CUSTOMERS_WRITE)
    if isinstance(command.described, ValidationErrors):
        raise command.described
    new = {"id": uow.new_id(), "external_id": command.external_id}
    customer = command.described.model_copy(update=new)
    return save_customer(SaveCustomer(by=command.by, customer=customer), uow, renderer), True


def find_or_add_sender_profile(
    command: FindOrAddSenderProfile, uow: UnitOfWork, renderer: Renderer
) -> SenderProfile:
    """The bank accounts of a new one are a proposal: no system lets money be sent anywhere by
    itself. Raises as `find_or_add_customer`, at `legal_name`."""
    found = find_sender_called(uow, command.legal_name, command.external_id)
    if found:
        return found
    if command.by.kind is ActorKind.API_KEY:
        expect_scope(uow, command.by, Scope.SENDER_PROFILES_WRITE)
    if isinstance(command.described, ValidationErrors):
        raise command.described
    new = {"id": uow.new_id(), "external_id": command.external_id}
    profile = command.described.model_copy(update=new)
    return save_sender_profile(SaveSenderProfile(by=command.by, profile=profile), uow, renderer)


def find_customer_called(uow: UnitOfWork, name: str, external_id: str = "") -> Customer | None:
    """By the external id, where one is said, else by the name."""
    found = uow.customers.find_external(external_id) if external_id else None
    kept = _as_kept(name)
    if found or not kept:
        return found
    named = uow.customers.find_name(kept)
    return named if named and _may_be(named.external_id, external_id) else None


def find_sender_called(uow: UnitOfWork, name: str, external_id: str = "") -> SenderProfile | None:
    """The same of a legal entity."""
    found = uow.sender_profiles.find_external(external_id) if external_id else None
    wanted = _as_kept(name).casefold()
    if found or not wanted:
        return found
    named = (each for each in uow.sender_profiles.all() if each.legal_name.casefold() == wanted)
    return next((each for each in named if _may_be(each.external_id, external_id)), None)


def _may_be(known: str, said: str) -> bool:
    """Whether two external ids may be of one party; nothing said is nothing against it."""
    return not (known and said) or known == said


def _as_kept(name: str) -> str:
    """Empty for what cannot be a name; that is told where one of it is made."""
    try:
        return line_of(name, "Legal name", len(name))
    except (TooLong, Unprintable):
        return ""
