"""Slack in trouble: what is tried again, what is told to a person, what is never done twice."""

from collections.abc import Iterator

import pytest
from slack_sdk.errors import SlackApiError

from bot.delivery.slack.trouble import slack_trouble
from jupiter_core.commands.amendment import AddPoNumber, add_po_number
from jupiter_core.commands.link import note_first_view
from jupiter_core.domain.events import EventName
from jupiter_core.ports import DeadLetter, RetryLater, Undeliverable
from tests.factories import DANA, DEAL_CHANNEL, FIONA, FRANK, SAM, WORKSPACE
from tests.harness.slack_bot import SlackBot, a_rig
from tests.harness.slack_reading import Json, actions_of, shown

BOT = "U0JUPITERBOT"


@pytest.fixture
def rig() -> Iterator[SlackBot]:
    with a_rig() as rig:
        yield rig


def _dead(rig: SlackBot) -> list[DeadLetter]:
    with rig.store.read(WORKSPACE) as uow:
        return uow.outbox.dead_letters()


def test_a_rate_limit_is_obeyed_to_the_second(rig: SlackBot) -> None:
    rig.submitted()
    rig.fault("chat.postMessage", "rate_limited", retry_after=30)
    rig.deliver()
    rig.clock.advance(seconds=29)
    rig.deliver()
    assert rig.channel() == []
    rig.clock.advance(seconds=1)
    rig.deliver()
    assert len(rig.thread()) == 3


@pytest.mark.parametrize("method", ["chat.postMessage", "files.getUploadURLExternal", "upload"])
def test_a_server_error_is_tried_again_until_all_is_there_once(rig: SlackBot, method: str) -> None:
    rig.submitted()
    rig.fault(method, "server_error")
    rig.deliver()
    rig.clock.advance(minutes=1)
    rig.deliver()
    assert rig.errors() == []
    assert len(rig.thread()) == 3


HISTORY = ("channels:history", "groups:history", "im:history", "im:write")


def test_what_slack_took_without_an_answer_is_found_and_not_posted_again() -> None:
    with a_rig(more_scopes=HISTORY) as rig:
        invoice = rig.submitted()
        for n in range(4):
            # The card, the request below it, and what the approvers are asked.
            rig.fault("chat.postMessage", "lost_answer", count=2)
            rig.deliver()
            rig.clock.advance(hours=n + 1)
        rig.no_faults()
        rig.deliver()
        assert rig.errors() == []
        for person in (FIONA, FRANK):
            told = [actions_of(each) for each in rig.direct_messages(person.id)[1]]
            assert sum("invoice_approve" in each for each in told) == 1
        assert (len(rig.channel()), len(rig.thread())) == (1, 3)
        rig.approve(invoice)
        rig.deliver()
        assert "Issued" in shown(rig.card())


def test_what_stands_behind_a_hundred_newer_messages_is_found_too() -> None:
    with a_rig(more_scopes=HISTORY) as rig:
        rig.submitted()
        rig.fault("chat.postMessage", "lost_answer")
        rig.deliver()
        for n in range(120):
            rig.client.chat_postMessage(channel=DEAL_CHANNEL, text=f"{n}")
        rig.clock.advance(minutes=1)
        rig.deliver()
        assert len(rig.channel()) == 121
        assert rig.errors() == []


def test_what_another_message_has_changed_is_none_of_its_posts() -> None:
    with a_rig(more_scopes=HISTORY) as rig:
        invoice = rig.submitted()
        rig.deliver()
        rig.approve(invoice)
        rig.fault("chat.postMessage", "server_error", count=3)
        for _ in range(5):
            rig.deliver()
            rig.clock.advance(hours=1)
        assert rig.errors() == []
        assert rig.thread()[-1]["files"][0]["name"] == "JUS-000001-v1.pdf"


def test_where_looking_is_limited_only_that_message_waits() -> None:
    with a_rig(more_scopes=HISTORY) as rig:
        rig.submitted()
        rig.fault("chat.postMessage", "lost_answer")
        rig.deliver()
        rig.fault("conversations.history", "rate_limited", retry_after=60)
        rig.clock.advance(minutes=1)
        rig.submitted(by=DANA)
        rig.deliver()
        # The other deal's card; the first one's is there, and its row waits.
        assert len(rig.channel()) == 2
        rig.clock.advance(minutes=1)
        rig.deliver()
        assert (len(rig.channel()), rig.errors()) == (2, [])


def test_a_lost_answer_to_a_post_repeats_that_message_at_worst(rig: SlackBot) -> None:
    rig.submitted()
    rig.fault("chat.postMessage", "lost_answer")
    rig.deliver()
    rig.clock.advance(minutes=1)
    rig.deliver()
    cards = [each for each in rig.channel() if "invoice_history" in actions_of(each)]
    rows = {each["metadata"]["event_payload"]["message_id"] for each in cards}
    assert (len(cards), len(rows)) == (2, 1)
    assert rig.errors() == []


def test_a_lost_answer_to_an_update_changes_nothing_the_second_time(rig: SlackBot) -> None:
    invoice = rig.submitted()
    rig.deliver()
    rig.approve(invoice)
    rig.fault("chat.update", "lost_answer", count=2)
    for _ in range(4):
        rig.deliver()
        rig.clock.advance(minutes=1)
    assert rig.errors() == []
    assert len(rig.channel()) == 1
    assert "Issued" in shown(rig.card())


def in_thread(rig: SlackBot) -> list[Json]:
    """The files of the deal's channel; approvers have theirs in direct messages."""
    return [each for each in rig.files() if DEAL_CHANNEL in each["channels"]]


@pytest.mark.parametrize("step", ["files.getUploadURLExternal", "upload"])
def test_an_upload_whose_answer_was_lost_half_way_is_shared_once(rig: SlackBot, step: str) -> None:
    rig.submitted()
    rig.fault(step, "lost_answer")
    rig.deliver()
    rig.clock.advance(minutes=1)
    rig.deliver()
    assert rig.errors() == []
    assert [each["name"] for each in in_thread(rig)] == ["DRAFT-Acme-Corporation.pdf"]


@pytest.mark.parametrize("losses", [1, 2])
def test_a_completed_upload_whose_answer_was_lost_is_not_shared_again(
    rig: SlackBot, losses: int
) -> None:
    rig.submitted()
    rig.fault("files.completeUploadExternal", "lost_answer", count=losses)
    for _ in range(losses + 1):
        rig.deliver()
        rig.clock.advance(minutes=1)
    assert rig.errors() == []
    assert len(in_thread(rig)) == 1
    assert len(rig.thread()) == 3


def test_an_upload_that_was_never_completed_is_completed_under_the_same_id(rig: SlackBot) -> None:
    rig.submitted()
    rig.fault("files.completeUploadExternal", "server_error")
    rig.deliver()
    rig.clock.advance(minutes=1)
    rig.deliver()
    papers = 3  # the thread's, and one for each of the two approvers
    assert len(rig.calls("files.getUploadURLExternal")) == papers
    assert len(in_thread(rig)) == 1


def test_where_files_are_refused_the_pdf_is_a_link_in_the_thread(rig: SlackBot) -> None:
    invoice = rig.submitted()
    rig.deliver()
    rig.approve(invoice)
    rig.fault("files.completeUploadExternal", "error", error="posting_to_channel_denied")
    rig.deliver()
    link = rig.ctx.links.url(rig.invoice(invoice.id))
    assert rig.thread()[-1]["text"].endswith(f"{link}/v/1.pdf")
    assert rig.errors() == []


def test_a_channel_without_the_bot_is_told_to_the_drafter_with_the_way_to_invite_it(
    rig: SlackBot,
) -> None:
    rig.membership(BOT, member=False)
    rig.submitted()
    rig.deliver()
    (letter,) = _dead(rig)
    assert "/invite @JupiterInvoice" in letter.error
    _, (notice,) = rig.direct_messages(SAM.id)
    assert "/invite @JupiterInvoice" in shown(notice)
    assert actions_of(notice) == ["delivery_resend", "invoice_channel"]
    with rig.store.read(WORKSPACE) as uow:
        ((_, event),) = uow.events.page(names=[EventName.INVOICE_MESSAGE_UNDELIVERED], limit=5)
    assert "/invite @JupiterInvoice" in event.words


def test_an_archived_channel_and_a_dead_token_say_what_to_do(rig: SlackBot) -> None:
    for error, way in (("is_archived", "Unarchive"), ("token_revoked", "install JupiterInvoice")):
        rig.submitted()
        rig.fault("chat.postMessage", "error", error=error)
        rig.deliver()
        assert way in _dead(rig)[-1].error


def test_a_deleted_card_is_posted_anew_and_its_thread_goes_on_there(rig: SlackBot) -> None:
    invoice = rig.submitted()
    rig.deliver()
    rig.client.chat_delete(channel=DEAL_CHANNEL, ts=rig.card()["ts"])
    rig.approve(invoice)
    rig.deliver()
    assert rig.errors() == []
    (card, *rest) = rig.thread()
    assert "Issued" in shown(card)
    assert rest


def test_a_notice_for_a_deleted_thread_is_told_in_the_channel(rig: SlackBot) -> None:
    invoice = rig.issued()
    rig.client.chat_delete(channel=DEAL_CHANNEL, ts=rig.card()["ts"])
    with rig.store.write(WORKSPACE) as uow:
        note_first_view(invoice.id, uow)
    rig.deliver()
    assert rig.channel()[-1]["text"] == "The customer opened the link to JUS-000001."


def test_a_pdf_for_a_deleted_thread_goes_to_the_channel(rig: SlackBot) -> None:
    invoice = rig.issued()
    rig.client.chat_delete(channel=DEAL_CHANNEL, ts=rig.card()["ts"])
    command = AddPoNumber(by=SAM, invoice_id=invoice.id, expected_version=None, po_number="77")
    with rig.store.write(WORKSPACE) as uow:
        add_po_number(command, uow, rig.ctx.renderer)
    rig.deliver()
    assert rig.errors() == []
    assert rig.files()[-1]["name"] == "JUS-000001-v2.pdf"
    assert rig.files()[-1]["thread_ts"] is None


def test_a_message_that_is_too_long_for_slack_is_given_up_with_its_name(rig: SlackBot) -> None:
    rig.submitted()
    rig.fault("chat.postMessage", "error", error="msg_too_long")
    rig.deliver()
    assert "msg_too_long" in _dead(rig)[0].error


@pytest.mark.parametrize(
    "error", ["org_login_required", "external_channel_migrating", "team_access_not_granted"]
)
def test_what_passes_by_itself_at_slack_is_tried_again(error: str) -> None:
    with pytest.raises(RetryLater), slack_trouble():
        raise _refused(error)


@pytest.mark.parametrize(
    ("error", "words"),
    [
        ("no_permission", "/invite @JupiterInvoice"),
        ("not_in_channel", "/invite @JupiterInvoice"),
        ("channel_not_found", "choose another channel"),
        ("is_inactive", "archived"),
        ("is_archived", "choose another channel"),
        ("missing_scope", "the permission files:write"),
        ("user_not_visible", "can't message this person"),
        ("slack_connect_file_upload_sharing_blocked", "Ask an admin to allow JupiterInvoice"),
        ("token_revoked", "install JupiterInvoice again"),
    ],
)
def test_what_does_not_pass_says_what_it_is_and_what_to_do(error: str, words: str) -> None:
    with pytest.raises(Undeliverable, match=words), slack_trouble():
        raise _refused(error)


def _refused(error: str) -> SlackApiError:
    answer = {"ok": False, "error": error, "needed": "files:write"}
    return SlackApiError(error, answer)  # type: ignore[no-untyped-call]
