"""A view that is spelled already, for clients that take it so and for those that do not."""

from slack_sdk import WebClient

from bot.delivery.slack.client import slack_client
from bot.slack.views.ready import ReadyView, taken_by

READY = ReadyView('{"title": "New"}')


def test_our_own_client_takes_it_as_it_is() -> None:
    assert taken_by(slack_client("xoxb-1", "http://127.0.0.1:1/"), READY) is READY


def test_any_other_client_gets_a_view_like_all() -> None:
    assert taken_by(WebClient("xoxb-1"), READY) == {"title": "New"}
    assert taken_by(WebClient("xoxb-1"), {"title": "Old"}) == {"title": "Old"}
