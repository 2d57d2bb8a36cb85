"""camt.053, the bank-to-customer statement of ISO 20022, in all its versions.

The package `pycamt` is not used: it leaves out accounts without IBAN, the currency of details,
charges and all but the first structured reference, gives each part of a batch the sign and, where
a part has no amount, the sum of the whole, and reckons balances in binary fractions. Tests hold
the two beside each other in what it does read.

An entry with several details that add up to it becomes one entry a detail; charges that explain
the rest become one of their own. Details that do not add up (another currency, no amounts) stay
one entry, with the texts of all. Entries that are not booked yet are left out.
"""

from collections.abc import Iterator
from xml.etree.ElementTree import Element

from bot.intake.statements.camt053_parts import tell_parts
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

_OTHERS = {
    "BkToCstmrAcctRpt": "it is an intraday report (camt.052); send the statement (camt.053)",
    "BkToCstmrDbtCdtNtfctn": "it is a notification (camt.054); send the statement (camt.053)",
    "CstmrCdtTrfInitn": "it is a payment order (pain.001), and no statement",
}
CHARGES = "Bank charges"


def read_camt053(content: bytes) -> tuple[BankStatement, ...]:
    """All statements of the document. Raises UnreadableStatement."""
    found = _Statements()
    tell_parts(content, found)
    if reasons := [reason for tag, reason in _OTHERS.items() if tag in found.others]:
        raise UnreadableStatement(reasons[0])
    if not found.read:
        raise UnreadableStatement("there is no camt.053 statement in it")
    return tuple(found.read)


class _Statements:
    """Those that were told so far, and which `others` the file has in their place. Entries are read
    as soon as it is known in which currency: the account and its balances stand before them."""

    def __init__(self) -> None:
        self.read, self.others = list[BankStatement](), set[str]()
        self._entries, self._waiting = list[StatementEntry](), list[Element]()
        self._count, self._currency = 0, ""

    def around(self, tag: str) -> None:
        if tag in _OTHERS:
            self.others.add(tag)

    def entry(self, entry: Element, stmt: Element) -> None:
        self._count += 1
        expect_room(self._count)
        self._waiting.append(entry)
        if self._currency or _named(stmt, self._waiting):
            self._read_on(stmt)

    def statement(self, stmt: Element) -> None:
        self._read_on(stmt)
        self.read.append(_statement(stmt, self._currency, self._entries))
        self._entries, self._count, self._currency = [], 0, ""

    def _read_on(self, stmt: Element) -> None:
        self._currency = self._currency or _currency(stmt, self._waiting)
        for each in self._waiting:
            self._entries += _entries(each, self._currency)
            expect_room(len(self._entries))
        self._waiting.clear()


def _statement(stmt: Element, currency: str, entries: list[StatementEntry]) -> BankStatement:
    return BankStatement(
        format=StatementFormat.CAMT_053,
        account=account_of(_account(stmt.find("Acct"))),
        bank_code=account_of(_first(stmt, "Acct/Svcr/FinInstnId/BIC", "Acct/Svcr//BICFI")),
        currency=currency,
        number=shown(_first(stmt, "ElctrncSeqNb", "LglSeqNb", "Id"), MOST_REFERENCE),
        opening=_balance(stmt, currency, "OPBD", "PRCD"),
        closing=_balance(stmt, currency, "CLBD"),
        entries=tuple(entries),
    )


def _currency(stmt: Element, entries: list[Element]) -> str:
    try:
        return known_currency(_named(stmt, entries))
    except Refusal as refusal:
        raise UnreadableStatement(refusal.sentence.rstrip(".")) from None


def _named(stmt: Element, entries: list[Element]) -> str:
    """The currency, as it is written there; empty where it is not."""
    amounts = [each.find("Amt") for each in (*stmt.findall("Bal"), *entries)]
    named = [_first(stmt, "Acct/Ccy"), *(a.get("Ccy", "") for a in amounts if a is not None)]
    return next(filter(None, named), "")


def _balance(stmt: Element, currency: str, *kinds: str) -> Money | None:
    for kind in kinds:
        for each in stmt.findall("Bal"):
            if _first(each, "Tp/CdOrPrtry/Cd") == kind:
                amount = amount_in(_first(each, "Amt"), currency)
                return signed(amount, debit=_first(each, "CdtDbtInd") == "DBIT")
    return None


def _entries(entry: Element, currency: str) -> Iterator[StatementEntry]:
    if _first(entry, "Sts/Cd", "Sts") not in {"BOOK", ""}:
        return
    whole = _amount(entry, "Amt", currency)
    if whole is None:
        raise UnreadableStatement(f"an entry is not in the account's currency, {currency}")
    common = {
        "booked_on": day_in(
            _first(entry, "BookgDt/Dt", "BookgDt/DtTm", "ValDt/Dt", "ValDt/DtTm"),
            "the booking date",
        ),
        "is_reversal": _first(entry, "RvslInd") in {"true", "1"},
    }
    if value := _first(entry, "ValDt/Dt", "ValDt/DtTm"):
        common["value_on"] = day_in(value, "the value date")
    reference = reference_of(_first(entry, "AcctSvcrRef"))[:MOST_REFERENCE]
    details = entry.findall("NtryDtls/TxDtls")
    parts = _parts(entry, details, whole, currency)
    if parts is None:
        said = _said(details, debit=whole.minor < 0)
        said["remittance"] = said["remittance"] or shown(_first(entry, "AddtlNtryInf"), MOST_TEXT)
        fee = _charges(entry, currency) or _charges_of(details, currency)
        kept = {"fee": fee} if fee and whole.minor > 0 else {}
        yield StatementEntry(
            amount=whole, bank_reference=_own(details, reference), **common, **said, **kept
        )
        return
    for detail, amount in parts:
        said = _said([detail] if detail is not None else [], debit=amount.minor < 0)
        said["remittance"] = said["remittance"] or (CHARGES if detail is None else "")
        own = _own([detail] if detail is not None else [], "")
        yield StatementEntry(amount=amount, bank_reference=own, batch=reference, **common, **said)


def _parts(
    entry: Element, details: list[Element], whole: Money, currency: str
) -> list[tuple[Element | None, Money]] | None:
    """Each detail with its amount, where they add up to the whole; None where there is one."""
    if len(details) < 2:
        return None
    parts: list[tuple[Element | None, Money]] = []
    for each in details:
        amount = _amount(each, "Amt", currency, like=whole)
        amount = amount or _amount(each, "AmtDtls/TxAmt/Amt", currency, like=whole)
        if amount is None:
            return None
        parts.append((each, amount))
    rest = whole - Money.sum((amount for _, amount in parts), currency)
    if not rest.minor:
        return parts
    charges = _charges(entry, currency) or _charges_of(details, currency)
    return [*parts, (None, rest)] if charges and rest == -charges else None


def _amount(part: Element, path: str, currency: str, like: Money | None = None) -> Money | None:
    """With its sign; None where there is none in the account's currency."""
    amount = part.find(path)
    if amount is None or amount.get("Ccy", currency) != currency:
        return None
    mark = _first(part, "CdtDbtInd")
    debit = mark == "DBIT" if mark else bool(like and like.minor < 0)
    return signed(amount_in(amount.text, currency), debit=debit)


def _charges_of(details: list[Element], currency: str) -> Money | None:
    found = [charge for each in details if (charge := _charges(each, currency))]
    return Money.sum(found, currency) if found else None


def _charges(part: Element, currency: str) -> Money | None:
    """What the bank kept, of an entry or a detail; by version 2 and by later ones."""
    found = []
    for charges in part.findall("Chrgs"):
        for each in charges.findall("Rcrd") or [charges]:
            amount = each.find("Amt")
            ours = amount is not None and amount.get("Ccy", currency) == currency
            if ours and amount is not None and _first(each, "CdtDbtInd") != "CRDT":
                found.append(amount_in(amount.text, currency))
    total = Money.sum(found, currency)
    return total if total.minor > 0 else None


def _said(details: list[Element], *, debit: bool) -> dict[str, str]:
    """Who paid, or was paid, and what was written; of several details what all of them say."""
    other, account = ("Cdtr", "CdtrAcct") if debit else ("Dbtr", "DbtrAcct")
    names, accounts, texts, structured, end_to_end = [], [], [], [], []
    for each in details:
        parties = f"RltdPties/{other}"
        ultimate = f"RltdPties/Ultmt{other}"
        names.append(_first(each, f"{parties}/Nm", f"{parties}/Pty/Nm", f"{ultimate}/Nm"))
        accounts.append(_account(each.find(f"RltdPties/{account}")))
        texts += _all(each, "RmtInf/Ustrd") + _all(each, "RmtInf/Strd/AddtlRmtInf")
        structured += _all(each, "RmtInf/Strd/CdtrRefInf/Ref")
        structured += _all(each, "RmtInf/Strd/RfrdDocInf/Nb")
        end_to_end.append(reference_of(_first(each, "Refs/EndToEndId")))
        texts += [] if texts or structured else _all(each, "AddtlTxInf")
    return {
        "counterparty": shown(", ".join(dict.fromkeys(filter(None, names))), MOST_NAME),
        "counterparty_account": account_of(next(filter(None, accounts), ""))[:MOST_REFERENCE],
        "remittance": shown(" ".join(texts), MOST_TEXT),
        "structured_reference": shown(" ".join(structured), MOST_TEXT),
        "end_to_end_id": shown(" ".join(filter(None, end_to_end)), MOST_TEXT),
    }


def _own(details: list[Element], otherwise: str) -> str:
    """The bank's reference of one movement."""
    if len(details) != 1:
        return otherwise
    own = reference_of(_first(details[0], "Refs/AcctSvcrRef", "Refs/TxId"))
    return otherwise or own[:MOST_REFERENCE]


def _account(account: Element | None) -> str:
    return "" if account is None else _first(account, "Id/IBAN", "Id/Othr/Id")


def _first(part: Element, *paths: str) -> str:
    """The text at the first of the paths that has any."""
    found = (part.findtext(path) for path in paths)
    return next((text.strip() for text in found if text and text.strip()), "")


def _all(part: Element, path: str) -> list[str]:
    return [each.text.strip() for each in part.findall(path) if each.text and each.text.strip()]
