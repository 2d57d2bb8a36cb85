"""The fields that several setup forms share. A field's block is named by its path."""

from bot.intake.documents.deal_defaults import UNSAID
from bot.intake.modals.numbers import NumberRow, number_rows
from bot.slack.views.blocks import Block, field, option, select, text_input
from bot.slack.views.setup.choices import (
    COUNTRY,
    country_field_option,
    search_select,
)
from bot.wording.choices import NUMBER_KINDS
from bot.wording.text import shortened
from jupiter_core.domain.address import Address, needs_city
from jupiter_core.domain.deal_defaults import DealDefaults
from jupiter_core.domain.party import Customer, SenderProfile
from jupiter_core.domain.postal.countries import country
from jupiter_core.domain.reminder_schedule import ReminderSchedule

TYPED = "setup_typed"
"""The action of every plain field: nobody listens to it, its value comes with the submission."""

_MOST_ADVICE = 400


def line_field(
    path: str,
    label: str,
    initial: str = "",
    *,
    optional: bool = False,
    hint: str | None = None,
    multiline: bool = False,
) -> Block:
    """A text whose block is its path, so that a refusal finds it."""
    element = text_input(TYPED, initial=initial, multiline=multiline)
    return field(path, label, element, optional=optional, hint=hint)


def net_terms_field(known: DealDefaults) -> Block:
    """Days, or terms in words."""
    terms = known.payment_terms
    typed = "" if terms is None else terms.words if terms.rule else str(terms.net_terms)
    return line_field(
        "defaults.net_terms",
        "Payment terms",
        typed,
        optional=True,
        hint="Days such as 30, or 30 EOM, 45 days end of month, 15th of next month.",
    )


def prices_field(known: DealDefaults) -> Block:
    """Whether prices are entered with tax; a menu cannot be emptied, and has a choice for that."""
    said = known.prices_include_tax
    options = [
        option("No default", UNSAID),
        option("Net, tax is added", "false"),
        option("Prices include tax", "true"),
    ]
    menu = select(TYPED, options, initial=UNSAID if said is None else str(said).lower())
    hint = "Filled in on new invoices and contracts, also by the API. Each can say otherwise."
    return field("defaults.prices_include_tax", "Prices", menu, optional=True, hint=hint)


def late_fee_field(known: DealDefaults) -> Block:
    """As terms write it."""
    return line_field(
        "defaults.late_fee",
        "Late fee",
        known.late_fee.words if known.late_fee else "",
        optional=True,
        hint="Such as 1.5% a month after 10 days, or 9% a year + EUR 40.00.",
    )


def ticked(words: str, chosen: bool) -> Block:
    """A single box, whose value is `true`."""
    box = option(words, "true")
    made: Block = {"type": "checkboxes", "action_id": TYPED, "options": [box]}
    return {**made, "initial_options": [box]} if chosen else made


def reminder_fields(schedule: ReminderSchedule | None) -> list[Block]:
    """The days on which payment is reminded of, and whether AP is written to."""
    days = ", ".join(str(each) for each in schedule.days) if schedule else ""
    return [
        line_field(
            "reminders.days",
            "Payment reminders (days from the due date)",
            days or ("none" if schedule else ""),
            optional=True,
            hint="Such as -7, 0, 7, 14, 30; none for no reminders; empty for the usual ones.",
        ),
        field(
            "reminders.email",
            "Reminders by e-mail",
            ticked("Write to accounts payable too", schedule is not None and schedule.email),
            optional=True,
        ),
    ]


def country_field(code: str) -> Block:
    """A menu that is searched as one types."""
    menu = search_select(COUNTRY, country_field_option(code), "Type to search")
    return field("address.country", "Country", menu)


def new_address_fields() -> list[Block]:
    """Of a country that is not known yet."""
    return [
        country_field(""),
        line_field("address.street", "Street", multiline=True),
        line_field("address.city", "City", optional=True),
        line_field("address.region", "Region or state", optional=True),
        line_field("address.postal_code", "Postal code", optional=True),
    ]


def address_parts(address: Address, *, every: bool) -> list[Block]:
    """All but the country, in its words; with `every`, also the parts that it does not have."""
    rules = country(address.country)
    form = rules.latin_format if rules else "%A%C%S%Z"
    region = rules.region_kind.capitalize() if rules else "Region"
    shown = [line_field("address.street", "Street", address.street, multiline=True)]
    for letter, part, label in (
        ("Z", "postal_code", rules.postal_code_kind if rules else "Postal code"),
        ("C", "city", rules.city_kind if rules else "City"),
        ("S", "region", region if "%S" in form else "Region or state"),
    ):
        known = getattr(address, part)
        if every or known or f"%{letter}" in form:
            optional = part != "city" or every or not needs_city(address.country)
            shown.append(line_field(f"address.{part}", label, known, optional=optional))
    return shown


def advice_line(address: Address) -> str:
    """`⚠ Address: “9410” does not look like …`, or nothing, for plain text."""
    advice = " ".join(each.sentence for each in address.advice())
    return f"⚠ Address: {shortened(advice, _MOST_ADVICE)}" if advice else ""


def number_fields(party: SenderProfile | Customer) -> list[Block]:
    """Tax ids and registrations in the words of its country, then any other."""
    rows = enumerate(number_rows(party))
    return [block for n, row in rows for block in _number(n, row)]


def _number(n: int, row: NumberRow) -> list[Block]:
    value = row.known.value if row.known else ""
    if row.label:
        return [line_field(f"tax_ids[{n}].value", row.label, value, optional=True)]
    kinds = [option(text, kind) for kind, text in NUMBER_KINDS.items()]
    kind = select(TYPED, kinds, initial=row.kind or None, placeholder="Type")
    return [
        field(f"tax_ids[{n}].kind", "Another number: kind", kind, optional=True),
        line_field(f"tax_ids[{n}].value", "Another number", value, optional=True),
    ]
