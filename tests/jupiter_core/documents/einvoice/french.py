"""A judge of France's rules BR-FR (AFNOR XP Z12-012), in our words, for both syntaxes; only those
that a file without subsidiaries, attachments, allowances and several sellers can break."""

import re
from collections import Counter
from collections.abc import Callable

from tests.jupiter_core.documents.einvoice.terms import Terms

Rule = Callable[[Terms], bool]
_TYPES = "380 389 393 501 386 500 384 471 472 473 261 262 381 396 502 503"
_PROCESSES = "B1 S1 M1 B2 S2 M2 S3 B4 S4 M4 S5 S6 B7 S7 B8 S8 M8 B9 S9 M9"
_CATEGORIES = "S E AE K G O Z"
_RATES = {0, 0.9, 1.05, 1.75, 2.1, 5.5, 7, 8.5, 9.2, 9.6, 10, 13, 19.6, 20, 20.6}
_NUMBER = re.compile(r"[A-Za-z0-9+_/-]{1,35}")


def broken_in_france(xml: bytes) -> set[str]:
    """The rules that a file breaks."""
    file = Terms(xml)
    return {name for name, holds in FRENCH_RULES.items() if not holds(file)}


def _numbers(file: Terms) -> list[str]:
    return [*file.texts("BT-1"), *file.texts("BT-25")]


def _years(file: Terms) -> bool:
    days = [file.day(each) for each in ("BT-2", "BT-9", "BT-26")]
    return all(each.startswith("20") for each in days if each)


def _mention(code: str) -> Rule:
    return lambda file: code in file.codes()


def _once(file: Terms) -> bool:
    counts = Counter(file.codes())
    return all(counts[each] <= 1 for each in ("PMT", "PMD", "AAB", "TXD"))


def _places(file: Terms) -> bool:
    """A SIRET begins with the SIREN of its company."""
    for place, company in (("BT-29", "BT-30"), ("BT-46", "BT-47")):
        siren = file.text(company)
        sirets = [number for scheme, number in file.schemed(place) if scheme == "0009"]
        if not all(re.fullmatch(r"\d{14}", each) and each[:9] == siren for each in sirets):
            return False
    return True


def _siren(term: str) -> Rule:
    return lambda file: any(
        scheme == "0002" and re.fullmatch(r"\d{9}", number) for scheme, number in file.schemed(term)
    )


def _nine_digits(file: Terms) -> bool:
    found = [each for term in ("BT-30", "BT-47", "BT-29", "BT-46") for each in file.schemed(term)]
    return all(re.fullmatch(r"\d{9}", number) for scheme, number in found if scheme == "0002")


def _dated_preceding(file: Terms) -> bool:
    return file.text("BT-3") != "381" or bool(file.text("BT-25") and file.day("BT-26"))


def _decimals(term: str, most: int) -> Rule:
    return lambda file: all(len(each.partition(".")[2]) <= most for each in file.texts(term))


FRENCH_RULES: dict[str, Rule] = {
    "BR-FR-01": lambda file: all(len(each) <= 35 for each in _numbers(file)),
    "BR-FR-02": lambda file: all(_NUMBER.fullmatch(each[:35]) for each in _numbers(file)),
    "BR-FR-03": _years,
    "BR-FR-04": lambda file: file.text("BT-3") in _TYPES.split(),
    "BR-FR-05 PMT": _mention("PMT"),
    "BR-FR-05 PMD": _mention("PMD"),
    "BR-FR-05 AAB": _mention("AAB"),
    "BR-FR-06": _once,
    "BR-FR-08": lambda file: file.text("BT-23") in _PROCESSES.split(),
    "BR-FR-09": _places,
    "BR-FR-10": _siren("BT-30"),
    "BR-FR-11": _siren("BT-47"),
    "BR-FR-12": lambda file: bool(file.text("BT-49")),
    "BR-FR-13": lambda file: bool(file.text("BT-34")),
    "BR-FR-15": lambda file: (
        {*file.texts("BT-118"), *file.texts("BT-151")} <= set(_CATEGORIES.split())
    ),
    "BR-FR-16": lambda file: {float(each) for each in file.texts("BT-119")} <= _RATES,
    "BR-FR-32": _nine_digits,
    "BR-FR-CO-05": _dated_preceding,
    "BR-FR-CO-12": lambda file: "EUR" in {file.text("BT-5"), file.text("BT-6")},
    "BR-FR-CO-07": lambda file: not file.day("BT-9") or file.day("BT-9") >= file.day("BT-2"),
    "BR-FR-DEC-01": _decimals("BT-109", 2),
    "BR-FR-DEC-02": _decimals("BT-129", 4),
    "BR-FR-DEC-03": _decimals("BT-146", 6),
}
"""By name: whether a file keeps it."""
