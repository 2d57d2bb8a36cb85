"""What a file says of itself: by which specification it is written (BT-24), for which process
(BT-23), what its tax is called, and how its notes stand."""

from typing import NamedTuple

from jupiter_core.documents.einvoice.countries import both_in
from jupiter_core.domain.content import Content


class Dialect(NamedTuple):
    """One way to write an invoice in a syntax. `tax` is the scheme of its tax numbers and
    categories. With `coded_notes`, a UBL has each note by itself, its subject code (BT-21) before
    the text as `#PMT#`; CII has a place for the code."""

    specification: str
    process: str = ""
    tax: str = "VAT"
    coded_notes: bool = False


EN_16931 = "urn:cen.eu:en16931:2017"
_PEPPOL_PROCESS = "urn:fdc:peppol.eu:2017:poacc:billing:01:1.0"
_FRENCH_SERVICES = "S1"
"""A services invoice that is sent to be paid (BR-FR-08)."""

FACTUR_X = Dialect(EN_16931)
FRENCH = Dialect(EN_16931, _FRENCH_SERVICES, coded_notes=True)
PEPPOL = Dialect(f"{EN_16931}#compliant#urn:fdc:peppol.eu:2017:poacc:billing:3.0", _PEPPOL_PROCESS)
XRECHNUNG = Dialect(f"{EN_16931}#compliant#urn:xeinkauf.de:kosit:xrechnung_3.0", _PEPPOL_PROCESS)


def factur_x_of(content: Content) -> Dialect:
    """Within France it names its process."""
    return FRENCH if both_in(content, "FR") else FACTUR_X


def ubl_of_peppol(content: Content) -> Dialect:
    """Within France it is the French specification that goes over the network: several notes,
    which Peppol BIS Billing forbids (PEPPOL-EN16931-R002), and the process of BR-FR-08."""
    return FRENCH if both_in(content, "FR") else PEPPOL
