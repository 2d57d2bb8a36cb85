"""Schedules of contracts reckoned day by day, from what the contract says, apart from the product.

The words: a contract year's price is shared by months; whole months (by day: whole periods, where
one is shorter than a year) have their twelfths, and what is left at the edges of a contract year
shares the rest by its days. What a year costs at one price is rounded once, half up, and so are
units more or fewer from a day on; the shares are by largest remainder, the earlier first.

Run as `python -m tests.vectors.reckon_calendar`, it prints the vectors with what it reckons.
"""

import json
from calendar import monthrange
from collections.abc import Iterator
from datetime import date, timedelta
from decimal import ROUND_HALF_UP, Decimal, localcontext
from functools import cached_property
from itertools import groupby
from pathlib import Path
from typing import Any

DAY = timedelta(days=1)
MONTHS = {"monthly": 1, "quarterly": 3, "semiannual": 6, "annual": 12}
PLACES = {"JPY": 0, "KWD": 3}
FILES = ("contract_calendar.json",)
Json = dict[str, Any]


def later(start: date, months: int, day: int) -> date:
    year, month = start.year + (start.month - 1 + months) // 12, (start.month - 1 + months) % 12 + 1
    return date(year, month, min(day, monthrange(year, month)[1]))


def on(text: str) -> date:
    return date.fromisoformat(text)


class Words:
    """The dates that a contract names."""

    def __init__(self, said: Json) -> None:
        self.said, self.start = said, on(said["start_date"])
        self.anchor = 31 if said.get("month_end") else self.start.day
        self.term_end = later(self.start, said["term_months"], self.anchor)
        self.end = on(said["ends_on"]) + DAY if said.get("ends_on") else self.term_end
        often = said["billing_frequency"]
        self.step = int(said.get("billing_months") or MONTHS.get(often) or said["term_months"])
        self.first, self.day = self._first_whole_period()
        self.by_day = said.get("proration") == "by_day"

    def _first_whole_period(self) -> tuple[date, int]:
        day, fiscal = self.said.get("billing_day"), self.said.get("fiscal_year_start")
        if not (day or fiscal):
            return self.start, self.anchor
        found = self.start
        while not self._begins_period(found, day or 1, fiscal):
            found += DAY
        return found, day or 1

    def _begins_period(self, each: date, day: int, fiscal: int | None) -> bool:
        if each.day != min(day, monthrange(each.year, each.month)[1]):
            return False
        return fiscal is None or (each.month - fiscal) % min(self.step, 12) == 0

    @cached_property
    def periods(self) -> list[tuple[date, date]]:
        cuts = [self.start]
        for n in range(400):
            cut = later(self.first, n * self.step, self.day)
            if self.start < cut < self.end:
                cuts.append(cut)
        return list(zip(cuts, [*cuts[1:], self.end], strict=True))

    @cached_property
    def years(self) -> list[tuple[date, date]]:
        begins = [later(self.start, n, self.anchor) for n in range(0, self.said["term_months"], 12)]
        return list(zip(begins, [*begins[1:], self.term_end], strict=True))

    @cached_property
    def twelfths(self) -> list[dict[date, Decimal]]:
        """Of each day of each contract year: what part of a twelfth it has."""
        return [self._twelfths(number) for number in range(1, len(self.years) + 1)]

    def _twelfths(self, number: int) -> dict[date, Decimal]:
        first, end = self.years[number - 1]
        months = min(12, self.said["term_months"] - 12 * (number - 1))
        size = (self.step if self.step < 12 else 0) if self.by_day else 1
        units = (
            []
            if not size
            else [
                (later(self.first, n * size, self.day), later(self.first, (n + 1) * size, self.day))
                for n in range(-30, 300)
            ]
        )
        units = [(a, b) for a, b in units if first <= a and b <= end]
        parts = dict[date, Decimal]()
        for a, b in units:
            parts |= {day: Decimal(size) / (b - a).days for day in days(a, b)}
        edges = [day for day in days(first, end) if day not in parts]
        left = Decimal(months - size * len(units))
        return parts | {day: left / len(edges) for day in edges}


def days(first: date, end: date) -> Iterator[date]:
    while first < end:
        yield first
        first += DAY


def effective(words: Words, day: date) -> date:
    """With changes from the next period on only, the first day of that."""
    if words.said.get("proration") != "at_next_period" or day <= words.start:
        return day
    return min((first for first, _ in words.periods if first >= day), default=words.end)


def price_on(words: Words, line: Json, day: date, year: int) -> tuple[Decimal, ...]:
    """The quantity, the price, and all that it is multiplied by."""
    quantity, price, agreed_in = Decimal(line.get("quantity", "1")), line.get("annual_price"), 0
    for change in sorted(line.get("quantity_changes", []), key=lambda each: each["from_date"]):
        if effective(words, on(change["from_date"])) <= day:
            quantity = Decimal(change["quantity"])
    for change in sorted(line.get("price_changes", []), key=lambda each: each["from_date"]):
        since = effective(words, on(change["from_date"]))
        if since <= day:
            price, agreed_in = change["annual_price"], year_of(words, since)
    factor = Decimal(1)
    for rise in line.get("escalators", []):
        if max(agreed_in, year_of(words, begins(words, line))) < rise["contract_year"] <= year:
            factor *= 1 + Decimal(rise["percent"]) / 100
    factor *= 1 - Decimal(line.get("discount_percent", "0")) / 100
    return quantity, Decimal(price or "0"), factor


def begins(words: Words, line: Json) -> date:
    return effective(words, on(line["starts_on"])) if line.get("starts_on") else words.start


def year_of(words: Words, day: date) -> int:
    return sum(1 for first, _ in words.years if first <= day) or 1


def rounded(value: Decimal, places: int) -> Decimal:
    # To far more places first: a half that is off by the last digit of a division is a half.
    return value.quantize(Decimal(1).scaleb(-25)).quantize(
        Decimal(1).scaleb(-places), rounding=ROUND_HALF_UP
    )


def shared(total: Decimal, weights: list[Decimal], places: int) -> list[Decimal]:
    unit, whole = Decimal(1).scaleb(-places), sum(weights)
    exact = [(total * each / whole).quantize(Decimal(1).scaleb(-25)) for each in weights]
    parts = [each.quantize(unit, rounding="ROUND_FLOOR") for each in exact]
    order = sorted(range(len(parts)), key=lambda n: (parts[n] - exact[n], n))
    for n in order[: int((total - sum(parts)) / unit)]:
        parts[n] += unit
    return parts


def lines_of(words: Words) -> list[Json]:
    """Each product's amount for each contract year, cut where a period or a price begins."""
    found = []
    for n, line in enumerate(words.said["lines"]):
        for year, (first, end) in enumerate(words.years, start=1):
            held = [
                (day, price_on(words, line, day, year))
                for day in days(max(first, begins(words, line)), min(end, words.end))
            ]
            for _, group in groupby(held, lambda each: each[1][1:]):
                found += [
                    {"n": n, "year": year, "first": span[0], "last": span[-1], "sum": amount}
                    for span, amount in at_one_price(words, year, list(group))
                ]
    return found


def at_one_price(
    words: Words, year: int, held: list[tuple[date, tuple[Decimal, ...]]]
) -> Iterator[tuple[list[date], Decimal]]:
    """What the days cost together, shared over quantities, and each share over its periods."""
    parts, places = words.twelfths[year - 1], PLACES.get(words.said["currency"], 2)
    _, price, factor = held[0][1]
    whole, before = Decimal(0), Decimal(0)
    for at, (_, (count, *_rest)) in enumerate(held):
        if count != before:
            rest = sum(parts[day] for day, _ in held[at:])
            more = rounded(abs(count - before) * price * factor / 12 * rest, places)
            whole, before = whole + (more if count > before else -more), count
    counted = [(count, [day for day, _ in some]) for count, some in of_one_count(held)]
    weights = [count * sum(parts[day] for day in some) for count, some in counted]
    amounts = shared(whole, weights, places) if any(weights) else [whole] * len(counted)
    for (count, some), amount in zip(counted, amounts, strict=True):
        spans = cut(some, [first for first, _ in words.periods])
        weights = [sum((parts[day] for day in span), Decimal(0)) for span in spans]
        if count:
            yield from zip(spans, shared(amount, weights, places), strict=True)


def of_one_count(
    held: list[tuple[date, tuple[Decimal, ...]]],
) -> Iterator[tuple[Decimal, list[tuple[date, tuple[Decimal, ...]]]]]:
    for count, group in groupby(held, lambda each: each[1][0]):
        yield count, list(group)


def cut(some: list[date], cuts: list[date]) -> list[list[date]]:
    """The days, anew where a period begins."""
    spans: list[list[date]] = []
    for day in some:
        if not spans or day in cuts:
            spans.append([])
        spans[-1].append(day)
    return spans


def reckoned(said: Json) -> Json:
    """As `jupiter schedule` prints it."""
    with localcontext() as context:
        context.prec = 60
        words = Words(said)
        lines = lines_of(words)
        invoices: list[Json] = []
        for first, end in words.periods:
            inside = [each for each in lines if first <= each["first"] < end]
            if inside:
                inside.sort(key=lambda each: (each["n"], each["first"]))
                invoices.append(invoice(words, first, end, inside, len(invoices) + 1))
        net = sum((Decimal(each["net"]) for each in invoices), Decimal(0))
        return {
            "invoices": invoices,
            "contract_net": str(net),
            "credit_remaining": str(rounded(Decimal(0), PLACES.get(said["currency"], 2))),
        }


def invoice(words: Words, first: date, end: date, lines: list[Json], sequence: int) -> Json:
    said = words.said
    if said.get("billing_timing") == "arrears":
        issued = end
    else:
        issued = first - timedelta(days=said.get("bill_in_advance_days", 0))
    return {
        "sequence": sequence,
        "issue_on": str(issued),
        "due_on": str(issued + timedelta(days=said["net_terms"])),
        "period_start": str(first),
        "period_end": str(end - DAY),
        **with_sums(words, lines),
    }


def with_sums(words: Words, lines: list[Json]) -> Json:
    said, places = words.said, PLACES.get(words.said["currency"], 2)
    rates: dict[str, Decimal] = {}
    printed = []
    for each in lines:
        line = said["lines"][each["n"]]
        rate = line.get("tax_rate", "0")
        rates[rate] = rates.get(rate, Decimal(0)) + each["sum"]
        printed.append(
            {
                "description": each.get("description", line["description"]),
                "kind": "subscription",
                "contract_year": each["year"],
                "service_start": str(each["first"]),
                "service_end": str(each["last"]),
                "amount": str(each["sum"]),
                "tax_rate": rate,
            }
        )
    net = sum((each["sum"] for each in lines), Decimal(0))
    taxes = [rounded(of * Decimal(rate) / 100, places) for rate, of in rates.items()]
    tax = sum(taxes, rounded(Decimal(0), places))
    return {"lines": printed, "net": str(net), "tax": str(tax), "total": str(net + tax)}


def main() -> None:
    for name in FILES:
        path = Path(__file__).with_name(name)
        vectors = json.loads(path.read_text("utf-8"))
        for each in vectors:
            each["expected"] = reckoned(each["contract"])
        path.write_text(json.dumps(vectors, indent=1, ensure_ascii=False) + "\n", "utf-8")


if __name__ == "__main__":
    main()
