"""Numbers of accounts and banks in free text.

An IBAN, and an address of a blockchain that has no other use, is told by itself. What any other
number may be, such as a purchase order's, counts only beside words that say it is a bank's.
"""

import re
from functools import cache

from schwifty import BIC, IBAN, registry
from schwifty import exceptions as bank_errors
from stdnum.us import rtn

from jupiter_core.domain.plain_text import PlainText

_MOST_BETWEEN = 3
"""Separators between two characters of one IBAN."""
_MISREAD = str.maketrans("oil", "011")
_ROUTING_WORDS = re.compile(r"\b(aba|rtn|routing|transit|fedwire|wire|ach|bank)\b")
_ROUTING_PREFIXES = re.compile(r"0[1-9]|1[0-2]|2[1-9]|3[0-2]|6[1-9]|7[0-2]|80")
_BANK_WORDS = re.compile(
    r"\b(bank|bankverbindung|banque|banco|banca|sort code|routing|aba|iban|bic|swift|wire|"
    r"beneficiary|transfer|ach)\b"
)
_ACCOUNT = re.compile(
    r"(?P<before>(?:\b\w+ ){0,2})"
    r"\b(?:account|acct|a c|acc|bankkonto|kontonummer|konto|ktonr|compte|cuenta|conto|"
    r"rekeningnummer|bankrekening|rekening|conta)"
    r"(?: (?:number|numero|nummer|num|no|nr|n|is|below))*(?P<number>(?: ?\d){5,20})\b"
)
_JAPANESE_ACCOUNT = re.compile(r"(?:口座|普通|当座)(?:預金)? ?(?:番号|番号は)? ?(?:\d ?){6,8}")
_LEDGER = re.compile(
    r"\b(gl|g l|ledger|general|cost|customer|client|sub|expense|budget|project|supplier|vendor|"
    r"user|service|utility|sap|cuenta contable|sach|aufwands|kunden|debitoren|kreditoren)\b"
)
_CONTEXTS = tuple(
    re.compile(pattern)
    for pattern in (
        r"\bsort ?code(?: is| no| number)? (?:\d ?){6}\b",
        r"\bbsb(?: no| number)? (?:\d ?){6}\b",
        r"\b(?:blz|bankleitzahl)(?: nr)? (?:\d ?){8}\b",
        r"\bclabe (?:\d ?){18}\b",
        r"\bbranch code(?: is| no| number)? (?:\d ?){6}\b",
        r"\btransit(?: no| number)? (?:\d ?){5}\b(?: \w+){0,2} inst(?:itution)?\b",
        r"\bpix(?: key)?(?: is| e)? (?:\d ?){11,14}\b",
        r"\bpaynow(?: to)?(?: uen)? (?:\d{8,9}[a-z]|[rst]\d{2}[a-z]{2}\d{4}[a-z])[a-z0-9]{0,3}\b",
        r"\bifsc(?: code)? [a-z]{4}0[a-z0-9]{6}\b",
        r"\biban\b(?: \w{1,3})? ?(?=[a-z]{0,2} ?\d{2})[a-z0-9]{2,}",
        r"\brib (?:\d ?){10,}\b",
    )
)
_BIC = re.compile(
    r"\b(?P<what>bic|swift)(?P<code> code| bic| no| number)* (?P<bic>[a-z0-9]{8,11})\b"
)
_CHAIN_ALONE = re.compile(r"\b(?:0x[0-9a-f]{40}|bc1[a-z0-9]{25,87})\b")
_CHAIN_WORDS = re.compile(
    r"\b(?:bitcoin|btc|ethereum|eth|usdt|usdc|tether|trc20|erc20|wallet|crypto\w*)\b"
)
_CHAIN = re.compile(r"\b(?:[13][a-km-zA-HJ-NP-Z1-9]{25,34}|T[1-9A-HJ-NP-Za-km-z]{33})\b")


def payment_number(text: PlainText) -> str:
    """The first one as it was typed, or an empty string."""
    looks = (iban_in, _routing_number, _account_number, _bank_code, _bic, _chain_address)
    return next((found for look in looks if (found := look(text))), "")


@cache
def _iban_lengths() -> dict[str, int]:
    specs = ((each, registry.get_iban_spec(each)) for each in registry.get_countries())
    return {country.lower(): int(spec.iban_length) for country, spec in specs}


def iban_in(text: PlainText) -> str:
    """The first that its check digits prove, or an empty string."""
    for match in re.finditer(r"(?=([a-z]{2})[0-9oil]{2})", text.letters):
        start, length = match.start(), _iban_lengths().get(match[1])
        end = start + (length or 0)
        if not length or end > len(text.letters):
            continue
        together = all(each <= _MOST_BETWEEN for each in text.breaks[start + 1 : end])
        if together and _is_iban(text.letters[start:end]):
            return text.letters_typed(start, end)
    return ""


def _is_iban(letters: str) -> bool:
    country, rest = letters[:2], letters[2:]
    return any(_valid_iban(country + each) for each in (rest, rest.translate(_MISREAD)))


def _valid_iban(letters: str) -> bool:
    try:
        IBAN(letters.upper())
    except bank_errors.SchwiftyException:
        return False
    return True


def _routing_number(text: PlainText) -> str:
    """With a word for it; or right before what may be the number of an account."""
    named = bool(_ROUTING_WORDS.search(text.words))
    for match in re.finditer(r"\b(\d{9})\b|\b(\d{4} \d{4} \d)\b", text.words):
        digits = match[0].replace(" ", "")
        if not _ROUTING_PREFIXES.match(digits) or not rtn.is_valid(digits):
            continue
        paired = re.match(r" (?:\D{1,12} )?\d{8,17}\b", text.words[match.end() :])
        if named or paired:
            return text.words_typed(*match.span())
    return ""


def _account_number(text: PlainText) -> str:
    least = 5 if _BANK_WORDS.search(text.words) else 8
    for match in _ACCOUNT.finditer(text.words):
        digits = match["number"].replace(" ", "")
        if len(digits) >= least and not _LEDGER.search(match["before"]):
            return text.words_typed(match.start() + len(match["before"]), match.end())
    japanese = _JAPANESE_ACCOUNT.search(text.words)
    return text.words_typed(*japanese.span()) if japanese else ""


def _bank_code(text: PlainText) -> str:
    for pattern in _CONTEXTS:
        match = pattern.search(text.words)
        if match:
            return text.words_typed(*match.span())
    return ""


def _bic(text: PlainText) -> str:
    """Beside its name; “swift delivery” has the form of one, but is not written in capitals."""
    for match in _BIC.finditer(text.words):
        typed = text.words_typed(*match.span("bic"))
        surely = match["what"] == "bic" or match["code"] or typed.isupper()
        if surely and _valid_bic(match["bic"]):
            return text.words_typed(*match.span())
    return ""


def _valid_bic(letters: str) -> bool:
    try:
        BIC(letters.upper())
    except bank_errors.SchwiftyException:
        return False
    return True


def _chain_address(text: PlainText) -> str:
    alone = _CHAIN_ALONE.search(text.words)
    if alone:
        return text.words_typed(*alone.span())
    match = _CHAIN.search(text.typed) if _CHAIN_WORDS.search(text.words) else None
    return match[0] if match else ""
