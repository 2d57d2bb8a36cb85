"""What a person types in the composer, as Slack stores it: escaped, with links marked."""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from bot.simulator.ids import Ids
from bot.simulator.wire import Json

_LINK = re.compile(r"https?://[^\s<>|]*[^\s<>|.,;:!?)\]}'\"]")
_MENTION = re.compile(r"(?<![\w@#])([@#])([A-Za-z0-9][A-Za-z0-9._-]*)")


@dataclass(frozen=True)
class Typed:
    """A message as it is stored, and the links in it."""

    text: str
    blocks: list[Json]
    links: list[str]


def escape(text: str) -> str:
    """`&`, `<` and `>` as Slack writes them."""
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def typed(text: str, people: Mapping[str, str], channels: Mapping[str, str], ids: Ids) -> Typed:
    """Stores what was typed. `people` and `channels` are ids by name, for @sam and #general."""
    stored, runs, links, rest = "", [], [], 0
    for match in _LINK.finditer(text):
        before, url = text[rest : match.start()], match.group()
        stored += _mentions(before, people, channels) + f"<{escape(url)}>"
        runs += [*_text_run(before), {"type": "link", "url": url}]
        links.append(url)
        rest = match.end()
    stored += _mentions(text[rest:], people, channels)
    runs += _text_run(text[rest:])
    section = {"type": "rich_text_section", "elements": runs}
    block = {"type": "rich_text", "block_id": ids.block(), "elements": [section]}
    return Typed(stored, [block], list(dict.fromkeys(links)))


def command_text(text: str, people: Mapping[str, str], channels: Mapping[str, str]) -> str:
    """A command's text for a command with `should_escape`: mentions become ids with names."""

    def marked(match: re.Match[str]) -> str:
        sign, name = match.groups()
        known = (people if sign == "@" else channels).get(name)
        return f"<{sign if sign == '@' else '#'}{known}|{name}>" if known else match.group()

    return _MENTION.sub(marked, text)


def _mentions(text: str, people: Mapping[str, str], channels: Mapping[str, str]) -> str:
    def marked(match: re.Match[str]) -> str:
        sign, name = match.groups()
        if sign == "@" and name in people:
            return f"<@{people[name]}>"
        if sign == "#" and name in channels:
            return f"<#{channels[name]}|{name}>"
        return match.group()

    return _MENTION.sub(marked, escape(text))


def _text_run(text: str) -> list[Json]:
    return [{"type": "text", "text": text}] if text else []
