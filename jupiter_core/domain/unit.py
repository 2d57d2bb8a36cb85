"""Units of measure: UN/ECE Recommendation 20, those that invoices of services and usage need.

Their words in the eight languages are data of this module; a symbol is the same in all of them.

>>> counted(Unit.HOUR, Decimal("1.5"), "1.5", "en")
'1.5\xa0hours'
"""

from decimal import Decimal
from enum import StrEnum

from jupiter_core.domain.text import key_of


class Unit(StrEnum):
    """Rec 20 has no user or seat: that is its person (IE, "a unit of count defining the number of
    persons"), and what is done once is its activity (ACT)."""

    PIECE = "H87"
    HOUR = "HUR"
    DAY = "DAY"
    WEEK = "WEE"
    MONTH = "MON"
    YEAR = "ANN"
    MINUTE = "MIN"
    USER = "IE"
    TRANSACTION = "ACT"
    THOUSAND = "MIL"
    MEGABYTE = "4L"
    GIGABYTE = "E34"
    TERABYTE = "E35"
    KILOWATT_HOUR = "KWH"
    KILOGRAM = "KGM"
    KILOMETRE = "KMT"
    METRE = "MTR"
    SQUARE_METRE = "MTK"
    LITRE = "LTR"


ONE = "C62"
"""Of what is only counted."""
_LANGUAGES = ("en", "de", "fr", "es", "it", "nl", "pt", "ja")
_WORDS: dict[Unit, tuple[str, ...]] = {
    Unit.PIECE: (
        *("piece|pieces", "Stück|Stück", "pièce|pièces", "unidad|unidades"),
        *("pezzo|pezzi", "stuk|stuks", "peça|peças", "個|個"),
    ),
    Unit.HOUR: (
        *("hour|hours", "Stunde|Stunden", "heure|heures", "hora|horas"),
        *("ora|ore", "uur|uur", "hora|horas", "時間|時間"),
    ),
    Unit.DAY: (
        *("day|days", "Tag|Tage", "jour|jours", "día|días"),
        *("giorno|giorni", "dag|dagen", "dia|dias", "日|日"),
    ),
    Unit.WEEK: (
        *("week|weeks", "Woche|Wochen", "semaine|semaines", "semana|semanas"),
        *("settimana|settimane", "week|weken", "semana|semanas", "週間|週間"),
    ),
    Unit.MONTH: (
        *("month|months", "Monat|Monate", "mois|mois", "mes|meses"),
        *("mese|mesi", "maand|maanden", "mês|meses", "か月|か月"),
    ),
    Unit.YEAR: (
        *("year|years", "Jahr|Jahre", "an|ans", "año|años"),
        *("anno|anni", "jaar|jaar", "ano|anos", "年|年"),
    ),
    Unit.MINUTE: (
        *("minute|minutes", "Minute|Minuten", "minute|minutes", "minuto|minutos"),
        *("minuto|minuti", "minuut|minuten", "minuto|minutos", "分|分"),
    ),
    Unit.USER: (
        *("user|users", "Nutzer|Nutzer", "utilisateur|utilisateurs", "usuario|usuarios"),
        *("utente|utenti", "gebruiker|gebruikers", "utilizador|utilizadores", "ユーザー|ユーザー"),
    ),
    Unit.TRANSACTION: (
        *("transaction|transactions", "Transaktion|Transaktionen", "transaction|transactions"),
        *("transacción|transacciones", "transazione|transazioni", "transactie|transacties"),
        *("transação|transações", "件|件"),
    ),
    Unit.THOUSAND: (
        *("thousand|thousand", "Tausend|Tausend", "millier|milliers", "millar|millares"),
        *("migliaio|migliaia", "duizend|duizend", "milhar|milhares", "千|千"),
    ),
}
_SYMBOLS = {
    Unit.MEGABYTE: "MB",
    Unit.GIGABYTE: "GB",
    Unit.TERABYTE: "TB",
    Unit.KILOWATT_HOUR: "kWh",
    Unit.KILOGRAM: "kg",
    Unit.KILOMETRE: "km",
    Unit.METRE: "m",
    Unit.SQUARE_METRE: "m²",
    Unit.LITRE: "l",
}
_ALSO = {
    "each": Unit.PIECE,
    "hr": Unit.HOUR,
    "hrs": Unit.HOUR,
    "seat": Unit.USER,
    "seats": Unit.USER,
    "licence": Unit.USER,
    "licences": Unit.USER,
    "license": Unit.USER,
    "licenses": Unit.USER,
    "person": Unit.USER,
    "people": Unit.USER,
    "event": Unit.TRANSACTION,
    "events": Unit.TRANSACTION,
    "call": Unit.TRANSACTION,
    "calls": Unit.TRANSACTION,
}
"""Other words that people write for them."""


def _named() -> dict[str, Unit]:
    found = {key_of(unit.value): unit for unit in Unit}
    for unit, words in _WORDS.items():
        found |= {key_of(word): unit for pair in words for word in pair.split("|")}
    return found | {key_of(symbol): unit for unit, symbol in _SYMBOLS.items()} | _ALSO


_BY_NAME = _named()


def unit_called(name: str) -> Unit | None:
    """By its code or a word for it in one of the languages; None for any other word."""
    return _BY_NAME.get(key_of(name.strip()))


ENGLISH = tuple(name for name in _BY_NAME if name.isascii() and name.isalpha() and len(name) > 1)
"""Of their names, those in ASCII letters; also of the languages that write so."""


def counted(unit: Unit | None, quantity: Decimal, spelled: str, language: str) -> str:
    """`3 hours`, of a `quantity` as it is `spelled`; without a unit, the quantity alone."""
    return f"{spelled}\u00a0{unit_words(unit, quantity, language)}" if unit else spelled


def unit_words(unit: Unit, quantity: Decimal, language: str) -> str:
    """`hour` of one, `hours` of more; in French of less than two, `heure`."""
    if unit in _SYMBOLS:
        return _SYMBOLS[unit]
    one, many = _WORDS[unit][_LANGUAGES.index(language)].split("|")
    return one if quantity == 1 or (language == "fr" and quantity < 2) else many
