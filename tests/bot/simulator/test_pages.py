"""Lists that come page by page."""

from base64 import b64encode
from typing import Any

import pytest


def test_people_come_page_by_page_each_once_and_the_last_page_has_no_cursor(slack: Any) -> None:
    everyone = [each["id"] for each in slack.call("users.list")["members"]]
    assert len(everyone) > 4
    pages, cursor = list[list[str]](), ""
    while cursor or not pages:
        answer = slack.call("users.list", limit=4, cursor=cursor)
        pages.append([each["id"] for each in answer["members"]])
        cursor = answer["response_metadata"]["next_cursor"]
    assert [each for page in pages for each in page] == everyone
    assert {len(page) for page in pages[:-1]} == {4}


@pytest.mark.parametrize("cursor", ["no base64", "bmV4dA==", "bmV4dDotMQ==", "bmV4dDo5OTk5"])
def test_a_cursor_that_was_never_given_is_refused(slack: Any, cursor: str) -> None:
    assert slack.call("users.list", cursor=cursor)["error"] == "invalid_cursor"


@pytest.mark.parametrize("limit", [-1, 1001, "many"])
def test_a_limit_that_is_none_is_refused(slack: Any, limit: int | str) -> None:
    assert slack.call("users.list", limit=limit)["error"] == "invalid_limit"


def test_a_cursor_says_where_the_next_page_begins(slack: Any) -> None:
    first = slack.call("users.list", limit=1)["response_metadata"]["next_cursor"]
    assert first == b64encode(b"next:1").decode()
