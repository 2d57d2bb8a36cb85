"""The paper of a version: the whole page, planned part by part and painted."""

from jupiter_core.documents import typeface, words
from jupiter_core.documents.archive import About
from jupiter_core.documents.canvas import painted
from jupiter_core.documents.flow import Flow
from jupiter_core.documents.furniture import dressed
from jupiter_core.documents.head import facts, head, parties
from jupiter_core.documents.lines import table
from jupiter_core.documents.marks import Mark
from jupiter_core.documents.remittance import remit_to
from jupiter_core.documents.sheet import Sheet, sheet_for
from jupiter_core.documents.totals import memo, totals
from jupiter_core.domain.invoice import Invoice
from jupiter_core.domain.version import Version


class PdfRenderer:
    """The `Renderer` of the ports, without state."""

    def pdf(self, version: Version) -> bytes:
        """PDF/A-3B; the same version gives the same bytes, on any machine and day.

        Raises Unprintable, with the text and the character, where no face has a character.
        """
        invoice = version.invoice()
        sheet = sheet_for(invoice.content.seller.address.country)
        pages = planned(version, invoice, sheet)
        return painted(pages, sheet, _about(version, invoice))

    def unprintable(self, text: str) -> str:
        """The first character of `text` that no face has, or an empty string."""
        return typeface.unprintable(text)


def planned(version: Version, invoice: Invoice, sheet: Sheet) -> list[list[Mark]]:
    """Every page as its marks, in the order in which they are read."""
    flow = Flow(first_top=sheet.first_top, next_top=sheet.next_top, bottom=sheet.bottom)
    flow.add(head(version, invoice, sheet))
    flow.space(22)
    flow.add(facts(invoice, sheet))
    flow.space(18)
    flow.add(parties(invoice, sheet))
    flow.space(24)
    strips, turn = table(invoice.content, sheet)
    flow.add(strips, turn)
    flow.space(10)
    flow.add(totals(invoice, sheet))
    flow.space(24)
    flow.add(remit_to(invoice, sheet))
    flow.space(16)
    flow.add(memo(invoice, sheet))
    return dressed(flow.pages, invoice, sheet)


def _about(version: Version, invoice: Invoice) -> About:
    return About(
        title=words.title_of(invoice),
        author=invoice.content.seller.legal_name,
        at=version.at,
        document=f"{version.workspace_id}/{version.subject_id}",
        instance=version.hash,
    )
