"""Numbers, amounts and dates as each language writes them, by Babel's symbols and patterns."""

import re
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cache

from jupiter_core.domain.money import Money, minor_digits
from jupiter_core.domain.spelled_day import spelled_day
from jupiter_core.domain.totals import plain
from jupiter_core.domain.unit_price import UnitPrice

_NUMERAL = re.compile(r"\d[\d,]*(?:\.\d+)?")


@dataclass(frozen=True)
class Spelling:
    """`code_first` puts a currency's code before its amount; `percent` is what follows a rate."""

    language: str
    group: str
    decimal: str
    minus: str
    percent: str
    code_first: bool

    def amount(self, money: Money) -> str:
        """With groups and the currency's own decimals: `-25,000.00`; JPY has none, KWD three."""
        digits = minor_digits(money.currency)
        figures = str(abs(money.minor)).rjust(digits + 1, "0")
        whole, rest = figures[: len(figures) - digits], figures[len(figures) - digits :]
        return self._number(whole, rest, negative=money.minor < 0)

    def amount_with_currency(self, money: Money) -> str:
        """`USD 1,345,000.00`, `1.345.000,00 EUR`: never parted at the end of a line."""
        amount = self.amount(money)
        if self.code_first:
            return f"{money.currency}\u00a0{amount}"
        return f"{amount}\u00a0{money.currency}"

    def price(self, price: UnitPrice) -> str:
        """Of a unit, with the decimals that it has: `0.1648`, `480.00`."""
        if isinstance(price, Money):
            return self.amount(price)
        whole, _, rest = f"{abs(price.decimal):f}".partition(".")
        return self._number(whole, rest, negative=price.price < 0)

    def quantity(self, value: Decimal) -> str:
        """With the decimals that it needs: `1,250.5`."""
        whole, _, rest = plain(value).partition(".")
        return self._number(whole, rest)

    def rate(self, value: Decimal) -> str:
        """`8.875%`, `8,875 %`."""
        return self.quantity(value) + self.percent

    def day(self, value: date) -> str:
        """`22 Nov 2026`: no reader takes the month for the day."""
        return spelled_day(value, self.language)

    def period(self, first: date, last: date) -> str:
        """`1 Jan 2027 – 31 Dec 2027`, or one day."""
        return self.day(first) if first == last else f"{self.day(first)} – {self.day(last)}"

    def respelled(self, text: str) -> str:
        """`text` whose numbers are spelled `1,200,000.00`, with its numbers in this language."""
        return _NUMERAL.sub(self._respelled, text)

    def _respelled(self, numeral: re.Match[str]) -> str:
        whole, _, rest = numeral[0].rstrip(",").replace(",", "").partition(".")
        trailing = "," * (len(numeral[0]) - len(numeral[0].rstrip(",")))
        return self._number(whole, rest) + trailing

    def _number(self, whole: str, rest: str, *, negative: bool = False) -> str:
        number = whole
        if 3 < len(whole) <= 6:
            number = f"{whole[:-3]}{self.group}{whole[-3:]}"
        elif len(whole) > 6:
            head = len(whole) % 3 or 3
            groups = [whole[:head], *[whole[at : at + 3] for at in range(head, len(whole), 3)]]
            number = self.group.join(groups)
        if rest:
            number = f"{number}{self.decimal}{rest}"
        return f"{self.minus}{number}" if negative else number


@cache
def spelling(language: str) -> Spelling:
    """Of a language that the paper speaks. Babel is loaded with the first that is asked for."""
    from babel import Locale

    locale = Locale(language)
    symbols = locale.number_symbols["latn"]
    return Spelling(
        language=language,
        group=symbols["group"],
        decimal=symbols["decimal"],
        minus=symbols["minusSign"],
        percent=locale.percent_formats[None].suffix[0],
        code_first=locale.currency_formats["standard"].pattern.startswith("¤"),
    )
