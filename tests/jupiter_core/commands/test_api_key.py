"""API keys: made once, shown once, revoked for good."""

import pytest

from jupiter_core.commands.api_key import (
    MOST_KEYS,
    DecideScopes,
    MakeApiKey,
    NewApiKey,
    RevokeApiKey,
    decide_scopes,
    make_api_key,
    revoke_api_key,
)
from jupiter_core.domain.actor import Actor, ActorKind
from jupiter_core.domain.api_key import ApiKey, Scope, TooManyApiKeys, UnknownScope, secret_hash_of
from jupiter_core.domain.events import EventName
from jupiter_core.domain.refusals import AlreadyDone, NotFound, Required, TooLong, Unprintable
from tests.factories import FIONA, FRANK, NOW, WORKSPACE
from tests.harness.api_keys import an_api_key
from tests.harness.workspace import MemoryWorkspace

CHANCE = "q" * 43


def make(desk: MemoryWorkspace, **changes: object) -> NewApiKey:
    given = {"by": FIONA, "name": "The CRM", "scopes": ("invoices:write",), "random_text": CHANCE}
    with desk.writing() as uow:
        return make_api_key(MakeApiKey.model_validate({**given, **changes}), uow)


def revoke(desk: MemoryWorkspace, key_id: str) -> ApiKey:
    with desk.writing() as uow:
        return revoke_api_key(RevokeApiKey(by=FIONA, key_id=key_id), uow)


def test_a_new_key_is_told_with_its_secret_and_kept_without() -> None:
    desk = MemoryWorkspace()
    made = make(desk, name="  The   CRM ", scopes=("payments:write", "invoices:read"))
    assert made.secret == f"jup_{CHANCE}"
    with desk.reading() as uow:
        assert uow.api_keys.all() == [made.key]
    assert made.key == ApiKey(
        id=made.key.id,
        name="The CRM",
        scopes=(Scope.INVOICES_READ, Scope.PAYMENTS_WRITE),
        hint="qqqq",
        secret_hash=secret_hash_of(made.secret),
        made_by=FIONA,
        made_at=NOW,
        owner=FIONA.id,
        owner_name=FIONA.name,
    )


def test_nothing_that_is_kept_has_the_secret() -> None:
    desk = MemoryWorkspace()
    random_text = "AbCdEfGhIjKlMnOpQrStUvWxYz0123456789-_AbCdE"
    make(desk, random_text=random_text)
    kept = repr(desk.tables)
    assert secret_hash_of(f"jup_{random_text}") in kept
    assert random_text not in kept
    assert random_text[:10] not in kept


def test_the_secret_opens_the_workspace_in_which_it_was_made() -> None:
    desk = MemoryWorkspace()
    made = make(desk)
    assert desk.store.workspace_of_key(secret_hash_of(made.secret)) == (WORKSPACE, made.key)


def test_whoever_uses_a_key_stands_in_the_history_by_its_name() -> None:
    actor = make(MemoryWorkspace()).key.actor
    named = Actor(kind=ActorKind.API_KEY, id=actor.id, name="API key The CRM", owner=FIONA.id)
    assert actor == named
    assert actor.person == FIONA.id


def test_making_and_revoking_are_events_that_name_the_key_by_its_hint() -> None:
    desk = MemoryWorkspace()
    key = make(desk).key
    revoke(desk, key.id)
    events = desk.events(key.id)
    assert [each.name for each in events] == [EventName.API_KEY_MADE, EventName.API_KEY_REVOKED]
    assert {each.note for each in events} == {"The CRM (…qqqq)"}
    assert {each.by for each in events} == {FIONA}


@pytest.mark.parametrize(
    ("changes", "refusal", "path"),
    [
        ({"name": " "}, Required, "name"),
        ({"name": "x" * 81}, TooLong, "name"),
        ({"name": "CRM\u202egnp.exe"}, Unprintable, "name"),
        ({"scopes": ()}, Required, "scopes"),
        ({"scopes": ("invoices:write", "everything")}, UnknownScope, "scopes"),
        ({"scopes": ("INVOICES:WRITE",)}, UnknownScope, "scopes"),
    ],
)
def test_what_is_no_key_is_refused_at_its_place_and_nothing_is_kept(
    changes: dict[str, object], refusal: type[Exception], path: str
) -> None:
    desk = MemoryWorkspace()
    with pytest.raises(refusal) as raised:
        make(desk, **changes)
    assert getattr(raised.value, "path", None) == path
    with desk.reading() as uow:
        assert uow.api_keys.all() == []


def test_an_unknown_scope_is_told_with_those_that_there_are() -> None:
    with pytest.raises(UnknownScope, match=r"“everything” is not a scope.*invoices:read"):
        make(MemoryWorkspace(), scopes=("everything",))


def test_a_scope_that_is_named_twice_counts_once() -> None:
    assert make(MemoryWorkspace(), scopes=("events:read", "events:read")).key.scopes == (
        Scope.EVENTS_READ,
    )


def test_a_key_approves_once_another_approver_has_confirmed_that_it_may() -> None:
    desk = MemoryWorkspace()
    made = make(desk, scopes=("invoices:approve",)).key
    assert not made.may(Scope.INVOICES_APPROVE)
    with desk.writing() as uow:
        key = decide_scopes(DecideScopes(by=FRANK, key_id=made.id, confirmed=True), uow)
    assert key.may(Scope.INVOICES_APPROVE)
    assert key.may(Scope.INVOICES_READ)
    assert not key.may(Scope.INVOICES_WRITE)
    assert not key.may(Scope.CONTRACTS_APPROVE)


def test_a_workspace_has_only_so_many_keys_and_revoked_ones_do_not_count() -> None:
    desk = MemoryWorkspace()
    keys = [an_api_key(desk.store).key for _ in range(MOST_KEYS)]
    with pytest.raises(TooManyApiKeys):
        an_api_key(desk.store)
    revoke(desk, keys[0].id)
    an_api_key(desk.store)


def test_a_revoked_key_may_nothing_from_then_on() -> None:
    desk = MemoryWorkspace()
    key = revoke(desk, make(desk).key.id)
    assert (key.is_live, key.revoked_at) == (False, NOW)
    assert not any(key.may(scope) for scope in Scope)


def test_revoking_a_second_time_is_refused_and_told_to_nobody() -> None:
    desk = MemoryWorkspace()
    key = make(desk).key
    revoke(desk, key.id)
    with pytest.raises(AlreadyDone):
        revoke(desk, key.id)
    assert len(desk.events(key.id)) == 2


def test_a_key_of_another_workspace_cannot_be_revoked() -> None:
    desk = MemoryWorkspace()
    key = make(desk).key
    with desk.store.write("T0OTHER") as uow, pytest.raises(NotFound):
        revoke_api_key(RevokeApiKey(by=FIONA, key_id=key.id), uow)
    with desk.reading() as uow:
        assert uow.api_keys.get(key.id).is_live
