"""Whom the document is addressed to; beside that, who deals with it there, and references."""

from functools import cache, lru_cache

from babel import Locale

from jupiter_core.documents import words
from jupiter_core.documents.primitives import Strip, beside, side_by_side, stacked
from jupiter_core.documents.sheet import LABEL, LABEL_LEADING, LEADING, QUIET, STRONG, TEXT, Sheet
from jupiter_core.documents.wrapping import paragraph, paragraphs
from jupiter_core.domain.address import Address
from jupiter_core.domain.invoice import Content

_GUTTER = 20.0
_GAP = 8.0
_WRITTEN_LATELY = 512


def parties(content: Content, sheet: Sheet) -> list[Strip]:
    """The bill-to block on the left, contact and references on the right."""
    half = (sheet.text_width - _GUTTER) / 2
    return side_by_side(
        _bill_to(content, sheet.left, half), _references(content, sheet.right - half, half)
    )


def address_lines(address: Address, say: words.Wording) -> list[str]:
    """By its own country's rules; the country's name in the document's language."""
    country = _countries(say.language).get(address.country, address.country)
    return [*_lines(address), country]


@lru_cache(_WRITTEN_LATELY)
def _lines(address: Address) -> tuple[str, ...]:
    *lines, _in_english = address.lines()
    return tuple(lines)


@cache
def _countries(language: str) -> dict[str, str]:
    return dict(Locale(language).territories)


def _bill_to(content: Content, left: float, width: float) -> list[Strip]:
    say, bill_to = words.of(content.language), content.bill_to
    attention = [say.labels.attention.format(name=bill_to.attention)] if bill_to.attention else []
    lines = [*attention, *address_lines(bill_to.address, say)]
    return [
        *paragraph(say.labels.bill_to, left, width, LABEL, LABEL_LEADING + 1),
        *paragraph(bill_to.legal_name, left, width, STRONG, LEADING),
        *paragraphs(lines, left, width, TEXT, LEADING),
        *paragraphs(map(say.tax_id, bill_to.tax_ids), left, width, QUIET, LEADING),
    ]


def _references(content: Content, left: float, width: float) -> list[Strip]:
    """The contact over the whole width, the others two in a row."""
    labels, bill_to = words.of(content.language).labels, content.bill_to
    contact = [line for line in (bill_to.ap_contact.name, bill_to.ap_contact.email) if line]
    named = [
        (labels.cost_centre, bill_to.cost_centre),
        (labels.buyer_reference, bill_to.buyer_reference),
        (labels.contract, content.contract_name),
    ]
    cells = [(label, text) for label, text in named if text]
    strips = _cell(labels.ap_contact, contact, left, width) if contact else []
    for at in range(0, len(cells), 2):
        strips.append(_cells(cells[at : at + 2], left, width))
    return strips


def _cells(row: list[tuple[str, str]], left: float, width: float) -> Strip:
    """One or two labels with their texts; one has the whole width."""
    each = (width - _GUTTER * (len(row) - 1)) / len(row)
    places = (left, left + each + _GUTTER)
    return beside(
        *(
            stacked(_cell(label, [text], place, each))
            for (label, text), place in zip(row, places, strict=False)
        )
    )


def _cell(label: str, lines: list[str], left: float, width: float) -> list[Strip]:
    name = paragraph(label, left, width, LABEL, LABEL_LEADING + 1)
    return [*name, *paragraphs(lines, left, width, TEXT, LEADING), Strip(_GAP)]
