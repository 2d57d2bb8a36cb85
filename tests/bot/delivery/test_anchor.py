"""Anchors on their way to the operator's file and address."""

import json
import stat
from pathlib import Path
from typing import Any

import pytest

from bot.delivery.anchor import AnchorSender
from bot.delivery.webhook.connection import WebhookConnection
from bot.jobs import Jobs
from bot.slack.views.anchor import anchor_notice
from bot.wording.anchors import BadAnchors, anchors_in
from jupiter_core.commands.anchor import AnchorPlan
from jupiter_core.domain.audit import Anchor
from jupiter_core.domain.frozen import canonical_json
from jupiter_core.outbox.messages import ANCHOR as ANCHORS
from jupiter_core.ports import Message, RetryLater, Undeliverable
from tests.factories import A_SIGNER, FIONA, FRANK, NOW, WORKSPACE
from tests.harness.fakes import SteadyRandomness
from tests.harness.slack_bot import SlackBot, a_rig
from tests.harness.webhook_receiver import a_receiver, answers

ADMIN = "U0WANDA"
ANCHOR = Anchor(workspace_id=WORKSPACE, sequence=7, head="h", at=NOW).sealed(A_SIGNER)


def a_message(place: str) -> Message:
    body: dict[str, Any] = {"place": place, "anchor": ANCHOR.model_dump(mode="json")}
    return Message(
        id="m", workspace_id=WORKSPACE, stream="s", destination="anchor", kind="anchor", body=body
    )


def a_sender(file: Path | None = None, url: str = "") -> AnchorSender:
    return AnchorSender(WebhookConnection(("127.0.0.1", "localhost")), file=file, url=url)


def test_a_file_gets_a_line_an_anchor_and_nobody_else_may_read_it(tmp_path: Path) -> None:
    file = tmp_path / "anchors.jsonl"
    sender = a_sender(file)
    sender.send(a_message("file"))
    sender.send(a_message("file"))
    assert anchors_in(file.read_text("utf-8")) == [ANCHOR, ANCHOR]
    assert stat.S_IMODE(file.stat().st_mode) == 0o600


def test_a_file_that_cannot_be_written_is_tried_again(tmp_path: Path) -> None:
    with pytest.raises(RetryLater, match="ANCHOR_FILE: No such file or directory"):
        a_sender(tmp_path / "nowhere" / "anchors.jsonl").send(a_message("file"))


def test_an_address_that_does_not_answer_is_tried_again() -> None:
    with pytest.raises(RetryLater, match="ANCHOR_URL: It refused the connection"):
        a_sender(url="http://127.0.0.1:1/anchors").send(a_message("url"))


def test_an_address_gets_the_anchor_as_json_and_any_2xx_is_a_success() -> None:
    with a_receiver(answers(201, b"kept")) as receiver:
        assert a_sender(url=receiver.url).send(a_message("url")) == {"status": 201}
    (came,) = receiver.received
    assert (came.path, came.headers["content-type"]) == ("/hook", "application/json")
    assert anchors_in(came.body.decode()) == [ANCHOR]


@pytest.mark.parametrize("status", [302, 400, 401, 500, 503])
def test_an_address_that_refuses_is_tried_again_and_a_redirect_is_not_followed(status: int) -> None:
    with a_receiver() as elsewhere, a_receiver(answers(status, location=elsewhere.url)) as receiver:
        sender = a_sender(url=receiver.url)
        with pytest.raises(RetryLater, match=f"ANCHOR_URL answered {status}"):
            sender.send(a_message("url"))
    assert (len(receiver.received), elsewhere.received) == (1, [])


def test_an_address_on_a_private_network_that_nobody_allowed_gets_nothing() -> None:
    with a_receiver() as receiver:
        sender = AnchorSender(WebhookConnection(), file=None, url=receiver.url)
        with pytest.raises(RetryLater, match="ANCHOR_URL: "):
            sender.send(a_message("url"))
    assert receiver.received == []


TRIES = 4
"""Every 25 hours, until three days are over."""


def anchoring(rig: SlackBot, url: str = "") -> Jobs:
    """Jobs that send the heads of the audit log to an address alone; or to one that is not set any
    more."""
    plan = AnchorPlan(hours=1, places=("url",))
    senders = {ANCHORS: a_sender(url=url)}
    jobs = Jobs(
        rig.store, rig.store.outbox, senders, rig.clock, SteadyRandomness(), owner="a", anchors=plan
    )
    rig.clock.advance(hours=2)
    assert jobs.anchor() == 1
    return jobs


def notices(rig: SlackBot, user_id: str) -> list[str]:
    rig.deliver()
    told = (str(each["text"]) for each in rig.direct_messages(user_id)[1])
    return [each for each in told if "anchor of the audit log" in each]


def test_an_address_that_recovers_gets_the_anchor_and_nobody_is_told() -> None:
    with a_rig() as rig, a_receiver(answers(503), answers(503)) as receiver:
        rig.submitted()
        jobs = anchoring(rig, receiver.url)
        for _ in range(4):
            jobs.drain()
            rig.clock.advance(hours=1)
        assert [len(anchors_in(each.body.decode())) for each in receiver.received] == [1, 1, 1]
        assert len({each.body for each in receiver.received}) == 1
        with rig.store.read(WORKSPACE) as uow:
            assert uow.events.of(WORKSPACE) == []


def test_approvers_and_admins_hear_once_a_day_where_an_anchor_was_given_up() -> None:
    with a_rig() as rig, a_receiver(*[answers(500)] * TRIES) as receiver:
        rig.submitted()
        tried_until_given_up(rig, anchoring(rig, receiver.url))
        assert len(receiver.received) == TRIES
        said = "could not be kept at the operator's address: ANCHOR_URL answered 500."
        for user_id in (FIONA.id, FRANK.id, ADMIN):
            (told,) = notices(rig, user_id)
            assert said in told
        for _ in range(3):
            rig.submitted()
            anchoring(rig).drain()
            rig.clock.advance(hours=7)
        with rig.store.read(WORKSPACE) as uow:
            events = uow.events.of(WORKSPACE)
        days = [f"{each.at:%Y-%m-%d}" for each in events]
        assert days == ["2026-11-25", "2026-11-26", "2026-11-27"], "twice on the last"
        assert len(notices(rig, FIONA.id)) == len(days)


def tried_until_given_up(rig: SlackBot, jobs: Jobs) -> None:
    for _ in range(TRIES):
        jobs.drain()
        rig.clock.advance(hours=25)


def test_a_place_that_is_not_set_any_more_is_said() -> None:
    with pytest.raises(Undeliverable, match="ANCHOR_FILE is not set any more"):
        a_sender().send(a_message("file"))


def test_the_message_in_slack_has_the_line_to_copy() -> None:
    text, blocks = anchor_notice(ANCHOR)
    assert "Audit log anchor, 2026-11-22 09:30 UTC" in text
    (shown,) = blocks[1]["elements"][0]["elements"]
    assert anchors_in(shown["text"]) == [ANCHOR]


def test_anchors_are_read_from_lines_and_from_a_list() -> None:
    line = canonical_json(ANCHOR)
    assert anchors_in(f"\n{line}\n\n{line}\n") == [ANCHOR, ANCHOR]
    assert anchors_in(json.dumps([json.loads(line)])) == [ANCHOR]
    with pytest.raises(BadAnchors, match="line 1 is no anchor"):
        anchors_in("{}")
    with pytest.raises(BadAnchors, match="the file is no JSON"):
        anchors_in("[{")
