"""A bank's file, whatever its format: the one way in for Slack, the API and the command line."""

from collections.abc import Sequence
from dataclasses import dataclass

from bot.intake.statements.bai2 import read_bai2
from bot.intake.statements.camt053 import read_camt053
from bot.intake.statements.csv_entries import read_csv
from bot.intake.statements.csv_table import Guess, Table, guess, read_table, same_header
from bot.intake.statements.mt940 import read_mt940
from bot.intake.statements.ofx import read_ofx
from bot.intake.statements.parts import UnreadableStatement
from jupiter_core.domain.refusals import ChooseAccount
from jupiter_core.domain.statement import BankStatement, account_of
from jupiter_core.domain.statement_columns import Column, ColumnMapping, KnownAccount

MOST_BYTES = 10_000_000
MOST_LINES = MOST_TAGS = 1_000_000
"""More than a file of this size can have that says something: each takes up to a thousand times its
bytes while it is read."""
_KNOWN_NOT = {
    b"%PDF": "it is a PDF; ask the bank for camt.053, MT940, BAI2, OFX or CSV",
    b"PK\x03\x04": "it is an Excel or ZIP file; save the sheet as CSV, or unpack it",
    b"\xd0\xcf\x11\xe0": "it is an old Excel file; save the sheet as CSV",
    b"\x1f\x8b": "it is compressed; unpack it",
}


@dataclass(frozen=True)
class CsvFile:
    """A table whose columns a person has to confirm; `guess` is what it looks like."""

    table: Table
    guess: Guess


def read_statements(
    content: bytes,
    known: Sequence[KnownAccount] = (),
    *,
    account: str = "",
    columns: ColumnMapping | None = None,
) -> tuple[BankStatement, ...] | CsvFile:
    """All statements of a file; of CSV only where `columns` say how it is read, or what is
    remembered for one of the `known` accounts, else what a person has to confirm.

    `account` is chosen by a person for a file that names none. Raises UnreadableStatement, or
    ChooseAccount for one that is not known.
    """
    expect_text(content)
    chosen = _chosen(known, account)
    head = content[:4096].removeprefix(b"\xef\xbb\xbf").lstrip()
    if b"OFXHEADER" in head or b"<OFX>" in head:
        found = read_ofx(content.removeprefix(b"\xef\xbb\xbf").lstrip())
    elif head.startswith((b"<", b"\xfe\xff", b"\xff\xfe<")):
        found = read_camt053(content)
    else:
        text = decoded(content)
        start = text[:4096].lstrip()
        if start.startswith(("{1:", ":20:")) or "\n:20:" in start.replace("\r", "\n"):
            found = read_mt940(text)
        elif start.startswith("01,"):
            found = read_bai2(text)
        else:
            return _csv(read_table(text), known, chosen, columns)
    number = chosen.number if chosen else ""
    return tuple(
        each if each.account else each.model_copy(update={"account": number}) for each in found
    )


def _csv(
    table: Table,
    known: Sequence[KnownAccount],
    chosen: KnownAccount | None,
    columns: ColumnMapping | None,
) -> tuple[BankStatement, ...] | CsvFile:
    """What was confirmed for this header counts, first for the chosen account."""
    if columns and same_header(table, columns):
        return _read(table, columns, known, chosen)
    remembered = [
        (each, mapping)
        for each in ([chosen] if chosen else known)
        for mapping in each.columns
        if same_header(table, mapping)
    ]
    if not remembered:
        return CsvFile(table, guess(table))
    # Of several accounts that have such files, the file itself has to say which.
    only = remembered[0][0] if len(remembered) == 1 else chosen
    return _read(table, remembered[0][1], known, only)


def _read(
    table: Table,
    mapping: ColumnMapping,
    known: Sequence[KnownAccount],
    account: KnownAccount | None,
) -> tuple[BankStatement, ...]:
    if account is None and Column.CURRENCY not in mapping.columns:
        raise _to_choose(known)
    number, currency = (account.number, account.currency) if account else ("", "")
    return read_csv(table, mapping, account=number, currency=currency)


def _chosen(known: Sequence[KnownAccount], account: str) -> KnownAccount | None:
    if not account.strip():
        return None
    number = account_of(account)
    found = next((each for each in known if each.number == number), None)
    if found is None:
        raise _to_choose(known)
    return found


def _to_choose(known: Sequence[KnownAccount]) -> ChooseAccount:
    return ChooseAccount("; ".join(each.words for each in known) or "none yet").at("account")


def decoded(content: bytes) -> str:
    """As UTF-8 where it is, else as UTF-16 with its mark, else as Western European."""
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        try:
            return content.decode("utf-16")
        except UnicodeDecodeError:
            raise UnreadableStatement("it is no text") from None
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        # Of Windows' five unused bytes, which a text has none of, latin-1 makes control characters.
        return content.decode("cp1252", errors="replace")


def expect_text(content: bytes) -> None:
    """Raises UnreadableStatement for what is no text, and for what is too large."""
    if len(content) > MOST_BYTES:
        raise UnreadableStatement(f"it has more than {MOST_BYTES // 1_000_000} MB")
    if not content.strip():
        raise UnreadableStatement("it is empty")
    if content.count(b"\n") > MOST_LINES or content.count(b"\r") > MOST_LINES:
        raise UnreadableStatement(f"it has more than {MOST_LINES:,} lines")
    if content.count(b"<") > MOST_TAGS:
        raise UnreadableStatement("it has more parts than a bank's statement can have")
    for mark, reason in _KNOWN_NOT.items():
        if content.startswith(mark):
            raise UnreadableStatement(reason)
    if b"\x00" in content[:4096] and not content.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise UnreadableStatement("it is no text")
