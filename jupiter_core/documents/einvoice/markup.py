"""XML by hand: a tree without empty elements, written the same way on every machine.

>>> tree = node("a:b", node("a:c", "1 < 2", unit="x"), node("a:d", ""))
>>> print(document(tree, {"a": "urn:a"}).decode())
<?xml version="1.0" encoding="UTF-8"?>
<a:b xmlns:a="urn:a">
 <a:c unit="x">1 &lt; 2</a:c>
</a:b>
<BLANKLINE>
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from html import escape
from typing import NamedTuple, TypeAlias

from jupiter_core.domain.refusals import Unprintable
from jupiter_core.domain.text import described

_NOT_IN_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


class Node(NamedTuple):
    """An element: with text or with children, never with both. `attributes` is written already."""

    name: str
    attributes: str
    text: str
    children: tuple["Node", ...]


Content: TypeAlias = "Node | str | None"


def node(name: str, /, *content: Content, **attributes: str) -> Node | None:
    """An element around a text or around elements; None when there is nothing to put in it.

    Raises Unprintable for a character that XML has no way to say.
    """
    written = "".join(f' {key}="{_escaped(value)}"' for key, value in attributes.items() if value)
    text = "".join(each for each in content if isinstance(each, str))
    children = tuple(each for each in content if isinstance(each, Node))
    if not text and not children:
        return None
    return Node(name, written, _escaped(text), children)


def document(root: Node | None, namespaces: Mapping[str, str]) -> bytes:
    """The file, in UTF-8; `namespaces` maps prefixes (empty for the default one) to names."""
    if root is None:
        raise ValueError("An XML document has one element at least.")
    declared = "".join(
        f' xmlns{":" if prefix else ""}{prefix}="{name}"' for prefix, name in namespaces.items()
    )
    root = root._replace(attributes=declared + root.attributes)
    return "\n".join(('<?xml version="1.0" encoding="UTF-8"?>', *_lines([root], ""), "")).encode()


def _lines(nodes: Iterable[Node], indent: str) -> Iterator[str]:
    for name, attributes, text, children in nodes:
        if children:
            yield f"{indent}<{name}{attributes}>"
            yield from _lines(children, indent + " ")
            yield f"{indent}</{name}>"
        else:
            yield f"{indent}<{name}{attributes}>{text}</{name}>"


def _escaped(text: str) -> str:
    unknown = _NOT_IN_XML.search(text)
    if unknown:
        raise Unprintable("The e-invoice", described(unknown[0]))
    return escape(text)
