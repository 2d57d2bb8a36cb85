"""What makes a text of a page lead to an address, as the fast way writes it."""

from jupiter_core.documents.objects import Objects, text_string
from jupiter_core.documents.primitives import TextLine
from jupiter_core.documents.sheet import Sheet
from jupiter_core.documents.structure import Structure


def put_link(
    line: TextLine, sheet: Sheet, structure: Structure, pages: int, objects: Objects
) -> str:
    """A reference to what leads from a text to the address of its tag (ISO 32000-1, 12.5.6.5), with
    the address as what is said of it (ISO 14289-1, 7.18.5)."""
    address, foot = text_string(line.tag.link), sheet.height - line.y
    right, size = line.x + line.style.width(line.text), line.style.size
    box = f"{line.x:.2f} {foot - size * 0.25:.2f} {right:.2f} {foot + size * 0.8:.2f}"
    annotation = objects.put(
        f"<</Type /Annot /Subtype /Link /Rect [{box}] /Border [0 0 0] /F 4 "
        f"/StructParent {pages + structure.links} /Contents {address} "
        f"/A <</Type /Action /S /URI /URI {address}>>>>"
    )
    structure.link(line.tag, annotation)
    return f"{annotation} 0 R"
