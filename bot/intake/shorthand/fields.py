"""What a phrase of a quick line says, as a form's fields would have it typed."""

import re
from calendar import monthrange
from collections.abc import Mapping
from contextlib import suppress

from bot.intake.drafts.form import NET_PRICES, PRICES_WITH_TAX
from bot.intake.shorthand.agreed import AGREED, Parts, Reads
from bot.intake.shorthand.grammar import Phrase
from bot.intake.shorthand.values import day_in, number_said
from jupiter_core.domain.payment_terms import payment_terms_of
from jupiter_core.domain.references import DEPARTMENT, GL_CODE
from jupiter_core.domain.refusals import Refusal

REFERENCE = "reference."
"""What the field of a reference begins with, before its key."""
_OFTEN = {"m": "monthly", "q": "quarterly", "s": "semiannual", "h": "semiannual", "a": "annual"}
_MOST_NET_DAYS = 365


def fields_of(phrase: Phrase) -> dict[str, str] | None:
    """The fields by name; None for an amount, and for what cannot be meant: 30 February."""
    read = _FIELDS.get(phrase.name)
    return read(phrase.parts) if read else None


def _rise(parts: Parts) -> dict[str, str]:
    years = re.findall(r"\d+", parts.get("years", ""))
    when = f"y{'-'.join(years)}" if years else "every year"
    return {"escalators": f"{parts['percent'].replace(' ', '').lstrip('+')} {when}"}


def _term(parts: Parts) -> dict[str, str]:
    number = number_said(parts["count"])
    return {
        "term_months": f"{number} {'years' if parts['unit'].lower().startswith('y') else 'months'}"
    }


def _often(parts: Parts) -> dict[str, str]:
    often = parts["often"].lower()
    after = parts.get("after", "").lower()
    if often.startswith("up"):
        return {"billing_frequency": "upfront"}
    fields = {"billing_frequency": _OFTEN.get(often[0], "annual")}
    if "arrears" in after:
        return {**fields, "billing_timing": "arrears"}
    return {**fields, "billing_timing": "advance"} if after or parts.get("before") else fields


def _timing(parts: Parts) -> dict[str, str]:
    return {"billing_timing": "arrears" if "arrears" in parts["timing"].lower() else "advance"}


def _net(parts: Parts) -> dict[str, str] | None:
    days = int(parts.get("days", "0"))
    if days > _MOST_NET_DAYS:
        return None
    early = parts.get("early", "")
    return {"net_terms": str(days), **({"early_payment": early} if early else {})}


def _early(parts: Parts) -> dict[str, str]:
    """`2% within 10 days` as `2%/10`."""
    if "early" in parts:
        return {"early_payment": parts["early"]}
    return {"early_payment": f"{parts['percent'].replace(' ', '')}/{parts['within']}"}


def _terms(parts: Parts) -> dict[str, str] | None:
    """Terms by a rule of the calendar, in the words of `payment_terms_of`."""
    with suppress(Refusal):
        early = parts.get("early", "")
        words = payment_terms_of(parts["terms"]).words
        return {"net_terms": words, **({"early_payment": early} if early else {})}
    return None


def _due(parts: Parts) -> dict[str, str] | None:
    """Of a month without a day, nothing: it might be its first or its last."""
    day = day_in(parts["day"])
    whole = re.search(r"\d{1,2}\D+\d{4}|\d{4}-", parts["day"])
    return {"net_terms": f"Due {day}"} if day and whole else None


def _start(parts: Parts) -> dict[str, str] | None:
    day = day_in(parts["day"])
    return {"start": day.isoformat()} if day else None


def _period(parts: Parts) -> dict[str, str] | None:
    """Of a month without a day, its first and its last day."""
    first, last = day_in(parts["day"]), day_in(parts["last"])
    if first is None or last is None:
        return None
    if not re.search(r"\d{1,2}\D+\d{4}|\d{4}-", parts["last"]):
        last = last.replace(day=monthrange(last.year, last.month)[1])
    return {"service_start": first.isoformat(), "service_end": last.isoformat()}


def _expires(parts: Parts) -> dict[str, str] | None:
    day = day_in(parts["day"])
    return {"expires": day.isoformat()} if day else None


def _reference(parts: Parts) -> dict[str, str]:
    """A reference that the customer files it by: `project P-77`, `gl 6400`."""
    name = parts["name"].lower()
    key = {"gl": GL_CODE, "dept": DEPARTMENT}.get(name, name.replace(" ", "_"))
    return {f"{REFERENCE}{key}": parts["value"]}


def _included(parts: Parts) -> dict[str, str]:
    """Prices with tax, and at which rate where that is said: `incl. 19% VAT`."""
    rate = {"tax_rate": parts["percent"].strip("% ")} if "percent" in parts else {}
    return {"prices": PRICES_WITH_TAX, **rate}


def _excluded(parts: Parts) -> dict[str, str]:
    """Net prices, to which that tax is added: `plus 19% VAT`, `excl. VAT`."""
    return {**_included(parts), "prices": NET_PRICES}


_FIELDS: Mapping[str, Reads] = {
    "rise": _rise,
    **AGREED,
    "term": _term,
    "reference": _reference,
    "often": _often,
    "timing": _timing,
    "net": _net,
    "early": _early,
    "terms": _terms,
    "due": _due,
    "start": _start,
    "period": _period,
    "expires": _expires,
    "evenly": lambda _parts: {"evenly": "yes"},
    "po": lambda parts: {"po_number": parts["po"]},
    "included": _included,
    "excluded": _excluded,
    "tax": lambda parts: {"tax_rate": parts["percent"].strip("% ")},
}
