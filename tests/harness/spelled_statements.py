"""How SQLAlchemy spells a statement, remembered for all databases of a test process: each keeps
its own, and each test has one of its own, which would spell them all again.
"""

from typing import Any

from sqlalchemy import Engine
from sqlalchemy.util import LRUCache

_OWN = "_compiled_cache"
_MOST = 4000
"""Of all tests; an engine by itself keeps 500."""


class Spelled(LRUCache[Any, Any]):
    """By what kind of database it is spelled for, and not by which of them."""

    def get(self, key: Any, default: Any = None) -> Any:
        return super().get(_of_its_kind(key), default)

    def __setitem__(self, key: Any, value: Any) -> None:
        super().__setitem__(_of_its_kind(key), value)


def _of_its_kind(key: Any) -> tuple[Any, ...]:
    dialect, *statement = key
    return type(dialect), dialect.paramstyle, *statement


_all = Spelled(_MOST)


def remember_spelling() -> None:
    """From now on, in this process: what an engine would keep of its own is not looked at."""
    setattr(Engine, _OWN, property(lambda _: _all, lambda _, own: None))
