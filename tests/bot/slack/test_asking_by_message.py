"""People write to the bot, or mention it, and are answered alone."""

from collections.abc import Iterator

import pytest

from tests.factories import DEAL_CHANNEL, FRANK, SAM, WORKSPACE, a_draft
from tests.harness.modal_bot import ModalBot, a_builder_stage
from tests.harness.slack_reading import Json, shown
from tests.jupiter_core.store.histories import add

BOT = "@JupiterInvoice"


@pytest.fixture(scope="module")
def one_stage() -> Iterator[ModalBot]:
    with a_builder_stage() as made:
        with made.store.write(WORKSPACE) as uow:
            add(uow, a_draft(number="JUS-000007"))
        yield made


@pytest.fixture
def stage(one_stage: ModalBot) -> ModalBot:
    one_stage._act("reset", {})
    return one_stage


def direct(stage: ModalBot, user: str = SAM.id) -> str:
    """The conversation with the bot, which opens as it greets them."""
    stage.client.chat_postMessage(channel=user, text="Welcome")
    return stage.direct_messages(user)[0]


def answers(stage: ModalBot, user: str, channel: str) -> list[Json]:
    messages = stage.channel(user, channel)
    return [each for each in messages if each.get("bot_id") and each["text"] != "Welcome"]


def test_what_is_written_to_the_bot_is_looked_for(stage: ModalBot) -> None:
    channel = direct(stage)
    stage.say(SAM.id, channel, "acme corporation")
    (found,) = stage.eventually(lambda: answers(stage, SAM.id, channel))
    assert "JUS-000007" in str(found["blocks"])
    assert not found["ephemeral"]


def test_a_number_is_shown_and_help_is_given(stage: ModalBot) -> None:
    channel = direct(stage)
    stage.say(SAM.id, channel, "jus-7")
    stage.eventually(lambda: answers(stage, SAM.id, channel))
    stage.say(SAM.id, channel, "help")
    shown_first, help_second = stage.eventually(
        lambda: found if len(found := answers(stage, SAM.id, channel)) == 2 else None
    ) or ({}, {})
    assert "JUS-000007" in shown_first["text"]
    assert "/invoice find" in shown(help_second)


def test_a_mention_in_a_channel_is_answered_to_whoever_wrote_it_alone(stage: ModalBot) -> None:
    stage.say(SAM.id, DEAL_CHANNEL, f"{bot(stage)} acme corporation")
    (found,) = stage.eventually(lambda: answers(stage, SAM.id, DEAL_CHANNEL))
    assert found["ephemeral"]
    assert answers(stage, FRANK.id, DEAL_CHANNEL) == []


def test_an_event_that_comes_twice_is_answered_once(stage: ModalBot) -> None:
    channel = direct(stage)
    stage.say(SAM.id, channel, "acme corporation")
    stage.eventually(lambda: answers(stage, SAM.id, channel))
    stage.redeliver("event_callback")
    stage.say(SAM.id, channel, "help")
    stage.eventually(lambda: len(answers(stage, SAM.id, channel)) >= 2)
    assert len(answers(stage, SAM.id, channel)) == 2


def test_the_bot_never_answers_itself_nor_another_bot(stage: ModalBot) -> None:
    channel = direct(stage)
    event = {"type": "message", "channel": channel, "channel_type": "im", "text": "acme"}
    for more in ({"bot_id": "B0OTHER", "user": "U0BOT"}, {"subtype": "message_changed"}, {}):
        stage._act("event", {"event": {**event, **more}})
    stage.say(SAM.id, channel, "help")
    stage.eventually(lambda: answers(stage, SAM.id, channel))
    assert len(answers(stage, SAM.id, channel)) == 1


def test_a_guest_is_told_that_they_may_not(stage: ModalBot) -> None:
    channel = direct(stage, "U0NOAH")
    stage.say("U0NOAH", channel, "acme")
    (told,) = stage.eventually(lambda: answers(stage, "U0NOAH", channel))
    assert "Guests can read" in told["text"]


def bot(stage: ModalBot) -> str:
    """How a person mentions the bot."""
    app = stage._look("workspace")["app"]
    users = stage._look("workspace")["users"]
    return "@" + next(each["name"] for each in users if each["id"] == app["bot_user_id"])
