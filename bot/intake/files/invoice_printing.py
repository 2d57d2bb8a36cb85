"""Where in a file to render the characters stand that no font of the paper has."""

from collections.abc import Iterator
from typing import Any

from jupiter_core.domain.content import Content
from jupiter_core.domain.refusals import Refusal, Unprintable
from jupiter_core.domain.text import described
from jupiter_core.ports import Renderer

_PLACES = {"seller": "sender", "bill_to": "customer", "remit_to": "bank_account"}
_CUSTOMER_NAME = ("customer.legal_name", "customer.name")


def unprintable_places(content: Content, renderer: Renderer) -> tuple[Refusal, ...]:
    """One refusal for each text of the file that cannot be printed, at its path there."""
    refusals: list[Refusal] = []
    for key, value in content.model_dump(mode="json", exclude={"seller": {"logo"}}).items():
        for path, text in _texts(value, key):
            character = renderer.unprintable(text)
            if character:
                refusals.append(
                    Unprintable("This text", described(character)).at(place_in_file(path))
                )
    return tuple(refusals)


def place_in_file(path: str | None) -> str:
    """A path of the invoice (`bill_to.legal_name`) as the file has it (`customer.name`)."""
    head, dot, tail = (path or "").partition(".")
    place = f"{_PLACES.get(head, head)}{dot}{tail}"
    return place.replace(*_CUSTOMER_NAME)


def _texts(value: Any, path: str) -> Iterator[tuple[str, str]]:
    if isinstance(value, str):
        yield path, value
    elif isinstance(value, dict):
        for key, each in value.items():
            yield from _texts(each, f"{path}.{key}")
    elif isinstance(value, list):
        for n, each in enumerate(value):
            yield from _texts(each, f"{path}[{n}]")
