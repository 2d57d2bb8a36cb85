"""Number, amount and last day of a purchase order out of its text, where they are plain.

>>> read_order("Purchase Order No.: 4500017342\\nOrder total: USD 1,200,000.00", "USD").number
'4500017342'

A wrong proposal is worse than none: what is written in two ways is left out, and so is an amount
without a currency, which may be any of several sums.
"""

import re
from collections.abc import Iterator
from datetime import date

from bot.intake.notation.numbers import money_of
from bot.intake.order.pdf_text import pdf_text
from jupiter_core.domain.money import Money
from jupiter_core.domain.payment_instructions.find import payment_words
from jupiter_core.domain.po_document import FileKind, ReadOrder
from jupiter_core.domain.po_number import po_number_of
from jupiter_core.domain.purchase_order import po_key
from jupiter_core.domain.refusals import Refusal

_ORDER = (
    r"purchase\s+order|p\.?\s?o\.?|bestellung|bestell(?:ung)?s?|(?:bon\s+de\s+)?commande|"
    r"ordine(?:\s+d['’]acquisto)?|pedido(?:\s+de\s+compra)?|orden\s+de\s+compra|"
    r"ordem\s+de\s+compra|(?:in)?koop\s?order|bestel|order"
)
_NUMBER = r"(?:(?:numm?er|num|numéro|numero|número|number|no|nr|n|id)(?![^\W\d_])\.?|n\.?[°º]\.?|#)"
_VALUE = r"(?P<value>[A-Z0-9](?:[A-Z0-9./_-]{1,38}[A-Z0-9]))"
_LABELLED = (
    re.compile(
        rf"(?<![^\W_])(?:{_ORDER})[\s\-–]*(?:{_NUMBER})\s*[:.#]?\s*{_VALUE}(?![^\W_])",
        re.IGNORECASE,
    ),
    re.compile(
        rf"(?<![^\W_])(?:{_NUMBER})\s+(?:de\s+(?:la\s+)?|do\s+|d['’]|dell['’]|of\s+)?"
        rf"(?:{_ORDER})\s*[:.#]?\s*{_VALUE}(?![^\W_])",
        re.IGNORECASE,
    ),
    re.compile(rf"(?:注文|発注)(?:書)?(?:番号|No\.?)\s*[::]?\s*{_VALUE}", re.IGNORECASE),
)
_TOTAL = re.compile(
    r"(?:order\s+(?:total|value|amount)|total\s+(?:order\s+)?(?:amount|value|net)|grand\s+total|"
    r"po\s+(?:total|value|amount)|gesamt(?:betrag|summe|wert)|auftragswert|bestellwert|"
    r"montant\s+total|total\s+(?:de\s+la\s+)?commande|importo\s+totale|totale\s+ordine|"
    r"importe\s+total|valor\s+total|total(?:e)?bedrag|orderbedrag|合計金額|合計|total)"
    r"[^\d\n]{0,24}?"
    r"(?:(?P<before>[A-Z]{3}|[A-Z]{0,2}\$|[€£¥])[)\]:]?\s?)?"
    r"(?P<amount>\d[\d.,'’ \u00a0\u202f]{0,24}\d|\d)"
    r"(?:\s?(?P<after>[A-Z]{3}\b|[€£¥]))?",
    re.IGNORECASE,
)
_UNTIL = re.compile(
    r"(?:valid\s+(?:until|through|to)|valid\s+thru|expires?(?:\s+on)?|expiry\s+date|"
    r"gültig\s+bis|valable\s+jusqu['’]au|valido\s+fino\s+al|válid[oa]\s+hasta|válid[oa]\s+até|"
    r"geldig\s+tot(?:\s+en\s+met)?|有効期限)\W{0,4}"
    r"(?:(?P<iso>\d{4}-\d\d-\d\d)|(?P<day>\d{1,2})\.(?P<month>\d{1,2})\.(?P<year>\d{4})|"
    r"(?P<d>\d{1,2})\.?\s+(?P<name>[A-Za-z]{3})[a-z]*\.?,?\s+(?P<y>\d{4})|"
    r"(?P<name2>[A-Za-z]{3})[a-z]*\.?\s+(?P<d2>\d{1,2}),\s+(?P<y2>\d{4}))",
    re.IGNORECASE,
)
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_SIGNS = {
    "€": ("EUR",),
    "£": ("GBP",),
    "¥": ("JPY", "CNY"),
    "$": ("USD", "CAD", "AUD"),
    "US$": ("USD",),
    "C$": ("CAD",),
    "A$": ("AUD",),
}


def read_document(content: bytes, kind: FileKind, currency: str) -> ReadOrder:
    """Of a PDF with text; pictures are not read. `currency` is that of the invoice, which a mere
    sign such as $ is taken for."""
    if kind is not FileKind.PDF:
        return ReadOrder()
    said = pdf_text(content)
    return read_order(said.text, currency).model_copy(update={"active": said.active})


def read_order(text: str, currency: str) -> ReadOrder:
    """What is said once, or the same each time."""
    until = set(_days(text))
    return ReadOrder(
        number=_number(text),
        amount=_amount(text, currency),
        valid_until=until.pop() if len(until) == 1 else None,
    )


def _number(text: str) -> str:
    found: dict[str, str] = {}
    for pattern in _LABELLED:
        for each in pattern.finditer(text):
            value = each["value"]
            if sum(map(str.isdigit, value)) >= 3 and not payment_words(value):
                found.setdefault(po_key(value), value)
    if len(found) != 1:
        return ""
    try:
        return po_number_of(next(iter(found.values())))
    except Refusal:
        return ""


def _amount(text: str, currency: str) -> Money | None:
    """The one amount that is called a total, or the largest of several: the others are its parts,
    such as the net before tax."""
    found = [*_amounts(text, currency)]
    known = {each.currency for each in found}
    return max(found, key=lambda each: each.minor) if len(known) == 1 else None


def _amounts(text: str, currency: str) -> Iterator[Money]:
    for each in _TOTAL.finditer(text):
        named = next(filter(_is_currency, (each["before"], each["after"])), None)
        if named is None:
            continue
        meant = named.upper()
        if named in _SIGNS:
            meant = currency if currency in _SIGNS[named] else _SIGNS[named][0]
        try:
            amount = money_of(" ".join(each["amount"].split()), meant)
        except Refusal:
            continue
        if amount.minor > 0:
            yield amount


def _is_currency(named: str | None) -> bool:
    if not named:
        return False
    try:
        return named in _SIGNS or Money.zero(named.upper()).minor == 0
    except Refusal:
        return False


def _days(text: str) -> Iterator[date]:
    for each in _UNTIL.finditer(text):
        try:
            yield _day(each)
        except ValueError:
            continue


def _day(found: re.Match[str]) -> date:
    """Raises ValueError. A date with slashes may be meant in two ways and is not looked for."""
    if found["iso"]:
        return date.fromisoformat(found["iso"])
    if found["day"]:
        return date(int(found["year"]), int(found["month"]), int(found["day"]))
    name, day, year = (
        found[a] or found[b] for a, b in (("name", "name2"), ("d", "d2"), ("y", "y2"))
    )
    return date(int(year), _MONTHS.index(name.lower()) + 1, int(day))
