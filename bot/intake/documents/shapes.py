"""Mistakes of a document's shape, by pydantic's names for them, as refusals in words for people."""

import re
from collections.abc import Callable, Iterator, Mapping
from typing import Any, get_args

from pydantic_core import ErrorDetails

from bot.intake.documents.base import Document
from bot.intake.paths import shown
from bot.intake.refusals import NotAmong, UnknownKey, WrongShape
from jupiter_core.domain.refusals import (
    InvalidNumber,
    OutOfRange,
    Refusal,
    Required,
    TooLong,
)

_LONGEST = 40
OF_THE_KIND = ("union_tag_invalid", "union_tag_not_found")
"""Of the field that says which of several shapes it is."""

NAMES = {
    "address": "The address",
    "amount": "An amount",
    "annual_price": "A yearly price",
    "bank_account": "A bank account",
    "bank_accounts": "A bank account",
    "bank_name": "Bank",
    "billing_frequency": "A billing frequency",
    "country": "The country",
    "contract_year": "A contract year",
    "currency": "A currency",
    "customer": "A customer",
    "customer_id": "A customer",
    "description": "A description",
    "from_date": "A date",
    "holder": "Account holder",
    "issue_date": "An issue date",
    "key": "A key, by which this is known when the file is loaded again,",
    "kind": "A kind",
    "legal_name": "Legal name",
    "lines": "A list of lines",
    "name": "Legal name",
    "net_terms": "A number of days",
    "number": "A number",
    "percent": "A percentage",
    "sender": "A legal entity",
    "series": "Number series",
    "sender_profile_id": "A legal entity",
    "start_date": "A start date",
    "term_months": "A term",
    "time_zone": "Time zone",
    "unit_price": "A price",
    "valid_since": "The day since which it is in use",
    "value": "The number of the tax id",
}
"""What begins the sentence that a field is required."""
_WANTED = {
    "string_type": "a text in quotes",
    "string_unicode": "a text of visible characters",
    "int_type": "a whole number, without quotes",
    "int_parsing": "a whole number",
    "int_from_float": "a whole number",
    "int_parsing_size": "a whole number",
    "decimal_type": "a number",
    "bool_type": "true or false, without quotes",
    "bool_parsing": "true or false",
    "tuple_type": "a list",
    "list_type": "a list",
}


def place_of(error: Mapping[str, Any]) -> tuple[str | int, ...]:
    """Where it is: what says which of several shapes it is, is a key of its own."""
    if error["type"] in OF_THE_KIND and (key := error["ctx"]["discriminator"].strip("'")):
        return (*error["loc"], key) if key.isidentifier() else tuple(error["loc"])
    return tuple(error["loc"])


def shape_refusal(error: ErrorDetails, document: type[Document]) -> Refusal:
    """In words for people; `document` is what was read."""
    kind, context = error["type"], error.get("ctx", {})
    if kind in ("missing", "union_tag_not_found"):
        return Required(_name(place_of(error)))
    if kind == "extra_forbidden":
        return UnknownKey(", ".join(_keys(document, error["loc"][:-1])))
    if kind in ("enum", "literal_error"):
        return NotAmong(_said(error), ", ".join(re.findall(r"'([^']*)'", context["expected"])))
    if kind == "union_tag_invalid":
        tag = shown(str(context["tag"]), _LONGEST)
        return NotAmong(tag, context["expected_tags"].replace("'", ""))
    if kind.startswith("model_") or kind == "dict_type":
        return WrongShape("an object with the keys " + ", ".join(_keys(document, error["loc"])))
    return _of_a_value(kind, context, error)


def _name(place: tuple[str | int, ...]) -> str:
    if "tax_ids" in place and place[-1] == "kind":
        return "The kind of tax id"
    return NAMES.get(str(place[-1]), "This")


def _of_a_value(kind: str, context: Mapping[str, Any], error: ErrorDetails) -> Refusal:
    bounds: Mapping[str, Callable[[], Refusal]] = {
        "string_too_long": lambda: TooLong(
            "This text", context["max_length"], len(str(error["input"]))
        ),
        "too_long": lambda: OutOfRange("The number of them", "0", str(context["max_length"])),
        "too_short": lambda: Required(NAMES.get(str(error["loc"][-1]), "This")),
        "greater_than_equal": lambda: OutOfRange("This", str(context["ge"]), "more"),
        "less_than_equal": lambda: OutOfRange("This", "1", str(context["le"])),
        "decimal_parsing": lambda: InvalidNumber(_said(error)),
        "decimal_max_digits": lambda: InvalidNumber(_said(error)),
    }
    if made := bounds.get(kind):
        return made()
    return WrongShape(_WANTED.get(kind, "what the format says"))


def _said(error: ErrorDetails) -> str:
    return shown(str(error["input"]), _LONGEST)


def _keys(document: type[Document], steps: tuple[int | str, ...]) -> tuple[str, ...]:
    """Of the document that stands at these steps below."""
    for step in steps:
        if isinstance(step, int) or step not in document.model_fields:
            continue  # the place in a list, or the name of an alternative: `document` is it already
        named = tuple(_documents(document.model_fields[step].annotation))
        after = steps[steps.index(step) + 1 :]
        document = next((each for each in named if _tag_of(each) in after), named[0])
    return tuple(document.model_fields)


def _documents(annotation: Any) -> Iterator[type[Document]]:
    if isinstance(annotation, type) and issubclass(annotation, Document):
        yield annotation
    for each in get_args(annotation):
        yield from _documents(each)


def _tag_of(document: type[Document]) -> str:
    kinds = document.model_fields.get("kind")
    return next(iter(get_args(kinds.annotation)), "") if kinds else ""
