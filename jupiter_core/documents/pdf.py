"""The paper of a version: its pages, planned and painted."""

from collections.abc import Iterable
from datetime import datetime
from pathlib import Path

from jupiter_core.documents import canvas, fast, table_paper, typeface, words
from jupiter_core.documents.archive import FileMetadata
from jupiter_core.documents.einvoice.embedding import attached_to, cii_of, ubl_of, xrechnung_of
from jupiter_core.documents.einvoice.gaps import missing_of_seller
from jupiter_core.documents.einvoice.readiness import readiness_of
from jupiter_core.documents.font_file import advances_of
from jupiter_core.documents.layout import planned
from jupiter_core.documents.logo import logo_of
from jupiter_core.documents.missing import first_unprintable
from jupiter_core.documents.portals.files import portal_file
from jupiter_core.documents.preview import picture_of, sample_of
from jupiter_core.documents.sheet import sheet_for
from jupiter_core.documents.standing import with_settlement
from jupiter_core.domain.content import Content
from jupiter_core.domain.e_invoice_readiness import EInvoiceReadiness
from jupiter_core.domain.invoice import Invoice
from jupiter_core.domain.party import Seller, SenderProfile
from jupiter_core.domain.portal import PortalFile, PortalPack
from jupiter_core.domain.refusals import Refusal, Unprintable
from jupiter_core.domain.table_paper import TablePaper
from jupiter_core.domain.version import Version


class PdfRenderer:
    """The `Renderer` of the ports.

    `extra_fonts` are font files (TrueType or OpenType) for what the shipped fonts lack, such as
    Japanese; a character comes from the first that has it. Raises ValueError, with the path,
    where one is not a usable font.
    """

    def __init__(self, extra_fonts: Iterable[Path] = ()) -> None:
        self._fonts = typeface.Fonts(tuple(extra_fonts))
        for path in self._fonts.extra:
            advances_of(path)

    def pdf(self, version: Version) -> bytes:
        """PDF/A-3A and PDF/UA-1; the same version and fonts give the same bytes on any machine.

        Raises Unprintable, with the field, its path and the character, where no font has one.
        """
        invoice = with_settlement(version, version.invoice())
        sheet = sheet_for(invoice.content.seller.address.country)
        with typeface.printing_with(self._fonts):
            try:
                pages = planned(version, invoice, sheet)
            except Unprintable as refusal:
                raise first_unprintable(version, invoice) or refusal from None
            paint = fast.painted if fast.suits(pages) else canvas.painted
            return paint(pages, sheet, _about(version, invoice))

    def cii(self, version: Version) -> bytes:
        """The Factur-X invoice alone. Raises NoEInvoice."""
        return cii_of(version)

    def ubl(self, version: Version) -> bytes:
        """UBL 2.1 for Peppol BIS Billing 3.0. Raises NoEInvoice."""
        return ubl_of(version)

    def portal_file(self, version: Version, file: PortalFile, pack: PortalPack) -> bytes:
        """As `portals.files.portal_file`."""
        return portal_file(version, file, pack)

    def xrechnung(self, version: Version, *, in_cii: bool = False) -> bytes:
        """XRechnung 3.0, in UBL or in CII. Raises NoEInvoice."""
        return xrechnung_of(version, in_cii=in_cii)

    def tables(self, paper: TablePaper) -> bytes:
        """As `table_paper.painted`."""
        with typeface.printing_with(self._fonts):
            return table_paper.painted(paper)

    def preview(self, profile: SenderProfile, at: datetime) -> bytes:
        """As `preview.picture_of` a sample. Raises Unprintable."""
        return picture_of(self.pdf(sample_of(profile, at)))

    def missing_of_seller(self, seller: Seller) -> tuple[Refusal, ...]:
        """What Peppol needs of a seller who is on its network."""
        return missing_of_seller(seller)

    def e_invoice_readiness(self, content: Content) -> EInvoiceReadiness:
        """As `readiness.readiness_of`."""
        return readiness_of(content)

    def logo(self, content: bytes, mime: str = "") -> str:
        """As `logo.logo_of`. Raises LogoTooLarge, NotALogo or UnsafeLogo."""
        return logo_of(content, mime)

    def unprintable(self, text: str) -> str:
        """The first character of `text` that no font has, or an empty string."""
        with typeface.printing_with(self._fonts):
            return typeface.unprintable(text)


def _about(version: Version, invoice: Invoice) -> FileMetadata:
    say = words.of(invoice.content.language)
    return FileMetadata(
        title=say.title_of(invoice),
        author=invoice.content.seller.legal_name,
        at=version.at,
        document=f"{version.workspace_id}/{version.subject_id}",
        instance=version.hash,
        language=say.language,
        attached=attached_to(version, invoice),
    )
