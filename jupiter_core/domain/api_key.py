"""API keys: what another system may do in a workspace, and who let it in.

A key is shown once, when it is made; only its SHA-256 is kept. It is 256 random bits, so that
a plain hash is enough.
"""

import re
from datetime import datetime
from enum import StrEnum
from ipaddress import ip_address, ip_network

from jupiter_core.domain.actor import Actor, ActorKind
from jupiter_core.domain.consent import Consent
from jupiter_core.domain.frozen import Frozen, sha256_hex
from jupiter_core.domain.refusals import AlreadyDone, Refusal, Required
from jupiter_core.domain.text import line_of

NAME_LIMIT = 80
_FORM = re.compile(r"jup_[A-Za-z0-9_-]{40,80}", re.ASCII)


class UnknownScope(Refusal):
    """`name` is none of `known`, which lists all scopes."""

    template = "“{name}” is not a scope. The scopes are: {known}."
    name: str
    known: str


class NotInScope(Refusal):
    """The key is right, and may not do this."""

    template = "The API key “{key}” does not have the scope {scope}."
    key: str
    scope: str


class TooManyApiKeys(Refusal):
    """Another key is made while `most` are neither revoked nor expired."""

    template = "There are {most} API keys already. Revoke one that nothing uses any more."
    most: int


class KeyWithoutOwner(Refusal):
    """A key of before there were owners: it reads, and changes nothing until it has one."""

    template = (
        "The API key “{key}” has no owner, so it can only read. "
        "Name one with `jupiter api-key own`, or make another key."
    )
    key: str


class OwnerGone(Refusal):
    """Whoever left approves nothing any more, with no key either."""

    template = (
        "The owner of the API key “{key}” is no active member of the workspace in Slack, so it "
        "approves nothing. Revoke it, and make another for somebody who is."
    )
    key: str


class OwnerNotKnown(Refusal):
    """Slack did not say whether the owner is still there."""

    template = (
        "Slack does not tell whether the owner of the API key “{key}” is still active, so nothing "
        "was approved. Try again in a minute."
    )
    key: str


class InvalidNetwork(Refusal):
    """`typed` is no IP address and no network in CIDR notation with its host bits zero."""

    template = "“{typed}” is not an address or a network. Write it like 203.0.113.7 or 10.0.0.0/8."
    typed: str


class Scope(StrEnum):
    """What a key may do. Reading what a key may write needs no further scope.

    `write` is of what the key drafts itself; with `amend` beside it, of what others drafted too.
    """

    INVOICES_READ = "invoices:read"
    INVOICES_WRITE = "invoices:write"
    INVOICES_AMEND = "invoices:amend"
    INVOICES_APPROVE = "invoices:approve"
    PAYMENTS_WRITE = "payments:write"
    CONTRACTS_READ = "contracts:read"
    CONTRACTS_WRITE = "contracts:write"
    CONTRACTS_AMEND = "contracts:amend"
    CONTRACTS_APPROVE = "contracts:approve"
    CUSTOMERS_READ = "customers:read"
    CUSTOMERS_WRITE = "customers:write"
    PRODUCTS_READ = "products:read"
    PRODUCTS_WRITE = "products:write"
    SENDER_PROFILES_READ = "sender-profiles:read"
    SENDER_PROFILES_WRITE = "sender-profiles:write"
    EVENTS_READ = "events:read"
    WEBHOOKS_READ = "webhooks:read"
    WEBHOOKS_WRITE = "webhooks:write"

    @property
    def noun(self) -> str:
        return self.value.partition(":")[0]

    @property
    def reads(self) -> bool:
        return self.value.endswith(":read")


NEVER_IMPLIED = frozenset({Scope.INVOICES_APPROVE, Scope.CONTRACTS_APPROVE})
"""What a key has only when somebody says so outright, and somebody else confirms it."""
USUAL_SCOPES = tuple(scope for scope in Scope if scope not in NEVER_IMPLIED)
"""All that needs no second person."""
LEAST_SCOPES = (Scope.INVOICES_READ, Scope.CONTRACTS_READ)
"""What a key has when nobody says what it may."""


class ScopesAsked(Frozen):
    """Approve scopes that a key has once somebody else confirms them."""

    scopes: tuple[Scope, ...]
    consent: Consent


class ApiKey(Frozen):
    """One key. `hint` is its last four characters, by which people tell keys apart.

    `owner` is the Slack user id of the person who answers for it: what the key does counts as
    theirs. A key of before there were owners has none, and only reads. `allowed_addresses` are
    addresses and networks (`203.0.113.7`, `10.0.0.0/8`) from which it may come; none means all.
    """

    id: str
    name: str
    scopes: tuple[Scope, ...]
    hint: str
    secret_hash: str
    made_by: Actor
    made_at: datetime
    owner: str = ""
    owner_name: str = ""
    expires_at: datetime | None = None
    allowed_addresses: tuple[str, ...] = ()
    asked: ScopesAsked | None = None
    revoked_at: datetime | None = None

    @property
    def is_live(self) -> bool:
        """Whether nobody has revoked it."""
        return self.revoked_at is None

    def is_valid(self, now: datetime) -> bool:
        """Whether it lets anybody in: neither revoked nor expired."""
        return self.is_live and (self.expires_at is None or now < self.expires_at)

    def takes(self, address: str) -> bool:
        """Whether it may be used from this address."""
        if not self.allowed_addresses:
            return True
        try:
            came_from = ip_address(address)
        except ValueError:
            return False
        mapped = getattr(came_from, "ipv4_mapped", None) or came_from
        return any(mapped in ip_network(each) for each in self.allowed_addresses)

    @property
    def actor(self) -> Actor:
        """Who stands in the history for what is done with this key."""
        name = f"API key {self.name}"
        return Actor(kind=ActorKind.API_KEY, id=self.id, name=name, owner=self.owner)

    def granted(self) -> "ApiKey":
        """With the approve scopes that were asked for."""
        more = self.asked.scopes if self.asked else ()
        scopes = tuple(scope for scope in Scope if scope in {*self.scopes, *more})
        return self.model_copy(update={"scopes": scopes, "asked": None})

    def may(self, scope: Scope) -> bool:
        """Whether it has this scope, or writes what this scope only reads."""
        if not self.is_live or not (self.owner or scope.reads):
            return False
        writes = any(each.noun == scope.noun and not each.reads for each in self.scopes)
        return scope in self.scopes or (scope.reads and writes)

    def expect(self, scope: Scope) -> None:
        """Raises NotInScope, or KeyWithoutOwner where nobody answers for what it would change."""
        if self.is_live and not self.owner and not scope.reads:
            raise KeyWithoutOwner(self.name)
        if not self.may(scope):
            raise NotInScope(self.name, scope.value)

    def revoked(self, at: datetime) -> "ApiKey":
        """Of no use any more, for good. Raises AlreadyDone."""
        if not self.is_live:
            raise AlreadyDone()
        return self.model_copy(update={"revoked_at": at})


def api_key_of(random_text: str) -> str:
    """The key itself, from URL-safe base64 of 256 random bits."""
    return f"jup_{random_text}"


def secret_hash_of(key: str) -> str:
    """What is kept of a key; an empty text for what cannot be one."""
    return sha256_hex(key) if _FORM.fullmatch(key) else ""


def key_name_of(typed: str) -> str:
    """Raises Required, TooLong or Unprintable."""
    return line_of(typed, "A name", NAME_LIMIT, required=True)


def scopes_of(names: tuple[str, ...]) -> tuple[Scope, ...]:
    """In the order of `Scope`, each once. Raises Required or UnknownScope."""
    if not names:
        raise Required("A scope")
    for name in names:
        if name not in set(Scope):
            raise UnknownScope(line_of(name, "Scope", 60), ", ".join(Scope))
    return tuple(scope for scope in Scope if scope.value in names)


def addresses_of(typed: tuple[str, ...]) -> tuple[str, ...]:
    """Addresses and networks in their canonical spelling. Raises InvalidNetwork."""
    found = []
    for each in typed:
        try:
            found.append(str(ip_network(each.strip())))
        except ValueError:
            raise InvalidNetwork(line_of(each, "Address", 60)) from None
    return tuple(dict.fromkeys(found))
