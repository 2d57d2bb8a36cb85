"""People and channels as they were described last, on every kind of store."""

from datetime import timedelta

from jupiter_core.commands.erasing import ErasePerson, erase_person
from jupiter_core.domain.actor import Actor, ActorKind
from jupiter_core.domain.directory import KnownChannel, KnownPerson, ends_of
from jupiter_core.ports import Store
from tests.factories import NOW, WORKSPACE

FIONA = KnownPerson(
    id="U1", name="Fiona", email="Fiona@J.example", refreshed_at=NOW, teams=(WORKSPACE,)
)


def test_the_last_word_on_somebody_is_kept_for_one_workspace(store: Store) -> None:
    with store.write(WORKSPACE) as uow:
        uow.directory.keep_person(FIONA)
        uow.directory.keep_person(FIONA.model_copy(update={"has_left": True}))
    with store.read(WORKSPACE) as uow:
        known = uow.directory.person("U1")
        assert known and known.has_left and known.refreshed_at == NOW
        assert uow.directory.person("U2") is None
    with store.read("T0OTHER") as uow:
        assert uow.directory.person("U1") is None


def test_those_of_whom_nothing_was_heard_since_are_found_in_their_workspace(store: Store) -> None:
    with store.write(WORKSPACE) as uow:
        for n, hours in ((3, 30), (2, 21), (1, 20), (4, 0)):
            at = NOW - timedelta(hours=hours)
            uow.directory.keep_person(FIONA.model_copy(update={"id": f"U{n}", "refreshed_at": at}))
    with store.read(WORKSPACE) as uow:
        assert uow.directory.people_before(NOW - timedelta(hours=20)) == ["U2", "U3"]
    with store.read("T0OTHER") as uow:
        assert uow.directory.people_before(NOW) == []


def test_a_channel_with_a_new_id_is_found_by_each_that_it_had(store: Store) -> None:
    with store.write(WORKSPACE) as uow:
        for old, new in (("C1", "C2"), ("C2", "C3"), ("C8", "")):
            channel = KnownChannel(id=old, moved_to=new, name="deal", refreshed_at=NOW)
            uow.directory.keep_channel(channel)
    with store.read(WORKSPACE) as uow:
        assert uow.directory.moved() == {"C1": "C3", "C2": "C3"}
        kept = uow.directory.channel("C8")
        assert kept and kept.name == "deal"
    with store.read("T0OTHER") as uow:
        assert uow.directory.moved() == {}
        assert uow.directory.channel("C8") is None


def test_ids_that_follow_each_other_in_a_circle_lead_nowhere() -> None:
    assert ends_of({"C1": "C2", "C2": "C1", "C3": "C4"}) == {"C3": "C4"}


def test_who_is_erased_is_known_no_more_by_id_or_by_address(store: Store) -> None:
    operator = Actor(kind=ActorKind.OPERATOR, id="operator", name="Operator")
    for who in ("U1", "fiona@j.example"):
        with store.write(WORKSPACE) as uow:
            uow.directory.keep_person(FIONA)
            uow.directory.keep_person(FIONA.model_copy(update={"id": "U2", "email": ""}))
        with store.write(WORKSPACE) as uow:
            erased = erase_person(ErasePerson(by=operator, who=who), uow)
        assert "1 accounts" in erased.what
        with store.read(WORKSPACE) as uow:
            assert uow.directory.person("U1") is None
            assert uow.directory.person("U2") is not None


def test_who_was_in_a_channel_is_not_there_once_they_left_it() -> None:
    nobody_asked = FIONA.joined("C1")
    assert nobody_asked.channels is None
    inside = FIONA.model_copy(update={"channels": ("C1",)})
    assert inside.joined("C2").joined("C2").channels == ("C1", "C2")
    assert inside.joined("C2").left("C1").channels == ("C2",)
