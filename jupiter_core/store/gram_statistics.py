"""How many texts have a gram, as PostgreSQL reckoned when it analysed them last."""

from collections.abc import Mapping
from typing import NamedTuple
from weakref import WeakKeyDictionary

from sqlalchemy import Connection, text
from sqlalchemy.pool import Pool

_USES = 1000
"""After so many they are read anew: the database analyses its tables again as they grow."""
_STATISTICS = text("""
    SELECT s.most_common_elems::text::text[], s.most_common_elem_freqs, i.reltuples
    FROM pg_class AS i JOIN pg_namespace AS n ON n.oid = i.relnamespace
    JOIN pg_stats AS s ON s.schemaname = n.nspname AND s.tablename = i.relname
    WHERE i.relname = 'search_words_by_gram' AND n.nspname = current_schema()
    AND s.most_common_elems IS NOT NULL""")


class GramStatistics(NamedTuple):
    """`common` are the grams that most texts have, each with their number; others are in no more
    than `least`."""

    common: Mapping[str, int]
    least: int

    def of(self, gram: str) -> int:
        return self.common.get(gram, self.least)


_known: WeakKeyDictionary[Pool, tuple[int, GramStatistics | None]] = WeakKeyDictionary()


def gram_statistics(connection: Connection) -> GramStatistics | None:
    """None where it had not analysed them when they were read."""
    pool = connection.engine.pool
    uses, known = _known.get(pool, (_USES, None))
    if uses >= _USES:
        uses, known = 0, _read(connection)
    _known[pool] = (uses + 1, known)
    return known


def _read(connection: Connection) -> GramStatistics | None:
    row = connection.execute(_STATISTICS).first()
    if row is None:
        return None
    # Behind the share of each gram are the least and the largest of them, and one of NULLs.
    grams, shares, texts = row
    common = {
        gram: round(share * texts) for gram, share in zip(grams, shares[: len(grams)], strict=True)
    }
    return GramStatistics(common, min(common.values(), default=0))
