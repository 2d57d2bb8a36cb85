"""What a standard needs for an e-invoice and an invoice does not say."""

from collections.abc import Iterable, Iterator

from jupiter_core.documents.einvoice.countries import both_in, to_germany
from jupiter_core.documents.einvoice.france import french_gaps
from jupiter_core.documents.einvoice.gaps_of_peppol import peppol_gaps, peppol_gaps_of_seller
from jupiter_core.documents.einvoice.gaps_of_tax import tax_gaps
from jupiter_core.documents.einvoice.model import Profile
from jupiter_core.documents.einvoice.need import Need
from jupiter_core.documents.einvoice.parties import endpoint_of
from jupiter_core.documents.einvoice.pint import pint_gaps, pint_gaps_of_seller, pint_of
from jupiter_core.documents.einvoice.xrechnung import xrechnung_gaps
from jupiter_core.documents.sums import settled_of
from jupiter_core.domain.address import Address
from jupiter_core.domain.content import Content
from jupiter_core.domain.invoice import Invoice, State
from jupiter_core.domain.money import minor_digits
from jupiter_core.domain.party import Seller
from jupiter_core.domain.refusals import Refusal
from jupiter_core.domain.third_decimal import (
    MOST_DECIMALS,
    has_third_decimal,
    third_decimal_in,
)

_UNLISTED_CURRENCIES = {"STN", "XAD"}
_UNLISTED_COUNTRIES = {"AC", "TA"}
"""Known to ISO 4217 and to the post, and not to the code lists of the standards."""


class MissingForStandard(Refusal):
    """`need` completes “needs”; `rule` is the standard's name of it, which no person is told."""

    template = "{standard} needs {need}."
    standard: str
    need: str
    rule: str


class VoidHasNone(Refusal):
    """Of a void invoice no e-invoice is made, by any standard."""

    template = "A void invoice has no e-invoice, so that no software takes it for a bill."


class OfAnotherSystem(Refusal):
    """The e-invoice was that system's to make, if there is one."""

    template = "This was issued by {system}, so its e-invoice is not made here."
    system: str


def missing_for(invoice: Invoice, profile: Profile) -> tuple[Refusal, ...]:
    """Everything that stands in the way, each at its path; empty where the file can be made."""
    if invoice.state is State.VOID:
        return (VoidHasNone(),)
    if invoice.is_carried_over:
        return (OfAnotherSystem(invoice.content.carried_from),)
    needs = needs_of(invoice.content, invoice.number or "", profile)
    return _refusals(name_of(invoice.content, profile), (*needs, *_settled(invoice)))


def name_of(content: Content, profile: Profile) -> str:
    """What people call the standard, between the parties of an invoice."""
    if profile is Profile.PEPPOL and both_in(content, "FR"):
        return "French UBL"
    pint = pint_of(content) if profile is Profile.PEPPOL else None
    return pint.name if pint else profile.value


def needs_of(content: Content, number: str, profile: Profile) -> tuple[Need, ...]:
    """What the standard asks for, be it there or not; what an invoice says wrongly is unmet. A
    draft has no number."""
    needs = (*_common(content, number), *tax_gaps(content))
    if profile is Profile.PEPPOL:
        pint = pint_of(content)
        return (*needs, *peppol_gaps(content), *(pint_gaps(content, pint) if pint else ()))
    if profile is Profile.XRECHNUNG:
        return (*needs, *xrechnung_gaps(content))
    if profile is Profile.FRANCE and both_in(content, "FR"):
        return (*needs, *french_gaps(content, number))
    return needs


def profiles_of(content: Content) -> tuple[Profile, ...]:
    """The standards that an invoice between these parties may have to be written by: XRechnung
    for customers in Germany, France's rules between companies there."""
    found = [Profile.FACTUR_X, Profile.PEPPOL]
    found += [Profile.XRECHNUNG] if to_germany(content) else []
    found += [Profile.FRANCE] if both_in(content, "FR") else []
    return tuple(found)


def missing_of_seller(seller: Seller) -> tuple[Refusal, ...]:
    """What Peppol needs of a seller, at its path in `seller`; nothing of one who is not on the
    network."""
    if not seller.endpoint:
        return ()
    needs = (*peppol_gaps_of_seller(seller), *pint_gaps_of_seller(seller))
    return _refusals(Profile.PEPPOL.value, needs)


def _refusals(standard: str, needs: Iterable[Need]) -> tuple[Refusal, ...]:
    return tuple(
        MissingForStandard(standard, need.what, need.rule).at(need.path)
        for need in needs
        if not need.met
    )


def _settled(invoice: Invoice) -> Iterator[Need]:
    paid = settled_of(invoice)
    if minor_digits(paid.currency) > MOST_DECIMALS and has_third_decimal(paid):
        what = f"payments whose third decimal is 0, and {paid.words} are settled"
        yield Need("currency", what, "BR-DEC-16")


def _common(content: Content, number: str) -> Iterator[Need]:
    yield Need("number", "a number, which an invoice gets at issue", "BR-02", bool(number))
    if minor_digits(content.currency) > MOST_DECIMALS:
        third = third_decimal_in(content)
        what = f"amounts whose third decimal is 0, for {content.currency} has three"
        found = f": {third.words} cannot be said in two" if third else ""
        yield Need("currency", f"{what}{found}", "BR-DEC-12", third is None)
    if content.currency in _UNLISTED_CURRENCIES:
        yield Need("currency", f"a currency of its list, and {content.currency} is not", "BR-CL-04")
    yield from _country(content.seller.address, "seller.address.country", "the seller's", "BR-09")
    yield from _country(
        content.bill_to.address, "bill_to.address.country", "the customer's", "BR-11"
    )
    for path, typed in _endpoints(content).items():
        if typed and not endpoint_of(typed):
            what = f"an electronic address such as 9930:DE136695976 instead of “{typed}”"
            yield Need(path, what, "BR-CL-25")
    yield from _lines(content)


def _lines(content: Content) -> Iterator[Need]:
    for n, line in enumerate(content.lines):
        if not line.description:
            yield Need(f"lines[{n}].description", "a description of every line", "BR-25")
        if line.service_start and line.service_end and line.service_end < line.service_start:
            yield Need(f"lines[{n}].service_end", "periods that end after they start", "BR-30")


def _country(address: Address, path: str, whose: str, rule: str) -> Iterator[Need]:
    yield Need(path, f"{whose} country", rule, bool(address.country))
    if address.country in _UNLISTED_COUNTRIES:
        yield Need(path, f"{whose} country by its ISO code; {address.country} is none", "BR-CL-14")


def _endpoints(content: Content) -> dict[str, str]:
    return {
        "seller.endpoint": content.seller.endpoint,
        "bill_to.endpoint": content.bill_to.endpoint,
    }
