"""Uploads in three steps."""

import base64
from typing import Any

import pytest
from slack_sdk.errors import SlackApiError

PDF = b"%PDF-1.7 invoice"


def announced(slack: Any, **args: Any) -> dict[str, Any]:
    return slack.call("files.getUploadURLExternal", filename="INV 1.pdf", length=len(PDF), **args)


def sent(slack: Any) -> str:
    upload = announced(slack)
    assert slack.http.post(upload["upload_url"], content=PDF).status_code == 200
    return upload["file_id"]


def complete(slack: Any, file_id: str, **args: Any) -> dict[str, Any]:
    return slack.call("files.completeUploadExternal", files=[{"id": file_id}], **args)


def test_the_sdk_uploads_into_a_thread(slack: Any) -> None:
    parent = slack.client.chat_postMessage(channel="C0ACME", text="card")["ts"]
    slack.client.files_upload_v2(
        channel="C0ACME",
        filename="INV-1.pdf",
        title="Invoice 1",
        content=PDF,
        thread_ts=parent,
        initial_comment="Version 1",
    )
    (top,) = slack.messages()
    assert top["reply_count"] == 1
    thread = slack.look(f"channels/C0ACME/threads/{parent}?as=U0SAM")["messages"]
    (file,) = thread[1]["files"]
    assert (thread[1]["text"], file["title"]) == ("Version 1", "Invoice 1")
    assert slack.http.get(file["url_private"]).content == PDF
    (listed,) = slack.look("files")["files"]
    assert (
        listed.items()
        >= {
            "name": "INV-1.pdf",
            "mimetype": "application/pdf",
            "size": len(PDF),
            "channels": ["C0ACME"],
            "thread_ts": parent,
        }.items()
    )


def test_multipart_bytes_are_taken_too(slack: Any) -> None:
    upload = announced(slack)
    answer = slack.http.post(upload["upload_url"], files={"file": ("x.pdf", PDF)})
    assert answer.status_code == 200
    assert complete(slack, upload["file_id"], channel_id="C0ACME")["ok"]


def test_bytes_of_another_length_are_refused(slack: Any) -> None:
    upload = announced(slack)
    assert slack.http.post(upload["upload_url"], content=PDF + b"x").status_code == 400
    answer = complete(slack, upload["file_id"], channel_id="C0ACME")
    assert answer["error"] == "file_not_found"


def test_a_file_is_completed_once(slack: Any) -> None:
    file_id = sent(slack)
    assert complete(slack, file_id, channel_id="C0ACME")["ok"]
    assert complete(slack, file_id, channel_id="C0ACME")["error"] == "file_not_found"


@pytest.mark.parametrize(
    ("args", "error"),
    [
        ({"channel_id": "C0RANDOM"}, "not_in_channel"),
        ({"channel_id": "deal-acme"}, "channel_not_found"),
        ({"channel_id": "U0SAM"}, "channel_not_found"),
        ({"channel_id": "C0ACME", "thread_ts": "1.000001"}, "thread_not_found"),
    ],
)
def test_a_file_goes_only_where_the_bot_is_and_stays_unshared_otherwise(
    slack: Any, args: dict[str, str], error: str
) -> None:
    file_id = sent(slack)
    assert complete(slack, file_id, **args)["error"] == error
    assert slack.look("files")["files"] == []
    assert complete(slack, file_id, channel_id="C0ACME")["ok"]


def test_blocks_are_ignored_beside_an_initial_comment(slack: Any) -> None:
    blocks = [{"type": "divider"}]
    complete(slack, sent(slack), channel_id="C0ACME", initial_comment="x", blocks=blocks)
    complete(slack, sent(slack), channel_id="C0ACME", blocks=blocks)
    assert [each.get("blocks", []) == [] for each in slack.messages()] == [True, False]


@pytest.mark.parametrize("length", [0, "many", None])
def test_a_length_must_be_announced(slack: Any, length: object) -> None:
    answer = slack.call("files.getUploadURLExternal", filename="x", length=length)
    assert answer["error"] == "invalid_arguments"


def test_a_shared_file_knows_its_message(slack: Any) -> None:
    file_id = sent(slack)
    complete(slack, file_id, channel_id="C0ACME")
    file = slack.client.files_info(file=file_id)["file"]
    assert file["shares"]["public"]["C0ACME"][0]["ts"] == slack.messages()[0]["ts"]
    with pytest.raises(SlackApiError, match="file_not_found"):
        slack.client.files_info(file="F0NOTHING")


def test_a_person_shares_a_file_and_its_bytes_can_be_fetched(slack: Any) -> None:
    content = base64.b64encode(b"a,b\n1,2\n").decode()
    place = {"user": "U0SAM", "channel": "C0ACME", "name": "s.csv"}
    shared = slack.act("file", **place, content=content)
    (message,) = slack.messages()
    (file,) = message["files"]
    assert (message["user"], file["name"], file["size"]) == ("U0SAM", "s.csv", 8)
    known = slack.call("files.info", file=shared["file_id"])["file"]
    assert known["shares"]["public"]["C0ACME"][0]["ts"] == shared["ts"]
    assert slack.http.get(known["url_private_download"]).content == b"a,b\n1,2\n"


def test_a_file_is_chosen_in_a_form_and_comes_with_its_submission(slack: Any) -> None:
    upload = {"type": "file_input", "action_id": "f", "filetypes": ["png"], "max_files": 1}
    block = {
        "type": "input",
        "block_id": "logo",
        "label": {"type": "plain_text", "text": "Logo"},
        "element": upload,
    }
    title = {"type": "plain_text", "text": "Form"}
    view_id = slack.open({"type": "modal", "title": title, "submit": title, "blocks": [block]})[
        "id"
    ]
    chosen = {"name": "logo.png", "content": base64.b64encode(PDF).decode()}
    told = slack.act("action", user="U0SAM", view_id=view_id, action_id="f", value=[chosen])
    assert told == {"ok": True, "dispatched": False}
    (view,) = slack.look("views?as=U0SAM")["stack"]
    (file,) = view["state"]["values"]["logo"]["f"]["files"]
    assert (file["name"], file["mimetype"], file["user"]) == ("logo.png", "image/png", "U0SAM")
    assert slack.client.files_info(file=file["id"])["file"]["size"] == len(PDF)
    assert slack.http.get(file["url_private"]).content == PDF
