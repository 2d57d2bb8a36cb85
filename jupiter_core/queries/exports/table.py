"""A table that is exported: its columns, and rows that come one by one."""

from collections.abc import Callable, Iterator
from datetime import date, datetime
from decimal import Decimal
from typing import NamedTuple

from jupiter_core.domain.period import Period
from jupiter_core.ports import UnitOfWork

Cell = str | int | Decimal | date | datetime | bool | None
"""A Decimal is an amount or another number; text is as somebody typed it."""
Row = tuple[Cell, ...]


class Table(NamedTuple):
    """`columns` are the field's words as API and files spell them; each of `rows` is as long."""

    name: str
    columns: tuple[str, ...]
    rows: Callable[[UnitOfWork, Period], Iterator[Row]]
