"""The needs of each standard that is usual between two parties, be they met or not."""

from collections.abc import Iterable, Iterator

from jupiter_core.documents.einvoice.countries import both_in
from jupiter_core.documents.einvoice.gaps import name_of, needs_of, profiles_of
from jupiter_core.documents.einvoice.model import Profile
from jupiter_core.documents.einvoice.need import Need
from jupiter_core.domain.content import Content
from jupiter_core.domain.e_invoice_readiness import (
    EInvoiceReadiness,
    NeededField,
    NeedOf,
    StandardReadiness,
)

_PEPPOL_AUTHORITIES = {
    *("AT", "AU", "BE", "DK", "FI", "IE", "IS", "IT", "JP", "LU", "MY", "NL", "NO", "NZ", "PL"),
    *("PT", "SE", "SG"),
}
"""Whose authorities, or companies, take invoices over Peppol."""
_PURPOSES = {
    Profile.FACTUR_X: "inside every PDF",
    Profile.PEPPOL: "sent over the Peppol network",
    Profile.XRECHNUNG: "for German authorities",
    Profile.FRANCE: "the law between companies in France from September 2026",
}
_BELGIAN = "the law between companies in Belgium since January 2026"
_ELSEWHERE = {
    "IT": "Italy's law wants FatturaPA, sent through its exchange system (SdI)",
    "MY": "Malaysia's law wants each e-invoice validated by its tax authority (MyInvois)",
    "PL": "Poland's law wants FA(3), sent through its KSeF",
    "RO": "Romania's law wants e-invoices sent through its RO e-Factura",
    "GR": "Greece's law wants a mark of its tax authority (myDATA) on each invoice",
}
"""Between companies of the country; a provider there takes the PDF or the UBL and does it."""
_SAID_LATER = {"number", "lines[0].service_start"}
"""What no set-up can say."""


def readiness_of(content: Content) -> EInvoiceReadiness:
    """Of a deal that is usual between its parties."""
    seller = content.seller
    found = (_standard(content, each) for each in _usual(content))
    missing_law = _ELSEWHERE.get(seller.address.country, "")
    at_home = both_in(content, seller.address.country) and missing_law
    return EInvoiceReadiness(
        sender_profile_id=seller.profile_id,
        legal_name=seller.legal_name,
        standards=tuple(found),
        notice=f"{missing_law}: that is not made here, a provider has to." if at_home else "",
    )


def _usual(content: Content) -> Iterator[Profile]:
    seller, buyer = content.seller, content.bill_to
    on_peppol = seller.endpoint or buyer.endpoint or buyer.address.country in _PEPPOL_AUTHORITIES
    for profile in profiles_of(content):
        if profile is not Profile.PEPPOL or on_peppol:
            yield profile


def _standard(content: Content, profile: Profile) -> StandardReadiness:
    belgian = profile is Profile.PEPPOL and both_in(content, "BE")
    return StandardReadiness(
        standard=name_of(content, profile),
        purpose=_BELGIAN if belgian else _PURPOSES[profile],
        fields=tuple(_fields(needs_of(content, "", profile))),
        has_file=profile is not Profile.FRANCE,
    )


def _fields(needs: Iterable[Need]) -> Iterator[NeededField]:
    """Each thing once: it is there when every rule that asks for it finds it. Of what is there at
    one place, the last word is the closest."""
    asked: dict[tuple[str, str], bool] = {}
    for need in needs:
        if need.path not in _SAID_LATER:
            key = (need.path, need.what)
            asked[key] = asked.get(key, True) and need.met
    closest = {path: what for (path, what), there in asked.items() if there}
    for (path, what), there in asked.items():
        if there and closest[path] != what:
            continue
        yield NeededField(of=_said_by(path), path=path, what=what, there=there)


def _said_by(path: str) -> NeedOf:
    if path.startswith(("seller.", "remit_to.")):
        return NeedOf.ENTITY
    return NeedOf.CUSTOMER if path.startswith("bill_to.") else NeedOf.INVOICE
