"""Anchors on their way to the operator's file and address."""

import json
import stat
from pathlib import Path
from typing import Any

import pytest

from bot.delivery.anchor import AnchorSender
from bot.delivery.webhook_connection import WebhookConnection
from bot.presenters.anchor import BadAnchors, anchor_notice, anchors_in
from jupiter_core.domain.audit import Anchor
from jupiter_core.domain.frozen import canonical_json
from jupiter_core.ports import Message, RetryLater, Undeliverable
from tests.factories import A_SIGNER, NOW, WORKSPACE

ANCHOR = Anchor(workspace_id=WORKSPACE, sequence=7, head="h", at=NOW).sealed(A_SIGNER)


def a_message(place: str) -> Message:
    body: dict[str, Any] = {"place": place, "anchor": ANCHOR.model_dump(mode="json")}
    return Message(
        id="m", workspace_id=WORKSPACE, stream="s", destination="anchor", kind="anchor", body=body
    )


def a_sender(file: Path | None = None, url: str = "") -> AnchorSender:
    return AnchorSender(WebhookConnection(("127.0.0.1",)), file=file, url=url)


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
