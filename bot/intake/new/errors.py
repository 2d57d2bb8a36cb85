"""Mistakes in a form, each at the field in which it is to be put right."""

from collections.abc import Callable, Iterable
from typing import TypeVar

from bot.intake.errors import ErrorCollector, each_of
from bot.intake.new.fields import lower
from bot.intake.new.line_fields import TITLES, line_fields
from bot.intake.new.sections import labels, sections
from bot.intake.new.typed import Typed
from jupiter_core.domain.frozen import Frozen
from jupiter_core.domain.refusals import AmountTooLarge, NoLines, NothingToBill, Refusal

T = TypeVar("T")


class Mistake(Frozen):
    """`field` is its name, empty for what is of no field; `label` what people read beside it. It
    is `missing` where nothing was typed yet."""

    field: str
    label: str
    sentence: str
    missing: bool


class FormErrors:
    """A collector of mistakes as one form of /new shows them: each at the nearest of its fields."""

    def __init__(self, typed: Typed) -> None:
        self._typed = typed
        self._labels = _labels(typed)
        self._errors = ErrorCollector()

    def part(self, field: str, check: Callable[[], T]) -> T | None:
        """What `check` gives; None when it refuses, which is then kept at `field`."""
        try:
            return check()
        except Refusal as refusal:
            self.add(refusal, lambda _: field)
            return None

    def add(self, refusal: Refusal, field_of: Callable[[str], str]) -> None:
        """Keeps a refusal, or each of several, where `field_of` says of its path."""
        for each in each_of(refusal):
            of_a_sum = isinstance(each, AmountTooLarge) and each.path == "lines"
            field = "" if of_a_sum else self._nearest(field_of(each.path or ""))
            self._errors.add(each.at(field))

    @property
    def fields(self) -> frozenset[str]:
        return self._errors.paths

    @property
    def mistakes(self) -> tuple[Mistake, ...]:
        """In the order of the page; those of no field first."""
        order = {name: n for n, name in enumerate(("", *self._labels))}
        found = sorted(self._errors.mistakes, key=lambda each: order[each.path or ""])
        return tuple(self._shown(each.path or "", each) for each in found)

    def _shown(self, field: str, refusal: Refusal) -> Mistake:
        return Mistake(
            field=field,
            label=self._labels.get(field, ""),
            sentence=refusal.sentence,
            missing=self._is_missing(field, refusal),
        )

    def _is_missing(self, field: str, refusal: Refusal) -> bool:
        if not field:
            return isinstance(refusal, NoLines | NothingToBill)
        return not self._typed.value(field).strip()

    def _nearest(self, path: str) -> str:
        """The field of a path, or the first one below it; none for what is of all."""
        if path in self._labels:
            return path
        within = (f"{path}.", f"{path}[")
        below = (name for name in self._labels if path and name.startswith(within))
        if found := next(below, ""):
            return found
        head = path.rpartition(".")[0]
        return self._nearest(head) if head else ""


def only(mistakes: Iterable[Mistake], *, missing: bool) -> tuple[Mistake, ...]:
    """What is still to be typed, or what is wrong."""
    return tuple(each for each in mistakes if each.missing is missing)


def _labels(typed: Typed) -> dict[str, str]:
    """Of every field, in the order of the page."""
    about = {field.name for field in sections(typed.kind)[0].all}
    of_lines = {
        f"lines[{n}].{field.name}": f"{TITLES[line.kind]} {n + 1}: {lower(field.label)}"
        for n, line in enumerate(typed.lines)
        for field in line_fields(line.kind)
    }
    known = dict(labels(typed.kind, typed.scheme))
    first = {name: label for name, label in known.items() if name in about}
    return {**first, **of_lines, **known}
