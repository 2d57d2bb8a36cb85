"""The fields of a customer's references and delivery address, in their setup form."""

from bot.intake.documents.deal_defaults import UNSAID
from bot.slack.views.blocks import Block, context, field, option, select
from bot.slack.views.setup.choices import COUNTRY, country_field_option, search_select
from bot.slack.views.setup.fields import TYPED, line_field
from jupiter_core.domain.address import Address
from jupiter_core.domain.party import Customer
from jupiter_core.domain.portal import PortalKind, PortalPack
from jupiter_core.domain.references import words_of

_HINT = (
    "One per line: “Project: P-77”, “GL code (required)”, or a name of their own. Required ones "
    "are asked for before an invoice is submitted."
)


def portal_fields(customer: Customer) -> list[Block]:
    """Where they take invoices, and the numbers that its files need."""
    pack = customer.portal
    kinds = [option(each.words[:1].upper() + each.words[1:], each.value) for each in PortalKind]
    menu = select(TYPED, [option("None", UNSAID), *kinds], initial=pack.kind if pack else UNSAID)
    known = pack or PortalPack(kind=PortalKind.OTHER)
    return [
        context("If invoices go to their portal, each is due for upload there once issued."),
        field("portal.kind", "Portal", menu, optional=True),
        line_field("portal.name", "Name of another portal", known.name, optional=True),
        line_field(
            "portal.supplier_number", "Your supplier number", known.supplier_number, optional=True
        ),
        line_field(
            "portal.our_id",
            "Your id on the network",
            known.our_id,
            optional=True,
            hint="An ANID, a DUNS number, or domain:id. cXML files need it.",
        ),
        line_field("portal.their_id", "Their id on the network", known.their_id, optional=True),
    ]


def references_field(customer: Customer) -> Block:
    """What their accounts payable wants on invoices."""
    return line_field(
        "references",
        "References",
        words_of(customer.references),
        optional=True,
        hint=_HINT,
        multiline=True,
    )


def ship_to_fields(customer: Customer) -> list[Block]:
    """Where they have it delivered."""
    place = customer.ship_to
    address = place.address if place else Address(street="", country="")
    menu = search_select(COUNTRY, country_field_option(address.country), "Type to search")
    return [
        line_field(
            "ship_to.name",
            "Delivered to",
            place.name if place else "",
            optional=True,
            hint="Leave all of it empty if it is the billing address.",
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
