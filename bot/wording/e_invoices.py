"""The e-invoices of a version in words: their names, and why one cannot be made."""

from typing import NamedTuple

from jupiter_core.domain.invoice import Invoice
from jupiter_core.domain.version import Version
from jupiter_core.ports import NoEInvoice, Renderer


class Standard(NamedTuple):
    """`suffix` ends its file's name and its address."""

    name: str
    suffix: str

    def written(self, version: Version, renderer: Renderer) -> bytes:
        """Its file. Raises NoEInvoice."""
        return renderer.cii(version) if self is FACTUR_X else renderer.ubl(version)


FACTUR_X = Standard("Factur-X XML", "cii.xml")
PEPPOL = Standard("UBL XML (Peppol)", "ubl.xml")
STANDARDS = (FACTUR_X, PEPPOL)


def why_none(refusal: NoEInvoice) -> str:
    """All that is missing, a sentence each."""
    return " ".join(each.sentence for each in refusal.refusals)


def told(invoice: Invoice, made: list[Standard], missing: dict[Standard, str]) -> str:
    """What is said in the thread with the files that could be made, unescaped."""
    version = f"{invoice.number}, version {invoice.revision}"
    said = [f"{version}, e-invoice: {' and '.join(each.name for each in made)}."]
    if not made:
        said = [f"{version}, cannot be sent as an e-invoice yet."]
    said += [f"No {each.name}: {why}" for each, why in missing.items()]
    return "\n".join(said)


def told_with_links(said: str, made: list[Standard], link: str, invoice: Invoice) -> str:
    """The same where the files could not be shared, unescaped."""
    where = [f"{each.name}: {link}/v/{invoice.revision}.{each.suffix}" for each in made]
    return "\n".join([said, *where])
