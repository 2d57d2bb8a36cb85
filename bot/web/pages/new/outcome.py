"""What comes of a form: totals, what is missing, what is wrong, the paper."""

from contextlib import suppress
from typing import NamedTuple

from bot.intake.files.invoice import typed_invoice_version
from bot.intake.files.invoice_printing import place_in_file, unprintable_places
from bot.intake.new.errors import FormErrors, Mistake
from bot.intake.new.invoice import Sent, form_field, kept_places, sent_invoice
from bot.intake.new.typed import Typed
from bot.web.pages.new.sketch import read_sketch, sketched
from bot.wording.e_invoices import STANDARDS, Standard
from bot.wording.figures import amount, day
from jupiter_core.domain.content import Content
from jupiter_core.domain.frozen import Frozen
from jupiter_core.domain.refusals import AmountTooLarge, Refusal, ValidationErrors
from jupiter_core.domain.totals import Totals, plain
from jupiter_core.domain.version import Version
from jupiter_core.ports import NoEInvoice, Renderer


class Figure(Frozen):
    """A row of the sums."""

    label: str
    value: str


class Sums(Frozen):
    """`headline` is the amount that everything is about, `note` what is to be known of it."""

    label: str
    headline: str
    note: str
    rows: tuple[Figure, ...]


class DraftOutcome(NamedTuple):
    """`version` is what can be drawn, None where nothing can; `amounts` are of the form's lines
    by their place; an invoice is `whole` when nothing is missing or wrong."""

    version: Version | None
    whole: bool
    mistakes: tuple[Mistake, ...]
    sums: Sums | None
    amounts: dict[int, str]
    alt: str = ""


def invoice_outcome(typed: Typed, renderer: Renderer) -> DraftOutcome:
    """Of an invoice's form, however little of it is typed."""
    found = FormErrors(typed)
    sent = sent_invoice(typed)
    content, mistakes = read_sketch(sent)
    found.add(ValidationErrors(mistakes), form_field(typed))
    version = _version(typed, found, sent, content, renderer)
    return DraftOutcome(
        version=version,
        whole=not found.fields,
        mistakes=found.mistakes,
        sums=_sums(content),
        amounts=_amounts(typed, content, found),
        alt=alt_of(version),
    )


def e_invoice_gaps(
    typed: Typed, version: Version, renderer: Renderer
) -> dict[Standard, FormErrors]:
    """Of each e-invoice that cannot be made of a whole invoice, what is missing for it."""
    gaps: dict[Standard, FormErrors] = {}
    for standard in STANDARDS:
        try:
            standard.written(version, renderer)
        except NoEInvoice as missing:
            found = FormErrors(typed)
            in_file = (each.at(place_in_file(each.path)) for each in missing.refusals)
            found.add(ValidationErrors(in_file), form_field(typed))
            gaps[standard] = found
    return gaps


def alt_of(version: Version | None) -> str:
    """What the picture of the paper shows: number, customer, total."""
    if version is None:
        return ""
    invoice = version.invoice()
    named = f"Invoice {invoice.number}" if invoice.number else "Draft of an invoice"
    return f"{named} to {invoice.content.bill_to.legal_name}, total {amount(invoice.total)}"


def drawable(content: Content, found: FormErrors, typed: Typed) -> Version | None:
    """A draft of what is there; what it cannot be is put into `found`."""
    try:
        return sketched(content)
    except Refusal as refusal:
        found.add(refusal, form_field(typed))
        return None


def add_unprintable(content: Content, found: FormErrors, typed: Typed, renderer: Renderer) -> bool:
    """Whether a text has letters that the paper has not; each is put into `found`."""
    unprintable = unprintable_places(content, renderer)
    if unprintable:
        found.add(ValidationErrors(unprintable), form_field(typed))
    return bool(unprintable)


def _version(
    typed: Typed, found: FormErrors, sent: Sent, content: Content, renderer: Renderer
) -> Version | None:
    """As `jupiter render` makes it when nothing is wrong, else a draft."""
    sketch = drawable(content, found, typed)
    if sketch is None:
        return None
    if add_unprintable(sketch.invoice().content, found, typed, renderer):
        return None
    if found.fields:
        return sketch
    try:
        return typed_invoice_version(sent, renderer.logo)
    except ValidationErrors as mistakes:
        found.add(mistakes, form_field(typed))
        return sketch


def _sums(content: Content) -> Sums | None:
    """None where the amounts are beyond all that can be added up."""
    try:
        totals = content.totals
    except Refusal:
        return None
    taxes = [
        Figure(label=f"Tax {plain(each.rate)}%", value=amount(each.tax))
        for each in totals.taxes
        if each.rate and not each.taxes
    ]
    taxes += [Figure(label=each.tax.words, value=amount(each.amount)) for each in totals.named]
    shown = [*_adjusted(totals), *taxes]
    return Sums(
        label="Total",
        headline=amount(totals.total),
        note=_due(content),
        rows=tuple(shown) if taxes or totals.adjustments else (),
    )


def _adjusted(totals: Totals) -> list[Figure]:
    """What the lines come to, what is taken off and put on, and the net."""
    net = Figure(label="Net", value=amount(totals.net))
    if not totals.adjustments:
        return [net]
    parts = (
        ("Subtotal", totals.subtotal),
        ("Discounts", -totals.allowances),
        ("Charges", totals.charges),
    )
    return [*(Figure(label=label, value=amount(sum_)) for label, sum_ in parts if sum_.minor), net]


def _due(content: Content) -> str:
    """Nothing while the terms could not be read."""
    days: int | None = content.net_terms
    if days is None:
        return ""
    on_receipt = not days and content.due_rule is None
    return "Due on receipt" if on_receipt else f"Due {day(content.due_date)}"


def _amounts(typed: Typed, content: Content, found: FormErrors) -> dict[int, str]:
    """Of the lines in whose numbers nothing is wrong."""
    amounts: dict[int, str] = {}
    entered = content.as_entered if content.prices_include_tax else content
    for n, line in zip(kept_places(typed), entered.lines, strict=False):
        numbers = {f"lines[{n}].{name}" for name in ("quantity", "unit_price")}
        if numbers.isdisjoint(found.fields):
            with suppress(AmountTooLarge):
                amounts[n] = amount(line.amount)
    return amounts
