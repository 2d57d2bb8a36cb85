"""A file's structure in the place of fpdf2's own, which can only tell one picture after another."""

from collections.abc import Iterator, Mapping

from fpdf.output import PDFPage
from fpdf.structure_tree import StructureTreeBuilder
from fpdf.syntax import Name, PDFObject

from jupiter_core.documents.structure import Structure


class StockStructure(StructureTreeBuilder):
    """What fpdf2 asks for the structure's objects; `pages` are those of its document."""

    def __init__(self, structure: Structure, pages: Mapping[int, PDFPage]) -> None:
        super().__init__()
        self._structure = structure
        self._pages = pages

    def begin_page(self, page: PDFPage) -> None:
        """Tells `page` which it is in the structure, and that Tab goes by that."""
        page.struct_parents = self._structure.begin_page()
        page.tabs = Name("S")  # type: ignore[attr-defined]

    def empty(self) -> bool:
        """Never: there is always the document."""
        return False

    def __iter__(self) -> Iterator[PDFObject]:
        root = _Plain("")
        yield root
        # It is numbered now, and so are the pages.
        numbers = [page.id for page in self._pages.values()]
        bodies = self._structure.bodies(root.id, numbers)
        root.body = next(bodies)
        yield from map(_Plain, bodies)


class _Plain(PDFObject):
    """An object whose body is given."""

    def __init__(self, body: str) -> None:
        super().__init__()
        self.body = body

    def serialize(self, *_: object, **__: object) -> str:
        return f"{self.id} 0 obj\n{self.body}\nendobj"
