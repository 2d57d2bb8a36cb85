"""Seller and buyer in UBL."""

from jupiter_core.documents.einvoice.markup import Node, node
from jupiter_core.documents.einvoice.model import Party, Place

_VAT, _NATIONAL = "VAT", "TAX"


def supplier(party: Party) -> Node | None:
    return node("cac:AccountingSupplierParty", _party(party))


def customer(party: Party) -> Node | None:
    return node("cac:AccountingCustomerParty", _party(party))


def _party(party: Party) -> Node | None:
    endpoint = party.endpoint
    return node(
        "cac:Party",
        node("cbc:EndpointID", endpoint.id, schemeID=endpoint.scheme) if endpoint else None,
        *(node("cac:PartyIdentification", node("cbc:ID", each)) for each in party.ids),
        _address(party.place),
        _tax_id(party.vat, _VAT),
        _tax_id(party.tax_number, _NATIONAL),
        node(
            "cac:PartyLegalEntity",
            node("cbc:RegistrationName", party.name),
            node("cbc:CompanyID", party.registration),
        ),
        node(
            "cac:Contact",
            node("cbc:Name", party.contact),
            node("cbc:Telephone", party.phone),
            node("cbc:ElectronicMail", party.email),
        ),
    )


def _address(place: Place) -> Node | None:
    street, further, third = (*place.lines, "", "", "")[:3]
    return node(
        "cac:PostalAddress",
        node("cbc:StreetName", street),
        node("cbc:AdditionalStreetName", further),
        node("cbc:CityName", place.city),
        node("cbc:PostalZone", place.postal_code),
        node("cbc:CountrySubentity", place.region),
        node("cac:AddressLine", node("cbc:Line", third)),
        node("cac:Country", node("cbc:IdentificationCode", place.country)),
    )


def _tax_id(value: str, scheme: str) -> Node | None:
    if not value:
        return None
    return node(
        "cac:PartyTaxScheme",
        node("cbc:CompanyID", value),
        node("cac:TaxScheme", node("cbc:ID", scheme)),
    )
