"""MT940, SWIFT's customer statement, with what banks in Germany and the Netherlands write in it.

The package `mt-940` is not used: an entry without a transaction type is overwritten by the next
one, what a statement says of itself behind its closing balance (`:86:` after `:62F:`) is added to
the last entry's text, and content that is the name of a file on this machine is opened. Tests hold
the two beside each other in what it does read.
"""

import re
from collections.abc import Iterator
from datetime import date
from itertools import zip_longest

from bot.intake.statements.mt940_text import Remittance, remittance_in
from bot.intake.statements.parts import (
    UnreadableStatement,
    amount_in,
    day_in,
    expect_room,
    reference_of,
    signed,
)
from jupiter_core.domain.money import Money, known_currency
from jupiter_core.domain.refusals import Refusal
from jupiter_core.domain.statement import (
    MOST_NAME,
    MOST_REFERENCE,
    MOST_TEXT,
    BankStatement,
    StatementEntry,
    StatementFormat,
    account_of,
    shown,
)

_TAG = re.compile(r"^:(\d\d[A-Z]?|NS):", re.MULTILINE)
_BALANCE = re.compile(r"(?P<mark>[CD])(?P<day>\d{6})(?P<currency>[A-Z]{3})(?P<amount>[\d,]{1,18})")
_ENTRY = re.compile(
    r"(?P<value>\d{6})(?P<booked>\d{4})?[ ]{0,4}(?P<mark>[RE]?[CD])(?P<funds>[A-Z])?"
    r"\s?(?P<amount>\d[\d,]{0,17})(?P<type>[NFS][A-Z0-9]{3})?"
    r"(?P<customer>(?:(?!//)[^\n])*)(?://(?P<bank>[^\n]*))?(?:\n(?P<more>[\s\S]*))?"
)
_CHARGES = re.compile(r"/CHGS/([A-Z]{3})(\d[\d,]*)")
_HALF_A_YEAR = 183


def read_mt940(text: str) -> tuple[BankStatement, ...]:
    """All statements of the file; the pages of one are statements of their own, which add up.
    Raises UnreadableStatement."""
    found = [_statement(fields) for fields in _messages(text)]
    if not found:
        raise UnreadableStatement("there is no statement in it (no field :20:)")
    return tuple(found)


def _messages(text: str) -> Iterator[list[tuple[str, str]]]:
    """The fields of each message, as tag and value."""
    plain = text.replace("\r\n", "\n").replace("\r", "\n")
    plain = re.sub(
        r"\{[1235]:[^{}]*(?:\{[^{}]*\}[^{}]*)*\}|\{4:\s*|^-\}?\s*$", "", plain, flags=re.MULTILINE
    )
    marks = list(_TAG.finditer(plain))
    message: list[tuple[str, str]] = []
    for mark, following in zip_longest(marks, marks[1:]):
        value = plain[mark.end() : following.start() if following else None].strip()
        if mark[1] == "20" and message:
            yield message
            message = []
        message.append((mark[1], value))
    if message and message[0][0] == "20":
        yield message


def _statement(fields: list[tuple[str, str]]) -> BankStatement:
    by_tag = dict(reversed(fields))
    opening = _balance(by_tag.get("60F") or by_tag.get("60M"))
    if opening is None:
        raise UnreadableStatement("a statement has no opening balance (:60F:)")
    currency = opening.currency
    entries = tuple(_entries(fields, currency))
    expect_room(len(entries))
    account, bank_code = _account(by_tag.get("25") or by_tag.get("25P") or "", currency)
    return BankStatement(
        format=StatementFormat.MT940,
        account=account,
        bank_code=bank_code,
        currency=currency,
        number=shown(by_tag.get("28C") or by_tag.get("28") or by_tag["20"], MOST_REFERENCE),
        opening=opening,
        closing=_balance(by_tag.get("62F") or by_tag.get("62M")),
        entries=entries,
    )


def _account(field: str, currency: str) -> tuple[str, str]:
    """The account and its bank: `BLZ/number`, an IBAN, either with the currency behind it."""
    first = field.split("\n")[0].strip()
    bank, slash, number = first.rpartition("/")
    account = account_of(number if slash else first).removesuffix(currency)
    return account[:MOST_REFERENCE], account_of(bank)


def _balance(field: str | None) -> Money | None:
    if field is None:
        return None
    found = _BALANCE.match(field)
    if not found:
        raise UnreadableStatement(f"“{shown(field, 40)}” is no balance")
    try:
        currency = known_currency(found["currency"])
    except Refusal as refusal:
        raise UnreadableStatement(refusal.sentence.rstrip(".")) from None
    return signed(_amount(found["amount"], currency), debit=found["mark"] == "D")


def _amount(text: str, currency: str) -> Money:
    """A comma is the decimal point, and always there: `12000,` is 12,000."""
    return amount_in(text.replace(",", ".", 1).removesuffix("."), currency)


def _entries(fields: list[tuple[str, str]], currency: str) -> Iterator[StatementEntry]:
    for (tag, value), (next_tag, following) in zip(fields, [*fields[1:], ("", "")], strict=True):
        if tag == "61":
            entry = _entry(value, following if next_tag == "86" else "", currency)
            if entry:
                yield entry


def _entry(field: str, details: str, currency: str) -> StatementEntry | None:
    """None for what is only expected (marks EC and ED)."""
    found = _ENTRY.fullmatch(field)
    if not found:
        raise UnreadableStatement(f"the entry “{shown(field, 40)}” is not as MT940 has it")
    mark = found["mark"]
    if mark[0] == "E":
        return None
    value_on = day_in(found["value"], "the value date")
    said = remittance_in(details)
    debit = mark in {"D", "RC"}
    fee = None if debit else _fee(f"{found['more'] or ''}{details}", currency)
    return StatementEntry(
        booked_on=_booked(found["booked"], value_on),
        value_on=value_on,
        amount=signed(_amount(found["amount"], currency), debit=debit),
        counterparty=shown(said.name, MOST_NAME),
        counterparty_account=account_of(said.account)[:MOST_REFERENCE],
        remittance=_text(said, found["more"]),
        structured_reference=shown(said.structured, MOST_REFERENCE),
        end_to_end_id=shown(_end_to_end(said, found["customer"]), MOST_REFERENCE),
        bank_reference=shown(reference_of(found["bank"]), MOST_REFERENCE),
        is_reversal=mark[0] == "R" or said.is_return,
        **({"fee": fee} if fee else {}),
    )


def _text(said: Remittance, more: str | None) -> str:
    """Where the details say nothing, the supplementary line of the entry."""
    return shown(said.text or more, MOST_TEXT)


def _end_to_end(said: Remittance, customer: str) -> str:
    return reference_of(said.end_to_end_id) or reference_of(customer)


def _fee(text: str, currency: str) -> Money | None:
    found = _CHARGES.search(text.replace("\n", ""))
    if not found or found[1] != currency:
        return None
    fee = _amount(found[2], currency)
    return fee if fee.minor else None


def _booked(month_and_day: str | None, value_on: date) -> date:
    """The entry date has no year: it is the one that lies nearest to the value date."""
    if not month_and_day:
        return value_on
    for year in (value_on.year, value_on.year - 1, value_on.year + 1):
        try:
            day = date(year, int(month_and_day[:2]), int(month_and_day[2:]))
        except ValueError:
            continue
        if abs((day - value_on).days) <= _HALF_A_YEAR:
            return day
    raise UnreadableStatement(f"the entry date “{month_and_day}” is no date")
