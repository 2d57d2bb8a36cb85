"""Events: who hears of what, and what happens when nobody takes them."""

import json
import threading
import time
from collections.abc import Callable
from typing import Any

from slack_sdk.signature import SignatureVerifier

from bot.simulator.manifest import read_manifest

LINK = "https://pay.example/i/1"


def eventually(true: Callable[[], bool]) -> bool:
    """Polls for what happens in the background, at most a minute."""
    deadline = time.monotonic() + 60
    while not true() and time.monotonic() < deadline:
        threading.Event().wait(0.005)
    return true()


def share(slack: Any, text: str = LINK, **more: Any) -> dict[str, Any]:
    return slack.act("message", user="U0SAM", channel="C0ACME", text=text, **more)


def test_an_event_is_signed_json_in_slacks_envelope(slack: Any) -> None:
    ts = share(slack, f"see {LINK}, and https://other.example")["ts"]
    received = slack.app.received[-1]
    assert received.headers["content-type"] == "application/json"
    assert SignatureVerifier("shh").is_valid_request(received.body, received.headers)
    body = received.payload
    assert (body["type"], body["team_id"]) == ("event_callback", "T0JUPITER")
    assert body["event_id"].startswith("Ev")
    assert body["authorizations"][0]["user_id"] == "U0JUPITERBOT"
    event = body["event"]
    assert event["type"] == "link_shared"
    assert event["links"] == [{"domain": "pay.example", "url": LINK}]
    assert (event["message_ts"], event["is_bot_user_member"]) == (ts, True)


def test_a_link_to_another_domain_and_the_apps_own_messages_send_nothing(slack: Any) -> None:
    share(slack, "https://other.example/i/1 https://notpay.example")
    slack.client.chat_postMessage(channel="C0ACME", text=LINK)
    assert slack.app.received == []


def test_a_link_is_unfurled_by_ts_or_by_unfurl_id(slack: Any) -> None:
    section = {"type": "section", "text": {"type": "mrkdwn", "text": "Invoice 1"}}
    ts = share(slack)["ts"]
    event = slack.app.last["event"]
    slack.client.chat_unfurl(channel="C0ACME", ts=ts, unfurls={LINK: {"blocks": [section]}})
    named = {"unfurl_id": event["unfurl_id"], "source": event["source"]}
    slack.client.chat_unfurl(**named, unfurls={LINK: {"text": "again"}})
    (attachment,) = slack.messages()[0]["attachments"]
    assert (attachment["from_url"], attachment["text"]) == (LINK, "again")


def test_an_unfurl_of_what_was_not_shared_or_of_rich_text_is_refused(slack: Any) -> None:
    place = {"channel": "C0ACME", "ts": share(slack)["ts"]}
    other = {"https://pay.example/i/2": {"text": "x"}}
    assert slack.call("chat.unfurl", **place, unfurls=other)["error"] == "cannot_unfurl_url"
    rich = {"type": "rich_text", "elements": []}
    refused = slack.call("chat.unfurl", **place, unfurls={LINK: {"blocks": [rich]}})
    assert refused["error"] == "cannot_parse_attachment"
    lost = slack.call("chat.unfurl", channel="C0ACME", ts="1.000001", unfurls={})
    assert lost["error"] == "cannot_find_message"


def test_opening_home_says_so_with_the_view_that_was_there(slack: Any) -> None:
    home = {"type": "home", "blocks": []}
    slack.client.views_publish(user_id="U0SAM", view=home)
    answer = slack.act("home", user="U0SAM")
    event = slack.app.last["event"]
    assert (event["type"], event["tab"], event["user"]) == ("app_home_opened", "home", "U0SAM")
    assert event["view"]["id"] == answer["home"]["id"]
    assert event["channel"].startswith("D")


def test_only_what_was_subscribed_to_is_sent(slack: Any) -> None:
    assert slack.act("event", event={"type": "team_join"}) == {"ok": False, "sent": False}
    slack.act("membership", channel="C0RANDOM", user="U0JUPITERBOT", member=True)
    assert slack.app.received == []


def test_an_event_comes_again_at_once_after_a_minute_and_after_five(slack: Any) -> None:
    slack.app.reply = lambda _payload: (500, "")
    share(slack)
    seen = slack.app.received
    assert eventually(lambda: len(seen) == 2)
    slack.clock.forward(61)
    assert eventually(lambda: len(seen) == 3)
    slack.clock.forward(240)
    assert not later(slack, 4)
    slack.clock.forward(61)
    assert eventually(lambda: len(seen) == 4)
    retries = [each.headers.get("x-slack-retry-num") for each in seen]
    assert retries == [None, "1", "2", "3"]
    assert {each.headers["x-slack-retry-reason"] for each in seen[1:]} == {"http_error"}
    assert len({each.payload["event_id"] for each in seen}) == 1


def later(slack: Any, count: int) -> bool:
    """Whether a call that takes the server a moment brings this many deliveries."""
    for _ in range(20):
        slack.look("faults")
    return len(slack.app.received) >= count


def test_a_retry_that_is_taken_is_the_last(slack: Any) -> None:
    answers = iter([500, 200])
    slack.app.reply = lambda _payload: (next(answers), "")
    share(slack)
    assert eventually(lambda: len(slack.app.received) == 2)
    slack.clock.forward(600)
    assert not later(slack, 3)


def test_a_delivery_can_be_sent_once_more_with_its_retry_headers(slack: Any) -> None:
    share(slack)
    (entry,) = [e for e in slack.look("log")["entries"] if e["direction"] == "delivery"]
    assert slack.act("redeliver", n=entry["n"], reason="http_timeout")["ok"]
    first, second = slack.app.received
    assert json.loads(first.body)["event_id"] == json.loads(second.body)["event_id"]
    assert second.headers["x-slack-retry-num"] == "1"
    assert second.headers["x-slack-retry-reason"] == "http_timeout"
    assert slack.act("redeliver", n=99999)["error"] == "no_such_delivery"


def test_an_uninstalled_app_hears_of_it_and_its_token_is_dead(slack: Any) -> None:
    slack.act("uninstall")
    kinds = [each.payload["event"]["type"] for each in slack.app.received]
    assert kinds == ["tokens_revoked", "app_uninstalled"]
    assert slack.call("auth.test")["error"] == "account_inactive"


def hears(*events: str, scopes: tuple[str, ...]) -> frozenset[str]:
    manifest = {
        "display_information": {"name": "Ear"},
        "oauth_config": {"scopes": {"bot": list(scopes)}},
        "settings": {"event_subscriptions": {"bot_events": list(events)}},
    }
    return read_manifest(manifest).events


def test_an_event_whose_scope_is_missing_is_never_sent() -> None:
    events = ("app_home_opened", "app_mention", "message.mpim", "group_archive")
    assert hears(*events, scopes=()) == {"app_home_opened"}
    assert hears(*events, scopes=("app_mentions:read", "mpim:history", "groups:read")) == {*events}


def test_an_event_of_a_channel_that_is_shared_says_so(slack: Any) -> None:
    share(slack)
    assert slack.app.last["is_ext_shared_channel"] is False
    slack.act("channel", channel="C0ACME", shared_with="Customer")
    share(slack)
    assert slack.app.last["is_ext_shared_channel"] is True


def test_nobody_writes_in_an_archived_channel(slack: Any) -> None:
    slack.act("channel", channel="C0ACME", is_archived=True)
    assert share(slack)["error"] == "is_archived"


def test_people_of_another_organisation_have_no_commands_of_the_app(slack: Any) -> None:
    slack.act("account", user="U0CAROL", team_id="T0CUSTOMER")
    slack.act("membership", channel="C0ACME", user="U0CAROL", member=True)
    typed = slack.act("command", user="U0CAROL", channel="C0ACME", text="/invoice")
    assert typed["error"] == "unknown_command"
    assert slack.app.received == []
