"""Who is told that a deal's message was given up, when whoever drafted it may have left."""

from collections.abc import Iterator

import pytest

from bot.simulator.seed import BOT_USER
from jupiter_core.outbox.messages import MessageKind, dead_letter_notice
from jupiter_core.ports import Message
from tests.factories import FIONA, FRANK, SAM, WORKSPACE
from tests.harness.slack_bot import SlackBot, a_rig
from tests.harness.slack_reading import Json, actions_of, shown

ADMIN = "U0WANDA"


@pytest.fixture
def rig() -> Iterator[SlackBot]:
    """The bot is not in the deal's channel, so that nothing comes through."""
    with a_rig() as rig:
        rig.membership(BOT_USER, member=False)
        rig.submitted()
        yield rig


def notices(rig: SlackBot, user: str) -> list[Json]:
    _, messages = rig.direct_messages(user)
    return [each for each in messages if "delivery_resend" in actions_of(each)]


def test_approvers_are_told_in_the_place_of_a_drafter_who_left_and_mend_it(rig: SlackBot) -> None:
    rig.account(SAM.id, deleted=True)
    rig.deliver()
    assert notices(rig, SAM.id) == []
    (told,) = notices(rig, FIONA.id)
    assert len(notices(rig, FRANK.id)) == 1
    assert "/invite @JupiterInvoice" in shown(told)
    assert "Sam Ortiz, who drafted it, is deactivated in Slack" in shown(told)
    rig.membership(BOT_USER, member=True)
    place, _ = rig.direct_messages(FIONA.id)
    rig.press(FIONA.id, "delivery_resend", told, channel=place)
    rig.wait()
    rig.deliver()
    assert "Draft" in shown(rig.card())
    assert rig.errors() == []


def test_admins_are_told_where_all_approvers_have_left_too(rig: SlackBot) -> None:
    with rig.store.write(WORKSPACE) as uow:
        gone = (FIONA.id, FRANK.id)
        uow.save_workspace(uow.workspace().model_copy(update={"departed": gone}))
    for each in (SAM, FIONA, FRANK):
        rig.account(each.id, deleted=True)
    rig.deliver()
    assert len(notices(rig, ADMIN)) == 1
    assert notices(rig, FIONA.id) == notices(rig, FRANK.id) == []


def test_a_drafter_of_whom_slack_does_not_tell_is_written_to(rig: SlackBot) -> None:
    rig.fault("users.info", "error", count=9, error="missing_scope")
    rig.deliver()
    (told,) = notices(rig, SAM.id)
    assert "deactivated" not in shown(told)
    assert notices(rig, FIONA.id) == []


def test_what_could_not_be_asked_of_an_approver_is_told_to_whoever_drafted_it() -> None:
    asked = Message(
        id="01JASKED",
        workspace_id=WORKSPACE,
        stream="asked",
        destination="slack",
        kind=MessageKind.ASK_APPROVER,
        body={"invoice_id": "01JINVOICE", "event_id": "01JEVENT", "user_id": FIONA.id},
    )
    notice = dead_letter_notice(asked, SAM.id, "Slack said no.", "01JNOTICE")
    assert (notice.body["user_id"], notice.lane) == (SAM.id, SAM.id)
    assert notice.body["invoice_id"] == "01JINVOICE"
