"""API keys: made and revoked by an admin or an operator."""

from jupiter_core.commands.record import tell
from jupiter_core.domain.actor import Actor
from jupiter_core.domain.api_key import (
    ApiKey,
    TooManyApiKeys,
    api_key_of,
    key_name_of,
    scopes_of,
    secret_hash_of,
)
from jupiter_core.domain.events import Event, EventName
from jupiter_core.domain.frozen import Frozen
from jupiter_core.domain.refusals import placed
from jupiter_core.ports import UnitOfWork

MOST_KEYS = 30
"""In use at one time: as many as a list of them can show whole."""


class MakeApiKey(Frozen):
    """`chance` is URL-safe base64 of 256 bits of chance."""

    by: Actor
    name: str
    scopes: tuple[str, ...]
    chance: str


class RevokeApiKey(Frozen):
    by: Actor
    key_id: str


class NewApiKey(Frozen):
    """The key itself is in here, for the one time that it is shown."""

    secret: str
    key: ApiKey


def make_api_key(command: MakeApiKey, uow: UnitOfWork) -> NewApiKey:
    """Raises Required, TooLong, Unprintable or UnknownScope, at `name` or `scopes`, or
    TooManyApiKeys."""
    name = placed("name", lambda: key_name_of(command.name))
    scopes = placed("scopes", lambda: scopes_of(command.scopes))
    if sum(each.is_live for each in uow.api_keys.all()) >= MOST_KEYS:
        raise TooManyApiKeys(MOST_KEYS)
    secret = api_key_of(command.chance)
    key = ApiKey(
        id=uow.new_id(),
        name=name,
        scopes=scopes,
        hint=secret[-4:],
        secret_hash=secret_hash_of(secret),
        made_by=command.by,
        made_at=uow.now,
    )
    uow.api_keys.save(key)
    _tell(uow, key, EventName.API_KEY_MADE, command.by)
    return NewApiKey(secret=secret, key=key)


def revoke_api_key(command: RevokeApiKey, uow: UnitOfWork) -> ApiKey:
    """Of no use from now on. Raises NotFound, or AlreadyDone for one that was revoked."""
    revoked = uow.api_keys.get(command.key_id).revoked(uow.now)
    uow.api_keys.save(revoked)
    _tell(uow, revoked, EventName.API_KEY_REVOKED, command.by)
    return revoked


def _tell(uow: UnitOfWork, key: ApiKey, name: EventName, by: Actor) -> None:
    event = Event(
        id=uow.new_id(),
        workspace_id=uow.workspace_id,
        name=name,
        subject_id=key.id,
        at=uow.now,
        by=by,
        note=f"{key.name} (…{key.hint})",
    )
    tell(uow, event, None)
