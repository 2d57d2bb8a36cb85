"""BAI2, the cash management format of banks in North America.

Of the package `bai2` the table of type codes is used, and not its reader: that refuses a whole
file for one code of a bank's own (which the format provides for), for records that leave out their
empty last fields, and for a group without a currency in euros takes dollars. Tests hold the two
beside each other in what it does read.

Amounts have no point: they are minor units of the account's currency. The trailers' totals are
checked, so that a file that was cut off or changed is refused.
"""

from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

from bai2.constants import TypeCodeLevel, TypeCodes

from bot.intake.statements.parts import (
    UnreadableStatement,
    day_in,
    expect_room,
    reference_of,
    signed,
)
from jupiter_core.domain.money import Money, known_currency
from jupiter_core.domain.refusals import Refusal
from jupiter_core.domain.statement import (
    MOST_REFERENCE,
    MOST_TEXT,
    BankStatement,
    StatementEntry,
    StatementFormat,
    account_of,
    shown,
)

_DETAIL, _ACCOUNT, _TRAILER = "16", "03", "49"
_OPENING, _CLOSING = "010", "015"
_CREDITS = (range(100, 400), range(920, 960))
_DEBITS = (range(400, 700), range(960, 1000))
_TAKEN_BACK = ("return item", "item returned", "posted and returned", "reversal", "credit return")


class _Record(NamedTuple):
    line: int
    code: str
    fields: list[str]

    def field(self, index: int) -> str:
        """Empty where the record ends before it."""
        return self.fields[index].strip() if index < len(self.fields) else ""


class _Group(NamedTuple):
    on: date
    currency: str
    bank_code: str


def read_bai2(text: str) -> tuple[BankStatement, ...]:
    """A statement for each account of each group. Raises UnreadableStatement."""
    records = list(_records(text))
    if not records or records[-1].code != "99":
        raise UnreadableStatement("it ends before its last record (99): it was cut off")
    found: list[BankStatement] = []
    group: _Group | None = None
    account: list[_Record] = []
    for record in records:
        if record.code == "02":
            group = _group(record)
        elif record.code == _ACCOUNT or account:
            account.append(record)
        if record.code == _TRAILER:
            if group is None or not account:
                raise UnreadableStatement(f"line {record.line} closes what was never opened")
            found.append(_statement(group, account))
            account = []
    return tuple(found)


def _records(text: str) -> Iterator[_Record]:
    """With their continuations (88). A slash ends a record's fields; a text ends with its line."""
    record: _Record | None = None
    closed = False
    for number, raw in enumerate(text.splitlines(), 1):
        line = raw.strip()
        if not line:
            continue
        code, _, rest = line.partition(",")
        plain = rest.removesuffix("/")
        if code == "88" and record:
            if closed:
                record.fields.extend(plain.split(","))
            else:
                first, *more = plain.split(",")
                record.fields[-1] = f"{record.fields[-1].rstrip()} {first}"
                record.fields.extend(more)
        elif code in {"01", "02", _ACCOUNT, _DETAIL, _TRAILER, "98", "99"}:
            if record:
                yield record
            record = _Record(number, code, plain.split(","))
        else:
            raise UnreadableStatement(f"line {number} is no record of BAI2")
        closed = rest.endswith("/")
    if record:
        yield record


def _group(record: _Record) -> _Group:
    """A group that names no currency is in US dollars, by the format's own rule."""
    return _Group(
        day_in(record.field(3), "the as-of date"), record.field(5) or "USD", record.field(1)
    )


def _statement(group: _Group, records: list[_Record]) -> BankStatement:
    account, details, trailer = records[0], records[1:-1], records[-1]
    expect_room(len(details))
    try:
        currency = known_currency(account.field(1) or group.currency)
    except Refusal as refusal:
        raise UnreadableStatement(refusal.sentence.rstrip(".")) from None
    summaries = list(_summaries(account))
    total = sum(amount for _, amount in summaries) + sum(_minor(each, 1) for each in details)
    if trailer.field(0) and total != _minor(trailer, 0):
        raise UnreadableStatement(
            f"the entries of an account do not come to its control total in line {trailer.line}"
        )
    balances = dict(summaries)
    return BankStatement(
        format=StatementFormat.BAI2,
        account=account_of(account.field(0))[:MOST_REFERENCE],
        bank_code=account_of(group.bank_code)[:MOST_REFERENCE],
        currency=currency,
        number=group.on.isoformat(),
        opening=_balance(balances, _OPENING, currency),
        closing=_balance(balances, _CLOSING, currency),
        entries=tuple(filter(None, (_entry(each, group, currency) for each in details))),
    )


def _summaries(account: _Record) -> Iterator[tuple[str, int]]:
    """Type code and amount of each balance and sum; others than these two have no use here."""
    rest = account.fields[2:]
    while rest and rest[0].strip():
        code, amount, _count, kind = (*rest[:4], "", "", "", "")[:4]
        yield code.strip(), _whole(amount, account.line) if amount.strip() else 0
        rest = rest[4 + _availability(kind.strip(), rest[4:], account.line) :]


def _balance(balances: dict[str, int], code: str, currency: str) -> Money | None:
    return Money.of_minor(balances[code], currency) if code in balances else None


def _entry(record: _Record, group: _Group, currency: str) -> StatementEntry | None:
    """None for sums, and for what moves no money."""
    code, minor = record.field(0), _minor(record, 1)
    known = TypeCodes.get(code)
    number = int(code) if code.isascii() and code.isdigit() else 0
    debit = any(number in each for each in _DEBITS)
    moves = debit or any(number in each for each in _CREDITS)
    if not moves or not minor or (known and known.level is TypeCodeLevel.summary):
        return None
    kind = record.field(2)
    rest = record.fields[3 + _availability(kind, record.fields[3:], record.line) :]
    bank, customer = (*rest[:2], "", "")[:2]
    value = record.field(3) if kind == "V" else ""
    name = known.description if known else ""
    text = shown(", ".join(each.strip() for each in rest[2:] if each.strip()), MOST_TEXT)
    return StatementEntry(
        booked_on=group.on,
        value_on=day_in(value, "the value date") if value else None,
        amount=signed(Money.of_minor(abs(minor), currency), debit=debit != (minor < 0)),
        remittance=text or ("" if customer.strip() else shown(name, MOST_TEXT)),
        end_to_end_id=shown(reference_of(customer), MOST_REFERENCE),
        bank_reference=shown(reference_of(bank), MOST_REFERENCE),
        is_reversal=any(each in name.lower() for each in _TAKEN_BACK),
    )


def _availability(kind: str, rest: list[str], line: int) -> int:
    """How many fields say when the money can be used, behind the funds type."""
    if kind == "D":
        return 1 + 2 * (_whole(rest[0], line) if rest else 0)
    return {"S": 3, "V": 2}.get(kind, 0)


def _minor(record: _Record, index: int) -> int:
    text = record.field(index)
    return _whole(text, record.line) if text else 0


def _whole(text: str, line: int) -> int:
    plain = text.strip()
    digits = plain.removeprefix("-").removeprefix("+")
    if not (digits.isascii() and digits.isdigit() and len(digits) <= 18):
        raise UnreadableStatement(f"“{plain[:40]}” in line {line} is no whole number")
    return int(plain)
