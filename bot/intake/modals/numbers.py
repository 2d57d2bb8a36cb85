"""Tax ids and registration numbers in a form: a row for each that is asked for, and one more."""

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from typing import NamedTuple

from bot.intake.errors import each_of
from bot.intake.party import Typed
from jupiter_core.domain.country_defaults import country_defaults
from jupiter_core.domain.party import Customer, SenderProfile, TaxId
from jupiter_core.domain.refusals import Refusal, ValidationErrors


class NumberRow(NamedTuple):
    """A number that is asked for: `label` is empty where its kind is to be chosen."""

    label: str
    kind: str
    known: TaxId | None


def number_rows(party: SenderProfile | Customer) -> list[NumberRow]:
    """What is asked for in its country, then whatever else it has, and one more."""
    left = list(party.tax_ids)
    rows = []
    for kind, label in country_defaults(party.address.country).numbers:
        known = next((each for each in left if each.kind == kind), None)
        if known:
            left.remove(known)
        rows.append(NumberRow(label, kind, known))
    return [*rows, *(NumberRow("", each.kind, each) for each in left), NumberRow("", "", None)]


class TypedNumbers(NamedTuple):
    """The rows that are not empty, and where the form showed each."""

    pairs: list[dict[str, str]]
    shown: list[int]

    @contextmanager
    def told_where_shown(self) -> Iterator[None]:
        """Raises ValidationErrors, what is wrong with a number at the row that was shown."""
        places = {f"tax_ids[{at}]": f"tax_ids[{n}]" for at, n in enumerate(self.shown)}
        with told_at(lambda path: _moved(path, places)):
            yield


def typed_numbers(typed: Typed, party: SenderProfile | Customer) -> TypedNumbers:
    """Of the rows that its form showed."""
    rows = [(n, row) for n, row in enumerate(number_rows(party)) if _is_there(typed, n)]
    return TypedNumbers([_pair(typed, n, row) for n, row in rows], [n for n, _ in rows])


@contextmanager
def told_at(place_of: Callable[[str], str]) -> Iterator[None]:
    """Raises ValidationErrors, each at the place that the form has for its path."""
    try:
        yield
    except ValidationErrors as refusal:
        moved: list[Refusal] = [each.at(place_of(each.path or "")) for each in each_of(refusal)]
        raise ValidationErrors(moved) from None


def _is_there(typed: Typed, n: int) -> bool:
    return any(typed.get(f"tax_ids[{n}].{part}", "").strip() for part in ("kind", "value"))


def _pair(typed: Typed, n: int, row: NumberRow) -> dict[str, str]:
    kind = row.kind if row.label else typed.get(f"tax_ids[{n}].kind", "")
    return {"kind": kind, "value": typed.get(f"tax_ids[{n}].value", "")}


def _moved(path: str, places: Mapping[str, str]) -> str:
    head, dot, tail = path.partition(".")
    return f"{places.get(head, head)}{dot}{tail}"
