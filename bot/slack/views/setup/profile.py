"""The form of a sender profile: a legal entity and how its invoices look and count."""

from bot.intake.modals.setup import _REMOVE
from bot.slack.views.blocks import Block, context, field, header, modal, option
from bot.slack.views.setup.choices import TIME_ZONE, search_select, time_zone_field_option
from bot.slack.views.setup.fields import (
    TYPED,
    account_fields,
    address_fields,
    line_field,
    reminder_fields,
    tax_id_fields,
    ticked,
)
from jupiter_core.domain.party import SenderProfile

PROFILE_SAVED = "setup_profile_saved"
_FIRST_ACCOUNT = "bank_accounts[0]."
_COLOUR = "#1f3a5f"


def profile_view(profile: SenderProfile | None, *, metadata: str, time_zone: str = "") -> Block:
    """With a bank account where the profile is new; later those change by proposal only."""
    account = [header("Bank account"), *account_fields(None, _FIRST_ACCOUNT)]
    later = [context("Bank details change under “Bank details”, and need a second person.")]
    return modal(
        "Edit legal entity" if profile else "New legal entity",
        [*_identity(profile), *_looks(profile, time_zone), *(later if profile else account)],
        callback_id=PROFILE_SAVED,
        submit="Save",
        close="Cancel",
        private_metadata=metadata,
    )


def _identity(profile: SenderProfile | None) -> list[Block]:
    return [
        line_field(
            "legal_name",
            "Legal name",
            profile.legal_name if profile else "",
            hint="As registered.",
        ),
        *address_fields(profile.address if profile else None),
        *tax_id_fields(profile.tax_ids if profile else ()),
        line_field("email", "E-mail", profile.email if profile else "", optional=True),
        line_field("phone", "Telephone", profile.phone if profile else "", optional=True),
        line_field(
            "endpoint",
            "Electronic address",
            profile.endpoint if profile else "",
            optional=True,
            hint="On the Peppol network, as scheme:id: 9930:DE136695976.",
        ),
    ]


def _looks(profile: SenderProfile | None, time_zone: str) -> list[Block]:
    zone = time_zone_field_option(profile.time_zone if profile else time_zone)
    return [
        line_field(
            "series",
            "Number series",
            profile.series if profile else "",
            hint="The prefix of invoice numbers: JUS- gives JUS-000001.",
        ),
        line_field(
            "number_pattern",
            "Number pattern",
            profile.number_pattern if profile else "",
            optional=True,
            hint="{SERIES}{YYYY}-{SEQ:5} gives JUS-2026-00001 and begins anew each year. Empty: "
            "the series and six digits. Applies to new numbers.",
        ),
        line_field(
            "first_number",
            "First number",
            str(profile.first_number.count) if profile and profile.first_number else "",
            optional=True,
            hint="Where counting begins, to go on from another system. Before the first invoice.",
        ),
        line_field(
            "colour",
            "Colour",
            profile.colour if profile else _COLOUR,
            hint="For the invoice and its page, such as #1a2b3c.",
        ),
        *_logo(profile),
        field(
            "time_zone",
            "Time zone",
            search_select(TIME_ZONE, zone, "Type a city"),
            hint="Issue dates follow this time zone.",
        ),
        field(
            "back_dating",
            "Back-dating",
            ticked(
                "An invoice may keep an issue date that has passed",
                profile is not None and profile.back_dating,
            ),
            optional=True,
            hint="Otherwise an invoice is dated on the day it is issued.",
        ),
        *reminder_fields(profile.reminders if profile else None),
    ]


def _logo(profile: SenderProfile | None) -> list[Block]:
    where = "A PNG or SVG comes from the setup file (logo: in the YAML), loaded by the operator."
    if not profile or not profile.logo:
        return [context(f"No logo. {where}")]
    box = {"type": "checkboxes", "action_id": TYPED, "options": [option("Remove it", _REMOVE)]}
    return [field("logo", "Logo", box, optional=True, hint=where)]
