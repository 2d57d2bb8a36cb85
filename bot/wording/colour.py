"""A legal entity's colour, made safe to read: every pair has WCAG's 4.5 : 1 at least."""

from jupiter_core.domain.frozen import Frozen

_ENOUGH = 4.5
_PAPER = "#f4f5f7"
"""The page's grey, the darkest ground that coloured text stands on."""


class Palette(Frozen):
    """`brand` and the `ink` on it; `text`: the colour, dark enough to read on white and grey."""

    brand: str
    ink: str
    text: str


def palette(colour: str) -> Palette:
    """From `#rrggbb`."""
    ink = max("#ffffff", "#14171c", key=lambda each: contrast(colour, each))
    if contrast(colour, ink) < _ENOUGH:
        ink = "#000000"
    text = colour
    while contrast(text, _PAPER) < _ENOUGH:
        text = darker(text)
    return Palette(brand=colour, ink=ink, text=text)


def stylesheet(colour: str) -> str:
    """The palette as custom properties."""
    names = palette(colour).model_dump()
    return ":root{" + "".join(f"--{name}:{value};" for name, value in names.items()) + "}\n"


def contrast(one: str, other: str) -> float:
    """WCAG 2.2's contrast ratio, 1 to 21."""
    light, dark = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def darker(colour: str) -> str:
    """By a tenth; each channel rounded down, so that doing it again and again ends in black."""
    return "#" + "".join(f"{channel * 9 // 10:02x}" for channel in _channels(colour))


def _luminance(colour: str) -> float:
    red, green, blue = (_linear(channel / 255) for channel in _channels(colour))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _linear(channel: float) -> float:
    return channel / 12.92 if channel <= 0.04045 else float(((channel + 0.055) / 1.055) ** 2.4)


def _channels(colour: str) -> tuple[int, int, int]:
    return int(colour[1:3], 16), int(colour[3:5], 16), int(colour[5:7], 16)
