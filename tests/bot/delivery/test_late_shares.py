"""A file that Slack has and shares late, or never; a channel that gets another id."""

from collections.abc import Iterator

import pytest

from bot.delivery.slack.files import LOOKS
from jupiter_core.domain.directory import KnownChannel
from tests.factories import DEAL_CHANNEL, SAM, WORKSPACE
from tests.harness.slack_bot import SlackBot, a_rig


@pytest.fixture
def rig() -> Iterator[SlackBot]:
    with a_rig() as rig:
        yield rig


def said(rig: SlackBot) -> list[str]:
    return [each["text"] for each in rig.thread()]


def with_files(rig: SlackBot) -> list[int]:
    """Where in the thread files stand."""
    return [n for n, each in enumerate(rig.thread()) if each.get("files")]


def deliver_until_quiet(rig: SlackBot) -> None:
    for _ in range(LOOKS + 2):
        rig.deliver()
        rig.clock.advance(minutes=5)


def test_a_share_that_comes_late_is_waited_for_and_nothing_is_sent_twice(rig: SlackBot) -> None:
    rig._act("shares", {"looks": 2, "count": 3})  # in the thread, and to two approvers
    rig.submitted()
    deliver_until_quiet(rig)
    assert len(with_files(rig)) == 1
    assert len(rig.calls("files.completeUploadExternal")) == 3
    assert rig.errors() == []


def test_what_comes_after_it_in_the_thread_comes_after_it(rig: SlackBot) -> None:
    prompt = rig.issued()
    order = [bool(each.get("files")) for each in rig.thread()]
    with a_rig() as other:
        other._act("shares", {"looks": 2, "count": 6})
        late = other.submitted()
        deliver_until_quiet(other)
        other.approve(late)
        deliver_until_quiet(other)
        assert [bool(each.get("files")) for each in other.thread()] == order
        assert other.invoice(late.id).state is prompt.state


def test_where_a_share_never_comes_the_thread_says_so(rig: SlackBot) -> None:
    rig._act("shares", {"looks": -1, "count": 3})
    rig.submitted()
    deliver_until_quiet(rig)
    assert with_files(rig) == []
    assert "I couldn't share the PDF of the draft" in said(rig)[-1]
    assert rig.errors() == []


def test_where_the_app_may_not_look_a_completed_file_is_taken_to_be_there(rig: SlackBot) -> None:
    rig.fault("files.info", "error", count=3, error="missing_scope")
    rig.submitted()
    rig.deliver()
    assert len(with_files(rig)) == 1
    assert rig.errors() == []


def test_posts_follow_a_channel_that_gets_another_id(rig: SlackBot) -> None:
    invoice = rig.submitted()
    rig.deliver()
    card = rig.card()["ts"]
    rig.change_channel(new_id="C0MOVED")
    with rig.store.write(WORKSPACE) as uow:
        moved = KnownChannel(id=DEAL_CHANNEL, moved_to="C0MOVED", refreshed_at=uow.now)
        uow.directory.keep_channel(moved)
    rig.approve(invoice)
    rig.deliver()
    thread = rig.replies(card, SAM.id, "C0MOVED")
    assert any(each.get("files") for each in thread)
    assert str(rig.invoice(invoice.id).number) in str(thread[0])
    assert rig.errors() == []
