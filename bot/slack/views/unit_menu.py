"""The menu of units of measure, for the lines of invoices and of contracts, and for products."""

from decimal import Decimal

from bot.intake.modals.invoice import NO_UNIT
from bot.slack.views import blocks as b
from bot.wording.text import shortened
from jupiter_core.domain.unit import Unit, unit_called, unit_words

_LONGEST = 75


def unit_menu(action_id: str, said: str) -> b.Block:
    """`said` is a unit's code or a word for it; one of neither, from before there was a menu, stays
    to be read until another is chosen."""
    known = unit_called(said) if said else None
    other = [b.option(said, shortened(said, _LONGEST))] if said and known is None else []
    options = [
        b.option("No unit", NO_UNIT),
        *(b.option(unit_words(each, Decimal(2), "en"), each) for each in Unit),
        *other,
    ]
    initial = known.value if known else shortened(said, _LONGEST) or NO_UNIT
    return b.select(action_id, options, initial=initial)
