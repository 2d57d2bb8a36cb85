"""How a person writes the milestones of a fee, one a line.

>>> parts_typed("Kick-off: 40% on 2027-02-01")
[{'name': 'Kick-off', 'percent': '40', 'on': '2027-02-01'}]
>>> parts_typed("rest on acceptance of Go-live")
[{'name': 'Go-live'}]
>>> parts_typed("Go-live: 50k on acceptance, expected 30 Jun 2027")[0]["expected_on"]
'2027-06-30'
"""

import re
from contextlib import suppress
from datetime import datetime

from jupiter_core.domain.contract.milestone import Milestones
from jupiter_core.domain.refusals import Refusal

_LINE = re.compile(
    r"(?:(?P<name>[^:]+):\s*)?(?P<share>(?:the )?rest|\d+(?:[.,]\d+)?\s*%|\S+)\s+"
    r"(?:(?:up)?on acceptance(?: of (?P<of>.+?))?(?:,? expected(?: by| on)? (?P<expected>.+))?"
    r"|on (?P<on>.+))",
    re.IGNORECASE,
)
_SHOWN = 60


class InvalidMilestone(Refusal):
    """It is no share with a day or an acceptance."""

    template = (
        "“{typed}” is not a milestone. Write one per line, like Kick-off: 40% on 2027-02-01, or "
        "Go-live: 60% on acceptance, expected 2027-06-30."
    )
    typed: str


def parts_typed(typed: str) -> list[dict[str, str]]:
    """The fields of each part, as a document has them. Raises InvalidMilestone."""
    rows = [" ".join(each.split()) for each in typed.splitlines()]
    return [_part(row, n) for n, row in enumerate(filter(None, rows), start=1)]


def parts_text(line: Milestones) -> str:
    """The reverse: `Kick-off: 40% on 2027-02-01`, one a line."""
    return "\n".join(f"{each.name}: {each.share} {each.when}" for each in line.parts)


def _part(row: str, number: int) -> dict[str, str]:
    found = _LINE.fullmatch(row)
    if not found:
        raise InvalidMilestone(row[:_SHOWN])
    share = found["share"].lower()
    said = {"name": found["name"] or found["of"] or f"Part {number}"}
    if share.endswith("%"):
        said["percent"] = share.rstrip("% ")
    elif not share.endswith("rest"):
        said["amount"] = found["share"]
    for field, group in (("on", "on"), ("expected_on", "expected")):
        if day := found[group]:
            said[field] = _day(day, row)
    return said


def _day(typed: str, row: str) -> str:
    words = " ".join(word[:3] if word.isalpha() else word for word in typed.split())
    for shape in ("%Y-%m-%d", "%d %b %Y", "%b %d %Y"):
        with suppress(ValueError):
            return datetime.strptime(words, shape).date().isoformat()  # noqa: DTZ007
    raise InvalidMilestone(row[:_SHOWN])
