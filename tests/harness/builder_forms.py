"""Forms of the builder at /new for tests: the example, with only what a test is about changed."""

from datetime import date

from bot.intake.new.errors import Mistake
from bot.intake.new.example import empty, example
from bot.intake.new.typed import Typed
from jupiter_core.domain.handover import Kind

TODAY = date(2026, 11, 22)


def a_form(kind: Kind = "invoice", **changes: str) -> Typed:
    """The example; a dot in a name is written as two underscores."""
    return changed(example(kind, TODAY), changes)


def an_empty_form(kind: Kind = "invoice", **changes: str) -> Typed:
    return changed(empty(kind, TODAY), changes)


def with_line(typed: Typed, n: int, **values: str) -> Typed:
    """With other values in line `n`."""
    line = typed.lines[n].model_copy(update={"values": {**typed.lines[n].values, **values}})
    lines = (*typed.lines[:n], line, *typed.lines[n + 1 :])
    return typed.model_copy(update={"lines": lines})


def changed(typed: Typed, changes: dict[str, str]) -> Typed:
    values = {name.replace("__", "."): text for name, text in changes.items()}
    return typed.model_copy(update={"values": {**typed.values, **values}})


def told(mistakes: tuple[Mistake, ...]) -> dict[str, str]:
    return {each.field: each.sentence for each in mistakes}
