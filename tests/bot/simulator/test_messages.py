"""chat.*: what the app may post, change and remove, and who sees it."""

from typing import Any

import pytest
from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError

from bot.simulator.server import Simulator, running

SECTION = {"type": "section", "text": {"type": "mrkdwn", "text": "x"}}
METADATA = {"event_type": "outbox", "event_payload": {"row": 7}}


def posted(slack: Any, **args: Any) -> str:
    return slack.client.chat_postMessage(**{"channel": "C0ACME", "text": "hello", **args})["ts"]


def test_a_posted_message_is_seen_by_everyone_in_the_channel_with_its_metadata(slack: Any) -> None:
    posted(slack, blocks=[SECTION], metadata=METADATA)
    (message,) = slack.messages(user="U0FRANK")
    assert message["text"] == "hello"
    assert message["metadata"] == METADATA
    assert message["blocks"][0]["block_id"]
    assert message["bot_id"] == "B0JUPITER"


@pytest.mark.parametrize(
    ("args", "error"),
    [
        ({"text": ""}, "no_text"),
        ({"text": "   "}, "no_text"),
        ({"text": "x" * 40_001}, "msg_too_long"),
        ({"channel": "C0NOWHERE"}, "channel_not_found"),
        ({"channel": "C0RANDOM"}, "not_in_channel"),
        ({"channel": None}, "invalid_arguments"),
        ({"channel": "U0JUPITERBOT"}, "cannot_dm_bot"),
        ({"thread_ts": "1.000001"}, "thread_not_found"),
        ({"blocks": [{"type": "nothing"}]}, "invalid_blocks"),
        ({"attachments": [{}] * 101}, "too_many_attachments"),
        ({"attachments": "none"}, "invalid_attachments"),
        ({"attachments": [{"blocks": [{"type": "x"}]}]}, "invalid_blocks"),
        ({"metadata": {"event_type": "x"}}, "invalid_metadata_format"),
        ({"markdown_text": "x"}, "markdown_text_conflict"),
    ],
)
def test_a_bad_message_is_refused(slack: Any, args: dict[str, Any], error: str) -> None:
    answer = slack.call("chat.postMessage", **{"channel": "C0ACME", "text": "x", **args})
    assert (answer["ok"], answer["error"]) == (False, error)
    assert slack.messages() == []


def test_a_private_channel_without_the_bot_is_not_found(slack: Any) -> None:
    slack.simulator.workspace.channels["C0RANDOM"].is_private = True
    assert slack.call("chat.postMessage", channel="C0RANDOM", text="x")["error"] == (
        "channel_not_found"
    )


def test_an_invited_bot_may_post_and_a_removed_one_may_not(slack: Any) -> None:
    slack.act("membership", channel="C0RANDOM", user="U0JUPITERBOT", member=True)
    assert posted(slack, channel="C0RANDOM")
    slack.act("membership", channel="C0RANDOM", user="U0JUPITERBOT", member=False)
    with pytest.raises(SlackApiError, match="not_in_channel"):
        posted(slack, channel="C0RANDOM")


def test_a_channel_can_be_named_with_its_hash(slack: Any) -> None:
    answer = slack.client.chat_postMessage(channel="#deal-acme", text="x")
    assert answer["channel"] == "C0ACME"


def test_posting_to_a_person_opens_their_direct_messages_once(slack: Any) -> None:
    first = slack.client.chat_postMessage(channel="U0SAM", text="x")["channel"]
    second = slack.client.conversations_open(users="U0SAM")["channel"]["id"]
    assert first == second
    assert first.startswith("D")
    assert len(slack.messages(first)) == 1


def test_a_group_message_is_opened_once_for_the_same_people_and_needs_its_own_scope(
    manifest: Any,
) -> None:
    with running(Simulator(manifest)) as base_url:
        client = WebClient("xoxb-local", base_url=f"{base_url}/api/")
        with pytest.raises(SlackApiError, match="mpim:write"):
            client.conversations_open(users="U0SAM,U0FIONA")
    scopes = {"bot": [*manifest["oauth_config"]["scopes"]["bot"], "mpim:write"]}
    with running(Simulator({**manifest, "oauth_config": {"scopes": scopes}})) as base_url:
        client = WebClient("xoxb-local", base_url=f"{base_url}/api/")
        opened = client.conversations_open(users="U0SAM,U0FIONA", return_im=True)["channel"]
        again = client.conversations_open(users="U0FIONA,U0SAM")["channel"]
        assert (opened["is_mpim"], opened["is_private"]) == (True, True)
        assert again == {"id": opened["id"]}


def test_whose_account_is_deactivated_is_opened_no_conversation(slack: Any) -> None:
    slack.act("account", user="U0SAM", deleted=True)
    with pytest.raises(SlackApiError, match="user_disabled"):
        slack.client.conversations_open(users="U0SAM")


def test_who_is_deactivated_is_let_in_no_more_but_for_what_is_on_its_way(slack: Any) -> None:
    said = {"user": "U0SAM", "channel": "C0ACME", "text": "hello"}
    slack.act("account", user="U0SAM", deleted=True)
    for path, body in {
        "message": said,
        "command": {**said, "text": "/invoice"},
        "home": {"user": "U0SAM"},
        "submit": {"user": "U0SAM", "view_id": "V1"},
    }.items():
        refused = slack.http.post(f"/control/{path}", json=body)
        assert (refused.status_code, refused.json()["error"]) == (403, "account_inactive")
    slack.act("account", user="U0SAM", session_lasts=True)
    slack.act("message", **said)
    assert [each["text"] for each in slack.messages()] == ["hello"]


def test_a_reply_stays_in_its_thread_and_a_broadcast_shows_in_the_channel_too(slack: Any) -> None:
    parent = posted(slack)
    posted(slack, text="reply", thread_ts=parent)
    last = posted(slack, text="loud", thread_ts=parent, reply_broadcast=True)
    top = slack.messages()
    assert [message["text"] for message in top] == ["hello", "loud"]
    assert top[1]["subtype"] == "thread_broadcast"
    assert (top[0]["reply_count"], top[0]["latest_reply"]) == (2, last)
    thread = slack.look(f"channels/C0ACME/threads/{parent}?as=U0SAM")["messages"]
    assert [message["text"] for message in thread] == ["hello", "reply", "loud"]


def test_a_reply_takes_no_replies(slack: Any) -> None:
    reply = posted(slack, thread_ts=posted(slack))
    answer = slack.call("chat.postMessage", channel="C0ACME", text="x", thread_ts=reply)
    assert answer["error"] == "cannot_reply_to_message"


def test_an_ephemeral_message_is_seen_by_one_person_and_cannot_be_updated(slack: Any) -> None:
    sent = slack.client.chat_postEphemeral(channel="C0ACME", user="U0SAM", text="only you")
    assert [each["ephemeral"] for each in slack.messages(user="U0SAM")] == [True]
    assert slack.messages(user="U0FIONA") == []
    answer = slack.call("chat.update", channel="C0ACME", ts=sent["message_ts"], text="x")
    assert answer["error"] == "message_not_found"


def test_an_ephemeral_message_needs_a_member_of_the_channel(slack: Any) -> None:
    answer = slack.call("chat.postEphemeral", channel="C0FINANCE", user="U0NOAH", text="x")
    assert answer["error"] == "user_not_in_channel"


def test_an_update_without_blocks_keeps_them_and_an_empty_list_removes_them(slack: Any) -> None:
    ts = posted(slack, blocks=[SECTION], metadata=METADATA)
    slack.client.chat_update(channel="C0ACME", ts=ts, text="new")
    (message,) = slack.messages()
    assert (message["text"], len(message["blocks"])) == ("new", 1)
    assert message["metadata"] == METADATA
    assert message["edited"]["user"] == "U0JUPITERBOT"
    slack.call("chat.update", channel="C0ACME", ts=ts, blocks=[], metadata={})
    (message,) = slack.messages()
    assert message["blocks"] == []
    assert "metadata" not in message


@pytest.mark.parametrize(
    ("args", "error"),
    [
        ({"ts": "1.000001"}, "message_not_found"),
        ({"text": "x" * 4001}, "msg_too_long"),
        ({"text": None}, "no_text"),
        ({"text": "", "blocks": []}, "no_text"),
        ({"channel": "C0NOWHERE"}, "channel_not_found"),
    ],
)
def test_a_bad_update_is_refused(slack: Any, args: dict[str, Any], error: str) -> None:
    known = {"channel": "C0ACME", "ts": posted(slack), "text": "x"}
    assert slack.call("chat.update", **{**known, **args})["error"] == error


def test_what_a_person_wrote_is_not_the_apps_to_change_or_delete(slack: Any) -> None:
    ts = slack.act("message", user="U0SAM", channel="C0ACME", text="mine")["ts"]
    place = {"channel": "C0ACME", "ts": ts}
    assert slack.call("chat.update", **place, text="x")["error"] == "cant_update_message"
    assert slack.call("chat.delete", **place)["error"] == "cant_delete_message"


def test_a_deleted_message_is_gone(slack: Any) -> None:
    slack.client.chat_delete(channel="C0ACME", ts=posted(slack))
    assert slack.messages() == []


def test_a_permalink_names_channel_and_message(slack: Any) -> None:
    ts = posted(slack)
    link = slack.client.chat_getPermalink(channel="C0ACME", message_ts=ts)["permalink"]
    assert link.endswith(f"/archives/C0ACME/p{ts.replace('.', '')}")


def test_a_workspace_can_be_told_not_to_know_a_block_yet(slack: Any) -> None:
    cell = {"type": "raw_text", "text": "x"}
    table = {"type": "data_table", "caption": "All", "rows": [[cell], [cell]]}
    slack.act("blocks", unknown=["data_table"])
    with pytest.raises(SlackApiError) as refused:
        posted(slack, blocks=[table])
    assert refused.value.response["error"] == "invalid_blocks"
    slack.act("blocks", unknown=[])
    posted(slack, blocks=[table])
    assert len(slack.messages()) == 1
