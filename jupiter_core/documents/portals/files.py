"""Which file is written how."""

from collections.abc import Callable, Mapping

from jupiter_core.documents.portals.ariba import ariba_csv
from jupiter_core.documents.portals.coupa import coupa_csv
from jupiter_core.documents.portals.cxml import cxml
from jupiter_core.documents.portals.signed import PortalInvoice, portal_invoice
from jupiter_core.domain.invoice import State
from jupiter_core.domain.portal import NothingToUpload, PortalFile, PortalPack
from jupiter_core.domain.version import Version

_WRITTEN: Mapping[PortalFile, Callable[[PortalInvoice], bytes]] = {
    PortalFile.CXML: cxml,
    PortalFile.COUPA_CSV: coupa_csv,
    PortalFile.ARIBA_CSV: ariba_csv,
}


def portal_file(version: Version, file: PortalFile, pack: PortalPack) -> bytes:
    """Raises NothingToUpload before issue, of what is void and of what another system issued, and
    PortalIdsMissing."""
    invoice = version.invoice()
    if not invoice.number or invoice.state is State.VOID or invoice.is_carried_over:
        raise NothingToUpload(invoice.title)
    return _WRITTEN[file](portal_invoice(version, pack))
