"""What is typed into the modals of `/invoice setup`."""

from typing import Any

from bot.intake.documents.deal_defaults import UNSAID
from bot.intake.modals.values import typed_of
from bot.intake.party_form import read_customer
from bot.intake.team import read_team
from bot.wording.text import shortened
from jupiter_core.commands.api_key import MakeApiKey
from jupiter_core.commands.team import SaveTeam
from jupiter_core.domain.actor import Actor
from jupiter_core.domain.country_defaults import country_defaults
from jupiter_core.domain.party import Customer
from jupiter_core.domain.refusals import InvalidNumber


def parse_customer(values: dict[str, dict[str, Any]], customer_id: str) -> Customer:
    """From the submitted view's `state.values`, in the language of their country where none was
    chosen. Raises ValidationErrors, each at its block's id."""
    typed = dict(typed_of(values))
    if typed.get("second_language") == UNSAID:
        typed["second_language"] = ""
    if typed.get("language") == UNSAID:
        typed["language"] = _language_in(typed.get("address.country", ""))
    return read_customer(typed, customer_id)


def _language_in(country: str) -> str:
    """English for Japanese, which needs a font that not every installation has."""
    usual = country_defaults(country).language
    return "en" if usual == "ja" else usual


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
