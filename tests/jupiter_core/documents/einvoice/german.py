"""A judge of XRechnung 3.0: KoSIT's rules BR-DE, in our words, for both syntaxes.

Left out are those of what no file of ours has: attachments, cards, direct debits, corrected
invoices of type 384.
"""

import re
from collections.abc import Callable

from tests.jupiter_core.documents.einvoice.terms import Terms

Rule = Callable[[Terms], bool]
_SPECIFICATION = "urn:cen.eu:en16931:2017#compliant#urn:xeinkauf.de:kosit:xrechnung_3.0"
_DISCOUNT = re.compile(r"#SKONTO#TAGE=\d+#PROZENT=\d+\.\d\d(#BASISBETRAG=-?\d+\.\d\d)?#", re.ASCII)
_MAIL = re.compile(r"[^@\s]+@([^@.\s]+\.)+[^@.\s]+")


def broken_in_germany(xml: bytes) -> set[str]:
    """The rules that a file breaks."""
    file = Terms(xml)
    return {name for name, holds in GERMAN_RULES.items() if not holds(file)}


def _has(term: str) -> Rule:
    return lambda file: any(each.text or len(each) for each in file.all(term))


def _each_has(group: str, term: str) -> Rule:
    return lambda file: len(file.all(group)) == len(list(filter(None, file.texts(term))))


def discounts(file: Terms) -> bool:
    """A line that begins with # is a discount, and has an end of line of its own."""
    terms = "".join(file.texts("BT-20"))
    lines = [each for each in terms.split("\n") if each.strip().startswith("#")]
    ends = not lines or terms.rpartition("#")[2].startswith("\n")
    return ends and all(_DISCOUNT.fullmatch(each.strip()) for each in lines)


def sepa(file: Terms) -> bool:
    """ISO 13616: the letters are numbers from 10, the first four characters come last."""
    if "58" not in file.texts("BT-81"):
        return True
    iban = "".join(file.text("BT-84").split())
    return bool(re.fullmatch("[A-Z]{2}[0-9]{2}[A-Za-z0-9]{0,30}", iban)) and (
        int("".join(str(int(each, 36)) for each in iban[4:] + iban[:4])) % 97 == 1
    )


def _transfer(file: Terms) -> bool:
    return not {"30", "58"} & set(file.texts("BT-81")) or bool(file.all("BG-17"))


def _numbered(file: Terms) -> bool:
    taxed = {"S", "Z", "E", "AE", "K", "G", "L", "M"} & set(file.texts("BT-151"))
    return not taxed or bool(file.text("BT-31") or file.text("BT-32"))


def says_when(file: Terms) -> bool:
    """BR-DE-TMP-32, which KoSIT words as what should be: BT-72, BG-14, or of every line BG-26."""
    lines = len(file.texts("BT-129"))
    return bool(file.all("BT-72") or file.all("BG-14") or len(file.all("BG-26")) == lines)


GERMAN_RULES: dict[str, Rule] = {
    "BR-DE-1": _has("BG-16"),
    "BR-DE-2": _has("BG-6"),
    "BR-DE-3": _has("BT-37"),
    "BR-DE-4": _has("BT-38"),
    "BR-DE-5": _has("BT-41"),
    "BR-DE-6": _has("BT-42"),
    "BR-DE-7": _has("BT-43"),
    "BR-DE-8": _has("BT-52"),
    "BR-DE-9": _has("BT-53"),
    "BR-DE-10": _each_has("BG-15", "BT-77"),
    "BR-DE-11": _each_has("BG-15", "BT-78"),
    "BR-DE-14": _each_has("BG-23", "BT-119"),
    "BR-DE-15": _has("BT-10"),
    "BR-DE-16": _numbered,
    "BR-DE-17": lambda file: (
        file.text("BT-3") in {"326", "380", "381", "384", "389", "875", "876", "877"}
    ),
    "BR-DE-18": discounts,
    "BR-DE-19": sepa,
    "BR-DE-21": lambda file: file.text("BT-24") == _SPECIFICATION,
    "BR-DE-23-a": _transfer,
    "BR-DE-27": lambda file: len(re.findall("[0-9]", file.text("BT-42"))) >= 3,
    "BR-DE-28": lambda file: _MAIL.fullmatch(file.text("BT-43")) is not None,
    "PEPPOL-EN16931-R001": _has("BT-23"),
    "PEPPOL-EN16931-R010": _has("BT-49"),
    "PEPPOL-EN16931-R020": _has("BT-34"),
}
"""By name: whether a file keeps it."""
