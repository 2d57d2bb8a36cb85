"""The parts of a camt.053 file, told one after the other while it is read: a whole file as a tree
takes twelve times its bytes, and thirty times for one that was made for it.
"""

from typing import Protocol
from xml.etree.ElementTree import Element, ParseError

from defusedxml.common import DefusedXmlException
from defusedxml.ElementTree import DefusedXMLParser

from bot.intake.statements.parts import UnreadableStatement

_READ = frozenset(
    (
        *("Acct", "AcctSvcrRef", "AddtlNtryInf", "AddtlRmtInf", "AddtlTxInf", "Amt", "AmtDtls"),
        *("BIC", "BICFI", "Bal", "BookgDt", "Ccy", "Cd", "CdOrPrtry", "CdtDbtInd", "Cdtr"),
        *("CdtrAcct", "CdtrRefInf", "Chrgs", "Dbtr", "DbtrAcct", "Dt", "DtTm", "ElctrncSeqNb"),
        *("EndToEndId", "FinInstnId", "IBAN", "Id", "LglSeqNb", "Nb", "Nm", "Ntry", "NtryDtls"),
        *("Othr", "Pty", "Rcrd", "Ref", "Refs", "RfrdDocInf", "RltdPties", "RmtInf", "RvslInd"),
        *("Strd", "Sts", "Svcr", "Tp", "TxAmt", "TxDtls", "TxId", "UltmtCdtr", "UltmtDbtr"),
        *("Ustrd", "ValDt"),
    )
)
"""Parts of a statement that are looked at, and those around them."""

_MOST_NAMES = 5_000
"""Of tags: the standard has some hundreds, and a parser remembers each."""


class Told(Protocol):
    """Whoever reads them. They have names without namespaces, which differ
    from version to version."""

    def around(self, tag: str) -> None:
        """Something within the document that stands in no statement."""

    def entry(self, entry: Element, stmt: Element) -> None:
        """One of a statement, of which only what stands before it is known by then."""

    def statement(self, stmt: Element) -> None:
        """All of it but its entries."""


def tell_parts(content: bytes, told: Told) -> None:
    """Raises UnreadableStatement, as `told` does."""
    parser = DefusedXMLParser(target=_Target(told), forbid_dtd=True)
    try:
        parser.feed(content)
        parser.close()
    except DefusedXmlException:
        raise UnreadableStatement("it defines entities, which no bank's statement does") from None
    except (ParseError, ValueError, LookupError) as error:
        place = getattr(error, "position", None)
        line = f" in line {place[0]}" if place else ""
        raise UnreadableStatement(f"it is not well-formed XML{line}") from None


class _Target:
    """What a parser calls. Of a statement it keeps what is read, and its entries until they are
    told."""

    def __init__(self, told: Told) -> None:
        self._told = told
        self._around: list[str] = []
        self._parts: list[Element] = []
        self._has_parts: list[bool] = []
        self._unread, self._text = 0, list[str]()
        self._names: dict[str, str] = {}

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        name = self._names.get(tag) or self._named(tag)
        if self._unread:
            self._unread += 1
            return
        if self._parts:
            self._keep_text()
            self._has_parts[-1] = True
        if self._parts and name not in _READ:
            self._unread = 1
        elif self._parts or (name == "Stmt" and self._is_around_statements):
            kept = {"Ccy": attributes["Ccy"]} if "Ccy" in attributes else {}
            self._parts.append(Element(name, kept))
            self._has_parts.append(False)
        else:
            self._around.append(name)
            if len(self._around) > 1:
                self._told.around(name)

    @property
    def _is_around_statements(self) -> bool:
        return len(self._around) > 1 and self._around[-1] == "BkToCstmrStmt"

    def _named(self, tag: str) -> str:
        if len(self._names) >= _MOST_NAMES:
            raise UnreadableStatement("it has more kinds of parts than a bank's statement can have")
        return self._names.setdefault(tag, tag.rpartition("}")[2])

    def data(self, text: str) -> None:
        if self._parts and not self._unread:
            self._text.append(text)

    def end(self, _tag: str) -> None:
        if self._unread:
            self._unread -= 1
        elif self._parts:
            self._keep_text()
            self._has_parts.pop()
            self._end_part(self._parts.pop())
        else:
            self._around.pop()

    def close(self) -> None:
        """Nothing is left to be told."""

    def _keep_text(self) -> None:
        """Of a part, what stands before its first one; all else is between lines."""
        if self._text:
            if not self._has_parts[-1]:
                self._parts[-1].text = "".join(self._text)
            self._text.clear()

    def _end_part(self, part: Element) -> None:
        if not self._parts:
            self._told.statement(part)
        elif part.tag == "Ntry" and len(self._parts) == 1:
            self._told.entry(part, self._parts[0])
        else:
            self._parts[-1].append(part)
