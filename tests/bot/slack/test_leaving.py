"""Whoever leaves is asked for nothing any more, and admins hear of it once."""

from collections.abc import Iterator

import pytest

from bot.slack.leaving import note_presence
from jupiter_core.domain.events import Event, EventName
from jupiter_core.domain.workspace import Workspace
from jupiter_core.outbox.messages import MessageKind
from jupiter_core.queries.approvers import mentioned_approvers
from tests.factories import FIONA, FRANK, SAM, WANDA, WORKSPACE
from tests.harness.fakes import FakeStore, a_fake_store
from tests.harness.slack_bot import SlackBot, a_rig
from tests.harness.slack_reading import Json, actions_of, shown
from tests.harness.whole_bot import WholeBot, a_whole_bot

ARLO = "U0ARLO"


@pytest.fixture
def rig() -> Iterator[SlackBot]:
    with a_rig() as rig:
        yield rig


def told(store: FakeStore) -> list[Event]:
    events = store.tables.events.values()
    return [each for each in events if each.name is EventName.PERSON_LEFT]


def asks(rig: SlackBot, user: str) -> list[Json]:
    """Requests that stand in the person's conversation with the bot."""
    ims = [e for e in rig._look("workspace")["channels"] if e["is_im"] and e["user"] == user]
    messages = [message for im in ims for message in rig.channel(user, im["id"])]
    return [each for each in messages if "invoice_approve" in actions_of(each)]


def test_an_approver_who_left_is_not_asked_and_admins_hear_of_it_once(rig: SlackBot) -> None:
    assert isinstance(rig.store, FakeStore)
    rig.account(FIONA.id, deleted=True)
    for _ in range(2):
        rig.submitted()
        rig.deliver()
    assert not asks(rig, FIONA.id)
    assert len(asks(rig, FRANK.id)) == 2
    (event,) = told(rig.store)
    assert f"({FIONA.id}), who is an approver, is deactivated in Slack" in event.note
    _, messages = rig.direct_messages(WANDA.id)
    assert sum("has left" in shown(each) for each in messages) == 1


def test_the_thread_names_them_no_more(rig: SlackBot) -> None:
    rig.account(FIONA.id, deleted=True)
    rig.submitted()
    rig.deliver()
    invoice = rig.submitted()
    rig.deliver()
    with rig.store.read(WORKSPACE) as uow:
        assert mentioned_approvers(uow, invoice) == (FRANK.id,)


def test_whoever_is_back_is_asked_again_and_told_of_when_they_leave_again(rig: SlackBot) -> None:
    assert isinstance(rig.store, FakeStore)
    for deleted in (True, False, True):
        rig.account(FIONA.id, deleted=deleted)
        rig.submitted()
        rig.deliver()
    assert len(asks(rig, FIONA.id)) == 1
    assert len(told(rig.store)) == 2


def test_where_slack_does_not_say_they_are_asked(rig: SlackBot) -> None:
    rig.fault("users.info", "error", error="user_not_found")
    rig.submitted()
    rig.deliver()
    assert asks(rig, FIONA.id) and asks(rig, FRANK.id)


@pytest.fixture
def store() -> FakeStore:
    store = a_fake_store()
    with store.write(WORKSPACE) as uow:
        uow.save_workspace(uow.workspace().model_copy(update={"receivables": (ARLO,)}))
    return store


def account(user: str, **flags: object) -> Json:
    return {"id": user, "name": "x", "profile": {"real_name": "<!channel> A"}, **flags}


def test_accounts_receivable_who_left_are_told_of_too(store: FakeStore) -> None:
    for _ in range(2):
        note_presence(store, WORKSPACE, account(ARLO, deleted=True))
    (event,) = told(store)
    assert "who is accounts receivable, is deactivated" in event.note
    kinds = [each.message.kind for each in store.tables.letters.values()]
    assert kinds.count(MessageKind.ADMINS) == 1


@pytest.mark.parametrize(
    "user",
    [account(SAM.id, deleted=True), account(ARLO), account(ARLO, deleted=False), {}],
)
def test_of_all_others_nothing_is_kept(store: FakeStore, user: Json) -> None:
    writes = store.tables.writes
    assert not note_presence(store, WORKSPACE, user)
    assert (store.tables.writes, told(store)) == (writes, [])


def test_a_workspace_where_nobody_left_reads_as_before() -> None:
    assert "departed" not in Workspace(id=WORKSPACE).model_dump(mode="json")


def test_slack_tells_of_it_by_itself() -> None:
    with a_whole_bot() as bot:
        gone = {"id": FIONA.id, "deleted": True, "profile": {"real_name": "Fiona"}}
        bot.event(type="user_change", user=gone)
        bot.eventually(lambda: _departed(bot))
        bot.delivered()
        _, messages = bot.direct_messages(WANDA.id)
        said = [each["text"] for each in messages if "has left" in each["text"]]
        assert len(said) == 1


def _departed(bot: WholeBot) -> bool:
    with bot.application.database.read(WORKSPACE) as uow:
        return FIONA.id in uow.workspace().departed
