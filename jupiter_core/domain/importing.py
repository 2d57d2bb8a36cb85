"""What a file of another system brings: its rows, the cells that are wrong, and what would be done.

A row is counted as a spreadsheet counts it: the header is row 1.
"""

from enum import StrEnum
from typing import NamedTuple

from jupiter_core.domain.changes import Change
from jupiter_core.domain.frozen import Frozen, canonical_json, sha256_hex
from jupiter_core.domain.refusals import Refusal, ValidationErrors

_SHOWN = 100


class ImportKind(StrEnum):
    """What a file has one of in each row."""

    CUSTOMERS = "customers"
    OPEN_INVOICES = "open_invoices"

    @property
    def one(self) -> str:
        """`customer`."""
        return self.value.removesuffix("s").replace("_", " ")

    @property
    def many(self) -> str:
        return self.value.replace("_", " ")

    def counted(self, number: int) -> str:
        """`1 customer`, `5,000 customers`."""
        return f"{number:,} {self.one if number == 1 else self.many}"


class Cell(NamedTuple):
    """What one cell says; `path` is the domain's name of what it is for."""

    path: str
    column: str
    value: str


class BadCell(Frozen):
    """A cell that cannot be taken as it is, and why. `column` is the file's own name of it, or
    what is missing, in brackets; `value` is shortened."""

    row: int
    column: str
    value: str
    sentence: str

    @property
    def words(self) -> str:
        """`Row 7, Country: “Untied States” is not a country.`"""
        value = f" “{self.value}”" if self.value and self.value not in self.sentence else ""
        column = f", {self.column}" if self.column else ""
        return f"Row {self.row}{column}{value}: {self.sentence}"


class FileRow(NamedTuple):
    """A row's number in the file, and those of its cells that say something."""

    number: int
    cells: tuple[Cell, ...]

    def says(self, path: str) -> bool:
        """Whether a cell says this, or a part of it."""
        return any(f"{each.path}.".startswith(f"{path}.") for each in self.cells)

    def bad(self, refusal: Refusal, path: str = "") -> list[BadCell]:
        """Each mistake at its cell; where no cell is there for it, at what is missing."""
        several = refusal.refusals if isinstance(refusal, ValidationErrors) else (refusal,)
        return [self._bad(each, each.path or path) for each in several]

    def _bad(self, refusal: Refusal, path: str) -> BadCell:
        cell = next((each for each in self.cells if _is_within(path, each.path)), None)
        column = cell.column if cell else _missing(path)
        value = " ".join(cell.value.split())[:_SHOWN] if cell else ""
        return BadCell(row=self.number, column=column, value=value, sentence=refusal.sentence)


class ImportFile(Frozen):
    """A file that was read: `rows` are all that it has, `bad` the cells that could not be read."""

    name: str
    rows: int
    bad: tuple[BadCell, ...] = ()


class Fate(StrEnum):
    """What becomes of a row that can be taken."""

    NEW = "new"
    CHANGED = "changed"
    SAME = "same"
    SETTLED = "settled"
    """Nothing of it is open."""


class PlannedRow(Frozen):
    """A row, what it is about, and what is to become of it."""

    row: int
    name: str
    fate: Fate
    changes: tuple[Change, ...] = ()


class ImportPlan(Frozen):
    """What a file would do, or has done: its rows, and all cells that are wrong."""

    kind: ImportKind
    file: ImportFile
    rows: tuple[PlannedRow, ...]
    bad: tuple[BadCell, ...]

    def of(self, fate: Fate) -> tuple[PlannedRow, ...]:
        return tuple(each for each in self.rows if each.fate is fate)

    @property
    def bad_rows(self) -> int:
        """How many rows cannot be taken."""
        return len({each.row for each in self.bad})

    @property
    def seal(self) -> str:
        """What a person who read it has read: the same while nobody changes what it is about."""
        read = self.model_dump(mode="json", include={"kind", "rows", "bad"})
        return sha256_hex(canonical_json(read))[:32]


def _is_within(path: str, of: str) -> bool:
    return path == of or path.startswith((f"{of}.", f"{of}["))


def _missing(path: str) -> str:
    """`(postal code)`."""
    last = path.rpartition(".")[2].replace("_", " ")
    return f"({last})" if last else ""
