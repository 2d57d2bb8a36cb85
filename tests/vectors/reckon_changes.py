"""Schedules of contracts that change inside a period, reckoned apart from the product.

The words: issued invoices stay. What the changed contract makes the issued days cost, less what was
billed for them, is due at once, on the first day that costs something else, but not before the
change was agreed; where that is less, the next invoice takes it off, a credit note gives it back,
or it stays as billed.

Run as `python -m tests.vectors.reckon_changes`, it prints the vectors with what it reckons.
"""

import json
from datetime import date, timedelta
from decimal import Decimal, localcontext
from pathlib import Path
from typing import Any

from tests.vectors.reckon_calendar import (
    DAY,
    PLACES,
    Words,
    begins,
    days,
    invoice,
    lines_of,
    on,
    price_on,
    reckoned,
    rounded,
    with_sums,
    year_of,
)

Json = dict[str, Any]
NOTHING = (Decimal(0), Decimal(0), Decimal(0))


def reckoned_change(vector: Json) -> Json:
    """As `jupiter schedule AFTER --before BEFORE --issued N --on DAY` prints it."""
    with localcontext() as context:
        context.prec = 60
        old, new = Words(vector["before"]), Words(vector["after"])
        issued = reckoned(vector["before"])["invoices"][: vector["issued"]]
        covered = on(issued[-1]["period_end"]) + DAY
        found = differences(old, new, covered)
        coming = [
            {"period": (first, end), "issue_on": issue_day(new, first, end), "lines": inside}
            for first, end in new.periods
            if first >= covered and (inside := within(new, first, end))
        ]
        earliest = max(on(vector["on"]), on(issued[-1]["issue_on"]))
        apart = settle(vector, found, coming, earliest)
        return printed(new, issued, coming, apart)


def issue_day(words: Words, first: date, end: date) -> date:
    if words.said.get("billing_timing") == "arrears":
        return end
    return first - timedelta(days=words.said.get("bill_in_advance_days", 0))


def within(words: Words, first: date, end: date) -> list[Json]:
    return [each for each in lines_of(words) if first <= each["first"] < end]


def differences(old: Words, new: Words, covered: date) -> list[Json]:
    """By product and contract year, what the issued days cost more or less."""
    due = [each for each in lines_of(new) if each["first"] < covered]
    billed = [each for each in lines_of(old) if each["first"] < covered]
    found = []
    for n, line in enumerate(new.said["lines"]):
        for year in range(1, len(new.years) + 1):
            place = (n, year)
            sums = [
                sum((e["sum"] for e in some if (e["n"], e["year"]) == place), Decimal(0))
                for some in (due, billed)
            ]
            other = [
                day
                for day in days(new.start, covered)
                if year_of(new, day) == year and cost(old, n, day) != cost(new, n, day)
            ]
            if sums[0] != sums[1]:
                first, last = other[0], other[-1]
                units_alone = sums[1] and cost(old, n, first)[1:] == cost(new, n, first)[1:]
                more = sums[0] > sums[1]
                action = "added" if more and (units_alone or not sums[1]) else "changed"
                action = action if more else "credited"
                found.append(
                    {
                        "n": n,
                        "year": year,
                        "first": first,
                        "last": last,
                        "sum": sums[0] - sums[1],
                        "description": f"{line['description']}, {told(first)} – {told(last)}, "
                        f"{action}",
                    }
                )
    return found


def cost(words: Words, n: int, day: date) -> tuple[Decimal, ...]:
    """What the day costs: the quantity, the price and what it is multiplied by."""
    lines = words.said["lines"]
    if n >= len(lines) or not begins(words, lines[n]) <= day < words.end:
        return NOTHING
    return price_on(words, lines[n], day, year_of(words, day))


def told(day: date) -> str:
    return f"{day.day} {day:%b %Y}"


def settle(
    vector: Json, found: list[Json], coming: list[Json], earliest: date
) -> list[tuple[str, Json]]:
    """Puts the differences on invoices; gives those that are settled apart from them."""
    method = vector.get("credit_method", "next_invoice")
    apart = [each for each in found if each["sum"] < 0 and method != "next_invoice"]
    billed = [each for each in found if each not in apart]
    if billed:
        day = max(min(each["first"] for each in billed), earliest)
        at_once = all(each["sum"] > 0 for each in billed)
        if not coming or (at_once and day < coming[0]["issue_on"]):
            coming.insert(0, {"period": None, "issue_on": day, "lines": billed})
        else:
            coming[0]["lines"] = [*coming[0]["lines"], *billed]
    return [(method, each) for each in apart]


def printed(
    words: Words, issued: list[Json], coming: list[Json], apart: list[tuple[str, Json]]
) -> Json:
    invoices = list(issued)
    for each in coming:
        lines = sorted(each["lines"], key=lambda line: (line["n"], line["first"]))
        first, end = each["period"] or (each["issue_on"], each["issue_on"] + DAY)
        made = invoice(words, first, end, lines, len(invoices) + 1)
        due = each["issue_on"] + timedelta(days=words.said["net_terms"])
        made |= {"issue_on": str(each["issue_on"]), "due_on": str(due)}
        if each["period"] is None:
            made |= {"period_start": None, "period_end": None}
        invoices.append(made)
    net = sum((Decimal(each["net"]) for each in invoices), Decimal(0))
    settled = [
        {"credit_method": method, **with_sums(words, [line])["lines"][0]} for method, line in apart
    ]
    return {
        "invoices": invoices,
        "contract_net": str(net),
        "credit_remaining": str(rounded(Decimal(0), PLACES.get(words.said["currency"], 2))),
        **({"settled": settled} if settled else {}),
    }


def main() -> None:
    path = Path(__file__).with_name("contract_changes.json")
    vectors = json.loads(path.read_text("utf-8"))
    for each in vectors:
        each["expected"] = reckoned_change(each)
    path.write_text(json.dumps(vectors, indent=1, ensure_ascii=False) + "\n", "utf-8")


if __name__ == "__main__":
    main()
