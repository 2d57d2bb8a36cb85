"""XRechnung 3.0 of KoSIT: what German authorities take, in UBL or CII, by the rules BR-DE."""

import re
from collections.abc import Iterator
from dataclasses import replace

from jupiter_core.documents.einvoice.countries import to_germany
from jupiter_core.documents.einvoice.model import ElectronicInvoice, Identifier, TradeParty
from jupiter_core.documents.einvoice.need import Need, delivery_needs
from jupiter_core.domain.content import Content
from jupiter_core.domain.leitweg_id import is_wrong_leitweg_id

_MAIL = "EM"
"""The scheme of e-mail addresses in the list EAS."""
_DIGITS = 3


def as_xrechnung(invoice: ElectronicInvoice, content: Content) -> ElectronicInvoice:
    """With the early-payment discount in the form that software reads (BR-DE-18); a party that is
    on no network is reached by e-mail."""
    return replace(
        invoice,
        terms=_terms(invoice, content),
        seller=_reached(invoice.seller),
        buyer=_reached(invoice.buyer),
    )


def xrechnung_gaps(content: Content) -> Iterator[Need]:
    """Whoever the seller is; it is for customers in Germany alone."""
    if not to_germany(content):
        yield Need("bill_to.address.country", "a customer in Germany", "BR-DE-10")
        return
    seller, buyer = content.seller, content.bill_to
    yield Need("seller.phone", "the seller's telephone number", "BR-DE-6", bool(seller.phone))
    if seller.phone and len(re.findall("[0-9]", seller.phone)) < _DIGITS:
        yield Need("seller.phone", "a telephone number of three digits at least", "BR-DE-27")
    yield Need("seller.email", "the seller's e-mail address", "BR-DE-7", bool(seller.email))
    for party, whose, address, rules in (
        ("seller", "the seller's", seller.address, ("BR-DE-3", "BR-DE-4")),
        ("bill_to", "the customer's", buyer.address, ("BR-DE-8", "BR-DE-9")),
    ):
        city, postal_code = f"{party}.address.city", f"{party}.address.postal_code"
        yield Need(city, f"{whose} city", rules[0], bool(address.city))
        yield Need(postal_code, f"{whose} postal code", rules[1], bool(address.postal_code))
    yield from delivery_needs(content, "BR-DE-10", "BR-DE-11")
    what = "the customer's buyer reference: an authority's Leitweg-ID"
    reference = buyer.buyer_reference
    yield Need("bill_to.buyer_reference", what, "BR-DE-15", bool(reference))
    if is_wrong_leitweg_id(reference):
        what = f"a Leitweg-ID with right check digits; those of “{reference}” are wrong"
        yield Need("bill_to.buyer_reference", what, "BR-DE-15")
    what = "the customer's electronic address, or the e-mail address of its AP"
    reached = bool(buyer.endpoint or buyer.ap_contact.email)
    yield Need("bill_to.endpoint", what, "PEPPOL-EN16931-R010", reached)


def _terms(invoice: ElectronicInvoice, content: Content) -> str:
    early = content.early_payment
    if not early or content.corrects:
        return invoice.terms
    return f"{invoice.terms}\n#SKONTO#TAGE={early.days}#PROZENT={early.percent:.2f}#\n"


def _reached(party: TradeParty) -> TradeParty:
    if party.endpoint or not party.email:
        return party
    return replace(party, endpoint=Identifier(scheme=_MAIL, id=party.email))
