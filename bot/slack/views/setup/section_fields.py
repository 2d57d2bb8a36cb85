"""The fields of each section of a legal entity."""

from collections.abc import Mapping

from bot.intake.documents.listed_taxes import taxes_text
from bot.slack.views.blocks import Block, context, field, option
from bot.slack.views.setup.account_fields import account_fields
from bot.slack.views.setup.choices import TIME_ZONE, search_select, time_zone_field_option
from bot.slack.views.setup.fields import (
    TYPED,
    address_parts,
    advice_line,
    country_field,
    late_fee_field,
    line_field,
    net_terms_field,
    number_fields,
    prices_field,
    reminder_fields,
    ticked,
)
from jupiter_core.domain.country_defaults import country_defaults
from jupiter_core.domain.deal_defaults import DealDefaults
from jupiter_core.domain.numbering import FirstNumber
from jupiter_core.domain.party import SenderProfile
from jupiter_core.domain.postal.countries import english_name
from jupiter_core.domain.totals import plain

LOGO_FILE = "logo_file"
_LOGO_HINT = (
    "PNG, JPEG, WebP or SVG, 5 MB at most; a large picture is scaled down. An SVG has shapes only, "
    "48 KB at most."
)
_TAXES_HINT = (
    "For several taxes on a line. One per row: QST 9.975% 1234567890 TQ0001. Write compound after "
    "the rate of a tax on the taxes above it. Such lines get no e-invoice, which carries VAT only."
)
_PEPPOL = "On the Peppol network, as scheme:id: 9930:DE136695976."


def name_fields(profile: SenderProfile) -> list[Block]:
    """All of the address, since another country may have parts that this one has not."""
    address = profile.address
    advice = advice_line(address)
    return [
        line_field("legal_name", "Legal name", profile.legal_name, hint="As registered."),
        *address_parts(address, every=True),
        country_field(address.country),
        *([context(advice)] if advice else []),
    ]


def series_field(series: str) -> Block:
    """The letters before the count."""
    return line_field(
        "series",
        "Number series",
        series,
        hint="The prefix of invoice numbers: JUS- gives JUS-000001.",
    )


def time_zone_field(zone: str) -> Block:
    """A menu that is searched as one types."""
    menu = search_select(TIME_ZONE, time_zone_field_option(zone), "Type a city")
    return field("time_zone", "Time zone", menu, hint="Issue dates follow this time zone.")


def numbers_fields(profile: SenderProfile) -> list[Block]:
    """In the words of its country, then any other."""
    return [
        *number_fields(profile),
        line_field("endpoint", "Electronic address", profile.endpoint, optional=True, hint=_PEPPOL),
    ]


def first_account_fields(profile: SenderProfile, typed: Mapping[str, str]) -> list[Block]:
    """Of the kind that its country has, until another is chosen; `typed` is what stands in them."""
    country = profile.address.country
    usual = {"holder": profile.legal_name, "currency": country_defaults(country).currency}
    return account_fields({**usual, **typed}, country, skippable=True)


def look_fields(profile: SenderProfile) -> list[Block]:
    """How its invoices look, and how it is reached."""
    return [
        *_logo(profile),
        line_field(
            "colour",
            "Colour",
            profile.colour,
            hint="For the invoice and its page, such as #1a2b3c.",
        ),
        line_field("email", "E-mail", profile.email, optional=True),
        line_field("phone", "Telephone", profile.phone, optional=True),
    ]


def numbering_fields(profile: SenderProfile) -> list[Block]:
    """Of invoices, then of credit notes."""
    return [
        series_field(profile.series),
        line_field(
            "number_pattern",
            "Number pattern",
            profile.number_pattern,
            optional=True,
            hint="{SERIES}{YYYY}-{SEQ:5} gives JUS-2026-00001 and begins anew each year. Empty: "
            "the series and six digits. Applies to new numbers.",
        ),
        line_field(
            "first_number",
            "First number",
            _count(profile.first_number),
            optional=True,
            hint="Where counting begins, to go on from another system. Before the first invoice.",
        ),
        line_field(
            "credit_note_number_pattern",
            "Credit notes: number pattern",
            profile.credit_note_number_pattern,
            optional=True,
            hint="Empty: as invoices, with a C before the count: JUS-C000001.",
        ),
        line_field(
            "first_credit_note_number",
            "Credit notes: first number",
            _count(profile.first_credit_note_number),
            optional=True,
            hint="Before the first credit note.",
        ),
    ]


def deal_fields(profile: SenderProfile) -> list[Block]:
    """What a deal has where nobody says another."""
    known = profile.defaults or DealDefaults()
    rate = "" if known.tax_rate is None else plain(known.tax_rate)
    country = english_name(profile.address.country)
    rates = [f"{plain(each)}%" for each in country_defaults(profile.address.country).tax_rates]
    usual = f" Usual there: {', '.join(rates)}." if rates else ""
    return [
        line_field(
            "defaults.currency", "Currency", known.currency, optional=True, hint="Such as USD."
        ),
        net_terms_field(known),
        late_fee_field(known),
        line_field(
            "defaults.tax_rate",
            "Tax rate in percent",
            rate,
            optional=True,
            hint=f"For customers in {country}.{usual}",
        ),
        prices_field(known),
        line_field(
            "taxes",
            "Taxes by name",
            taxes_text(profile.taxes),
            optional=True,
            hint=_TAXES_HINT,
            multiline=True,
        ),
    ]


def dates_fields(profile: SenderProfile) -> list[Block]:
    """What day it is there, and when payment is reminded of."""
    box = ticked("An invoice may keep an issue date that has passed", profile.back_dating)
    return [
        time_zone_field(profile.time_zone),
        field(
            "back_dating",
            "Back-dating",
            box,
            optional=True,
            hint="Otherwise an invoice is dated on the day it is issued.",
        ),
        *reminder_fields(profile.reminders),
    ]


def _logo(profile: SenderProfile) -> list[Block]:
    upload = {
        "type": "file_input",
        "action_id": TYPED,
        "filetypes": ["png", "jpg", "jpeg", "webp", "svg"],
        "max_files": 1,
    }
    label = "Another logo" if profile.logo else "Logo"
    file = field(LOGO_FILE, label, upload, optional=True, hint=_LOGO_HINT)
    if not profile.logo:
        return [file]
    box = {"type": "checkboxes", "action_id": TYPED, "options": [option("Remove it", "remove")]}
    return [file, field("logo", "Logo so far", box, optional=True)]


def _count(first: FirstNumber | None) -> str:
    return str(first.count) if first else ""
