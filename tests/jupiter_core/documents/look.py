"""Pages as text, a line a primitive: pinned, so that a change of the look is seen in a diff."""

from collections.abc import Sequence

from jupiter_core.documents.primitives import (
    LogoImage,
    Primitive,
    QrCode,
    Rectangle,
    RotatedText,
    TextLine,
)


def look(pages: Sequence[Sequence[Primitive]]) -> str:
    """Every primitive at its place, in tenths of a point."""
    return "\n".join(
        line
        for number, page in enumerate(pages, start=1)
        for line in (f"page {number}", *map(_line, page), "")
    )


def _line(primitive: Primitive) -> str:
    place = f"{primitive.x:.1f} {primitive.y:.1f}"
    match primitive:
        case TextLine():
            return f"{place} {_style(primitive)} {primitive.text}"
        case RotatedText():
            return f"{place} {_style(primitive)} turned {primitive.degrees:g} {primitive.text}"
        case Rectangle():
            return f"{place} box {primitive.width:.1f} {primitive.height:.1f} {primitive.ink}"
        case LogoImage():
            return f"{place} picture {primitive.width:.1f} {primitive.height:.1f}"
        case QrCode():
            return f"{place} squares {primitive.side:.1f} of {len(primitive.rows)}"


def _style(primitive: TextLine | RotatedText) -> str:
    style = primitive.style
    return f"{'bold' if style.bold else 'text'} {style.size:.1f} {style.ink}"
