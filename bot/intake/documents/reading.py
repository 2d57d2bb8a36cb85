"""Reading a document: all of its mistakes at once, each as a refusal at its own path."""

from collections.abc import Iterator
from typing import Any, TypeVar

from pydantic import ValidationError

from bot.intake.documents.base import Document, Notation, reading_with
from bot.intake.documents.shapes import place_of, shape_refusal
from bot.intake.errors import ErrorCollector
from bot.intake.paths import path_into
from jupiter_core.domain.refusals import Refusal

D = TypeVar("D", bound=Document)


def read(
    document: type[D],
    sent: object,
    errors: ErrorCollector,
    notation: Notation = Notation.MACHINE,
    **known: Any,
) -> D | None:
    """The document, or None with all of its mistakes kept in `errors`."""
    try:
        with reading_with(notation=notation, **known):
            return document.model_validate(sent)
    except ValidationError as found:
        for refusal in refusals_of(found, document, sent):
            errors.add(refusal)
    return None


def required(
    document: type[D], sent: object, notation: Notation = Notation.MACHINE, **known: Any
) -> D:
    """The document. Raises ValidationErrors with all of its mistakes."""
    errors = ErrorCollector()
    found = read(document, sent, errors, notation, **known)
    errors.expect_none()
    assert found  # what is None has left its mistakes
    return found


def refusals_of(
    found: ValidationError, document: type[Document], sent: object
) -> Iterator[Refusal]:
    """Each mistake with its path in what was `sent`."""
    # Imported here, since the shapes' sentences are made of documents themselves.

    for each in found.errors(include_url=False):
        told = each.get("ctx", {}).get("refusal")
        refusal = told if isinstance(told, Refusal) else shape_refusal(each, document)
        yield refusal.at(path_into(sent, place_of(each)))
