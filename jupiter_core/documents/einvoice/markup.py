"""XML by hand: text without empty elements, written the same way on every machine.

>>> inner = leaf("a:c", "1 < 2", unit="x") + leaf("a:d", "")
>>> print(document("a:b", inner, {"a": "urn:a"}).decode(), end="")
<?xml version="1.0" encoding="UTF-8"?>
<a:b xmlns:a="urn:a">
<a:c unit="x">1 &lt; 2</a:c>
</a:b>
"""

import re
from collections.abc import Mapping
from html import escape

from jupiter_core.domain.refusals import Unprintable
from jupiter_core.domain.text import described

_NOT_IN_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_NOT_PLAIN = re.compile(f"[&<>\"']|{_NOT_IN_XML.pattern}")


def leaf(name: str, text: str, /, **attributes: str) -> str:
    """An element around a text; nothing where there is no text, no attribute where it is empty.

    Raises Unprintable for a character that XML has no way to say.
    """
    if not text:
        return ""
    written = ""
    for key, value in attributes.items():
        written += f' {key}="{escaped(value)}"' if value else ""
    return f"<{name}{written}>{escaped(text)}</{name}>\n"


def branch(name: str, *children: str) -> str:
    """An element around elements; nothing where there are none."""
    inside = "".join(children)
    return f"<{name}>\n{inside}</{name}>\n" if inside else ""


def document(name: str, inside: str, namespaces: Mapping[str, str]) -> bytes:
    """The file, in UTF-8; `namespaces` maps prefixes (empty for the default one) to names."""
    declared = "".join(
        f' xmlns{":" if prefix else ""}{prefix}="{space}"' for prefix, space in namespaces.items()
    )
    head = '<?xml version="1.0" encoding="UTF-8"?>\n'
    return f"{head}<{name}{declared}>\n{inside}</{name}>\n".encode()


def escaped(text: str) -> str:
    """As it stands in XML. Raises Unprintable."""
    if not _NOT_PLAIN.search(text):
        return text
    unknown = _NOT_IN_XML.search(text)
    if unknown:
        raise Unprintable("The e-invoice", described(unknown[0]))
    return escape(text)
