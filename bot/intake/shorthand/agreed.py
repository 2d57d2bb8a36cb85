"""What a quick line says of discounts, milestones, an index and a late fee, as fields have it."""

import re
from collections.abc import Callable, Iterator, Mapping
from contextlib import suppress

from bot.intake.shorthand.deal_patterns import LIMITS, WHEN_OF_SHARE
from bot.intake.shorthand.values import amount_in, day_in, number_said
from jupiter_core.domain.contract.calendar import month_start
from jupiter_core.domain.late_fee import late_fee_of
from jupiter_core.domain.refusals import Refusal

Parts = Mapping[str, str]
Reads = Callable[[Parts], dict[str, str] | None]
SIGNING = "on signing"
"""Of a milestone: on the contract's first day, which the form knows."""
_WHENS = re.compile(WHEN_OF_SHARE, re.IGNORECASE)
_LIMITS = re.compile(LIMITS, re.IGNORECASE)
_MONTHS = {"monthly": 1, "quarterly": 3, "annual": 12, "yearly": 12}
_NAMES = {"max": "cap", "min": "floor", "+": "plus"}


def _discount(parts: Parts) -> dict[str, str] | None:
    """In percent with its contract years, or an amount; of the whole, as its field is typed."""
    amount = amount_in(parts["off"]) if "off" in parts else None
    if "off" in parts and amount is None:
        return None
    size = amount[0] if amount else f"{parts['percent'].strip('+-% ')}%"
    if "whole" in parts:
        return {"adjustments": size}
    if amount:
        return {"discount_amount": size}
    years = "-".join(re.findall(r"\d+", parts.get("years", "")))
    return {"discount_percent": size.rstrip("%"), **({"discount_years": years} if years else {})}


def _part(parts: Parts) -> dict[str, str] | None:
    """One milestone, as it is typed into a line's form."""
    share = f"{parts['percent'].strip('+- %')}%" if "percent" in parts else "rest"
    when = _when(parts)
    return {"parts": _named(share, when)} if when else None


def _shares(parts: Parts) -> dict[str, str] | None:
    """`40/40/20`, with a day or an acceptance for each, or one that holds for all."""
    shares = [f"{each.rstrip('%')}%" for each in parts["shares"].split("/")]
    found = _WHENS.finditer(parts.get("whens", "acceptance"))
    whens = [_when({k: v for k, v in each.groupdict().items() if v}) for each in found]
    if len(whens) == 1:
        whens *= len(shares)
    if len(whens) != len(shares):
        return None
    rows = [_named(share, when) for share, when in zip(shares, whens, strict=True) if when]
    return {"parts": "\n".join(rows)} if len(rows) == len(shares) else None


def _instalments(parts: Parts) -> dict[str, str] | None:
    """Equal ones, each a part of the whole as `1/3`; the last takes the rest."""
    count = number_said(parts["count"])
    if "day" in parts:
        whens = list(_every(parts["day"], count, _MONTHS.get(parts.get("often", "").lower(), 0)))
    else:
        found = _WHENS.finditer(parts["whens"])
        whens = [_when({k: v for k, v in each.groupdict().items() if v}) for each in found]
    if count < 2 or len(whens) != count or not all(whens):
        return None
    shares = [*[f"1/{count}"] * (count - 1), "rest"]
    rows = (_named(*each) for each in zip(shares, whens, strict=True))
    return {"parts": "\n".join(rows)}


def _every(first: str, count: int, months: int) -> Iterator[str]:
    """From a day, every so many months; nothing where it is not said how many."""
    start = day_in(first)
    if start and months:
        with suppress(ValueError):  # no calendar goes so far
            yield from (f"on {month_start(start, months * n)}" for n in range(count))


def _when(parts: Parts) -> str:
    """`on 2027-02-01`, `on acceptance of Go-live`; empty for a day that there is not."""
    if "day" in parts:
        day = day_in(parts["day"])
        return f"on {day}" if day else ""
    if "signing" in parts or "upfront" in parts:
        return SIGNING
    name = parts.get("event") or parts.get("of") or parts.get("named") or ""
    name = re.sub(r"^the ", "", name, flags=re.IGNORECASE)
    return f"on acceptance of {name[:1].upper()}{name[1:]}" if name else "on acceptance"


def _named(share: str, when: str) -> str:
    return f"Signing: {share} {when}" if when == SIGNING else f"{share} {when}"


def _bill_on(parts: Parts) -> dict[str, str] | None:
    day = day_in(parts["day"])
    return {"bill_on": day.isoformat()} if day else None


def _index(parts: Parts) -> dict[str, str]:
    """As its field is typed; without the index's value it is refused there, with the way."""
    base = f": {parts['base']}" if "base" in parts else ""
    words = [f"{parts['index']}{base}", *_limits(parts.get("limits", ""))]
    return {"indexation": ", ".join(words)}


def _limits(text: str) -> Iterator[str]:
    for each in _LIMITS.finditer(text):
        name = (each["name"] or each["after"]).lower()
        known = next((known for said, known in _NAMES.items() if name.startswith(said)), name)
        known = re.sub(r"(ped|ed)$", "", known)
        percent = (each["percent"] or each["of"]).strip("+ %")
        yield f"{known} {percent}%"


def _late_fee(parts: Parts) -> dict[str, str] | None:
    """As it is read again; in a currency that is said later, so in any here."""
    with suppress(Refusal):
        late_fee_of(parts["fee"], "USD")
        return {"late_fee": parts["fee"]}
    return None


AGREED: Mapping[str, Reads] = {
    "discount": _discount,
    "part": _part,
    "shares": _shares,
    "instalments": _instalments,
    "bill_on": _bill_on,
    "index": _index,
    "late_fee": _late_fee,
}
