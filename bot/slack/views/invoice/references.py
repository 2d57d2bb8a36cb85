"""What the customer files an invoice by, where it is delivered, and what paying late costs, for
people here."""

from bot.wording.names import VALUE_LIMIT
from bot.wording.text import shortened
from jupiter_core.domain.content import Content


def late_fee_facts(content: Content) -> list[tuple[str, str]]:
    """What paying late costs; nothing where the terms have no late fee."""
    return [("Late fee", content.late_fee.words)] if content.late_fee else []


def reference_facts(content: Content) -> list[tuple[str, str]]:
    """Those that are there or required; nothing where there are none."""
    said = [
        f"{each.name} {each.value or 'missing'}"
        for each in content.reference_entries
        if each.value or each.required
    ]
    place = content.bill_to.ship_to
    return [
        *([("References", shortened(", ".join(said), VALUE_LIMIT * 2))] if said else []),
        *([("Deliver to", shortened(place.words, VALUE_LIMIT))] if place else []),
    ]
