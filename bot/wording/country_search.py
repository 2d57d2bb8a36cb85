"""Countries by what people type: a code, a name in a language of the paper, or a usual short one.

>>> found_countries("holland"), found_countries("deutschland")
(['NL'], ['DE'])
"""

import unicodedata
from functools import cache

from babel import Locale

from bot.wording.choices import LANGUAGES, country_names

_ALSO = {
    "AE": ("UAE", "Emirates"),
    "BO": ("Bolivia",),
    "CD": ("DRC", "Zaire"),
    "CI": ("Ivory Coast",),
    "CV": ("Cape Verde",),
    "CZ": ("Czech Republic",),
    "GB": ("UK", "Great Britain", "Britain", "England", "Scotland", "Wales", "Northern Ireland"),
    "IR": ("Persia",),
    "KP": ("DPRK",),
    "KR": ("Korea", "Republic of Korea", "ROK"),
    "MM": ("Burma",),
    "NL": ("Holland",),
    "SZ": ("Swaziland",),
    "TL": ("East Timor",),
    "TR": ("Turkey",),
    "US": ("USA", "U.S.A.", "U.S.", "America", "United States of America"),
    "VA": ("Vatican", "Holy See"),
}
"""What people call a country, where no list of names has it."""


def found_countries(query: str) -> list[str]:
    """ISO codes: what is called exactly so first, then those one of whose names has all the
    words, in the order of their English names."""
    asked = _plain(query)
    words = asked.split()
    called = _called()
    hits = [code for code, names in called.items() if any(_has(each, words) for each in names)]
    return sorted(hits, key=lambda code: asked not in called[code])


def country_called(name: str) -> str:
    """The ISO code of the country that is called exactly so; empty where none is, or several."""
    asked = _plain(name)
    hits = [code for code, names in _called().items() if asked in names]
    return hits[0] if len(hits) == 1 else ""


def _has(name: str, words: list[str]) -> bool:
    return all(word in name for word in words)


@cache
def _called() -> dict[str, frozenset[str]]:
    tables = [Locale(language).territories for language in LANGUAGES]
    return {
        code: frozenset(
            _plain(name)
            for name in (
                *(code, english, f"{code} {english}", *_ALSO.get(code, ())),
                *(str(table.get(code, "")) for table in tables),
            )
        )
        for code, english in country_names().items()
    }


def _plain(text: str) -> str:
    """In one letter case, without accents, white space folded."""
    apart = unicodedata.normalize("NFKD", text.casefold())
    return " ".join("".join(each for each in apart if not unicodedata.combining(each)).split())
