"""The Swiss QR code: error correction M, 46 mm each way, with the Swiss cross in its middle."""

from functools import lru_cache

from jupiter_core.documents.colours import BLACK, WHITE
from jupiter_core.documents.primitives import Primitive, QrCode, Rectangle
from jupiter_core.documents.qr_mask import best_rows
from jupiter_core.documents.tags import figure

MM = 72 / 25.4
"""Points."""
SIDE = 46 * MM
_CROSS = 7 * MM
_UNITS = 19.8
"""Of the cross's own drawing, along its side."""
_MADE_LATELY = 64


def swiss_code(payload: str, x: float, y: float, read: str) -> list[Primitive]:
    """At its top left corner; `read` is said in its place."""
    middle = (SIDE - _CROSS) / 2
    return [
        QrCode(x, y, SIDE, rows_of(payload), figure(read)),
        *_cross(x + middle, y + middle),
    ]


@lru_cache(_MADE_LATELY)
def rows_of(payload: str) -> tuple[str, ...]:
    """From the top, "1" for black."""
    return best_rows(payload.encode())


def _cross(x: float, y: float) -> list[Primitive]:
    """A white cross on black within a white edge."""
    return [
        _box(x, y, (0, 0, _UNITS, _UNITS), WHITE),
        _box(x, y, (0.7, 0.7, 18.4, 18.4), BLACK),
        _box(x, y, (8.25, 4.4, 3.3, 11), WHITE),
        _box(x, y, (4.4, 8.25, 11, 3.3), WHITE),
    ]


def _box(x: float, y: float, units: tuple[float, float, float, float], ink: str) -> Rectangle:
    left, top, width, height = (each * _CROSS / _UNITS for each in units)
    return Rectangle(x + left, y + top, width, height, ink)
