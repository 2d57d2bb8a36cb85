"""What Bolt reads of what we hand to it is what it reads of Slack's form itself."""

import json
from typing import Any
from urllib.parse import urlencode

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from slack_bolt.request.internals import parse_body

from bot.slack.form_body import for_bolt

FORM = "application/x-www-form-urlencoded"
SIGNS = st.sampled_from([*'{}"=%+&:7Bb\r\n é', "%7B", "%7b", "%22", "%3D", "%C3%A9", "%E2", "%"])


def read(body: str) -> Any:
    try:
        return parse_body(body, FORM)
    except ValueError:
        return "no JSON"


def test_a_window_s_fields_reach_bolt_as_json() -> None:
    body = b"payload=%7B%22text%22%3A+%221+%2B+1+%3D+2%2C+%C3%A9t%C3%A9%22%7D"
    assert for_bolt(body) == '{"text": "1 + 1 = 2, été"}'
    assert read(for_bolt(body)) == {"text": "1 + 1 = 2, été"}


@pytest.mark.parametrize(
    "body",
    [
        b"payload=%7B%7D&more=1",
        b"command=%2Finvoice&text=payload",
        b"payload=%7B%22a%22%3A1%7",
        b"payload=%7B%ZZ%7D",
        b"payload={}\r\n",
        b"payload=%5B%5D",
        b"payload=",
        b'{"type": "url_verification"}',
        b"",
    ],
)
def test_what_is_no_such_form_is_left_to_bolt(body: bytes) -> None:
    assert for_bolt(body) == body.decode()


@given(st.recursive(st.text() | st.integers(), lambda each: st.dictionaries(st.text(), each)))
def test_each_payload_is_read_as_it_was_sent(said: Any) -> None:
    payload = {"said": said}
    body = urlencode({"payload": json.dumps(payload, ensure_ascii=False)}).encode()
    assert read(for_bolt(body)) == payload


@given(st.lists(SIGNS).map("".join))
@example("{}%")
@example("{}%3")
@example("{}%%3D")
@example("{}=\n%41")
def test_whatever_stands_in_it_bolt_reads_the_same(written: str) -> None:
    body = f"payload={written}".encode()
    assert read(for_bolt(body)) == read(body.decode())


@given(st.binary())
def test_bytes_that_are_no_text_are_read_the_same(written: bytes) -> None:
    body = b"payload=%7B%22a%22%3A%22" + written + b"%22%7D"
    assert read(for_bolt(body)) == read(body.decode("utf-8", "replace"))
