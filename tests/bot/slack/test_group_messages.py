"""Group messages, and channels that the bot is not in: whom it hears there, and who is answered."""

from collections.abc import Iterator

import pytest

from bot.simulator.seed import BOT_USER
from tests.factories import FIONA, FRANK, SAM, WORKSPACE, a_draft
from tests.harness.modal_bot import ModalBot, a_builder_stage
from tests.harness.slack_reading import Json, shown
from tests.jupiter_core.store.histories import add

MENTION = "@JupiterInvoice acme corporation"
WITH_BOT, WITHOUT_BOT = "G0WITHBOT", "G0WITHOUT"
THREE = [SAM.id, FIONA.id, FRANK.id]


@pytest.fixture(scope="module")
def stage() -> Iterator[ModalBot]:
    with a_builder_stage() as made:
        with made.store.write(WORKSPACE) as uow:
            add(uow, a_draft(number="JUS-000007"))
        group = {"is_private": True, "is_mpim": True}
        made.change_channel(WITH_BOT, name="mpdm-1", members=[*THREE, BOT_USER], **group)
        made.change_channel(WITHOUT_BOT, name="mpdm-2", members=THREE, **group)
        yield made


def deliveries(stage: ModalBot) -> int:
    entries = stage.http.get("/control/log?after=0").json()["entries"]
    return sum(each["direction"] == "delivery" for each in entries)


def answers(stage: ModalBot, user: str, channel: str) -> list[Json]:
    return [each for each in stage.channel(user, channel) if each.get("bot_id")]


def test_a_mention_in_a_group_message_is_answered_to_whoever_wrote_it_alone(
    stage: ModalBot,
) -> None:
    stage.say(SAM.id, WITH_BOT, MENTION)
    (found,) = stage.eventually(lambda: answers(stage, SAM.id, WITH_BOT))
    assert found["ephemeral"]
    assert "JUS-000007" in shown(found)
    assert answers(stage, FIONA.id, WITH_BOT) == []


@pytest.mark.parametrize(
    ("channel", "text"),
    [
        (WITH_BOT, "What does Acme owe us?"),
        ("C0ACME", "What does Acme owe us?"),
        (WITHOUT_BOT, MENTION),
        ("C0RANDOM", MENTION),
    ],
)
def test_what_is_not_for_the_bot_or_where_it_is_not_it_never_hears(
    stage: ModalBot, channel: str, text: str
) -> None:
    before = deliveries(stage)
    stage.say(SAM.id, channel, text)
    assert deliveries(stage) == before


@pytest.mark.parametrize("channel", [WITH_BOT, WITHOUT_BOT])
def test_a_command_in_a_group_message_is_answered_there_to_whoever_typed_it(
    stage: ModalBot, channel: str
) -> None:
    before = len(answers(stage, FRANK.id, channel))
    stage.types("/invoice find acme", user=FRANK.id, channel=channel)
    answered = stage.eventually(lambda: answers(stage, FRANK.id, channel)[before:])
    assert answered[-1]["ephemeral"]
    assert "JUS-000007" in shown(answered[-1])
    assert len(answers(stage, FIONA.id, channel)) == 0
