"""JSON as a tree in which nothing is lost: numbers exact, repeated keys and paths said.

An `Entry` is one place in the document. What it is read as is given back, or None and a mistake
at its path; reading goes on, so that all mistakes are said at once.
"""

import json
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal, InvalidOperation
from enum import StrEnum
from typing import Any, NoReturn, TypeVar

from bot.intake.errors import ErrorCollector
from bot.intake.refusals import NotAmong, UnknownKey, UnreadableFile, WrongShape
from bot.wording.text import shortened
from jupiter_core.domain.money import Money
from jupiter_core.domain.refusals import InvalidDate, InvalidNumber, Refusal, Required

T = TypeVar("T")
E = TypeVar("E", bound=StrEnum)

MOST_CHARACTERS = 1_000_000
_LONGEST_NUMBER = 40
_NUMBER = re.compile(r"-?\d{1,40}(\.\d{1,40})?", re.ASCII)
_DATE = re.compile(r"\d{4}-\d\d-\d\d", re.ASCII)


@dataclass(eq=False)
class KeyTwice(Refusal):
    """Of an object; which of the two values counts would be anybody's guess."""

    template = "This key is used twice."


class _Pairs(list[tuple[str, Any]]):
    """An object's keys and values, as often as they stand there."""


def read_json(text: str, checks: ErrorCollector) -> "Entry":
    """The whole document. Raises UnreadableFile."""
    if len(text) > MOST_CHARACTERS:
        raise UnreadableFile(f"it has more than {MOST_CHARACTERS:,} characters")
    try:
        tree = json.loads(
            # Editors on Windows begin a file with it, and json refuses that.
            text.removeprefix("\ufeff"),
            object_pairs_hook=_Pairs,
            parse_float=_exact,
            parse_constant=_refuse_constant,
        )
    except json.JSONDecodeError as error:
        raise UnreadableFile(f"line {error.lineno}: {error.msg}") from None
    except ValueError:
        raise UnreadableFile("it has a number that is too long") from None
    except RecursionError:
        raise UnreadableFile("it is nested too deeply") from None
    return Entry(tree, "", checks)


def entry_of(tree: Any, checks: ErrorCollector) -> "Entry":
    """A document that is mappings, lists and plain values already, without a text between."""
    return Entry(_as_read(tree), "", checks)


def _as_read(tree: Any) -> Any:
    if isinstance(tree, Mapping):
        return _Pairs((key, _as_read(each)) for key, each in tree.items())
    if isinstance(tree, list | tuple):
        return [_as_read(each) for each in tree]
    return tree


def _exact(number: str) -> Decimal:
    try:
        return Decimal(number)
    except InvalidOperation:
        raise UnreadableFile(
            f"{shortened(number, 40)} is beyond all numbers that can be read"
        ) from None


def _refuse_constant(name: str) -> NoReturn:
    raise UnreadableFile(f"{name} is not a number")


class Entry:
    """A value of the document and its path (`lines[0].escalators[1].percent`)."""

    def __init__(self, value: Any, path: str, checks: ErrorCollector) -> None:
        self.value = value
        self.path = path
        self.checks = checks

    def refuse(self, refusal: Refusal) -> None:
        """Keeps a mistake at this place."""
        self.checks.add(refusal, self.path)

    @property
    def is_object(self) -> bool:
        return isinstance(self.value, _Pairs)

    def peek(self, key: str) -> Any:
        """The value of a key, as it stands there; None if there is none."""
        return dict(self.value).get(key) if self.is_object else None

    def fields(self, *known: str) -> "Fields":
        """Its keys; unknown and repeated ones are mistakes. What is null counts as absent."""
        found: dict[str, Entry] = {}
        if not self.is_object:
            self.refuse(WrongShape("an object with the keys " + ", ".join(known)))
            return Fields(self, found, shaped=False)
        for key, value in self.value:
            entry = Entry(value, self._below(_shown(key)), self.checks)
            if key not in known:
                entry.refuse(UnknownKey(", ".join(known)))
            elif key in found:
                entry.refuse(KeyTwice())
            else:
                found[key] = entry
        return Fields(self, {k: v for k, v in found.items() if v.value is not None}, shaped=True)

    def items(self) -> "list[Entry]":
        """The items of a list."""
        if not isinstance(self.value, list) or self.is_object:
            self.refuse(WrongShape("a list"))
            return []
        return [Entry(each, f"{self.path}[{n}]", self.checks) for n, each in enumerate(self.value)]

    def text(self, check: Callable[[str], T]) -> T | None:
        """A text, as `check` takes it."""
        if not isinstance(self.value, str):
            self.refuse(WrongShape("a text in quotes"))
            return None
        text = self.value
        if _shown(text, len(text)) != text:
            self.refuse(WrongShape("a text of visible characters"))
            return None
        return self.checks.part(self.path, lambda: check(text))

    def choice(self, known: type[E]) -> E | None:
        """One of an enumeration's values."""
        members = {each.value: each for each in known}
        if isinstance(self.value, str) and self.value in members:
            return members[self.value]
        self.refuse(NotAmong(_shown(str(self.value), 40), ", ".join(members)))
        return None

    def whole(self, check: Callable[[int], int] = int) -> int | None:
        """A whole number without quotes."""
        if not isinstance(self.value, int) or isinstance(self.value, bool):
            self.refuse(WrongShape("a whole number, without quotes"))
            return None
        number = self.value
        return self.checks.part(self.path, lambda: check(number))

    def decimal(self, check: Callable[[Decimal], T]) -> T | None:
        """A number, in quotes or without; exact in both."""
        number = self._plain_number()
        return None if number is None else self.checks.part(self.path, lambda: check(number))

    def money(self, currency: str) -> Money | None:
        """An amount in `currency`, in quotes or without; exact in both."""
        if isinstance(self.value, str):
            return self.text(lambda text: Money.of(_short(text), currency))
        return self.decimal(lambda number: Money.of(number, currency))

    def day(self, check: Callable[[date], date] = lambda day: day) -> date | None:
        """A date such as 2027-01-01."""
        return self.text(lambda text: check(_date_of(text)))

    def _plain_number(self) -> Decimal | None:
        value = self.value
        if isinstance(value, str):
            return self.text(_decimal_of)
        if isinstance(value, bool) or not isinstance(value, int | Decimal):
            self.refuse(WrongShape("a number"))
            return None
        return Decimal(value)

    def _below(self, key: str) -> str:
        return f"{self.path}.{key}" if self.path else key


class Fields:
    """The known keys of an object."""

    def __init__(self, entry: Entry, found: dict[str, Entry], *, shaped: bool) -> None:
        self._entry = entry
        self._found = found
        self._shaped = shaped

    def need(self, key: str, what: str, read: Callable[[Entry], T | None]) -> T | None:
        """What `read` makes of a key that has to be there; `what` begins a sentence."""
        if key not in self._found and self._shaped:
            place = f"{self._entry.path}.{key}" if self._entry.path else key
            self._entry.checks.add(Required(what), place)
        return self.get(key, read)

    def get(self, key: str, read: Callable[[Entry], T | None]) -> T | None:
        """What `read` makes of a key that may be absent."""
        entry = self._found.get(key)
        return read(entry) if entry else None

    def items(self, key: str) -> Sequence[Entry]:
        """The items of a list that may be absent."""
        return self.get(key, Entry.items) or ()


def _shown(text: str, limit: int = 60) -> str:
    """Of a text that may be anything, what can be printed anywhere."""
    visible = "".join("�" if c < " " or "\ud800" <= c <= "\udfff" else c for c in text)
    return shortened(visible, limit)


def _short(text: str) -> str:
    if len(text) > _LONGEST_NUMBER:
        raise InvalidNumber(shortened(text, _LONGEST_NUMBER))
    return text


def _decimal_of(text: str) -> Decimal:
    if not _NUMBER.fullmatch(text):
        raise InvalidNumber(shortened(text, _LONGEST_NUMBER))
    return Decimal(text)


def _date_of(text: str) -> date:
    try:
        if _DATE.fullmatch(text):
            return date.fromisoformat(text)
    except ValueError:
        pass
    raise InvalidDate(shortened(text, _LONGEST_NUMBER))
