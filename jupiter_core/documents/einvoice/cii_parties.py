"""Seller and buyer in CII."""

from jupiter_core.documents.einvoice.markup import branch, leaf
from jupiter_core.documents.einvoice.model import Endpoint, PostalAddress, TradeParty

_VAT, _NATIONAL = "VA", "FC"


def seller(party: TradeParty) -> str:
    """BG-4, as CII's SellerTradeParty."""
    return _party("ram:SellerTradeParty", party)


def buyer(party: TradeParty) -> str:
    """BG-7, as CII's BuyerTradeParty."""
    return _party("ram:BuyerTradeParty", party)


def _party(name: str, party: TradeParty) -> str:
    return branch(
        name,
        *(leaf("ram:ID", each) for each in party.ids),
        leaf("ram:Name", party.name),
        branch("ram:SpecifiedLegalOrganization", leaf("ram:ID", party.registration)),
        _contact(party),
        _address(party.place),
        _endpoint(party.endpoint),
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


def _endpoint(endpoint: Endpoint | None) -> str:
    if endpoint is None:
        return ""
    uri = leaf("ram:URIID", endpoint.id, schemeID=endpoint.scheme)
    return branch("ram:URIUniversalCommunication", uri)


def _tax_id(value: str, scheme: str) -> str:
    return branch("ram:SpecifiedTaxRegistration", leaf("ram:ID", value, schemeID=scheme))
