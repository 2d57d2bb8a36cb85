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
from jupiter_core.domain.statement import BankStatement
from jupiter_core.domain.statement_columns import ColumnMapping

MOST_BYTES = 10_000_000
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
    *,
    mappings: Sequence[ColumnMapping] = (),
    account: str = "",
    currency: str = "",
) -> tuple[BankStatement, ...] | CsvFile:
    """All statements of a file; of CSV only by a mapping that fits its header, else what a person
    has to confirm. `account` and `currency` are chosen by a person for a file that names none.

    Raises UnreadableStatement.
    """
    _expect_text(content)
    head = content[:4096].removeprefix(b"\xef\xbb\xbf").lstrip()
    if b"OFXHEADER" in head or b"<OFX>" in head:
        return read_ofx(content.removeprefix(b"\xef\xbb\xbf").lstrip())
    if head.startswith((b"<", b"\xfe\xff", b"\xff\xfe<")):
        return read_camt053(content)
    text = decoded(content)
    start = text[:4096].lstrip()
    if start.startswith(("{1:", ":20:")) or "\n:20:" in start.replace("\r", "\n"):
        return read_mt940(text)
    if start.startswith("01,"):
        return read_bai2(text)
    table = read_table(text)
    fitting = next((each for each in mappings if same_header(table, each)), None)
    if fitting is None:
        return CsvFile(table, guess(table))
    return read_csv(table, fitting, account=account, currency=currency)


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


def _expect_text(content: bytes) -> None:
    if len(content) > MOST_BYTES:
        raise UnreadableStatement(f"it has more than {MOST_BYTES // 1_000_000} MB")
    if not content.strip():
        raise UnreadableStatement("it is empty")
    for mark, reason in _KNOWN_NOT.items():
        if content.startswith(mark):
            raise UnreadableStatement(reason)
    if b"\x00" in content[:4096] and not content.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise UnreadableStatement("it is no text")
