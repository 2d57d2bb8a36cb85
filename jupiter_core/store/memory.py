"""What one transaction has read, or written, and not written since."""

from collections.abc import Callable, Hashable
from typing import Any, TypeVar

from jupiter_core.store.tables import TableRow

T = TypeVar("T")
ALL = "all"
"""The key of all rows of a table."""


class Memory:
    """Nobody else writes meanwhile: a workspace has one writer, and whoever only reads sees one
    moment. Those who write in one transaction, one after the other, have one memory."""

    def __init__(self) -> None:
        self._read: dict[type[TableRow], dict[Hashable, Any]] = {}

    def of(self, table: type[TableRow], key: Hashable, read: Callable[[], T]) -> T:
        """What `read` found in the table, until `forget` is told of it."""
        of_table = self._read.setdefault(table, {})
        if key not in of_table:
            of_table[key] = read()
        found: T = of_table[key]
        return found

    def knows(self, table: type[TableRow], key: Hashable) -> bool:
        """Whether `of` or `taken` would find something."""
        return key in self._read.get(table, {})

    def taken(self, table: type[TableRow], key: Hashable) -> Any:
        """What was kept under the key, once; None where that is nothing, or was forgotten."""
        return self._read.get(table, {}).pop(key, None)

    def keep(self, table: type[TableRow], key: Hashable, found: object) -> None:
        """What `of` would find, since it was just written, or `taken` is to find."""
        self._read.setdefault(table, {})[key] = found

    def forget(self, table: type[TableRow]) -> None:
        """It was written to."""
        self._read.pop(table, None)

    def clear(self) -> None:
        """Some of what was written was undone."""
        self._read = {}
