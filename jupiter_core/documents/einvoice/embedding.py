"""Versions into e-invoice files, and the one that the PDF carries."""

from jupiter_core.documents.archive import Attached
from jupiter_core.documents.einvoice.cii import cii
from jupiter_core.documents.einvoice.composition import einvoice_of
from jupiter_core.documents.einvoice.dialects import XRECHNUNG, factur_x_of, ubl_of_peppol
from jupiter_core.documents.einvoice.gaps import missing_for
from jupiter_core.documents.einvoice.model import ElectronicInvoice, Profile
from jupiter_core.documents.einvoice.pint import as_pint, pint_of
from jupiter_core.documents.einvoice.ubl import ubl
from jupiter_core.documents.einvoice.xrechnung import as_xrechnung
from jupiter_core.domain.invoice import Invoice
from jupiter_core.domain.version import Version
from jupiter_core.ports import NoEInvoice


def cii_of(version: Version) -> bytes:
    """Factur-X, profile EN 16931. Raises NoEInvoice with all that is missing."""
    dialect = factur_x_of(version.invoice().content)
    return cii(_complete(version, Profile.FACTUR_X), dialect)


def ubl_of(version: Version) -> bytes:
    """Peppol BIS Billing 3.0, or the PINT or the French specification of both parties' country.
    Raises NoEInvoice with all that is missing."""
    invoice, content = _complete(version, Profile.PEPPOL), version.invoice().content
    pint = pint_of(content)
    if pint is None:
        return ubl(invoice, ubl_of_peppol(content))
    subject = f"{version.workspace_id}/{version.subject_id}"
    return ubl(as_pint(invoice, pint, content, subject), pint.dialect)


def xrechnung_of(version: Version, *, in_cii: bool = False) -> bytes:
    """XRechnung 3.0, in UBL or in CII. Raises NoEInvoice with all that is missing."""
    complete = _complete(version, Profile.XRECHNUNG)
    invoice = as_xrechnung(complete, version.invoice().content)
    return (cii if in_cii else ubl)(invoice, XRECHNUNG)


def attached_to(version: Version, invoice: Invoice) -> Attached | None:
    """What the PDF of `version` carries; None where something is missing for it."""
    if missing_for(invoice, Profile.FACTUR_X):
        return None
    return Attached(cii(einvoice_of(version, invoice), factur_x_of(invoice.content)))


def _complete(version: Version, profile: Profile) -> ElectronicInvoice:
    invoice = version.invoice()
    missing = missing_for(invoice, profile)
    if missing:
        raise NoEInvoice(missing)
    return einvoice_of(version, invoice)
