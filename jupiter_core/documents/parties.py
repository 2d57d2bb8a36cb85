"""Whom the document is addressed to; beside that, who deals with it there, and references."""

from functools import cache, lru_cache

from babel import Locale

from jupiter_core.documents import two_languages, words
from jupiter_core.documents.einvoice.lines import whole_period
from jupiter_core.documents.primitives import Strip, side_by_side
from jupiter_core.documents.references import Placed, Reference, below, in_cells, in_lines
from jupiter_core.documents.sheet import LABEL, LABEL_LEADING, LEADING, QUIET, STRONG, TEXT, Sheet
from jupiter_core.documents.tags import heading
from jupiter_core.documents.wrapping import paragraph, paragraphs
from jupiter_core.domain.address import Address
from jupiter_core.domain.invoice import Content
from jupiter_core.domain.party import BillTo, Seller

_GUTTER = 20.0
_GAP = 5.0
_WRITTEN_LATELY = 512


def parties(content: Content, sheet: Sheet) -> list[Strip]:
    """The bill-to block on the left, contact and references on the right."""
    half = (sheet.text_width - _GUTTER) / 2
    bill_to, references = (
        _bill_to(content, sheet.left, half),
        _references(content, sheet.right - half, half),
    )
    too_long = [*bill_to.too_long, *references.too_long]
    return [
        *side_by_side(bill_to.strips, references.strips),
        *([Strip(_GAP)] if too_long else []),
        *below(too_long, sheet.left, sheet.text_width),
    ]


def tax_references(party: Seller | BillTo, say: words.Wording) -> list[Reference]:
    """Each with the name of its kind."""
    country = party.address.country
    return [Reference(say.tax_id(each, country), style=QUIET) for each in party.tax_ids]


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


def _bill_to(content: Content, left: float, width: float) -> Placed:
    say, bill_to = two_languages.on(content), content.bill_to
    attn = words.of(say.language).labels.attention
    attention = [attn.format(name=bill_to.attention)] if bill_to.attention else []
    lines = [*attention, *address_lines(bill_to.address, say)]
    tax_ids = in_lines(tax_references(bill_to, say), left, width)
    strips = [
        *paragraph(say.labels.bill_to, left, width, LABEL, LABEL_LEADING + 1, tag=heading(2)),
        *paragraph(bill_to.legal_name, left, width, STRONG, LEADING),
        *paragraphs(lines, left, width, TEXT, LEADING),
        *tax_ids.strips,
        *_deliver_to(content, left, width),
    ]
    return Placed(strips, tax_ids.too_long)


def _deliver_to(content: Content, left: float, width: float) -> list[Strip]:
    """Where the customer has what is billed brought to, if that is another place."""
    say, place = two_languages.on(content), content.bill_to.ship_to
    if place is None:
        return []
    named = [", ".join(filter(None, (place.name, place.code)))]
    lines = [*filter(None, named), *address_lines(place.address, say)]
    label = paragraph(say.labels.deliver_to, left, width, LABEL, LABEL_LEADING + 1)
    return [Strip(_GAP), *label, *paragraphs(lines, left, width, TEXT, LEADING)]


def _references(content: Content, left: float, width: float) -> Placed:
    """The contact over the whole width, the others two in a row."""
    say, bill_to = two_languages.on(content), content.bill_to
    labels = say.labels
    named = in_cells(
        [
            Reference(bill_to.cost_centre, labels.cost_centre),
            Reference(bill_to.buyer_reference, labels.buyer_reference),
            Reference(content.contract_name, labels.contract),
            *_supply(content),
            *(
                Reference(each.value, say.reference(each))
                for each in content.reference_entries
                if each.printed
            ),
        ],
        left,
        width,
    )
    contact = _contact(content, left, width)
    return Placed(
        [*contact.strips, *named.strips],
        [*contact.too_long, *named.too_long],
    )


def _supply(content: Content) -> list[Reference]:
    """The days of all lines together, where the entity has them printed and they are not just the
    day of the document (Art. 226(7), Directive 2006/112/EC)."""
    period = whole_period(content.lines)
    if period is None or not content.seller.template.supply:
        return []
    say, first, last = two_languages.on(content), period.start, period.end
    if first == last == content.issue_date:
        return []
    label = say.labels.supply_date if first == last else say.labels.supply_period
    return [Reference(say.days(first, last), label)]


def _contact(content: Content, left: float, width: float) -> Placed:
    """Who deals with it there; an address to write to is never cut either."""
    contact, labels = content.bill_to.ap_contact, two_languages.on(content).labels
    if not (contact.name or contact.email):
        return Placed([], [])
    name = paragraph(contact.name, left, width, TEXT, LEADING) if contact.name else []
    email = in_lines([Reference(contact.email)] if contact.email else [], left, width)
    label = paragraph(labels.ap_contact, left, width, LABEL, LABEL_LEADING + 1, tag=heading(3))
    return Placed([*label, *name, *email.strips, Strip(_GAP)], email.too_long)
