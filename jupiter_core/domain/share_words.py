"""What part of a year a price is for, in the languages of the paper: a paper and its page say the
same.

>>> price, share = parted("250 × 480.00, 90 of 365 days")
>>> share.words("fr")
'90 jours sur 365'
"""

import re
from typing import NamedTuple

_SHARE = re.compile(r"(?P<price>.*), (?P<part>\(.+\)|\d+) of (?P<whole>\d+) (?P<unit>months|days)")


class _Words(NamedTuple):
    months: str
    days: str


_WORDS = {
    "en": _Words("{part} of {whole} months", "{part} of {whole} days"),
    "de": _Words("{part} von {whole} Monaten", "{part} von {whole} Tagen"),
    "fr": _Words("{part} mois sur {whole}", "{part} jours sur {whole}"),
    "es": _Words("{part} de {whole} meses", "{part} de {whole} días"),
    "it": _Words("{part} mesi su {whole}", "{part} giorni su {whole}"),
    "nl": _Words("{part} van {whole} maanden", "{part} van {whole} dagen"),
    "pt": _Words("{part} de {whole} meses", "{part} de {whole} dias"),
    "ja": _Words("{whole}か月中{part}か月分", "{whole}日中{part}日分"),
}


class Share(NamedTuple):
    """Months or days of a year, as the arithmetic has them in English."""

    part: str
    whole: str
    unit: str

    def words(self, language: str) -> str:
        """In the language, or English where the paper does not speak it."""
        template: str = getattr(_WORDS.get(language, _WORDS["en"]), self.unit)
        return template.format(part=self.part, whole=self.whole)


def parted(arithmetic: str) -> tuple[str, Share | None]:
    """The price, and which share of a year it is for; None for a whole one."""
    found = _SHARE.fullmatch(arithmetic)
    if not found:
        return arithmetic, None
    return found["price"], Share(found["part"], found["whole"], found["unit"])
