"""Seller and buyer in CII."""

from jupiter_core.documents.einvoice.markup import branch, leaf
from jupiter_core.documents.einvoice.model import Identifier, PostalAddress, TradeParty

_VAT, _NATIONAL = "VA", "FC"


def seller(party: TradeParty) -> str:
    """BG-4, as CII's SellerTradeParty."""
    return _party("ram:SellerTradeParty", party)


def buyer(party: TradeParty) -> str:
    """BG-7, as CII's BuyerTradeParty."""
    return _party("ram:BuyerTradeParty", party)


def ship_to(place: PostalAddress, name: str = "", code: str = "") -> str:
    """BG-13: BT-71, BT-70 and BG-15."""
    return branch(
        "ram:ShipToTradeParty", leaf("ram:ID", code), leaf("ram:Name", name), _address(place)
    )


def _party(name: str, party: TradeParty) -> str:
    return branch(
        name,
        *(leaf("ram:ID", each.id) for each in party.ids if not each.scheme),
        *(_identifier("ram:GlobalID", each) for each in party.ids if each.scheme),
        leaf("ram:Name", party.name),
        branch("ram:SpecifiedLegalOrganization", _identifier("ram:ID", party.registration)),
        _contact(party),
        _address(party.place),
        branch("ram:URIUniversalCommunication", _identifier("ram:URIID", party.endpoint)),
        _tax_id(party.tax_number, _NATIONAL),
        _tax_id(party.vat, _VAT),
    )


def _contact(party: TradeParty) -> str:
    return branch(
        "ram:DefinedTradeContact",
        leaf("ram:PersonName", party.contact),
        branch("ram:TelephoneUniversalCommunication", leaf("ram:CompleteNumber", party.phone)),
        branch("ram:EmailURIUniversalCommunication", leaf("ram:URIID", party.email)),
    )


def _address(place: PostalAddress) -> str:
    names = ("ram:LineOne", "ram:LineTwo", "ram:LineThree")
    return branch(
        "ram:PostalTradeAddress",
        leaf("ram:PostcodeCode", place.postal_code),
        *(leaf(name, line) for name, line in zip(names, place.lines, strict=False)),
        leaf("ram:CityName", place.city),
        leaf("ram:CountryID", place.country),
        leaf("ram:CountrySubDivisionName", place.region),
    )


def _identifier(name: str, identifier: Identifier | None) -> str:
    return leaf(name, identifier.id, schemeID=identifier.scheme) if identifier else ""


def _tax_id(value: str, scheme: str) -> str:
    return branch("ram:SpecifiedTaxRegistration", leaf("ram:ID", value, schemeID=scheme))
