"""An SVG logo as a form of the PDF: fpdf2 draws it once a process for each size, and the fast way
places what came of it."""

from functools import lru_cache
from io import BytesIO
from typing import NamedTuple

from fpdf import FPDF

from jupiter_core.documents.logo import svg_of
from jupiter_core.documents.vector import shapes_of


class Form(NamedTuple):
    """`operators` draw it with its lower left corner at 0, 0; `states` are the graphics states
    that these name, as the entries of a PDF dictionary."""

    operators: bytes
    states: str


@lru_cache(64)
def form_of(logo: str, width: float, height: float) -> Form | None:
    """In points. None where `logo` is no SVG, or needs more than paths: a group that is seen
    through is an object of its own, which is left to fpdf2."""
    drawing = svg_of(logo)
    if not drawing:
        return None
    paper = FPDF(unit="pt", format=(width, height))
    paper.set_auto_page_break(False)
    paper.set_margin(0)
    paper.add_page()
    begin = len(_contents(paper))
    paper.image(BytesIO(shapes_of(drawing)), 0, 0, width, height)
    catalog = paper._resource_catalog
    if catalog.form_xobjects or catalog.soft_mask_xobjects:
        return None
    states = " ".join(f"/{name} {body}" for body, name in catalog.graphics_styles.items())
    return Form(_contents(paper)[begin:], " ".join(states.split()))


def _contents(paper: FPDF) -> bytes:
    contents = paper.pages[1].contents
    return bytes(contents) if isinstance(contents, (bytes, bytearray)) else b""
