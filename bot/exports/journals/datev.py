"""Posting batches (Buchungsstapel) in the DATEV format, as tax advisers in Germany import them.

Source: DATEV's developer pages, “DATEV-Format”, header 700 and format version 13: fields by
semicolon, texts in quotation marks, decimals by comma, lines end with CR LF, Windows-1252. A record
has an amount, an account and a contra account, so each part of an entry is booked against its
first line; a file holds one month, as DATEV recommends.
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime
from itertools import groupby

from bot.exports.journals.datev_columns import COLUMNS, PLACE
from jupiter_core.domain.accounting.journal import JournalEntry, JournalLine
from jupiter_core.domain.accounting.mapping import AccountMapping, DatevSettings
from jupiter_core.domain.money import Money, minor_digits
from jupiter_core.domain.refusals import NotInForm, Required

ENCODING = "cp1252"
CURRENCY = "EUR"
_LARGEST = 10**10
_TEXT_LIMIT, _DOCUMENT_LIMIT = 60, 36
_NOT_IN_DOCUMENT = re.compile(r"[^A-Za-z0-9$&%*+\-/]")


def datev_files(
    entries: Iterable[JournalEntry], mapping: AccountMapping, made_at: datetime
) -> Iterator[tuple[str, bytes]]:
    """A name and a file for each month that has entries, which come in the order of their days.

    Raises Required where the entity has no DATEV numbers, NotInForm for another currency than the
    euro or an amount or account that the format cannot carry.
    """
    settings = mapping.datev
    if settings is None:
        raise Required("The DATEV consultant and client numbers")
    for (year, month), own in groupby(entries, key=lambda each: (each.day.year, each.day.month)):
        batch = list(own)
        first = date(year, month, 1)
        rows = [_header(settings, first, batch, made_at), ";".join(COLUMNS)]
        for entry in batch:
            rows += [_record(entry, line, settings) for line in entry.parts if line.amount.minor]
        content = "".join(f"{row}\r\n" for row in rows)
        yield f"EXTF_Buchungsstapel_{year}-{month:02}.csv", content.encode(ENCODING, "replace")


def _header(
    settings: DatevSettings, first: date, batch: Sequence[JournalEntry], made_at: datetime
) -> str:
    last = max(each.day for each in batch)
    begins = fiscal_year_start(first, settings.fiscal_year_month)
    fields = [
        *('"EXTF"', "700", "21", '"Buchungsstapel"', "13"),
        f"{made_at:%Y%m%d%H%M%S}{made_at.microsecond // 1000:03}",
        *("", '"JI"', '""', '""'),
        *(str(settings.consultant), str(settings.client), f"{begins:%Y%m%d}"),
        *(str(settings.account_length), f"{first:%Y%m%d}", f"{last:%Y%m%d}"),
        *(f'"JupiterInvoice {first:%m/%Y}"', '""', "1", "0", "0", f'"{CURRENCY}"'),
        *("", '""', "", "", '""', "", "", '""', '""'),
    ]
    return ";".join(fields)


def fiscal_year_start(day: date, month: int) -> date:
    """The first day of the fiscal year that `day` is in, where years begin with `month`."""
    return date(day.year if day.month >= month else day.year - 1, month, 1)


def _record(entry: JournalEntry, line: JournalLine, settings: DatevSettings) -> str:
    """A part against the first line, seen from the first line's account."""
    fields = [""] * len(COLUMNS)

    def put(column: str, value: str) -> None:
        fields[PLACE[column]] = value

    put("Umsatz (ohne Soll/Haben-Kz)", _amount(entry, line.amount))
    put("Soll/Haben-Kennzeichen", '"S"' if line.amount.minor < 0 else '"H"')
    put("WKZ Umsatz", f'"{CURRENCY}"')
    put("Konto", _account(entry, entry.against.account, settings))
    put("Gegenkonto (ohne BU-Schlüssel)", _account(entry, line.account, settings))
    put("Belegdatum", f"{entry.day:%d%m}")
    put("Belegfeld 1", _quoted(_NOT_IN_DOCUMENT.sub("", entry.reference)[:_DOCUMENT_LIMIT]))
    put("Buchungstext", _quoted(_text(f"{entry.memo} {entry.customer}")[:_TEXT_LIMIT]))
    put("Festschreibung", "0")
    return ";".join(fields)


def _amount(entry: JournalEntry, amount: Money) -> str:
    if amount.currency != CURRENCY:
        reason = f"it is in {amount.currency}, and DATEV asks for an exchange rate to the euro."
        raise NotInForm(entry.reference, "DATEV", reason)
    value = abs(amount.decimal)
    if value >= _LARGEST or minor_digits(amount.currency) > 2:
        raise NotInForm(entry.reference, "DATEV", f"{amount.words} has more than ten digits.")
    return f"{value:.2f}".replace(".", ",")


def _account(entry: JournalEntry, number: str, settings: DatevSettings) -> str:
    """Accounts of customers have one digit more than those of the general ledger."""
    if not number.isdecimal() or len(number) > settings.account_length + 1:
        most = settings.account_length + 1
        raise NotInForm(entry.reference, "DATEV", f"account {number} is not {most} digits at most.")
    return number


def _text(text: str) -> str:
    """In one line, with the letters that the encoding has."""
    line = " ".join("".join(c if c.isprintable() else " " for c in text).split())
    return "".join(_letter(c) for c in line)


def _letter(character: str) -> str:
    try:
        character.encode(ENCODING)
    except UnicodeEncodeError:
        plain = unicodedata.normalize("NFKD", character).encode("ascii", "ignore").decode()
        return plain or "?"
    return character


def _quoted(text: str) -> str:
    doubled = text.replace('"', '""')
    return f'"{doubled}"'
