"""A judge of Peppol PINT as Australia, New Zealand, Japan, Malaysia and Singapore specialise
it, in our words after what their authorities publish; only what a file without allowances and cards
can break."""

import re
from collections.abc import Callable
from decimal import Decimal
from math import ceil, floor
from uuid import UUID

from tests.jupiter_core.documents.einvoice.terms import Terms

Rule = Callable[[Terms], bool]
_CODES = {"AU": "aunz-1", "NZ": "aunz-1", "JP": "jp-1", "SG": "sg-1", "MY": "my-1"}
_CATEGORIES = {
    "AU": "E S Z G O",
    "NZ": "E S Z G O",
    "JP": "AA E S G O",
    "MY": "SA SE HVG LVG E O TTX",
    "SG": "SR ZR ES33 ESN33 DS OS NG NA",
}
_TAXED_IN_SINGAPORE = {"SR", "ZR", "NA"}
_WITHOUT_RATE = {"O", "OS", "NG"}
_CHARGED = {"S", "AA", "SR", "SA", "SE"}
_REGISTERS = {"AU": "0151", "NZ": "0088"}


def broken_in_pint(xml: bytes) -> set[str]:
    """The rules that a file breaks."""
    file = Terms(xml)
    return {name for name, holds in PINT_RULES.items() if not holds(file)}


def _of(file: Terms) -> str:
    return file.text("BT-40")


def _in(country: str, holds: Rule) -> Rule:
    return lambda file: _of(file) != country or holds(file)


def _registered(number: str, country: str) -> Rule:
    def holds(file: Terms) -> bool:
        scheme = _REGISTERS.get(file.text(country))
        return scheme is None or [each for each, _ in file.schemed(number)] == [scheme]

    return holds


def _categories(file: Terms) -> bool:
    used = {*file.texts("BT-95"), *file.texts("BT-118"), *file.texts("BT-151")}
    return used <= set(_CATEGORIES[_of(file)].split())


def _rates(file: Terms) -> bool:
    """Each group has one but that of what is not subject to tax, which is not beside others."""
    used, rates = file.texts("BT-118"), file.texts("BT-119")
    free = [each for each in used if each in _WITHOUT_RATE]
    return len(rates) >= len(used) - len(free) and (not free or len(used) == 1)


def _nothing_charged(file: Terms) -> bool:
    groups = zip(file.texts("BT-118"), file.texts("BT-117"), strict=True)
    return all(float(tax) == 0 for kind, tax in groups if kind not in _CHARGED)


def _two_decimals(file: Terms) -> bool:
    amounts = [*file.texts("BT-109"), *file.texts("BT-117")]
    return all(len(each.partition(".")[2]) <= 2 for each in amounts)


def _period(file: Terms) -> bool:
    return bool(file.all("BG-14") or file.all("BG-26"))


def _rounded_share(file: Terms) -> bool:
    """Each tax is between the whole numbers below and above the rate's share of its amount."""
    groups = zip(file.texts("BT-116"), file.texts("BT-117"), strict=True)
    rates = [Decimal(each) for each in file.texts("BT-119")] or [Decimal(0)]
    return all(
        floor(Decimal(net) * rate / 100) <= Decimal(tax) <= ceil(Decimal(net) * rate / 100)
        for (net, tax), rate in zip(groups, rates, strict=True)
    )


def _adds_up(file: Terms) -> bool:
    """Lines less allowances and with charges are the net amount; with the tax, the whole (IBR-CO-13
    and 15), and no price is negative (IBR-027)."""
    lines = sum(Decimal(each) for each in file.texts("BT-131"))
    less, more = (sum(Decimal(each) for each in file.texts(term)) for term in ("BT-107", "BT-108"))
    net, tax, whole = (Decimal(file.text(each)) for each in ("BT-109", "BT-110", "BT-112"))
    positive = all(Decimal(each) >= 0 for each in file.texts("BT-146"))
    return lines - less + more == net and net + tax == whole and positive


def _taxed_in_singapore(holds: Rule) -> Rule:
    """Of what is subject to GST."""
    return _in("SG", lambda file: not _TAXED_IN_SINGAPORE & {*file.texts("BT-118")} or holds(file))


def _uuid(file: Terms) -> bool:
    try:
        return str(UUID(file.text("UUID"))) == file.text("UUID")
    except ValueError:
        return False


def _has(*terms: str) -> Rule:
    return lambda file: all(file.text(each) for each in terms)


PINT_RULES: dict[str, Rule] = {
    "ibrp-001 specification": lambda file: (
        file.text("BT-24") == f"urn:peppol:pint:billing-1@{_CODES[_of(file)]}"
    ),
    "ibrp-002 process": lambda file: file.text("BT-23") == "urn:peppol:bis:billing",
    "ibrp-003 reference": lambda file: bool(file.text("BT-10") or file.text("BT-13")),
    "ibrp-005 decimals": _two_decimals,
    "ibrp-016 account": lambda file: len(file.all("BG-17")) == len(file.texts("BT-84")),
    "ibrp-048 rates": _rates,
    "ibrp-061 due": lambda file: bool(file.day("BT-9") or file.text("BT-20")),
    "ibrp-09 nothing charged": _nothing_charged,
    "ibrp-cl-01 categories": _categories,
    "tax scheme": lambda file: (
        {*file.texts("scheme")} - {"TAX"} == {"VAT" if _of(file) in {"JP", "MY"} else "GST"}
    ),
    "ibr-001-aunz seller": _registered("BT-30", "BT-40"),
    "ibr-004-aunz buyer": _registered("BT-47", "BT-55"),
    "ibr-jp-01 registration number": _in(
        "JP", lambda file: re.fullmatch(r"T\d{13}", file.text("BT-31")) is not None
    ),
    "ibr-jp-06 whole yen": _in(
        "JP",
        lambda file: (
            file.text("BT-5") != "JPY" or not any("." in each for each in file.texts("BT-117"))
        ),
    ),
    "ibrp-051 rounded share": _in("JP", _rounded_share),
    "ibr-co-13 sums": _adds_up,
    "ibrp-052 period": _in("JP", _period),
    "ibrp-cl-02-jp type": _in("JP", lambda file: file.text("BT-3") == "380"),
    "ibr-02-my seller": _in("MY", _has("BT-30")),
    "ibr-03-my buyer": _in("MY", _has("BT-47")),
    "ibr-04-my TIN": _in("MY", _has("BT-32")),
    "BR-105-GST-SG number": _taxed_in_singapore(_has("BT-31")),
    "BR-106-GST-SG seller": _taxed_in_singapore(_has("BT-35", "BT-38")),
    "BR-107-GST-SG buyer": _taxed_in_singapore(_has("BT-50", "BT-53")),
    "BR-108-GST-SG uuid": _taxed_in_singapore(_uuid),
    "BR-112-GST-SG register": _taxed_in_singapore(_has("BT-30")),
    "BR-113-GST-SG currency": _taxed_in_singapore(lambda file: file.text("BT-5") == "SGD"),
    "BR-NG-02-GST-SG": _in(
        "SG", lambda file: "NG" not in file.texts("BT-118") or not file.text("BT-31")
    ),
}
"""By name: whether a file keeps it."""
