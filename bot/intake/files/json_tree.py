"""JSON as a tree in which nothing is lost: numbers exact, keys that are there twice told."""

import json
from decimal import Decimal, InvalidOperation
from typing import Any, NoReturn

from bot.intake.errors import ErrorCollector
from bot.intake.paths import path_of
from bot.intake.refusals import UnreadableFile
from bot.wording.text import shortened
from jupiter_core.domain.refusals import Refusal

MOST_CHARACTERS = 1_000_000


class KeyTwice(Refusal):
    template = "This key is used twice."


class _Pairs(list[tuple[str, Any]]):
    """An object's keys and values, as often as they stand there."""


def read_tree(text: str, errors: ErrorCollector) -> Any:
    """The whole document as mappings and lists; what is null counts as absent. A key that is
    there twice is kept as a mistake. Raises UnreadableFile."""
    return _plain(_read_json(text), (), errors)


def _plain(value: Any, steps: tuple[str | int, ...], errors: ErrorCollector) -> Any:
    if isinstance(value, _Pairs):
        found: dict[str, Any] = {}
        for key, each in value:
            if key in found:
                errors.add(KeyTwice(), path_of((*steps, key)))
            else:
                found[key] = _plain(each, (*steps, key), errors)
        return {key: each for key, each in found.items() if each is not None}
    if isinstance(value, list):
        return [_plain(each, (*steps, n), errors) for n, each in enumerate(value)]
    return value


def _read_json(text: str) -> Any:
    """The whole document. Raises UnreadableFile."""
    if len(text) > MOST_CHARACTERS:
        raise UnreadableFile(f"it has more than {MOST_CHARACTERS:,} characters")
    try:
        return json.loads(
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


def _exact(number: str) -> Decimal:
    try:
        return Decimal(number)
    except InvalidOperation:
        raise UnreadableFile(
            f"{shortened(number, 40)} is beyond all numbers that can be read"
        ) from None


def _refuse_constant(name: str) -> NoReturn:
    raise UnreadableFile(f"{name} is not a number")
