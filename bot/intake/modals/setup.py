"""What is typed into the modals of `/invoice setup`."""

from typing import Any

from bot.intake.modals.values import typed_of
from bot.intake.team import read_team
from bot.wording.text import shortened
from jupiter_core.commands.api_key import MakeApiKey
from jupiter_core.commands.team import SaveTeam
from jupiter_core.domain.actor import Actor
from jupiter_core.domain.refusals import InvalidNumber

FIELDS = ("scopes", "scopes_more", "scopes_approve")
"""The blocks of the boxes: Slack takes ten of them in one. A mistake is shown at the first."""


def parse_key(values: dict[str, dict[str, Any]], by: Actor, random_text: str) -> MakeApiKey:
    """From the submitted view's `state.values`; nothing of it is checked yet."""
    typed = typed_of(values)
    scopes = tuple(name for block in FIELDS for name in typed.get(block, "").split())
    return MakeApiKey(
        by=by,
        name=typed.get("name", ""),
        scopes=scopes,
        random_text=random_text,
        days=_days(typed.get("days", "").strip()),
        allowed_addresses=tuple(typed.get("allowed_addresses", "").replace(",", " ").split()),
    )


def _days(typed: str) -> int | None:
    """Raises InvalidNumber."""
    if typed and not (typed.isascii() and typed.isdigit() and len(typed) < 6):
        raise InvalidNumber(shortened(typed, 40)).at("days")
    return int(typed) if typed else None


def parse_team(values: dict[str, dict[str, Any]]) -> SaveTeam:
    """From the submitted view's `state.values`. Raises ValidationErrors, each at its block's id."""
    return read_team(typed_of(values))
