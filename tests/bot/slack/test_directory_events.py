"""What Slack tells of people and channels counts from that moment on, before anybody asks."""

from collections.abc import Iterator
from dataclasses import dataclass

import pytest

from bot.slack.directory import keep_channel, keep_person
from jupiter_core.domain.directory import KnownChannel, KnownPerson
from tests.bot.slack.test_people import Slack
from tests.factories import DEAL_CHANNEL, FIONA, SAM, WORKSPACE
from tests.harness.modal_bot import ModalBot, a_builder_stage
from tests.harness.slack_reading import Json


@pytest.fixture(scope="module")
def stage() -> Iterator[ModalBot]:
    with a_builder_stage() as stage:
        yield stage


@dataclass
class Known:
    """What is kept."""

    stage: ModalBot

    def name_of(self, user: str) -> str:
        """Empty where nobody is known."""
        with self.stage.store.read(WORKSPACE) as uow:
            known = uow.directory.person(user)
        return known.name if known else ""

    def person(self, user: str) -> KnownPerson:
        with self.stage.store.read(WORKSPACE) as uow:
            known = uow.directory.person(user)
        assert known
        return known

    def channel(self, channel: str = DEAL_CHANNEL) -> KnownChannel:
        with self.stage.store.read(WORKSPACE) as uow:
            known = uow.directory.channel(channel)
        assert known
        return known

    def becomes(self, channel: str, **what: object) -> None:
        def there() -> bool:
            known = self.channel(channel)
            return all(getattr(known, name) == value for name, value in what.items())

        self.stage.eventually(there)


@pytest.fixture
def known(stage: ModalBot) -> Known:
    """Fiona and the deal's channel, as somebody has asked about them."""
    now = stage.clock.now()
    user: Json = {**Slack().user, "id": FIONA.id}
    keep_person(stage.store, WORKSPACE, user, now)
    with stage.store.write(WORKSPACE) as uow:
        channel = KnownChannel(id=DEAL_CHANNEL, name="deal-acme", has_app=True, refreshed_at=now)
        uow.directory.keep_channel(channel)
    return Known(stage)


def test_who_was_deactivated_or_made_a_guest_is_known_as_that_at_once(
    stage: ModalBot, known: Known
) -> None:
    for change in ({"deleted": True}, {"deleted": False, "is_ultra_restricted": True}):
        stage.account(FIONA.id, **change)
        stage.eventually(lambda: known.person(FIONA.id).is_outside(WORKSPACE))
        stage.account(FIONA.id, deleted=False, is_ultra_restricted=False)
        stage.eventually(lambda: not known.person(FIONA.id).is_outside(WORKSPACE))


def test_who_joins_is_known_and_whom_nobody_asked_about_is_not(
    stage: ModalBot, known: Known
) -> None:
    stage.account("U0NEW", real_name="New Person")
    stage.eventually(lambda: known.name_of("U0NEW") == "New Person")
    stage.account("U0OTHER", real_name="Other Person", silent=True)
    stage.account("U0OTHER", is_restricted=True)
    stage.account("U0OTHER", is_restricted=False)
    with stage.store.read(WORKSPACE) as uow:
        assert uow.directory.person("U0OTHER") is None


def test_a_channel_is_known_as_what_became_of_it(stage: ModalBot, known: Known) -> None:
    asked_at = known.channel().refreshed_at
    stage.clock.advance(hours=20)
    stage.change_channel(name="acme-renewal")
    known.becomes(DEAL_CHANNEL, name="acme-renewal")
    assert known.channel().refreshed_at == asked_at, "of all else nothing was told"
    stage.change_channel(is_archived=True)
    known.becomes(DEAL_CHANNEL, is_archived=True)
    stage.change_channel(is_archived=False, shared_with="T0ACME")
    known.becomes(DEAL_CHANNEL, is_archived=False, is_shared=True)
    stage.change_channel(shared_with="")
    known.becomes(DEAL_CHANNEL, is_shared=False)
    stage.membership("U0JUPITERBOT", member=False)
    known.becomes(DEAL_CHANNEL, has_app=False)
    stage.membership("U0JUPITERBOT", member=True)
    known.becomes(DEAL_CHANNEL, has_app=True)


def test_an_answer_that_was_asked_for_before_an_event_does_not_undo_it(
    stage: ModalBot, known: Known
) -> None:
    before = known.channel()
    asked_at = stage.clock.now()
    stage.clock.advance(seconds=1)
    stage.change_channel(is_archived=True)
    known.becomes(DEAL_CHANNEL, is_archived=True)
    for moment, is_archived in ((asked_at, True), (stage.clock.now(), False)):
        with stage.store.write(WORKSPACE) as uow:
            keep_channel(uow, before.model_copy(update={"refreshed_at": moment}))
        assert known.channel().is_archived is is_archived
    stage.change_channel(is_archived=False)


def test_who_leaves_a_channel_is_in_it_no_more(stage: ModalBot, known: Known) -> None:
    with stage.store.write(WORKSPACE) as uow:
        person = known.person(FIONA.id)
        uow.directory.keep_person(person.model_copy(update={"channels": (DEAL_CHANNEL,)}))
    stage.membership(FIONA.id, member=False)
    stage.eventually(lambda: known.person(FIONA.id).channels == ())
    stage.membership(FIONA.id, member=True)
    stage.eventually(lambda: known.person(FIONA.id).channels == (DEAL_CHANNEL,))


def test_a_form_in_a_channel_that_was_archived_meanwhile_is_refused_without_asking(
    stage: ModalBot, known: Known
) -> None:
    stage.change_channel("C0LATER", name="later", members=[SAM.id, "U0JUPITERBOT"])
    stage.types("/invoice", channel="C0LATER")
    stage.top("builder")

    def seen() -> bool:
        with stage.store.read(WORKSPACE) as uow:
            return uow.directory.channel("C0LATER") is not None

    stage.eventually(seen)
    stage.change_channel("C0LATER", is_archived=True)
    known.becomes("C0LATER", is_archived=True)
    asked = len(stage.calls("conversations.info"))
    stage.submit(SAM.id)
    assert len(stage.calls("conversations.info")) == asked


def test_a_channel_with_a_new_id_goes_on_under_it(stage: ModalBot, known: Known) -> None:
    stage.change_channel(new_id="C0ACMENEW")
    known.becomes(DEAL_CHANNEL, moved_to="C0ACMENEW")
    assert known.channel("C0ACMENEW").moved_to == ""
    with stage.store.read(WORKSPACE) as uow:
        assert uow.directory.moved() == {DEAL_CHANNEL: "C0ACMENEW"}
    stage.change_channel("C0ACMENEW", new_id=DEAL_CHANNEL)
    with stage.store.write(WORKSPACE) as uow:
        uow.directory.keep_channel(KnownChannel(id=DEAL_CHANNEL, refreshed_at=uow.now))
