"""The kinds of API keys of the table, and how each comes in."""

from datetime import timedelta
from typing import NamedTuple

from jupiter_core.domain.api_key import ApiKey, Scope, secret_hash_of
from tests.attacks.roles.people import KIND, OTHER_TEAM, actor
from tests.factories import NOW, WORKSPACE
from tests.harness.fakes import FakeStore


class KeyKind(NamedTuple):
    """One column of the table of the API; with all scopes, where nothing else is said."""

    name: str
    is_: str
    owner: str = "boss"
    scopes: tuple[Scope, ...] = tuple(Scope)
    workspace: str = WORKSPACE
    revoked: bool = False
    expired: bool = False
    addresses: tuple[str, ...] = ()
    known: bool = True

    @property
    def is_live(self) -> bool:
        """Whether it could ever make something."""
        return self.known and bool(self.owner) and not (self.revoked or self.expired)

    @property
    def secret(self) -> str:
        return "jup_" + self.name.replace(":", "-").ljust(44, "k")

    @property
    def id(self) -> str:
        return "01K" + self.name.upper().replace(":", "").replace("-", "").ljust(23, "0")[:23]


KEY_KINDS = (
    KeyKind("drafter", "of somebody named a drafter", "drafter"),
    KeyKind("approver", "of an approver who wrote nothing", "approver"),
    KeyKind("writer", "of an approver and drafter who revised what waits", "writer"),
    KeyKind("owner", "of somebody whose other key revised what waits", "owner"),
    KeyKind("member", "of a full member without any part", "member"),
    KeyKind("ownerless", "of before keys had owners", ""),
    KeyKind("scopeless", "without any scope", "boss", ()),
    KeyKind("revoked", "that was revoked", revoked=True),
    KeyKind("expired", "whose days are over", expired=True),
    KeyKind("elsewhere", "that comes from an address that it may not", addresses=("203.0.113.7",)),
    KeyKind("other", "of another workspace", workspace=OTHER_TEAM),
    KeyKind("nobody", "that is none", known=False),
)


def of_scope(scope: Scope, owner: str) -> KeyKind:
    """A key with this one scope, of somebody who may do what the row is about."""
    return KeyKind(scope.value, f"with {scope} alone", owner, (scope,))


def with_key(store: FakeStore, kind: KeyKind) -> None:
    """Puts it into the store."""
    if not kind.known:
        return
    key = ApiKey(
        id=kind.id,
        name=kind.name,
        scopes=kind.scopes,
        hint=kind.secret[-4:],
        secret_hash=secret_hash_of(kind.secret),
        made_by=actor("admin"),
        made_at=NOW,
        owner=KIND[kind.owner].user if kind.owner else "",
        expires_at=NOW + timedelta(minutes=1) if kind.expired else None,
        allowed_addresses=kind.addresses,
        revoked_at=NOW if kind.revoked else None,
    )
    with store.write(kind.workspace) as uow:
        uow.api_keys.save(key)
