"""The text of an MT940 entry (field 86): free, or with codes in one of two national ways.

German banks number its parts (`?20` to `?29` the text, `?31` the account, `?32` the name) and put
SEPA's codes into the text (`EREF+`, `SVWZ+`); SWIFT's own and Dutch banks write `/EREF/`, `/REMI/`.
"""

import re
from typing import NamedTuple

_NUMBERED = re.compile(r"\d{0,3}\?\d\d")
_PART = re.compile(r"\?(\d\d)")
_SEPA = re.compile(
    r"\b(EREF|KREF|MREF|CRED|DEBT|SVWZ|ABWA|ABWE|IBAN|BIC|PURP|COAM|OAMT|DDAT|SQTP|MDAT)\+"
)
_SLASHED = re.compile(
    r"/(EREF|ORDP|BENM|REMI|NAME|IBAN|BIC|CNTP|TRTP|TRCD|PREF|MARF|CSID|RTRN|PURP|INST|ISDT|ULTD|"
    r"ULTB|SVCL|OCMT|CHGS|EXCH|NRTX|ADDR|CRED|ID)/"
)
_FULL = 27
"""Characters of a numbered part; one that is full goes on in the next without a space."""


class Remittance(NamedTuple):
    """What an entry's text says, part by part; each may be empty."""

    text: str = ""
    name: str = ""
    account: str = ""
    end_to_end_id: str = ""
    structured: str = ""
    is_return: bool = False


def remittance_in(field: str) -> Remittance:
    """Whatever way it is written in."""
    joined = "".join(line.rstrip("\n") for line in field.splitlines())
    if _NUMBERED.match(joined):
        return _numbered(joined)
    slashed = _SLASHED.search(joined)
    if slashed and slashed.start() == 0:
        return _slashed(joined)
    return Remittance(text=" ".join(field.split()))


def _numbered(field: str) -> Remittance:
    pieces = _PART.split(field)
    parts = list(zip(pieces[1::2], pieces[2::2], strict=True))
    text = ""
    for number, value in parts:
        if "20" <= number <= "29" or "60" <= number <= "63":
            text += value if len(value) >= _FULL else f"{value.rstrip()} "
    codes = _codes(_SEPA, text)
    of = dict(parts)
    return Remittance(
        text=codes.get("SVWZ", "") if codes else text.strip(),
        name=codes.get("ABWA") or f"{of.get('32', '')}{of.get('33', '')}".strip(),
        account=of.get("31", "").strip() or codes.get("IBAN", ""),
        end_to_end_id=codes.get("EREF") or codes.get("KREF", ""),
        is_return=bool(of.get("34", "").strip(" 0")),
    )


def _slashed(field: str) -> Remittance:
    codes = _codes(_SLASHED, field)
    name = codes.get("NAME") or codes.get("ORDP", "")
    account = codes.get("IBAN", "")
    if party := codes.get("CNTP"):
        account, _bic, name, *_city = [*party.split("/"), "", "", ""]
    remittance = codes.get("REMI", "")
    structured = re.match(r"STRD/(?:CUR|ISO)?/?(.*)", remittance)
    return Remittance(
        text="" if structured else re.sub(r"^USTD/+", "", remittance),
        name=name,
        account=account,
        end_to_end_id=codes.get("EREF", ""),
        structured=structured[1].strip("/") if structured else "",
        is_return="RTRN" in codes,
    )


def _codes(pattern: re.Pattern[str], text: str) -> dict[str, str]:
    pieces = pattern.split(text)
    values = (value.strip().strip("/").strip() for value in pieces[2::2])
    found: dict[str, str] = {}
    for code, value in zip(pieces[1::2], values, strict=True):
        found[code] = f"{found[code]} {value}" if code in found else value
    return found
