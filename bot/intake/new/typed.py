"""A form of the builder as it was sent: texts, nothing judged yet."""

import re
from collections.abc import Iterable
from typing import Any

from bot.intake.drafts.form import MOST_LINES, OLD_NAMES
from bot.intake.new.account_fields import SCHEME
from bot.intake.new.line_fields import ALL_NAMES, CONTRACT_KINDS, ITEM, SUBSCRIPTION
from bot.intake.new.sections import names
from jupiter_core.domain.frozen import Frozen
from jupiter_core.domain.handover import Kind

_LINE = re.compile(r"lines\[(\d{1,3})\]\.([a-z_]+)", re.ASCII)
_BANK = "bank_account."
_LINE_DEFAULTS = {"quantity": "1", "apply": "until_exhausted"}
_NOT_WORTH = frozenset(("kind", "quantity", "apply", "tax_category", "tax_rate"))


class LineTyped(Frozen):
    """`kind` is a key of `line_fields.FIELDS`."""

    kind: str
    values: dict[str, str]

    def value(self, name: str) -> str:
        """As it was sent; empty where it was not."""
        return self.values.get(name, "")

    @property
    def is_blank(self) -> bool:
        """Whether nothing of worth is in it: then it is as if it were not there."""
        return not any(text.strip() for name, text in self.values.items() if name not in _NOT_WORTH)


class Typed(Frozen):
    """All fields of a page by name, and its lines. `show` is which of a contract's invoices is
    to be seen, counted from 1."""

    kind: Kind
    values: dict[str, str]
    lines: tuple[LineTyped, ...] = ()
    show: int = 1

    def value(self, name: str) -> str:
        """Of a field by its whole name; nothing where there is no such field."""
        found = _LINE.fullmatch(name)
        if not found:
            return self.values.get(name, "")
        n = int(found[1])
        return self.lines[n].value(found[2]) if n < len(self.lines) else ""

    @property
    def scheme(self) -> str:
        """Which kind of account is to be paid to."""
        return self.value(SCHEME)

    def with_line(self, kind: str) -> "Typed":
        """With an empty line more, unless it has as many as there may be."""
        if len(self.lines) >= MOST_LINES:
            return self
        return self.model_copy(update={"lines": (*self.lines, self._new_line(kind))})

    def without_line(self, n: int) -> "Typed":
        """Without the n-th line, from 0; the same where there are not so many."""
        return self.model_copy(update={"lines": (*self.lines[:n], *self.lines[n + 1 :])})

    def material(self) -> dict[str, Any]:
        """As it is handed over to a workspace: without the bank account, which stays behind."""
        values = {name: text for name, text in self.values.items() if not name.startswith(_BANK)}
        lines = [{"kind": line.kind, **line.values} for line in self.lines]
        return {"values": values, "lines": lines}

    def _new_line(self, kind: str) -> LineTyped:
        """An empty line; its tax is likely that of the last one."""
        last = self.lines[-1].values if self.lines else {}
        taxes = {name: last.get(name, "") for name in ("tax_rate", "tax_category")}
        return LineTyped(kind=_line_kind(self.kind, kind), values={**_LINE_DEFAULTS, **taxes})


def read_typed(kind: Kind, pairs: Iterable[tuple[str, str]]) -> Typed:
    """Whatever was sent; what is no field of the page is left aside."""
    known = names(kind)
    values = dict.fromkeys(sorted(known), "")
    lines: dict[int, dict[str, str]] = {}
    show = ""
    for said, text in pairs:
        name = _name_of_today(said)
        place = _LINE.fullmatch(name)
        if name in known:
            values[name] = _one_kind_of_line_end(text)
        elif place and (place[2] in ALL_NAMES or place[2] == "kind"):
            lines.setdefault(int(place[1]), {})[place[2]] = _one_kind_of_line_end(text)
        elif name == "show":
            show = text
    in_order = [lines[n] for n in sorted(lines)][:MOST_LINES]
    return Typed(
        kind=kind,
        values=values,
        lines=tuple(_line(kind, each) for each in in_order),
        show=int(show) if re.fullmatch(r"[1-9]\d{0,2}", show, re.ASCII) else 1,
    )


def typed_of_material(kind: Kind, material: dict[str, Any]) -> Typed:
    """What `Typed.material` gave."""
    pairs = list(material["values"].items())
    for n, line in enumerate(material["lines"]):
        pairs += ((f"lines[{n}].{name}", text) for name, text in line.items())
    return read_typed(kind, pairs)


def _line(kind: Kind, values: dict[str, str]) -> LineTyped:
    rest = {name: text for name, text in values.items() if name != "kind"}
    return LineTyped(kind=_line_kind(kind, values.get("kind", "")), values=rest)


def _line_kind(kind: Kind, said: str) -> str:
    if kind == "invoice":
        return ITEM
    return said if said in CONTRACT_KINDS else SUBSCRIPTION


def _name_of_today(name: str) -> str:
    """A page that was open, or a form that was left, before the fields had these names."""
    head, dot, last = name.rpartition(".")
    return f"{head}{dot}{OLD_NAMES.get(last, last)}"


def _one_kind_of_line_end(text: str) -> str:
    return text.replace("\r\n", "\n")
