"""The fast way to bytes: primitives into a PDF/A-3A and PDF/UA-1, written without fpdf2.

It can do what nearly every document needs: the shipped fonts, boxes, codes and logos. What
it cannot do goes the stock way, `canvas`. Both put the same text at the same place.

Both stay. By fpdf2 an invoice of two pages takes 74 ms of processor time to paint, here 2 ms, in
files of the same size (medians of 30, taken in turn in one process). Of fpdf2's
time, 22 ms are the choice of glyphs alone. This way in turn has no fonts that an operator
adds, which may be CFF: that would be fpdf2's own work, written again. An SVG logo is fpdf2's work
too, once a process.
"""

from collections.abc import Sequence

from jupiter_core.documents import typeface
from jupiter_core.documents.archive import FileMetadata
from jupiter_core.documents.bilingual import MARKS
from jupiter_core.documents.catalog import catalog_of, info_of
from jupiter_core.documents.fast_fonts import put_font
from jupiter_core.documents.link_annotation import put_link
from jupiter_core.documents.logo import raster_of, svg_of
from jupiter_core.documents.objects import Objects
from jupiter_core.documents.painter import LogoSize, Painter, form_in, size_of
from jupiter_core.documents.primitives import (
    LogoImage,
    Primitive,
    RotatedText,
    TextLine,
)
from jupiter_core.documents.sheet import Sheet
from jupiter_core.documents.structure import Structure

Pages = Sequence[Sequence[Primitive]]
_PRINTED = typeface.SHIPPED.known | MARKS


def suits(pages: Pages) -> bool:
    """Whether the fast way can do these pages."""
    texts, logos = _contents(pages)
    if not all(not svg_of(each.logo) or form_in(each) is not None for each in logos):
        return False
    return set("".join([*texts[False], *texts[True]])) <= _PRINTED


def painted(pages: Pages, sheet: Sheet, about: FileMetadata) -> bytes:
    """The document: the same primitives and the same `about` give the same bytes."""
    objects = Objects()
    catalog, tree = objects.reserve(), objects.reserve()
    texts, marks = _contents(pages)
    used = {bold: set("".join(each)) - MARKS for bold, each in texts.items() if each}
    named = "".join(f"/F{bold:d} {put_font(bold, used[bold], objects)} 0 R " for bold in used)
    logos = _put_logos(marks, objects)
    drawn = "".join(f"/{name} {number} 0 R " for name, number in logos.values())
    resources = f"<</Font <<{named}>> /XObject <<{drawn}>>>>"
    structure, kids = Structure(sheet.height), []
    names = {key: name for key, (name, _) in logos.items()}
    for page in pages:
        number = structure.begin_page()
        painter = Painter(sheet.height, names, structure)
        contents = objects.deflated("", painter.painted(page))
        links = [put_link(line, sheet, structure, len(pages), objects) for line in painter.links]
        annotated = f" /Annots [{' '.join(links)}]" if links else ""
        kids.append(
            objects.put(
                f"<</Type /Page /Parent {tree} 0 R /MediaBox [0 0 {sheet.width:.2f} "
                f"{sheet.height:.2f}] /Resources {resources} /Contents {contents} 0 R "
                f"/StructParents {number} /Tabs /S{annotated}>>"
            )
        )
    listed = " ".join(f"{kid} 0 R" for kid in kids)
    objects.fill(tree, f"<</Type /Pages /Count {len(kids)} /Kids [{listed}]>>")
    info = objects.put(info_of(about))
    catalog_entries = catalog_of(tree, about, objects)
    root = objects.next
    objects.pack(structure.bodies(root, kids))
    objects.fill(catalog, f"<</Type /Catalog /StructTreeRoot {root} 0 R {catalog_entries}>>")
    return objects.file(catalog, info, about.file_id())


def _contents(pages: Pages) -> tuple[dict[bool, list[str]], list[LogoImage]]:
    """The texts by whether they are bold, and the logos."""
    texts: dict[bool, list[str]] = {False: [], True: []}
    logos = []
    for page in pages:
        for each in page:
            if isinstance(each, (TextLine, RotatedText)):
                texts[each.style.bold].append(each.text)
            elif isinstance(each, LogoImage):
                logos.append(each)
    return texts, logos


def _put_logos(logos: Sequence[LogoImage], objects: Objects) -> dict[LogoSize, tuple[str, int]]:
    """The name and the object of each logo in each size."""
    marks = {size_of(each): each for each in logos}
    return {
        key: (f"I{n}", _put_logo(mark, objects))
        for n, (key, mark) in enumerate(marks.items(), start=1)
    }


def _put_logo(mark: LogoImage, objects: Objects) -> int:
    form = form_in(mark)
    if form:
        return objects.deflated(
            f"/Type /XObject /Subtype /Form /BBox [0 0 {mark.width:.2f} {mark.height:.2f}] "
            f"/Resources <</ExtGState <<{form.states}>>>>",
            form.operators,
        )
    raster = raster_of(mark.logo)
    return objects.stream(
        f"/Type /XObject /Subtype /Image /Width {raster.width} /Height {raster.height} "
        "/ColorSpace /DeviceRGB /BitsPerComponent 8 /Filter /FlateDecode /DecodeParms "
        # 15: each row begins with its own filter, as PNG has it.
        f"<</Predictor 15 /Colors 3 /Columns {raster.width}>>",
        raster.rows,
    )
