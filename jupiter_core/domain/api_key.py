"""API keys: what another system may do in a workspace, and who let it in.

A key is shown once, when it is made; only its SHA-256 is kept. It is 256 bits of chance, so that
a plain hash is enough.
"""

import re
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from jupiter_core.domain.actor import Actor, ActorKind
from jupiter_core.domain.frozen import Frozen, sha256_hex
from jupiter_core.domain.refusals import AlreadyDone, Refusal, Required
from jupiter_core.domain.text import line_of

NAME_LIMIT = 80
_FORM = re.compile(r"jup_[A-Za-z0-9_-]{40,80}", re.ASCII)


@dataclass(eq=False)
class UnknownScope(Refusal):
    template = "“{name}” is not a scope. The scopes are: {known}."
    name: str
    known: str


@dataclass(eq=False)
class NotInScope(Refusal):
    """The key is right, and may not do this."""

    template = "The API key “{key}” does not have the scope {scope}."
    key: str
    scope: str


@dataclass(eq=False)
class TooManyApiKeys(Refusal):
    template = "There are {most} API keys already. Revoke one that nothing uses any more."
    most: int


class Scope(StrEnum):
    """What a key may do. Reading what a key may write needs no further scope."""

    INVOICES_READ = "invoices:read"
    INVOICES_WRITE = "invoices:write"
    INVOICES_APPROVE = "invoices:approve"
    PAYMENTS_WRITE = "payments:write"
    CONTRACTS_READ = "contracts:read"
    CONTRACTS_WRITE = "contracts:write"
    CONTRACTS_APPROVE = "contracts:approve"
    CUSTOMERS_READ = "customers:read"
    CUSTOMERS_WRITE = "customers:write"
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
"""What a key has only when somebody says so outright."""
USUAL_SCOPES = tuple(scope for scope in Scope if scope not in NEVER_IMPLIED)


class ApiKey(Frozen):
    """One key. `hint` is its last four characters, by which people tell keys apart."""

    id: str
    name: str
    scopes: tuple[Scope, ...]
    hint: str
    secret_hash: str
    made_by: Actor
    made_at: datetime
    revoked_at: datetime | None = None

    @property
    def is_live(self) -> bool:
        return self.revoked_at is None

    @property
    def actor(self) -> Actor:
        """Who stands in the history for what is done with this key."""
        return Actor(kind=ActorKind.API_KEY, id=self.id, name=f"API key {self.name}")

    def may(self, scope: Scope) -> bool:
        """Whether it has this scope, or writes what this scope only reads."""
        if not self.is_live:
            return False
        writes = any(each.noun == scope.noun and not each.reads for each in self.scopes)
        return scope in self.scopes or (scope.reads and writes)

    def revoked(self, at: datetime) -> "ApiKey":
        """Of no use any more, for good. Raises AlreadyDone."""
        if not self.is_live:
            raise AlreadyDone()
        return self.model_copy(update={"revoked_at": at})


def api_key_of(chance: str) -> str:
    """The key itself, from URL-safe base64 of 256 bits of chance."""
    return f"jup_{chance}"


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
