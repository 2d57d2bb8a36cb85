"""The e-invoices of a version in words: their names, and why one cannot be made."""

from collections.abc import Iterator
from typing import NamedTuple

from jupiter_core.domain.content import Content
from jupiter_core.domain.e_invoice_readiness import EInvoiceReadiness
from jupiter_core.domain.invoice import Invoice
from jupiter_core.domain.leitweg_id import may_be_xrechnung
from jupiter_core.domain.version import Version
from jupiter_core.ports import NoEInvoice, Renderer


class Standard(NamedTuple):
    """`suffix` ends its file's name and its address."""

    name: str
    suffix: str

    def written(self, version: Version, renderer: Renderer) -> bytes:
        """Its file. Raises NoEInvoice."""
        if self in XRECHNUNGEN:
            return renderer.xrechnung(version, in_cii=self is XRECHNUNG_IN_CII)
        return renderer.cii(version) if self is FACTUR_X else renderer.ubl(version)


FACTUR_X = Standard("Factur-X XML", "cii.xml")
PEPPOL = Standard("UBL XML (Peppol)", "ubl.xml")
XRECHNUNG = Standard("XRechnung", "xrechnung.xml")
XRECHNUNG_IN_CII = Standard("XRechnung (CII)", "xrechnung-cii.xml")
XRECHNUNGEN = (XRECHNUNG, XRECHNUNG_IN_CII)
STANDARDS = (FACTUR_X, PEPPOL)
"""Those that every customer is offered."""
_PINT = "Peppol PINT"


def standards_of(version: Version) -> tuple[Standard, ...]:
    """Those, and XRechnung where a German customer has a reference."""
    own = (XRECHNUNG,) if may_be_xrechnung(version.invoice().content) else ()
    return (*STANDARDS, *own)


def name_for_customer(standard: Standard, content: Content, renderer: Renderer) -> str:
    """What the customer's AP calls it: in Germany, Factur-X is ZUGFeRD and an XRechnung has two
    syntaxes; within France, or a country of PINT, the UBL is written by that."""
    if standard is XRECHNUNG:
        return "XRechnung (UBL)"
    if standard is FACTUR_X and content.bill_to.address.country == "DE":
        return "ZUGFeRD XML"
    if standard is PEPPOL:
        if content.seller.address.country == content.bill_to.address.country == "FR":
            return "UBL XML"
        usual = renderer.e_invoice_readiness(content).standards
        pints = (each.standard for each in usual if each.standard.startswith(_PINT))
        return next((f"UBL XML ({pint})" for pint in pints), standard.name)
    return standard.name


def why_none(refusal: NoEInvoice) -> str:
    """All that is missing, a sentence each."""
    return " ".join(dict.fromkeys(each.sentence for each in refusal.refusals))


def told(
    invoice: Invoice,
    made: list[Standard],
    missing: dict[Standard, str],
    readiness: EInvoiceReadiness,
) -> str:
    """What is said in the thread with the files that could be made, unescaped; a country's rules
    that have no file of their own are at the end."""
    version = f"{invoice.number}, version {invoice.revision}"
    names = [each.name for each in made]
    named = " and ".join(filter(None, [", ".join(names[:-1]), *names[-1:]]))
    said = [f"{version}, e-invoice: {named}."]
    if not made:
        said = [f"{version}, cannot be sent as an e-invoice yet."]
    said += [f"No {each.name}: {why}" for each, why in missing.items()]
    return "\n".join([*said, *_rules(readiness)])


def _rules(readiness: EInvoiceReadiness) -> Iterator[str]:
    for each in readiness.standards:
        if each.missing and not each.has_file:
            needed = "; ".join(field.what for field in each.missing)
            yield f"{each.standard}, {each.purpose}, also needs: {needed}."


def told_with_links(said: str, made: list[Standard], link: str, invoice: Invoice) -> str:
    """The same where the files could not be shared, unescaped."""
    where = [f"{each.name}: {link}/v/{invoice.revision}.{each.suffix}" for each in made]
    return "\n".join([said, *where])
