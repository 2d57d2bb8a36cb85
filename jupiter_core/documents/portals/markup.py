"""cXML's own elements: attributes on what has children, and money."""

from collections.abc import Mapping
from decimal import Decimal

from jupiter_core.documents.einvoice.markup import escaped, leaf

ENGLISH: Mapping[str, str] = {"xml:lang": "en"}


def element(name: str, attributes: Mapping[str, str], *children: str) -> str:
    """With its attributes, empty ones too; closed at once where it has no children."""
    written = "".join(f' {key}="{escaped(value)}"' for key, value in attributes.items())
    inside = "".join(children)
    return f"<{name}{written}>\n{inside}</{name}>\n" if inside else f"<{name}{written}/>\n"


def money(name: str, amount: Decimal, currency: str) -> str:
    """An element around an amount of money."""
    return element(name, {}, leaf("Money", f"{amount:f}", currency=currency))


def worded(name: str, text: str) -> str:
    """A text of no known language, which the standard wants one of."""
    return leaf(name, text, **ENGLISH)


def extrinsic(name: str, text: str) -> str:
    """What the standard has no element for."""
    return leaf("Extrinsic", text, name=name)
