"""By which grams a database looks: those that few texts have.

Of several grams SQLite reads the whole list of each, and a number's first letters are in every
text. PostgreSQL begins with the rarest, and still looks for what it found in the list of each.
"""

from collections.abc import Sequence
from weakref import WeakKeyDictionary

from sqlalchemy import Connection
from sqlalchemy.pool import Pool

from jupiter_core.store.gram_statistics import gram_statistics

FEW = 2000
"""Texts: up to so many are looked at one by one; beyond that, a list in its order meets them soon.
"""
_COMMON = 20_000
"""What so many texts have takes longer to read than what it would leave out."""
_BESIDE = 2
"""Times as many texts may have a gram that is asked for beside a rare one."""
_LOOKED_AT = 100
"""Of so many texts that have a gram, the newest, it is reckoned how many there are; a count below
that is found out as soon as it is remembered."""
_ENOUGH = {"sqlite": 4, "postgresql": 6}
"""Grams of one text; PostgreSQL looks into each list only where the ones before have something."""
_MOST_ASKED, _MOST_KNOWN = 100, 20_000
_HAVING = """(SELECT CASE WHEN count(*) < ? THEN count(*)
    ELSE count(*) * newest / (newest - min(rowid) + 1) END
    FROM (SELECT rowid FROM search_grams WHERE search_grams MATCH ? ORDER BY rowid DESC LIMIT ?))"""
_NEWEST = "(SELECT coalesce(max(position), 0) AS newest FROM search_words)"

Term = Sequence[Sequence[str]]
"""The grams of each text of which one has to be there."""

_counts: WeakKeyDictionary[Pool, dict[str, int]] = WeakKeyDictionary()
"""How many texts of a database of SQLite had a gram, about, when somebody looked; where that does
not hold, more is read than needed, and the same is found."""


def rare(connection: Connection, terms: Sequence[Term]) -> list[Term]:
    """The terms that are worth asking for, of which all must be there, the rarest first, each with
    its rarest grams alone; none where all are common."""
    every = dict.fromkeys(gram for term in terms for text in term for gram in text)
    counts = _counted(connection, list(every))
    found: list[tuple[int, Term]] = []
    enough = _ENOUGH[connection.dialect.name]
    for term in terms:
        kept = [_rarest(text, counts)[:enough] for text in term]
        if all(kept):
            found.append((sum(counts[text[0]] for text in kept), kept))
    return [term for _, term in sorted(found, key=lambda each: each[0])]


def matching(terms: Sequence[Term]) -> str:
    """As the index is asked for what has all of them."""
    return " AND ".join(f"({' OR '.join(map(_all_of, term))})" for term in terms)


def _rarest(text: Sequence[str], counts: dict[str, int]) -> list[str]:
    """The rarest first; none where that is common too."""
    known = sorted((each for each in text if each in counts), key=lambda each: counts[each])
    if not known or counts[known[0]] > _COMMON:
        return []
    return [each for each in known if counts[each] <= _BESIDE * _COMMON]


def _counted(connection: Connection, grams: Sequence[str]) -> dict[str, int]:
    """Of those of them that were counted."""
    if connection.dialect.name == "postgresql":
        known = gram_statistics(connection)
        return {each: known.of(each) for each in grams} if known else {}
    return _counted_one_by_one(connection, grams)


def _counted_one_by_one(connection: Connection, grams: Sequence[str]) -> dict[str, int]:
    """Up to `_MOST_ASKED` of those that nobody counted yet are counted."""
    known = _counts.setdefault(connection.engine.pool, {})
    if len(known) > _MOST_KNOWN:
        known.clear()
    asked = [each for each in grams if each not in known][:_MOST_ASKED]
    found = {each: known[each] for each in grams if each in known}
    if asked:
        given = tuple(part for each in asked for part in (_LOOKED_AT, _quoted(each), _LOOKED_AT))
        query = f"SELECT {', '.join([_HAVING] * len(asked))} FROM {_NEWEST}"  # noqa: S608
        row = connection.exec_driver_sql(query, given).one()
        counted = {each: int(number) for each, number in zip(asked, row, strict=True)}
        known.update((each, n) for each, n in counted.items() if n >= _LOOKED_AT)
        found |= counted
    return found


def _all_of(grams: Sequence[str]) -> str:
    return f"({' AND '.join(map(_quoted, grams))})"


def _quoted(gram: str) -> str:
    return '"{}"'.format(gram.replace('"', '""'))
