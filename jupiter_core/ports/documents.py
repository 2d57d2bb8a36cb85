"""What draws and serialises a version."""

from datetime import datetime
from typing import Protocol

from jupiter_core.domain.content import Content
from jupiter_core.domain.e_invoice_readiness import EInvoiceReadiness
from jupiter_core.domain.party import Seller, SenderProfile
from jupiter_core.domain.portal import PortalFile, PortalPack
from jupiter_core.domain.refusals import Refusal, ValidationErrors
from jupiter_core.domain.table_paper import TablePaper
from jupiter_core.domain.version import Version


class NoEInvoice(ValidationErrors):
    """A version is no e-invoice: what the standard needs and is not there, each at its path."""


class Renderer(Protocol):
    """Every file is a pure function of the version: the same bytes each time."""

    def pdf(self, version: Version) -> bytes:
        """The version's paper; it carries its Factur-X invoice where nothing is missing for it."""

    def cii(self, version: Version) -> bytes:
        """The Factur-X invoice alone, profile EN 16931. Raises NoEInvoice."""

    def ubl(self, version: Version) -> bytes:
        """UBL 2.1 for Peppol BIS Billing 3.0. Raises NoEInvoice."""

    def portal_file(self, version: Version, file: PortalFile, pack: PortalPack) -> bytes:
        """What a customer's portal takes, the same bytes for the same version and pack. Raises
        NothingToUpload or PortalIdsMissing."""

    def xrechnung(self, version: Version, *, in_cii: bool = False) -> bytes:
        """XRechnung 3.0, in UBL or in CII. Raises NoEInvoice."""

    def tables(self, paper: TablePaper) -> bytes:
        """A document of tables as a PDF; the same paper gives the same bytes. Raises
        Unprintable."""

    def preview(self, profile: SenderProfile, at: datetime) -> bytes:
        """A picture (PNG) of the first page of a sample invoice of that entity, a draft. Raises
        Unprintable."""

    def missing_of_seller(self, seller: Seller) -> tuple[Refusal, ...]:
        """What e-invoices of a seller lack whatever is sold; nothing where all is there."""

    def e_invoice_readiness(self, content: Content) -> EInvoiceReadiness:
        """What each standard that is usual between the parties of a deal needs, be it there or
        not."""

    def unprintable(self, text: str) -> str:
        """The first character of `text` that no font of the paper has, or an empty string."""

    def logo(self, content: bytes, mime: str = "") -> str:
        """A picture as a seller keeps it: a `data:` URL; `mime` is what it is said to be. Raises a
        refusal where it cannot be."""
