"""The builder's contract as the document that `jupiter schedule` reads, and the schedule of it."""

import re
from collections.abc import Callable
from typing import Any, NamedTuple

from bot.intake.contract.lines import LINE_DOCUMENTS
from bot.intake.contract.lines import field_of as line_field_of
from bot.intake.documents.base import Notation, field_read, reading_with
from bot.intake.documents.contract import ContractDocument
from bot.intake.documents.party import SenderProfileChange
from bot.intake.documents.reading import required
from bot.intake.drafts.form import PRICES_WITH_TAX
from bot.intake.new.errors import FormErrors
from bot.intake.new.invoice import kept_places, one_field
from bot.intake.new.typed import LineTyped, Typed
from jupiter_core.domain.contract.billing import BillingFrequency
from jupiter_core.domain.contract.terms import ContractTerms
from jupiter_core.domain.refusals import Refusal, TooLong, placed
from jupiter_core.domain.schedule.build import Schedule, schedule_of
from jupiter_core.domain.tax import NamedTax, listed_tax

_STAND_INS = {
    "currency": "USD",
    "start_date": "2027-01-01",
    "term_months": 12,
    "billing_frequency": "annual",
    "billing_timing": "advance",
    "net_terms": 30,
}
_LONGEST = 500
"""Characters of a field; twenty yearly prices have room in it."""
_ROWS, _LONGEST_ROWS = frozenset(("parts", "adjustments", "references")), 3_000
"""Fields of a row each; twenty-four milestones have room in them."""
MOST_SCHEDULE_LINES = 3_000
"""Anyone may ask, and each takes a moment: these are a fraction of a second."""


class ScheduleTooLarge(Refusal):
    """`lines` counts those of all its invoices."""

    template = (
        "This schedule has {lines:,} lines; at most {most:,} can be shown here. Shorten the "
        "term, bill less often, or create the contract in Slack or through the API."
    )
    lines: int
    most: int = MOST_SCHEDULE_LINES


class Scheduled(NamedTuple):
    """`drawn` leaves out what is wrong, so that there is something to see while somebody types;
    `whole` is there where nothing is wrong."""

    drawn: Schedule | None
    whole: Schedule | None


Sent = dict[str, Any]


def scheduled(typed: Typed, found: FormErrors) -> Scheduled:
    """What comes of the contract; its mistakes are put into `found`."""
    sent = sent_contract(typed, found)
    listed = _listed(typed)
    whole = _tried(sent, listed, lambda refusal: found.add(refusal, _form_field(typed)))
    if whole and not found.fields:
        return Scheduled(whole, whole)
    return Scheduled(_tried(_mended(sent, typed, found), listed, lambda _: None), None)


def sent_contract(typed: Typed, found: FormErrors) -> Sent:
    """As a document has it. Blank lines are not there, nor is what is too long to be looked at."""
    texts = {name: typed.value(name) for name in ContractDocument.model_fields if name != "lines"}
    places = kept_places(typed)
    lines = [_sent_line(typed.lines[n], f"lines[{n}].", found) for n in places]
    with_tax = typed.value("prices") == PRICES_WITH_TAX
    return {**_bounded(texts, "", found), "prices_include_tax": with_tax, "lines": lines}


def _listed(typed: Typed) -> tuple[NamedTax, ...]:
    """The taxes that the sender charges by name, as far as they can be read."""
    with reading_with(notation=Notation.PERSON):
        found = field_read(SenderProfileChange, "taxes", typed.value("sender.taxes")[:_LONGEST])
    return tuple(each.meant() for each in found or ())


def with_listed(terms: ContractTerms, listed: tuple[NamedTax, ...]) -> ContractTerms:
    """With the rates of its taxes. Raises UnknownTax at `taxes`."""
    if not terms.taxes:
        return terms
    taxes = placed(
        "taxes",
        lambda: tuple(listed_tax(each.name, listed, "“From”") for each in terms.taxes),
    )
    return terms.model_copy(update={"taxes": taxes})


def _tried(
    sent: Sent, listed: tuple[NamedTax, ...], told: Callable[[Refusal], None]
) -> Schedule | None:
    try:
        terms = with_listed(required(ContractDocument, sent, Notation.PERSON).terms(), listed)
        if terms.schedule_lines > MOST_SCHEDULE_LINES:
            raise ScheduleTooLarge(terms.schedule_lines).at("term_months")
        return schedule_of(terms)
    except Refusal as refusal:
        told(refusal)
        return None


def _mended(sent: Sent, typed: Typed, found: FormErrors) -> Sent:
    """Without the lines in which something is wrong, and with a stand-in for the rest."""
    lines = [
        line
        for n, line in zip(kept_places(typed), sent["lines"], strict=True)
        if not any(field.startswith(f"lines[{n}]") for field in found.fields)
    ]
    right = {key: text for key, text in sent.items() if text and key not in found.fields}
    custom = right.get("billing_frequency") == BillingFrequency.CUSTOM
    months = {"billing_months": "12"} if custom else {}
    return {**_STAND_INS, **months, **right, "lines": lines}


def _form_field(typed: Typed) -> Callable[[str], str]:
    kept = kept_places(typed)

    def field_of(path: str) -> str:
        path = one_field(path)
        place = re.fullmatch(r"lines\[(\d+)\](?:\.(.+))?", path)
        if not place or int(place[1]) >= len(kept):
            return path
        n = kept[int(place[1])]
        name = line_field_of(place[2] or "description")
        return f"lines[{n}].{name}"

    return field_of


def _sent_line(line: LineTyped, place: str, found: FormErrors) -> Sent:
    texts = {name: line.value(name) for name in LINE_DOCUMENTS[line.kind].model_fields}
    return {**_bounded(texts, place, found), "kind": line.kind}


def _bounded(texts: dict[str, str], place: str, found: FormErrors) -> Sent:
    """Anyone may send anything: no grammar is tried on an endless text."""
    for name, text in texts.items():
        if len(text) > _most(name):
            refusal = TooLong("This field", _most(name), len(text))
            found.add(refusal.at(place + name), str)
    return {name: text for name, text in texts.items() if len(text) <= _most(name)}


def _most(name: str) -> int:
    return _LONGEST_ROWS if name in _ROWS else _LONGEST
