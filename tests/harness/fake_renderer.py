"""A renderer that draws nothing. A test's own paper is one that differs in what it is about."""

from base64 import b64encode
from datetime import datetime

from jupiter_core.domain.content import Content
from jupiter_core.domain.e_invoice_readiness import EInvoiceReadiness
from jupiter_core.domain.frozen import canonical_json
from jupiter_core.domain.party import Seller, SenderProfile
from jupiter_core.domain.portal import PortalFile, PortalPack
from jupiter_core.domain.refusals import Refusal
from jupiter_core.domain.table_paper import TablePaper
from jupiter_core.domain.version import Version


class FakeRenderer:
    """Prints anything; a document says which version it is."""

    def pdf(self, version: Version) -> bytes:
        return b"%PDF-" + version.hash.encode()

    def cii(self, version: Version) -> bytes:
        return f"<cii>{version.hash}</cii>".encode()

    def ubl(self, version: Version) -> bytes:
        return f"<ubl>{version.hash}</ubl>".encode()

    def portal_file(self, version: Version, file: PortalFile, pack: PortalPack) -> bytes:
        return f"{file} {pack.title} {version.hash}".encode()

    def xrechnung(self, version: Version, *, in_cii: bool = False) -> bytes:
        return f"<xrechnung>{version.hash}</xrechnung>".encode()

    def tables(self, paper: TablePaper) -> bytes:
        return b"%PDF-" + canonical_json(paper.model_dump(mode="json", exclude={"tables"})).encode()

    def preview(self, profile: SenderProfile, at: datetime) -> bytes:
        return b"\x89PNG " + profile.legal_name.encode()

    def missing_of_seller(self, seller: Seller) -> tuple[Refusal, ...]:
        return ()

    def e_invoice_readiness(self, content: Content) -> EInvoiceReadiness:
        seller = content.seller
        return EInvoiceReadiness(
            sender_profile_id=seller.profile_id, legal_name=seller.legal_name, standards=()
        )

    def unprintable(self, text: str) -> str:
        return ""

    def logo(self, content: bytes, mime: str = "") -> str:
        """Takes anything for a picture."""
        return f"data:image/png;base64,{b64encode(content).decode()}"
