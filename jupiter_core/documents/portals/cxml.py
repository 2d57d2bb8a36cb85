"""cXML InvoiceDetailRequest, by the users' guide of cXML 1.2: the file that Coupa, SAP Business
Network and others take by upload.

What it says of itself follows from the version, so that the same version gives the same bytes. It
holds no shared secret: those belong to a connection, and a person uploads this.
"""

from datetime import datetime, time
from zoneinfo import ZoneInfo

from jupiter_core.documents.einvoice.markup import leaf
from jupiter_core.documents.portals.cxml_header import request_header
from jupiter_core.documents.portals.cxml_orders import orders
from jupiter_core.documents.portals.cxml_summary import summary
from jupiter_core.documents.portals.markup import element
from jupiter_core.documents.portals.signed import PortalInvoice
from jupiter_core.domain.portal import PortalIdsMissing

_DTD = "http://xml.cxml.org/schemas/cXML/1.2.050/InvoiceDetail.dtd"
_AGENT = "JupiterInvoice"
_NETWORK, _DUNS, _OTHER = "NetworkID", "DUNS", "SupplierID"


def cxml(found: PortalInvoice) -> bytes:
    """Raises PortalIdsMissing where the pack has not both sides' ids."""
    pack = found.pack
    if not (pack.our_id and pack.their_id):
        raise PortalIdsMissing(found.content.bill_to.legal_name).at("portal")
    ours, theirs = _credential(pack.our_id), _credential(pack.their_id)
    header = element(
        "Header",
        {},
        element("From", {}, ours),
        element("To", {}, theirs),
        element("Sender", {}, ours, leaf("UserAgent", _AGENT)),
    )
    detail = element(
        "InvoiceDetailRequest",
        {},
        request_header(found, _at_noon(found)),
        *orders(found),
        summary(found),
    )
    request = element("Request", {"deploymentMode": "production"}, detail)
    head = f'<?xml version="1.0" encoding="UTF-8"?>\n<!DOCTYPE cXML SYSTEM "{_DTD}">\n'
    return f"{head}{element('cXML', _identity(found), header, request)}".encode()


def _identity(found: PortalInvoice) -> dict[str, str]:
    version = found.version
    return {
        "payloadID": f"{version.hash[:32]}.{version.sequence}@jupiterinvoice",
        "timestamp": version.at.isoformat(timespec="seconds"),
        "version": "1.2.050",
        "xml:lang": found.content.language,
    }


def _credential(number: str) -> str:
    """Its domain is told before a colon, or by what the number looks like: an ANID, nine digits."""
    domain, parted, identity = number.partition(":")
    if not parted:
        domain, identity = _domain_of(number), number
    return element(
        "Credential", {"domain": domain.strip()}, leaf("Identity", identity.strip() or number)
    )


def _domain_of(number: str) -> str:
    if number.upper().startswith("AN") and number[2:].removesuffix("-T").isdigit():
        return _NETWORK
    return _DUNS if number.isdigit() and len(number) == 9 else _OTHER


def _at_noon(found: PortalInvoice) -> str:
    """A moment of the issue date that is on this day wherever it is read near the entity."""
    zone = ZoneInfo(found.content.seller.time_zone)
    return datetime.combine(found.model.issue_date, time(12), zone).isoformat()
