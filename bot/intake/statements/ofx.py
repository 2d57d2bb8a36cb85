"""OFX, as SGML (version 1) and XML (version 2): what Quicken and QuickBooks take.

A field that a bank fills in its own way is looked at only where it is needed: the package
`ofxtools` refuses the whole file for it. Its licence, the GPL, is none for this program either;
tests hold the two beside each other.
"""

from collections.abc import Iterator
from xml.etree.ElementTree import Element

from bot.intake.statements.ofx_tree import tree_of
from bot.intake.statements.parts import (
    UnreadableStatement,
    amount_in,
    day_in,
    expect_room,
    reference_of,
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

_ACCOUNTS = ("BANKACCTFROM", "CCACCTFROM")


def read_ofx(content: bytes) -> tuple[BankStatement, ...]:
    """A statement for each account. Raises UnreadableStatement."""
    if b"<!DOCTYPE" in content or b"<!ENTITY" in content:
        raise UnreadableStatement("it defines entities, which no bank's statement does")
    if not content.rstrip().endswith(b"</OFX>"):
        raise UnreadableStatement("it does not end with </OFX>: it was cut off")
    root = tree_of(content)
    found = [each for tag in ("STMTRS", "CCSTMTRS") for each in root.iter(tag)]
    if not found:
        raise UnreadableStatement("there is no statement of an account in it")
    return tuple(_statement(each) for each in found)


def _statement(stmt: Element) -> BankStatement:
    try:
        currency = known_currency(_text(stmt, "CURDEF"))
    except Refusal as refusal:
        raise UnreadableStatement(refusal.sentence.rstrip(".")) from None
    account = next((each for tag in _ACCOUNTS if (each := stmt.find(tag)) is not None), None)
    entries = tuple(_entries(stmt, currency))
    closing = _text(stmt, "LEDGERBAL/BALAMT")
    return BankStatement(
        format=StatementFormat.OFX,
        account=account_of(_text(account, "ACCTID"))[:MOST_REFERENCE],
        bank_code=account_of(_text(account, "BANKID"))[:MOST_REFERENCE],
        currency=currency,
        number=shown(_text(stmt, "BANKTRANLIST/DTEND")[:8], MOST_REFERENCE),
        closing=_amount(closing, currency) if closing else None,
        entries=entries,
    )


def _entries(stmt: Element, currency: str) -> Iterator[StatementEntry]:
    listed = stmt.findall("BANKTRANLIST/STMTTRN")
    expect_room(len(listed))
    for each in listed:
        amount = _amount(_text(each, "TRNAMT"), currency)
        if amount.minor:
            yield _entry(each, amount)


def _entry(each: Element, amount: Money) -> StatementEntry:
    name = _text(each, "NAME") or _text(each, "PAYEE/NAME")
    available = _text(each, "DTAVAIL")
    account = _text(each, "BANKACCTTO/ACCTID")
    return StatementEntry(
        booked_on=day_in(_text(each, "DTPOSTED")[:8], "the date posted"),
        value_on=day_in(available[:8], "the date available") if available else None,
        amount=amount,
        counterparty=shown(name, MOST_NAME),
        counterparty_account=account_of(account)[:MOST_REFERENCE],
        remittance=shown(_text(each, "MEMO"), MOST_TEXT),
        end_to_end_id=shown(reference_of(_text(each, "REFNUM")), MOST_REFERENCE),
        bank_reference=shown(_text(each, "FITID"), MOST_REFERENCE),
        is_reversal=bool(_text(each, "CORRECTFITID")),
    )


def _amount(text: str, currency: str) -> Money:
    """With a point or a comma, as the format allows, and never grouped."""
    return amount_in(text.replace(",", ".", 1), currency)


def _text(part: Element | None, path: str) -> str:
    return "" if part is None else (part.findtext(path) or "").strip()
