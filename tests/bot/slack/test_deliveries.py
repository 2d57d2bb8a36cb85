"""Resend, from the note that a person gets when a message could not be delivered."""

from collections.abc import Iterator

import pytest

from tests.factories import FIONA, SAM, WORKSPACE
from tests.harness.slack_bot import SlackBot, a_rig
from tests.harness.slack_reading import Json, shown

BOT = "U0JUPITERBOT"


@pytest.fixture
def rig() -> Iterator[SlackBot]:
    with a_rig() as rig:
        rig.membership(BOT, member=False)
        rig.submitted()
        rig.deliver()
        yield rig


def _note(rig: SlackBot) -> tuple[str, Json]:
    channel, messages = rig.direct_messages(SAM.id)
    return channel, messages[-1]


def test_once_the_bot_is_invited_resend_lets_the_thread_go_on(rig: SlackBot) -> None:
    rig.membership(BOT, member=True)
    channel, note = _note(rig)
    rig.press(SAM.id, "delivery_resend", note, channel)
    rig.wait()
    rig.deliver()
    assert rig.errors() == []
    assert len(rig.thread()) == 3
    rig.eventually(lambda: "sending again" in shown(_note(rig)[1]))


def test_resend_pressed_twice_sends_once(rig: SlackBot) -> None:
    rig.membership(BOT, member=True)
    channel, note = _note(rig)
    rig.press(SAM.id, "delivery_resend", note, channel)
    rig.wait()
    rig.redeliver("block_actions")
    rig.deliver()
    assert len(rig.thread()) == 3


def test_while_the_bot_is_still_not_invited_the_drafter_is_told_again(rig: SlackBot) -> None:
    channel, note = _note(rig)
    rig.press(SAM.id, "delivery_resend", note, channel)
    rig.wait()
    rig.deliver()
    _, messages = rig.direct_messages(SAM.id)
    assert len([each for each in messages if "/invite" in shown(each)]) >= 1
    with rig.store.read(WORKSPACE) as uow:
        assert len(uow.outbox.dead_letters()) == 1


@pytest.mark.parametrize(
    ("user", "sentence"), [("U0NOAH", "Guests cannot"), ("U0FRANK", "Whoever drafted")]
)
def test_who_has_nothing_to_do_with_the_invoice_resends_nothing(
    rig: SlackBot, user: str, sentence: str
) -> None:
    with rig.store.write(WORKSPACE) as uow:
        workspace = uow.workspace()
        policy = workspace.policy.model_copy(update={"approvers": (FIONA.id,)})
        uow.save_workspace(workspace.model_copy(update={"policy": policy}))
    channel, note = _note(rig)
    rig.client.chat_postMessage(channel=user, text="another", blocks=note["blocks"])
    channel, (*_, copied) = rig.direct_messages(user)
    rig.press(user, "delivery_resend", copied, channel)
    assert sentence in rig.told(user, channel)
    with rig.store.read(WORKSPACE) as uow:
        assert len(uow.outbox.dead_letters()) == 1
