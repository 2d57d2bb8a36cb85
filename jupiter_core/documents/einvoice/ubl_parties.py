"""Seller and buyer in UBL."""

from jupiter_core.documents.einvoice.markup import branch, leaf
from jupiter_core.documents.einvoice.model import Identifier, PostalAddress, TradeParty

_VAT, _NATIONAL = "VAT", "TAX"


def supplier(party: TradeParty) -> str:
    """BG-4, as UBL's AccountingSupplierParty."""
    return branch("cac:AccountingSupplierParty", _party(party))


def customer(party: TradeParty) -> str:
    """BG-7, as UBL's AccountingCustomerParty."""
    return branch("cac:AccountingCustomerParty", _party(party))


def delivery(place: PostalAddress, name: str = "", code: str = "", day: str = "") -> str:
    """BG-13: `day` is BT-72 as it is written; BT-71, BG-15 and BT-70."""
    at = branch("cac:DeliveryLocation", leaf("cbc:ID", code), _address("cac:Address", place))
    party = branch("cac:DeliveryParty", branch("cac:PartyName", leaf("cbc:Name", name)))
    return branch("cac:Delivery", day, at, party)


def _party(party: TradeParty) -> str:
    return branch(
        "cac:Party",
        _identifier("cbc:EndpointID", party.endpoint),
        *(branch("cac:PartyIdentification", _identifier("cbc:ID", each)) for each in party.ids),
        _address("cac:PostalAddress", party.place),
        _tax_id(party.vat, _VAT),
        _tax_id(party.tax_number, _NATIONAL),
        branch(
            "cac:PartyLegalEntity",
            leaf("cbc:RegistrationName", party.name),
            _identifier("cbc:CompanyID", party.registration),
        ),
        branch(
            "cac:Contact",
            leaf("cbc:Name", party.contact),
            leaf("cbc:Telephone", party.phone),
            leaf("cbc:ElectronicMail", party.email),
        ),
    )


def _identifier(name: str, identifier: Identifier | None) -> str:
    return leaf(name, identifier.id, schemeID=identifier.scheme) if identifier else ""


def _address(name: str, place: PostalAddress) -> str:
    street, further, third = (*place.lines, "", "", "")[:3]
    return branch(
        name,
        leaf("cbc:StreetName", street),
        leaf("cbc:AdditionalStreetName", further),
        leaf("cbc:CityName", place.city),
        leaf("cbc:PostalZone", place.postal_code),
        leaf("cbc:CountrySubentity", place.region),
        branch("cac:AddressLine", leaf("cbc:Line", third)),
        branch("cac:Country", leaf("cbc:IdentificationCode", place.country)),
    )


def _tax_id(value: str, scheme: str) -> str:
    if not value:
        return ""
    return branch(
        "cac:PartyTaxScheme",
        leaf("cbc:CompanyID", value),
        branch("cac:TaxScheme", leaf("cbc:ID", scheme)),
    )
