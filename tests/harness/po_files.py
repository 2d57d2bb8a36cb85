"""Files as the customer's AP uploads them for a purchase order."""

from io import BytesIO

from fpdf import FPDF
from PIL import Image
from pypdf import PdfWriter
from pypdf.generic import ArrayObject, DictionaryObject, NameObject, TextStringObject

from jupiter_core.domain.po_document import FileKind


def a_pdf(*lines: str) -> bytes:
    """With these lines as text."""
    paper = FPDF()
    paper.set_compression(True)
    paper.add_page()
    paper.set_font("Helvetica", size=12)
    for line in lines:
        paper.cell(text=line, new_x="LMARGIN", new_y="NEXT")
    return bytes(paper.output())


def _encrypted() -> bytes:
    out, writer = BytesIO(), PdfWriter(BytesIO(a_pdf("PO number: 4500017342")))
    writer.encrypt("a password that nobody has", algorithm="RC4-128")
    writer.write(out)
    return out.getvalue()


def with_script() -> bytes:
    """A PDF that would do something where it is opened."""
    out, writer = BytesIO(), PdfWriter(BytesIO(a_pdf("PO number: 4500017342")))
    script = DictionaryObject(
        {NameObject("/S"): NameObject("/JavaScript"), NameObject("/JS"): TextStringObject("x()")}
    )
    names = DictionaryObject({NameObject("/Names"): ArrayObject([TextStringObject("a"), script])})
    writer.root_object[NameObject("/Names")] = DictionaryObject({NameObject("/JavaScript"): names})
    writer.write(out)
    return out.getvalue()


def with_attachment() -> bytes:
    """A PDF that carries a program."""
    out, writer = BytesIO(), PdfWriter(BytesIO(a_pdf("PO number: 4500017342")))
    writer.add_attachment("order.exe", b"MZ")
    writer.write(out)
    return out.getvalue()


def _picture(form: str) -> bytes:
    out = BytesIO()
    Image.new("RGB", (8, 8), "white").save(out, form)
    return out.getvalue()


ENCRYPTED = _encrypted()
PICTURES = {
    FileKind.PNG: _picture("PNG"),
    FileKind.JPEG: _picture("JPEG"),
    FileKind.WEBP: _picture("WEBP"),
}
