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
_OVERLAPPING = 8
"""Times as often as others, what has a gram has another one that shares two of its characters."""
_READ_MEANWHILE = 250
"""Places of a list that are read in the time in which one text is looked into."""
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
    return _rare(terms, _counted(connection, terms), _ENOUGH[connection.dialect.name])


def looks(connection: Connection, terms: Sequence[Term]) -> list[str]:
    """As SQLite's index is asked for them: first what is read in the shortest time, and then what
    leaves out the most others."""
    counts, enough = _counted(connection, terms), _ENOUGH["sqlite"]
    if found := _rare(terms, counts, enough):
        first: Term = [_quickest(text, counts) for text in found[0]]
        return [*dict.fromkeys((_matching([first]), _matching(found)))]
    return [_matching([[_least_common(text, counts, enough) for text in term] for term in terms])]


def _rare(terms: Sequence[Term], counts: dict[str, int], enough: int) -> list[Term]:
    found: list[tuple[int, Term]] = []
    for term in terms:
        kept = [_rarest(text, counts, enough) for text in term]
        if all(kept):
            found.append((sum(counts[text[0]] for text in kept), kept))
    return [term for _, term in sorted(found, key=lambda each: each[0])]


def _matching(terms: Sequence[Term]) -> str:
    """What has all of them."""
    return " AND ".join(f"({' OR '.join(map(_all_of, term))})" for term in terms)


def _quickest(text: Sequence[str], counts: dict[str, int]) -> Sequence[str]:
    """The first of its grams, until the list of the next one has more than what would have to be
    looked into without it."""
    most = max(counts.values())
    left = float(counts[text[0]])
    for n, each in enumerate(text[1:], 1):
        if left * _READ_MEANWHILE < counts[each]:
            return text[:n]
        left *= min(1, counts[each] * _beside(each, text[:n]) / most)
    return text


def _rarest(text: Sequence[str], counts: dict[str, int], enough: int) -> list[str]:
    """The rarest first; none where that is common too."""
    known = [each for each in text if counts.get(each, _BESIDE * _COMMON + 1) <= _BESIDE * _COMMON]
    if not known or min(counts[each] for each in known) > _COMMON:
        return []
    return _least_common(known, counts, enough)


def _least_common(text: Sequence[str], counts: dict[str, int], enough: int) -> list[str]:
    """One after the other what leaves out most beside those before."""
    left, found = {each: counts.get(each, _COMMON) for each in text}, list[str]()
    while left and len(found) < enough:
        found.append(min(left, key=lambda each: left[each] * _beside(each, found)))
        del left[found[-1]]
    return found


def _beside(gram: str, others: Sequence[str]) -> int:
    """Times as many as of all texts have it of those that have these."""
    shared = any(each[1:] == gram[:2] or each[:2] == gram[1:] for each in others)
    return _OVERLAPPING if shared else 1


def _counted(connection: Connection, terms: Sequence[Term]) -> dict[str, int]:
    """Of those of their grams that were counted."""
    grams = [*dict.fromkeys(gram for term in terms for text in term for gram in text)]
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
