"""Kinds of values in request bodies: exact numbers, ids, texts that every store can hold."""

import re
from datetime import date, datetime
from decimal import Decimal
from typing import Annotated, Any

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    PlainSerializer,
    Strict,
    StringConstraints,
)
from pydantic.json_schema import WithJsonSchema

from jupiter_core.domain.party import EXTERNAL_ID_LIMIT
from jupiter_core.domain.refusals import Refusal
from jupiter_core.domain.text import line_of

_EXACT_DIGITS = 15
_PLAIN = re.compile(r"[+-]?\d+(\.\d+)?", re.ASCII)
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)
_MOMENT = re.compile(rf"{_DAY.pattern}[Tt]\d{{2}}:\d{{2}}:\d{{2}}.*", re.ASCII)


class Body(BaseModel):
    """What is sent; unknown fields are refused, so that a typing error is not lost."""

    model_config = ConfigDict(extra="forbid", frozen=True)


def exact(value: Any) -> Any:
    """A number as it was written. Raises ValueError where JSON's own numbers would round it."""
    if isinstance(value, bool):
        raise ValueError("This must be a number, in quotes or without.")
    if isinstance(value, str) and not _PLAIN.fullmatch(value):
        raise ValueError("This must be a number, in quotes or without.")
    if isinstance(value, float):
        digits = repr(value).partition("e")[0].replace(".", "").replace("-", "").strip("0")
        if len(digits) > _EXACT_DIGITS:
            raise ValueError("Write a number this long in quotes, so that it stays exact.")
        return Decimal(format(Decimal(repr(value)), "f"))
    return value


Number = Annotated[
    Decimal,
    BeforeValidator(exact),
    Field(max_digits=30),
    PlainSerializer(lambda number: format(number, "f"), return_type=str, when_used="json"),
    WithJsonSchema(
        {
            "anyOf": [
                {"type": "string", "pattern": r"^-?\d{1,20}(\.\d{1,10})?$"},
                {"type": "number"},
            ],
            "examples": ["1200000.00"],
        }
    ),
]
"""A decimal, in quotes (always exact) or as a JSON number of up to 15 digits."""


def whole(value: Any) -> Any:
    """Neither is true a 1."""
    if isinstance(value, bool):
        raise ValueError("This must be a whole number.")
    return value


def _day(value: Any) -> Any:
    """Only as ISO writes it: a bare number is no day."""
    if value is None or isinstance(value, date) or _written(value, _DAY):
        return value
    raise ValueError("This must be a date such as 2026-11-26, in quotes.")


def _moment(value: Any) -> Any:
    """The same of a moment."""
    if value is None or isinstance(value, datetime) or _written(value, _MOMENT):
        return value
    raise ValueError("This must be a moment such as 2026-11-26T09:30:00Z.")


def _written(value: Any, form: re.Pattern[str]) -> bool:
    return isinstance(value, str) and form.fullmatch(value) is not None


def _called(typed: str) -> str:
    """One line that can be seen, so that what is looked up is what was kept."""
    try:
        return line_of(typed, "External id", EXTERNAL_ID_LIMIT, required=True)
    except Refusal as refusal:
        raise ValueError(refusal.sentence) from None


Flag = Annotated[bool, Strict()]
Whole = Annotated[int, BeforeValidator(whole)]
Day = Annotated[date, BeforeValidator(_day)]
Moment = Annotated[datetime, BeforeValidator(_moment)]
Text = Annotated[str, StringConstraints(max_length=5000)]
Short = Annotated[str, StringConstraints(max_length=300)]
Id = Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9_.:-]{1,64}$"), Field(examples=["acme"])]
Channel = Annotated[
    str,
    StringConstraints(pattern=r"^[CG][A-Z0-9]{1,30}$"),
    Field(examples=["C0123456789"], description="The id of the deal's channel in Slack."),
]
ExternalId = Annotated[
    str,
    StringConstraints(min_length=1, max_length=EXTERNAL_ID_LIMIT),
    AfterValidator(_called),
    Field(examples=["hubspot:9182736450"], description="What your system calls it."),
]
