"""Inks: the seller's colour where it can be read, calm greys elsewhere.

Colours are `#rrggbb`. Contrast is WCAG 2's ratio; 4.5 is its AA for small text.

>>> on("#1f3a5f"), on("#ffe600")
('#ffffff', '#17191c')
"""

from functools import lru_cache

INK = "#17191c"
MUTED = "#5a616b"
HAIRLINE = "#dfe3e8"
TINT = "#f4f6f8"
WATERMARK = "#d8dde3"
"""Seen at once, and pale enough for the quietest text to be read on it."""
SETTLED = "#1b6b45"
WHITE = "#ffffff"
BLACK = "#000000"
READABLE = 4.5
_SEEN_LATELY = 1_000
"""Anyone may name a colour."""
_PALE = 216
"""Of 255: a colour whose every part is this bright or brighter is nearly white."""


def area(colour: str) -> str:
    """`colour` as the ground of an area: darkened where it would not be told from the paper.

    A bright yellow has hardly any contrast with white, and is seen all the same.
    """
    return readable(colour) if min(rgb(colour)) >= _PALE else colour


def rgb(colour: str) -> tuple[int, int, int]:
    """Red, green and blue from 0 to 255."""
    return int(colour[1:3], 16), int(colour[3:5], 16), int(colour[5:7], 16)


def contrast(one: str, other: str) -> float:
    """From 1 (the same) to 21 (black on white)."""
    lighter, darker = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


@lru_cache(_SEEN_LATELY)
def on(colour: str) -> str:
    """What can be read on `colour`: white, else ink, else black."""
    return next((ink for ink in (WHITE, INK) if contrast(ink, colour) >= READABLE), BLACK)


@lru_cache(_SEEN_LATELY)
def readable(colour: str) -> str:
    """`colour`, darkened as little as makes it readable on white."""
    red, green, blue = rgb(colour)
    for percent in range(100, -1, -4):
        darker = "#" + "".join(f"{part * percent // 100:02x}" for part in (red, green, blue))
        if contrast(darker, WHITE) >= READABLE:
            return darker
    return INK


def _luminance(colour: str) -> float:
    red, green, blue = (_linear(part / 255) for part in rgb(colour))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _linear(part: float) -> float:
    return part / 12.92 if part <= 0.04045 else float(((part + 0.055) / 1.055) ** 2.4)
