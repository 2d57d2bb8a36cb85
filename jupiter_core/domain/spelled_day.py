"""A day as each language writes it, by Babel's patterns: on paper, page, mail and cards alike.

>>> spelled_day(date(2026, 11, 22)), spelled_day(date(2027, 3, 1), "fr")
('22 Nov 2026', '1er mars 2027')
"""

import re
from datetime import date
from functools import cache, lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from babel import Locale

_PATTERNS = {"en": "d MMM y", "ja": "long"}
"""Where the medium one would let a reader take the month for the day, or looks like a code."""
_WRITTEN_LATELY = 4096
_ENGLISH = re.compile(r"(\d{1,2}) ([A-Z][a-z]+) (\d{4})", re.ASCII)


@lru_cache(_WRITTEN_LATELY)
def spelled_day(value: date, language: str = "en") -> str:
    """No reader takes the month for the day. Babel is loaded with the first that is written."""
    from babel.dates import format_date

    written = format_date(value, _PATTERNS.get(language, "medium"), locale=_locale(language))
    is_first = language == "fr" and value.day == 1
    return written.replace("1 ", "1er ", 1) if is_first else written


def day_read(text: str) -> date | None:
    """The day that `spelled_day` wrote in English; None for any other text.

    >>> day_read("1 Jun 2026")
    datetime.date(2026, 6, 1)
    """
    found = _ENGLISH.fullmatch(text)
    months = _locale("en").months["format"]["abbreviated"]
    month = next((n for n, name in months.items() if found and name == found[2]), None)
    return date(int(found[3]), month, int(found[1])) if found and month else None


@cache
def _locale(language: str) -> "Locale":
    from babel import Locale

    return Locale(language)
