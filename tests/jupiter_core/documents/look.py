"""Pages as text, a line a mark: what is pinned, so that a change of the look is seen in a diff."""

from collections.abc import Sequence

from jupiter_core.documents.marks import Box, Mark, Picture, Slanted, Squares, Words


def look(pages: Sequence[Sequence[Mark]]) -> str:
    """Every mark at its place, in tenths of a point."""
    return "\n".join(
        line
        for number, page in enumerate(pages, start=1)
        for line in (f"page {number}", *map(_line, page), "")
    )


def _line(mark: Mark) -> str:
    place = f"{mark.x:.1f} {mark.y:.1f}"
    match mark:
        case Words():
            return f"{place} {_style(mark)} {mark.text}"
        case Slanted():
            return f"{place} {_style(mark)} turned {mark.degrees:g} {mark.text}"
        case Box():
            return f"{place} box {mark.width:.1f} {mark.height:.1f} {mark.ink}"
        case Picture():
            return f"{place} picture {mark.width:.1f} {mark.height:.1f}"
        case Squares():
            return f"{place} squares {mark.side:.1f} of {len(mark.rows)}"


def _style(mark: Words | Slanted) -> str:
    return f"{'bold' if mark.style.bold else 'text'} {mark.style.size:.1f} {mark.style.ink}"
