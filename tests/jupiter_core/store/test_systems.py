"""API keys, answers that were given, and drafts left under a code, in every store."""

from datetime import timedelta

import pytest

from jupiter_core.domain.api_key import secret_hash_of
from jupiter_core.domain.handover import KEPT_FOR as HANDOVER_KEPT_FOR
from jupiter_core.domain.handover import code_hash_of
from jupiter_core.domain.idempotency import KEPT_FOR
from jupiter_core.domain.refusals import NotFound
from jupiter_core.ports import Store
from tests.factories import NOW, WORKSPACE
from tests.harness.fakes import FixedClock
from tests.jupiter_core.store.systems import CODE, a_handover, a_key, an_answer, secret_of

OTHER = "T0OTHER"
NOBODYS = ""
INSTANT = timedelta(microseconds=1)


def keep(store: Store, *names: str, workspace_id: str = WORKSPACE) -> None:
    with store.write(workspace_id) as uow:
        for name in names:
            uow.api_keys.save(a_key(name))


def leave(store: Store, code: str = CODE) -> None:
    with store.write(NOBODYS) as uow:
        uow.handovers.leave(a_handover(code, made_at=uow.now))


def test_a_key_is_read_as_it_was_saved_and_saving_it_again_replaces_it(store: Store) -> None:
    keep(store, "key-1")
    with store.write(WORKSPACE) as uow:
        assert uow.api_keys.get("key-1") == a_key()
        uow.api_keys.save(a_key().revoked(NOW))
    with store.read(WORKSPACE) as uow:
        assert uow.api_keys.all() == [a_key(revoked_at=NOW)]


def test_keys_come_oldest_first_revoked_ones_too(store: Store) -> None:
    keep(store, "key-2", "key-3", "key-1")
    with store.write(WORKSPACE) as uow:
        uow.api_keys.save(uow.api_keys.get("key-2").revoked(NOW))
        assert [each.id for each in uow.api_keys.all()] == ["key-1", "key-2", "key-3"]


def test_the_workspace_of_a_key_is_found_by_its_secret_alone(store: Store) -> None:
    keep(store, "key-1")
    keep(store, "key-2", workspace_id=OTHER)
    assert store.workspace_of_key(a_key("key-1").secret_hash) == (WORKSPACE, a_key("key-1"))
    assert store.workspace_of_key(a_key("key-2").secret_hash) == (OTHER, a_key("key-2"))


def test_a_revoked_key_is_found_and_says_that_it_is_revoked(store: Store) -> None:
    with store.write(WORKSPACE) as uow:
        uow.api_keys.save(a_key(revoked_at=NOW))
    _, key = store.workspace_of_key(a_key().secret_hash)
    assert not key.is_live


@pytest.mark.parametrize(
    "header", ["", "jup_", secret_of("key-1") + "\n", "' OR 1=1 --", "jup_é" * 9]
)
def test_what_is_no_key_opens_no_workspace(store: Store, header: str) -> None:
    keep(store, "key-1")
    with pytest.raises(NotFound):
        store.workspace_of_key(secret_hash_of(header))


def test_an_answer_is_given_again_for_24_hours_and_then_forgotten(
    store: Store, clock: FixedClock
) -> None:
    with store.write(WORKSPACE) as uow:
        uow.answers.keep(an_answer())
    clock.set(NOW + KEPT_FOR - INSTANT)
    with store.read(WORKSPACE) as uow:
        assert uow.answers.find("key-1", "deal 42 €") == an_answer()
    clock.set(NOW + KEPT_FOR)
    with store.read(WORKSPACE) as uow:
        assert uow.answers.find("key-1", "deal 42 €") is None


def test_a_key_that_was_forgotten_can_be_used_for_something_else(
    store: Store, clock: FixedClock
) -> None:
    with store.write(WORKSPACE) as uow:
        uow.answers.keep(an_answer())
    clock.set(NOW + KEPT_FOR)
    other = an_answer(clock.now(), fingerprint="0" * 64)
    with store.write(WORKSPACE) as uow:
        uow.answers.keep(other)
    with store.read(WORKSPACE) as uow:
        assert uow.answers.find("key-1", "deal 42 €") == other


def test_one_idempotency_key_of_two_api_keys_or_two_workspaces_is_two(store: Store) -> None:
    with store.write(WORKSPACE) as uow:
        uow.answers.keep(an_answer())
        uow.answers.keep(an_answer(key_id="key-2", status=202))
    with store.write(OTHER) as uow:
        assert uow.answers.find("key-1", "deal 42 €") is None
        uow.answers.keep(an_answer(status=203))
    with store.read(WORKSPACE) as uow:
        found = [uow.answers.find(key, "deal 42 €") for key in ("key-1", "key-2", "key-3")]
    assert [each.status if each else None for each in found] == [201, 202, None]


def test_an_answer_of_an_undone_transaction_was_never_given(store: Store) -> None:
    with pytest.raises(ZeroDivisionError), store.write(WORKSPACE) as uow:
        uow.answers.keep(an_answer())
        raise ZeroDivisionError
    with store.read(WORKSPACE) as uow:
        assert uow.answers.find("key-1", "deal 42 €") is None


def test_a_draft_is_taken_once_by_any_workspace(store: Store) -> None:
    leave(store)
    with store.write(OTHER) as uow:
        assert uow.handovers.take(code_hash_of(CODE)) == a_handover()
        assert uow.handovers.take(code_hash_of(CODE)) is None
    with store.write(WORKSPACE) as uow:
        assert uow.handovers.take(code_hash_of(CODE)) is None


def test_a_draft_whose_taking_was_undone_can_be_taken_again(store: Store) -> None:
    leave(store)
    with pytest.raises(ZeroDivisionError), store.write(WORKSPACE) as uow:
        assert uow.handovers.take(code_hash_of(CODE))
        raise ZeroDivisionError
    with store.write(WORKSPACE) as uow:
        assert uow.handovers.take(code_hash_of(CODE)) == a_handover()


def test_a_draft_can_be_taken_for_seven_days(store: Store, clock: FixedClock) -> None:
    leave(store)
    leave(store, "another")
    clock.set(NOW + HANDOVER_KEPT_FOR - INSTANT)
    with store.write(WORKSPACE) as uow:
        assert uow.handovers.take(code_hash_of(CODE))
    clock.set(NOW + HANDOVER_KEPT_FOR)
    with store.write(WORKSPACE) as uow:
        assert uow.handovers.take(code_hash_of("another")) is None


def test_leaving_a_draft_forgets_those_that_are_too_old(store: Store, clock: FixedClock) -> None:
    leave(store)
    clock.set(NOW + HANDOVER_KEPT_FOR)
    leave(store)
    with store.write(WORKSPACE) as uow:
        assert uow.handovers.take(code_hash_of(CODE)) == a_handover(made_at=clock.now())


def test_a_code_may_be_typed_in_any_case_with_or_without_dashes(store: Store) -> None:
    leave(store, "70K4-M21X")
    with store.write(WORKSPACE) as uow:
        assert uow.handovers.take(code_hash_of(" 7ok4 m2lx "))
