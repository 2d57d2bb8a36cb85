"""What a piece of a page is to a reader who does not see it: the elements of its structure.

The kinds are PDF's standard ones (ISO 32000-1, 14.8.4). Elements are read in the order in which
what they hold stands on the pages; where it stands does not matter.
"""

from dataclasses import dataclass


@dataclass(eq=False, slots=True)
class Tag:
    """One element; without `parent`, one of the document's own.

    `scope` is what a header cell of a table heads (Row or Column), `alt` is said in the place of a
    picture, `language` is told where it is not the document's, and `link` is the address that a
    reader goes to from it.
    """

    kind: str = "P"
    parent: "Tag | None" = None
    scope: str = ""
    alt: str = ""
    language: str = ""
    link: str = ""


ARTIFACT = Tag("Artifact")
"""Of what is not read: rules, grounds, the watermark, what every page repeats."""


def heading(level: int) -> Tag:
    """Of the document's title at level 1, of its parts below."""
    return Tag(f"H{level}")


def figure(alt: str) -> Tag:
    """A picture, with what is said in its place."""
    return Tag("Figure", alt=alt)


def labelled(parent: Tag) -> tuple[Tag, Tag]:
    """The label and the body of a new item of the list `parent`."""
    item = Tag("LI", parent)
    return Tag("Lbl", item), Tag("LBody", item)


def headed(table: Tag) -> tuple[Tag, Tag]:
    """The header cell and the other cell of a new row of `table`."""
    row = Tag("TR", table)
    return Tag("TH", row, scope="Row"), Tag("TD", row)
