"""Values of a document: exact numbers, amounts, days, ids, texts that every store can hold."""

import re
from datetime import date, datetime
from decimal import Decimal
from typing import TYPE_CHECKING, Annotated, Any

from pydantic import (
    AfterValidator,
    BeforeValidator,
    Field,
    PlainSerializer,
    PlainValidator,
    Strict,
    StringConstraints,
    TypeAdapter,
)
from pydantic.json_schema import WithJsonSchema

from bot.intake.documents.base import Notation, checked, reading, spoken
from bot.intake.notation.amounts import short_money_of, short_price_of
from bot.intake.notation.numbers import decimal_of, percent_of, whole_number_of
from bot.intake.paths import shown
from bot.intake.refusals import WrongShape
from jupiter_core.domain.early_payment import early_payment_of
from jupiter_core.domain.external_id import EXTERNAL_ID_LIMIT
from jupiter_core.domain.late_fee import late_fee_of
from jupiter_core.domain.memo import memo_of
from jupiter_core.domain.money import Money, known_currency
from jupiter_core.domain.po_number import po_number_of
from jupiter_core.domain.refusals import InvalidDate, Refusal
from jupiter_core.domain.text import line_of
from jupiter_core.domain.totals import quantity_of, tax_rate_of
from jupiter_core.domain.unit_price import UnitPrice, unit_price_of

_EXACT_DIGITS = 15
_LONGEST_NUMBER = 40
_SIGN = re.compile(r"[€£$¥]|(?<![A-Za-z])[A-Z]{3}(?![A-Za-z])")
"""Of a currency; whose it is matters only where the currency is known."""
_PLAIN = re.compile(r"[+-]?\d+(\.\d+)?", re.ASCII)
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)
_MOMENT = re.compile(rf"{_DAY.pattern}[Tt]\d{{2}}:\d{{2}}:\d{{2}}.*", re.ASCII)


class NotExact(Refusal):
    template = "Write a number this long in quotes, so that it stays exact."


def exact(value: Any) -> Any:
    """A number as it was written. Raises WrongShape, or NotExact where JSON would round it."""
    if isinstance(value, bool) or (isinstance(value, str) and not _PLAIN.fullmatch(value)):
        raise WrongShape("a number, in quotes or without")
    if isinstance(value, float):
        digits = repr(value).partition("e")[0].replace(".", "").replace("-", "").strip("0")
        if len(digits) > _EXACT_DIGITS:
            raise NotExact
        return Decimal(format(Decimal(repr(value)), "f"))
    return value


Number = Annotated[
    Decimal,
    BeforeValidator(checked(exact)),
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


_NUMBER = TypeAdapter[Decimal](Number)


def _amount(value: Any) -> Money:
    """In the document's currency. Raises WrongShape, or what `Money.of` and short_money_of do."""
    now = reading()
    if now.notation is Notation.PERSON and isinstance(value, str):
        known = value if now.currency else _SIGN.sub("", value)
        return short_money_of(known, now.priced_in)
    return Money.of(_NUMBER.validate_python(value), now.priced_in)


def _price(value: Any) -> UnitPrice:
    """The same of the price of a unit. Raises WrongShape, or what `unit_price_of` and
    short_price_of do."""
    now = reading()
    if now.notation is Notation.PERSON and isinstance(value, str):
        known = value if now.currency else _SIGN.sub("", value)
        return short_price_of(known, now.priced_in)
    return unit_price_of(_NUMBER.validate_python(value), now.priced_in)


if TYPE_CHECKING:
    Amount = Money
    Price = UnitPrice
else:
    # Any, since a description of the API would list Money's own form, which nobody sends.
    Amount = Annotated[Any, PlainValidator(checked(_amount), json_schema_input_type=Number)]
    Price = Annotated[
        Any,
        PlainValidator(checked(_price), json_schema_input_type=Number),
        Field(description="Of one unit, with up to 8 decimals."),
    ]
"""Numbers in the currency of the document: an amount, and the price of a unit."""
Quantity = Annotated[Number, spoken(decimal_of), AfterValidator(checked(quantity_of))]
Percent = Annotated[Number, spoken(percent_of)]
Rate = Annotated[Percent, AfterValidator(checked(tax_rate_of))]


def _whole(value: Any) -> Any:
    """Neither is true a 1."""
    if isinstance(value, bool):
        raise WrongShape("a whole number")
    return value


def _day(value: Any) -> Any:
    """Only as ISO writes it: a bare number is no day. Raises InvalidDate or WrongShape."""
    if value is None or isinstance(value, date):
        return value
    if isinstance(value, str):
        return day_written(value)
    raise WrongShape("a date such as 2026-11-26, in quotes")


def day_written(text: str) -> date:
    """A day as ISO writes it. Raises InvalidDate."""
    try:
        if _DAY.fullmatch(text):
            return date.fromisoformat(text)
    except ValueError:
        pass
    raise InvalidDate(shown(text, _LONGEST_NUMBER))


def _moment(value: Any) -> Any:
    """The same of a moment."""
    if value is None or isinstance(value, datetime) or _written(value, _MOMENT):
        return value
    raise WrongShape("a moment such as 2026-11-26T09:30:00Z")


def _written(value: Any, form: re.Pattern[str]) -> bool:
    return isinstance(value, str) and form.fullmatch(value) is not None


def _currency_of(typed: str) -> str:
    """Its code. Raises UnknownCurrency, whatever was typed."""
    return known_currency(shown(typed, _LONGEST_NUMBER))


def _called(typed: str) -> str:
    """One line that can be seen, so that what is looked up is what was kept."""
    return line_of(typed, "External id", EXTERNAL_ID_LIMIT, required=True)


Flag = Annotated[bool, Strict()]
no_truth = BeforeValidator(checked(_whole))


def _early_payment(typed: str) -> str:
    """As terms write it."""
    found = early_payment_of(typed)
    return found.words if found else ""


def _late_fee(typed: str) -> str:
    """As terms write it, with the currency of its flat sum."""
    found = late_fee_of(typed, reading().currency or "")
    return found.words if found else ""


Whole = Annotated[int, no_truth, spoken(whole_number_of)]
Currency = Annotated[
    str,
    Field(examples=["USD"], json_schema_extra={"minLength": 3, "maxLength": 3}),
    AfterValidator(checked(_currency_of)),
]
Day = Annotated[date, BeforeValidator(checked(_day))]
Moment = Annotated[datetime, BeforeValidator(checked(_moment))]
Text = Annotated[str, StringConstraints(max_length=5000)]
Short = Annotated[str, StringConstraints(max_length=300)]
Paragraph = Annotated[str, Field(json_schema_extra={"maxLength": 5000})]
Line = Annotated[str, Field(json_schema_extra={"maxLength": 300})]
"""Texts whose own check says what they are called and how long they may be."""
EarlyPaymentTerm = Annotated[
    Line,
    AfterValidator(checked(_early_payment)),
    Field(examples=["2/10"], description="An early-payment discount: 2% if paid within 10 days."),
]
LateFeeTerm = Annotated[
    Line,
    AfterValidator(checked(_late_fee)),
    Field(
        examples=["1.5% a month after 10 days"],
        description="What paying late costs: a rate a month (by day over 30) or a year (by day "
        "over 365), a flat sum (`9% a year + EUR 40.00`), or both. Days of grace are after the due "
        "date.",
    ),
]
PoNumber = Annotated[Line, AfterValidator(checked(po_number_of))]
Memo = Annotated[Paragraph, AfterValidator(checked(memo_of))]
Id = Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9_.:-]{1,64}$"), Field(examples=["acme"])]
Channel = Annotated[
    str,
    StringConstraints(pattern=r"^[CG][A-Z0-9]{1,30}$"),
    Field(examples=["C0123456789"], description="The id of the deal's channel in Slack."),
]
ExternalId = Annotated[
    str,
    StringConstraints(min_length=1, max_length=EXTERNAL_ID_LIMIT),
    AfterValidator(checked(_called)),
    Field(examples=["hubspot:9182736450"], description="What your system calls it."),
]
