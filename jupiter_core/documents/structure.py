"""The structure of a file (ISO 32000-1, 14.7): which element each piece of its pages belongs to.

PDF/UA-1 (ISO 14289-1) and level A of PDF/A-3 ask for it.
"""

from collections.abc import Iterator, Sequence

from jupiter_core.documents.objects import text_string
from jupiter_core.documents.primitives import LogoImage, Primitive, QrCode
from jupiter_core.documents.tags import ARTIFACT, Tag

Mark = tuple[int, int]
"""The page, from 0, and the number of a piece of its content."""


class Structure:
    """Fills up page by page as they are painted; `height` is that of a page."""

    def __init__(self, height: float) -> None:
        self._height = height
        self._document = Tag("Document")
        self._kids: dict[Tag, list[Tag | Mark]] = {self._document: []}
        self._boxes: dict[Tag, str] = {}
        self._pages: list[list[Tag]] = []
        self._page = -1
        self._marked: list[Tag] = []
        self._links: dict[Tag, int] = {}

    def begin_page(self) -> int:
        """The page's number, from 0; all marks are on it until the next begins."""
        self._marked = list[Tag]()
        self._pages.append(self._marked)
        self._page += 1
        return self._page

    def begun(self, primitive: Primitive) -> str:
        """The operator that begins a piece of content, up to an EMC."""
        tag = primitive.tag
        if tag is ARTIFACT:
            return "/Artifact BMC"
        marked = self._marked
        number = len(marked)
        marked.append(tag)
        kids = self._kids.get(tag)
        if kids is None:
            above = self._kids.get(tag.parent or self._document)
            (self._kids_of(tag.parent) if above is None else above).append(tag)
            self._kids[tag] = [(self._page, number)]
        else:
            kids.append((self._page, number))
        if tag.alt and isinstance(primitive, (LogoImage, QrCode)):
            self._boxes[tag] = self._box(primitive)
        return f"/{tag.kind} <</MCID {number}>> BDC"

    @property
    def links(self) -> int:
        """How many there are; the key of the next one counts on from that of the last page."""
        return len(self._links)

    def link(self, tag: Tag, annotation: int) -> None:
        """What leads from `tag` to its address is in the object of that number."""
        self._links[tag] = annotation

    def __len__(self) -> int:
        """How many objects it has in the file."""
        return len(self._kids) + 1

    def bodies(self, first: int, pages: Sequence[int]) -> Iterator[str]:
        """Its objects, whose numbers follow on `first`, that of the root; `pages` has theirs."""
        refs = {tag: f"{number} 0 R" for number, tag in enumerate(self._kids, start=first + 1)}
        parents = " ".join(
            f"{page} [{' '.join([refs[tag] for tag in marked])}]"
            for page, marked in enumerate(self._pages)
        )
        for key, tag in enumerate(self._links, start=len(self._pages)):
            parents += f" {key} {refs[tag]}"
        yield (
            f"<</Type /StructTreeRoot /K {first + 1} 0 R /ParentTree <</Nums [{parents}]>> "
            f"/ParentTreeNextKey {len(self._pages) + len(self._links)}>>"
        )
        places = [f" /Pg {page} 0 R /K " for page in pages]
        document = refs[self._document]
        for tag, kids in self._kids.items():
            above = refs[tag.parent] if tag.parent is not None else document
            if tag is self._document:
                above = f"{first} 0 R"
            if len(kids) == 1 and isinstance(kids[0], tuple):
                page, number = kids[0]
                held = f"{places[page]}{number}"
                if tag.link and (annotation := self._links.get(tag)):
                    leads = f"<</Type /OBJR /Obj {annotation} 0 R>>"
                    held = f"{places[page]}[{number} {leads}]"
            else:
                held = _held(kids, refs, places, pages)
            # Cells come by the hundreds: without a call for each.
            said = self._attributes(tag) if tag.scope or tag.alt or tag.language else ""
            # What leads nowhere, since the stock way makes no links, is a part of its text.
            kind = "Span" if tag.link and tag not in self._links else tag.kind
            yield f"<</S /{kind} /P {above}{held}{said}>>"

    def _kids_of(self, tag: Tag | None) -> list[Tag | Mark]:
        if tag is None:
            return self._kids[self._document]
        kids = self._kids.get(tag)
        if kids is None:
            kids = self._kids[tag] = []
            self._kids_of(tag.parent).append(tag)
        return kids

    def _attributes(self, tag: Tag) -> str:
        scope = f" /A <</O /Table /Scope /{tag.scope}>>" if tag.scope else ""
        box = f" /A <</O /Layout {self._boxes[tag]}>>" if tag in self._boxes else ""
        alt = f" /Alt {text_string(tag.alt)}" if tag.alt else ""
        return f"{scope}{box}{alt}{f' /Lang ({tag.language})' if tag.language else ''}"

    def _box(self, shown: LogoImage | QrCode) -> str:
        """PDF counts from the foot of the page, primitives from its head."""
        width, height = (
            (shown.side, shown.side) if isinstance(shown, QrCode) else (shown.width, shown.height)
        )
        foot, right = self._height - shown.y - height, shown.x + width
        return f"/Placement /Block /BBox [{shown.x:.2f} {foot:.2f} {right:.2f} {foot + height:.2f}]"


def _held(
    kids: Sequence[Tag | Mark],
    refs: dict[Tag, str],
    places: Sequence[str],
    pages: Sequence[int],
) -> str:
    """The kids of an element, where there is more than a piece; those on its first page by their
    number alone."""
    own = next((kid[0] for kid in kids if isinstance(kid, tuple)), None)
    said = []
    for kid in kids:
        if isinstance(kid, Tag):
            said.append(refs[kid])
        elif kid[0] == own:
            said.append(str(kid[1]))
        else:
            said.append(f"<</Type /MCR /Pg {pages[kid[0]]} 0 R /MCID {kid[1]}>>")
    return f"{' /K ' if own is None else places[own]}[{' '.join(said)}]"
