"""The parties of a cXML invoice, where it is paid, and where it is delivered."""

from collections.abc import Iterator

from jupiter_core.documents.einvoice.markup import leaf
from jupiter_core.documents.einvoice.model import PostalAddress, TradeParty
from jupiter_core.documents.portals.markup import element, worded
from jupiter_core.documents.portals.signed import PortalInvoice
from jupiter_core.domain.postal.countries import english_name


def partners(found: PortalInvoice) -> Iterator[str]:
    """Who bills, to whom, and to whom it is paid with the account."""
    model = found.model
    yield _partner("from", model.seller, vat=model.seller.vat, tax=model.seller.tax_number)
    yield _partner("billTo", model.buyer, vat=model.buyer.vat)
    yield _partner("soldTo", model.buyer)
    if model.payment and model.payment.account:
        kind = "ibanID" if model.payment.is_iban else "accountID"
        account = {kind: model.payment.account, "bankRoutingID": model.payment.institution}
        yield _partner("remitTo", model.seller, name=model.payment.holder, **account)


def shipping(found: PortalInvoice) -> str:
    """From where, to where; nothing where it goes to the billing address."""
    place, model = found.content.bill_to.ship_to, found.model
    if place is None:
        return ""
    name = place.name or model.buyer.name
    return element(
        "InvoiceDetailShipping",
        {},
        _contact("shipFrom", model.seller.name, model.seller.place),
        _contact("shipTo", name, model.deliver_to, code=place.code),
    )


def _partner(role: str, party: TradeParty, *, name: str = "", **numbers: str) -> str:
    email = leaf("Email", party.email)
    contact = _contact(role, name or party.name, party.place, email)
    return element("InvoicePartner", {}, contact, *_numbers(numbers))


def _numbers(numbers: dict[str, str]) -> Iterator[str]:
    """Tax and bank numbers, each in the domain that it is of."""
    domains = {"vat": "vatID", "tax": "federalTaxID"}
    for kind, number in numbers.items():
        if number:
            said = {"identifier": number, "domain": domains.get(kind, kind)}
            yield element("IdReference", said)


def _contact(role: str, name: str, place: PostalAddress, *more: str, code: str = "") -> str:
    known = {"role": role, **({"addressID": code} if code else {})}
    return element("Contact", known, worded("Name", name), _address(place), *more)


def _address(place: PostalAddress) -> str:
    country = leaf("Country", english_name(place.country), isoCountryCode=place.country)
    return element(
        "PostalAddress",
        {},
        *(leaf("Street", line) for line in place.lines),
        leaf("City", place.city) or element("City", {}),
        leaf("State", place.region),
        leaf("PostalCode", place.postal_code),
        country,
    )
