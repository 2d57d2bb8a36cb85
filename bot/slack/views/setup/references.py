"""The fields of a customer's references and delivery address, in their setup form."""

from bot.slack.views.blocks import Block, field, header
from bot.slack.views.setup.choices import COUNTRY, country_field_option, search_select
from bot.slack.views.setup.fields import line_field
from jupiter_core.domain.address import Address
from jupiter_core.domain.party import Customer
from jupiter_core.domain.references import words_of

_HINT = (
    "One a line: “Project: P-77”, “GL code (required)”, or a word of their own. Required ones are "
    "asked for before an invoice is submitted."
)


def reference_fields(customer: Customer | None) -> list[Block]:
    """What their accounts payable wants on invoices, and where they have it delivered."""
    return [
        line_field(
            "references",
            "References",
            words_of(customer.references) if customer else "",
            optional=True,
            hint=_HINT,
            multiline=True,
        ),
        header("Delivery address"),
        *_ship_to(customer),
    ]


def _ship_to(customer: Customer | None) -> list[Block]:
    place = customer.ship_to if customer else None
    address = place.address if place else Address(street="", country="")
    menu = search_select(COUNTRY, country_field_option(address.country), "Type to search")
    return [
        line_field(
            "ship_to.name",
            "Delivered to",
            place.name if place else "",
            optional=True,
            hint="Leave all of it empty where it is the billing address.",
        ),
        line_field("ship_to.code", "Location code", place.code if place else "", optional=True),
        line_field(
            "ship_to.address.street",
            "Delivery street",
            address.street,
            optional=True,
            multiline=True,
        ),
        line_field("ship_to.address.city", "Delivery city", address.city, optional=True),
        line_field(
            "ship_to.address.region", "Delivery region or state", address.region, optional=True
        ),
        line_field(
            "ship_to.address.postal_code",
            "Delivery postal code",
            address.postal_code,
            optional=True,
        ),
        field("ship_to.address.country", "Delivery country", menu, optional=True),
    ]
