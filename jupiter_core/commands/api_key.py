"""API keys: made and revoked by an admin or an operator, each for a person who answers for it.

A key approves only after somebody else has confirmed that it may: neither its owner nor whoever
made it.
"""

from datetime import datetime, timedelta

from jupiter_core.commands.hearing import keyless_endpoints
from jupiter_core.commands.look_alike import warn
from jupiter_core.commands.record import notify
from jupiter_core.commands.second_person import a_consent, expect_canceller, expect_confirmer
from jupiter_core.commands.webhook_delivery import switch_off_keyless
from jupiter_core.domain.actor import Actor, ActorKind
from jupiter_core.domain.api_key import (
    NEVER_IMPLIED,
    ApiKey,
    Scope,
    ScopesAsked,
    TooManyApiKeys,
    addresses_of,
    api_key_of,
    key_name_of,
    scopes_of,
    secret_hash_of,
)
from jupiter_core.domain.changes import Change
from jupiter_core.domain.events import EventName
from jupiter_core.domain.frozen import Frozen
from jupiter_core.domain.refusals import NotFound, OutOfRange, Required, SecondPersonNeeded, placed
from jupiter_core.ports import UnitOfWork

MOST_KEYS = 30
"""In use at one time: as many as a list of them can show whole."""
LONGEST_LIFE = 3650
"""Days."""
_WHAT = "these scopes"
_DEED = "decide on what API keys may approve"


class MakeApiKey(Frozen):
    """`random_text` is URL-safe base64 of 256 random bits. Without an owner it is whoever makes it.
    `days` is how long it lives; None is until somebody revokes it."""

    by: Actor
    name: str
    scopes: tuple[str, ...]
    random_text: str
    owner: str = ""
    owner_name: str = ""
    days: int | None = None
    allowed_addresses: tuple[str, ...] = ()


class RevokeApiKey(Frozen):
    """`by` is only recorded: whether they may is asked by whoever calls."""

    by: Actor
    key_id: str


class NameOwner(Frozen):
    """For a key of before there were owners."""

    by: Actor
    key_id: str
    owner: str


class DecideScopes(Frozen):
    """Another person's word on the approve scopes that a key asks for."""

    by: Actor
    key_id: str
    confirmed: bool


class NewApiKey(Frozen):
    """The key itself is in here, for the one time that it is shown."""

    secret: str
    key: ApiKey


def make_api_key(command: MakeApiKey, uow: UnitOfWork) -> NewApiKey:
    """Raises Required, TooLong, Unprintable, UnknownScope, OutOfRange or InvalidNetwork, at
    `name`, `owner`, `scopes`, `days` or `allowed_addresses`, or TooManyApiKeys."""
    owner = command.owner or command.by.owner or _of_slack(command.by)
    if not owner:
        raise Required("The owner of the key, a Slack user id,").at("owner")
    scopes = placed("scopes", lambda: scopes_of(command.scopes))
    if sum(each.is_valid(uow.now) for each in uow.api_keys.all()) >= MOST_KEYS:
        raise TooManyApiKeys(MOST_KEYS)
    asked = tuple(each for each in scopes if each in NEVER_IMPLIED)
    secret = api_key_of(command.random_text)
    key = ApiKey(
        id=uow.new_id(),
        name=placed("name", lambda: key_name_of(command.name)),
        scopes=tuple(each for each in scopes if each not in NEVER_IMPLIED),
        hint=secret[-4:],
        secret_hash=secret_hash_of(secret),
        made_by=command.by,
        made_at=uow.now,
        owner=owner,
        owner_name=command.owner_name or (command.by.name if owner == command.by.id else ""),
        expires_at=_end(uow, command.days),
        allowed_addresses=placed(
            "allowed_addresses", lambda: addresses_of(command.allowed_addresses)
        ),
        asked=_asked(uow, command.by, asked),
    )
    uow.api_keys.save(key)
    _tell(uow, key, EventName.API_KEY_MADE, command.by, (_may(key),))
    if key.asked:
        _tell(uow, key, EventName.API_KEY_SCOPES_PROPOSED, command.by, (_asks(key),))
    return NewApiKey(secret=secret, key=key)


def revoke_api_key(command: RevokeApiKey, uow: UnitOfWork) -> ApiKey:
    """Of no use from now on; webhook endpoints that answered by it alone are switched off.

    Raises NotFound, or AlreadyDone for one that was revoked.
    """
    revoked = uow.api_keys.get(command.key_id).revoked(uow.now)
    uow.api_keys.save(revoked)
    _tell(uow, revoked, EventName.API_KEY_REVOKED, command.by)
    # Once the key is revoked: only then is it known which endpoints another key stands in for.
    for endpoint_id in keyless_endpoints(uow):
        switch_off_keyless(uow, endpoint_id)
    return revoked


def name_owner(command: NameOwner, uow: UnitOfWork) -> ApiKey:
    """Who answers for a key from now on, once. It approves nothing for them until somebody else has
    confirmed that it may. Raises NotFound for a key that has an owner."""
    key = uow.api_keys.get(command.key_id)
    if key.owner or not key.is_live:
        raise NotFound("API key without an owner", command.key_id)
    asked = tuple(each for each in key.scopes if each in NEVER_IMPLIED)
    owned = key.model_copy(
        update={
            "owner": command.owner,
            "scopes": tuple(each for each in key.scopes if each not in NEVER_IMPLIED),
            "asked": _asked(uow, command.by, asked),
        }
    )
    uow.api_keys.save(owned)
    change = Change(what="Owner", old="", new=command.owner)
    _tell(uow, owned, EventName.API_KEY_CHANGED, command.by, (change,))
    if owned.asked:
        _tell(uow, owned, EventName.API_KEY_SCOPES_PROPOSED, command.by, (_asks(owned),))
    return owned


def decide_scopes(command: DecideScopes, uow: UnitOfWork) -> ApiKey:
    """Raises NotFound, NotPermitted, SecondPersonNeeded for the owner and for whoever made the
    key, or NamedByProposer."""
    key = uow.api_keys.get(command.key_id)
    if key.asked is None or not key.is_valid(uow.now):
        raise NotFound("open request for scopes of", key.name)
    consent = key.asked.consent
    if not command.confirmed:
        if command.by.person != key.owner:
            expect_canceller(uow, consent, command.by, _DEED)
        discarded = key.model_copy(update={"asked": None})
        uow.api_keys.save(discarded)
        _tell(uow, key, EventName.API_KEY_SCOPES_DISCARDED, command.by, (_asks(key),))
        return discarded
    expect_confirmer(uow, consent, command.by, _DEED, _WHAT)
    if command.by.person in (key.owner, key.made_by.person):
        raise SecondPersonNeeded(_WHAT)
    owner = Actor(kind=ActorKind.SLACK_USER, id=key.owner, name=key.owner_name)
    action = f"confirmed what the API key {key.name} may"
    warn(uow, command.by, (consent.proposed_by, owner), action, key.id)
    granted = key.granted()
    uow.api_keys.save(granted)
    _tell(uow, granted, EventName.API_KEY_SCOPES_GRANTED, command.by, (_may(granted),))
    return granted


def _asked(uow: UnitOfWork, by: Actor, scopes: tuple[Scope, ...]) -> ScopesAsked | None:
    return ScopesAsked(scopes=scopes, consent=a_consent(uow, by, needed=1)) if scopes else None


def _of_slack(by: Actor) -> str:
    return by.id if by.kind == "slack_user" else ""


def _end(uow: UnitOfWork, days: int | None) -> datetime | None:
    if days is None:
        return None
    if not 1 <= days <= LONGEST_LIFE:
        raise OutOfRange("The days that a key lives", "1", str(LONGEST_LIFE)).at("days")
    return uow.now + timedelta(days=days)


def _may(key: ApiKey) -> Change:
    return Change(what="May", old="", new=", ".join(key.scopes))


def _asks(key: ApiKey) -> Change:
    return Change(what="Asks for", old="", new=", ".join(key.asked.scopes if key.asked else ()))


def _tell(
    uow: UnitOfWork, key: ApiKey, name: EventName, by: Actor, changes: tuple[Change, ...] = ()
) -> None:
    note = f"{key.name} (…{key.hint})"
    notify(uow, name, key.id, by=by, changes=changes, note=note, also=(key.owner,))
