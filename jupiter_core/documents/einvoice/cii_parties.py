"""Seller and buyer in CII."""

from jupiter_core.documents.einvoice.markup import Node, node
from jupiter_core.documents.einvoice.model import Endpoint, Party, Place

_VAT, _NATIONAL = "VA", "FC"


def seller(party: Party) -> Node | None:
    return _party("ram:SellerTradeParty", party)


def buyer(party: Party) -> Node | None:
    return _party("ram:BuyerTradeParty", party)


def _party(name: str, party: Party) -> Node | None:
    return node(
        name,
        *(node("ram:ID", each) for each in party.ids),
        node("ram:Name", party.name),
        node("ram:SpecifiedLegalOrganization", node("ram:ID", party.registration)),
        _contact(party),
        _address(party.place),
        _endpoint(party.endpoint),
        _tax_id(party.tax_number, _NATIONAL),
        _tax_id(party.vat, _VAT),
    )


def _contact(party: Party) -> Node | None:
    return node(
        "ram:DefinedTradeContact",
        node("ram:PersonName", party.contact),
        node("ram:TelephoneUniversalCommunication", node("ram:CompleteNumber", party.phone)),
        node("ram:EmailURIUniversalCommunication", node("ram:URIID", party.email)),
    )


def _address(place: Place) -> Node | None:
    names = ("ram:LineOne", "ram:LineTwo", "ram:LineThree")
    return node(
        "ram:PostalTradeAddress",
        node("ram:PostcodeCode", place.postal_code),
        *(node(name, line) for name, line in zip(names, place.lines, strict=False)),
        node("ram:CityName", place.city),
        node("ram:CountryID", place.country),
        node("ram:CountrySubDivisionName", place.region),
    )


def _endpoint(endpoint: Endpoint | None) -> Node | None:
    if endpoint is None:
        return None
    uri = node("ram:URIID", endpoint.id, schemeID=endpoint.scheme)
    return node("ram:URIUniversalCommunication", uri)


def _tax_id(value: str, scheme: str) -> Node | None:
    return node("ram:SpecifiedTaxRegistration", node("ram:ID", value, schemeID=scheme))
