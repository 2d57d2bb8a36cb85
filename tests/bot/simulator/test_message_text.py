"""What a person types is stored as Slack stores it."""

import time

import pytest

from bot.simulator.ids import Ids
from bot.simulator.message_text import command_text, typed

IDS = Ids(time.time)
PEOPLE, CHANNELS = {"sam": "U0SAM"}, {"general": "C0GENERAL"}


@pytest.mark.parametrize(
    ("written", "stored"),
    [
        ("a < b & c > d", "a &lt; b &amp; c &gt; d"),
        ("<!channel>", "&lt;!channel&gt;"),
        ("<https://evil.example|Pay here>", "&lt;<https://evil.example>|Pay here&gt;"),
        ("see https://pay.example/i/1?a=1&b=2.", "see <https://pay.example/i/1?a=1&amp;b=2>."),
        ("hello @sam in #general", "hello <@U0SAM> in <#C0GENERAL|general>"),
        ("@nobody", "@nobody"),
        ("*_~`", "*_~`"),
    ],
)
def test_text_is_escaped_and_links_and_mentions_are_marked(written: str, stored: str) -> None:
    assert typed(written, PEOPLE, CHANNELS, IDS).text == stored


def test_links_are_found_once_each_in_order() -> None:
    links = typed("https://b.example https://a.example https://b.example", {}, {}, IDS).links
    assert links == ["https://b.example", "https://a.example"]


def test_rich_text_holds_what_was_typed() -> None:
    (block,) = typed("a <b> https://a.example", {}, {}, IDS).blocks
    assert block["elements"][0]["elements"] == [
        {"type": "text", "text": "a <b> "},
        {"type": "link", "url": "https://a.example"},
    ]


def test_a_commands_mentions_carry_id_and_name() -> None:
    assert command_text("for @sam <x>", PEOPLE, CHANNELS) == "for <@U0SAM|sam> <x>"
