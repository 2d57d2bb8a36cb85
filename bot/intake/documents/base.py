"""What documents are made of: their base, notations, and checks of the domain as validators.

What a value means may hang on what stands elsewhere in the document: an amount on the currency, a
contract year on the term. The document that holds them sets them as `DocumentContext` while its
parts are read.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field, replace
from datetime import date
from enum import Enum
from functools import cache, wraps
from typing import Annotated, Any, ClassVar, Self, TypeVar

from pydantic import (
    BaseModel,
    BeforeValidator,
    ConfigDict,
    ModelWrapValidatorHandler,
    TypeAdapter,
    ValidationError,
    model_validator,
)
from pydantic_core import ErrorDetails, InitErrorDetails, PydanticCustomError

from bot.intake.errors import each_of
from bot.intake.paths import steps_of
from jupiter_core.domain.money import known_currency
from jupiter_core.domain.refusals import Refusal, UnknownCurrency

T = TypeVar("T")
D = TypeVar("D", bound="Document")

WIDEST_CURRENCY = "KWD"
"""Stands in for a currency that is wrong, so that the amounts are still looked at."""


class Notation(Enum):
    """How numbers, days and lists are written: a machine's are exact, a person's are as spoken."""

    MACHINE = "machine"
    PERSON = "person"


@dataclass(frozen=True)
class DocumentContext:
    """What is known of the document around the part that is being read."""

    notation: Notation = Notation.MACHINE
    currency: str | None = None
    start: date | None = None
    term_months: int | None = None
    calendar: Mapping[str, Any] = field(default_factory=dict)
    """Of a contract: what can be read of its periods."""

    @property
    def priced_in(self) -> str:
        """The currency, or its stand-in."""
        return self.currency or WIDEST_CURRENCY


_NOTHING_KNOWN = DocumentContext()
_READING: ContextVar[DocumentContext] = ContextVar("reading", default=_NOTHING_KNOWN)


def reading() -> DocumentContext:
    """Of the document that is being read now."""
    return _READING.get()


@contextmanager
def reading_with(**known: Any) -> Iterator[None]:
    """Adds to what is known, until it is left."""
    token = _READING.set(replace(_READING.get(), **known))
    try:
        yield
    finally:
        _READING.reset(token)


class Document(BaseModel):
    """What is sent; unknown fields are refused, so that a typing error is not lost."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    @model_validator(mode="before")
    @classmethod
    def _without_blanks(cls, sent: Any) -> Any:
        """What a person left empty is not there."""
        if reading().notation is Notation.PERSON and isinstance(sent, Mapping):
            return {key: value for key, value in sent.items() if not _is_blank(value)}
        return sent


class InCurrency(Document):
    """What holds amounts, and says beside them which currency they are in."""

    @model_validator(mode="wrap")
    @classmethod
    def _in_its_terms(cls, sent: Any, handler: ModelWrapValidatorHandler[Self]) -> Self:
        """Its parts are read with what it says of itself."""
        if not isinstance(sent, Mapping):
            return handler(sent)
        with reading_with(**cls.known_of(sent)):
            return handler(sent)

    @classmethod
    def known_of(cls, sent: Mapping[str, Any]) -> dict[str, Any]:
        """What its parts are read with, as far as it can be read: fields of `DocumentContext`."""
        return {"currency": currency_in(sent)}


class Composite(Document):
    """What is right only as a whole: what does not fit together is told beside what cannot be
    read."""

    stand_ins: ClassVar[Mapping[str, Any]] = {}
    """Where these are wrong, so that the rest is still looked at."""

    def misfits(self) -> Sequence[Refusal]:
        """What does not fit together, each at its path from here."""
        raise NotImplementedError

    @model_validator(mode="wrap")
    @classmethod
    def _told_at_once(cls, sent: Any, handler: ModelWrapValidatorHandler[Self]) -> Self:
        try:
            whole, wrong = handler(sent), None
        except ValidationError as found:
            if not isinstance(sent, Mapping):
                raise
            whole, wrong = cls._mended(sent, found, handler), found
        told = {each["loc"][0] for each in wrong.errors()} if wrong else set()
        unfit = [each for each in whole.misfits() if steps_of(each.path or "?")[0] not in told]
        if wrong or unfit:
            raise also(wrong, unfit)
        return whole

    @classmethod
    def _mended(
        cls,
        sent: Mapping[str, Any],
        found: ValidationError,
        handler: ModelWrapValidatorHandler[Self],
    ) -> Self:
        """Without what is wrong, and with a stand-in where it has to be there. Raises what was
        found where there is no stand-in."""
        wrong = {each["loc"][0] for each in found.errors(include_url=False)}
        right = {key: sent[key] for key in cls.model_fields if key in sent and key not in wrong}
        try:
            return handler({**cls.stand_ins, **right})
        except ValidationError:
            raise found from None


def currency_in(sent: Mapping[str, Any]) -> str | None:
    """The currency of what was sent, where it is one."""
    try:
        return known_currency(str(sent.get("currency", "")))
    except UnknownCurrency:
        return None


def priced_in(sent: Mapping[str, Any]) -> str:
    """The currency of what was sent, or its stand-in."""
    return currency_in(sent) or WIDEST_CURRENCY


def field_read(document: type[Document], name: str, value: Any) -> Any:
    """What one field alone means, or None where it cannot be read."""
    try:
        return _adapter(document, name).validate_python(value)
    except ValidationError:
        return None


@cache
def _adapter(document: type[Document], name: str) -> TypeAdapter[Any]:
    field = document.model_fields[name]
    kind: Any = field.annotation
    for each in field.metadata:
        kind = Annotated[kind, each]
    return TypeAdapter(kind)


def checked(check: Callable[[Any], T]) -> Callable[[Any], T]:
    """`check`, whose refusals pydantic keeps as mistakes of the place that it is reading."""

    @wraps(check)
    def asked(value: Any) -> T:
        try:
            return check(value)
        except Refusal as refusal:
            raise mistakes(each_of(refusal)) from None

    return asked


def mistakes(refusals: Iterable[Refusal]) -> ValidationError:
    """Refusals as pydantic's own error, each at its path from the place that is being read."""
    return ValidationError.from_exception_data("document", _details(refusals))


def also(found: ValidationError | None, refusals: Iterable[Refusal]) -> ValidationError:
    """The mistakes that were found, and others beside them."""
    kept = [_again(each) for each in found.errors(include_url=False)] if found else []
    return ValidationError.from_exception_data("document", [*kept, *_details(refusals)])


def spoken(understand: Callable[[str], Any]) -> BeforeValidator:
    """A person's text is understood first; a machine's value is left as it is."""

    def told(value: Any) -> Any:
        if reading().notation is Notation.PERSON and isinstance(value, str):
            return understand(value)
        return value

    return BeforeValidator(checked(told))


def _details(refusals: Iterable[Refusal]) -> list[InitErrorDetails]:
    return [
        InitErrorDetails(type=_error(each), loc=steps_of(each.path or ""), input=None)
        for each in refusals
    ]


def _again(error: ErrorDetails) -> InitErrorDetails:
    """As it was told before."""
    told = error.get("ctx", {}).get("refusal")
    kind: Any = _error(told) if isinstance(told, Refusal) else error["type"]
    return InitErrorDetails(
        type=kind, loc=error["loc"], input=error["input"], ctx=error.get("ctx", {})
    )


def _error(refusal: Refusal) -> PydanticCustomError:
    # Its sentence stays out of the message: pydantic cannot carry half a character.
    return PydanticCustomError("refusal", "This is refused.", {"refusal": refusal})


def _is_blank(value: object) -> bool:
    return isinstance(value, str) and not value.strip()
