"""Due dates from the words of payment terms, reckoned day by day.

`python -m tests.reckoned.due_dates` writes `tests/vectors/due_dates.json` anew.
"""

import json
from datetime import date, timedelta
from pathlib import Path

FILE = Path(__file__).parent.parent / "vectors" / "due_dates.json"
ONE = timedelta(days=1)
ISSUED = (
    *("2027-01-01", "2027-01-10", "2027-01-31", "2027-02-28", "2027-06-30", "2027-12-16"),
    "2028-02-29",
)
TERMS = (
    *("net 30", "due on receipt", "EOM", "30 EOM", "60 EOM", "45 days end of month"),
    *("30 days end of month", "10th of next month", "31st of next month", "15th", "30th"),
    "due 2027-06-30",
)


def end_of_month(day: date) -> date:
    """Walks on until the month changes."""
    while (day + ONE).month == day.month:
        day += ONE
    return day


def day_in_month_of(day: date, number: int) -> date:
    """That day of the month, or the last one that it has."""
    found = day.replace(day=1)
    while found.day < number and (found + ONE).month == found.month:
        found += ONE
    return found


def due(terms: str, issued: date) -> date:
    """What the words say."""
    first = terms.split()[0]
    if terms == "due on receipt":
        return issued
    if terms.startswith("net "):
        return issued + ONE * int(terms.split()[1])
    if terms == "EOM":
        return end_of_month(issued)
    if terms.endswith(" EOM"):
        return end_of_month(issued) + ONE * int(first)
    if terms.endswith(" days end of month"):
        return end_of_month(issued + ONE * int(first))
    if terms.startswith("due "):
        return max(issued, date.fromisoformat(terms.split()[1]))
    number = int(first[:-2])
    if terms.endswith(" of next month"):
        return day_in_month_of(end_of_month(issued) + ONE, number)
    this = day_in_month_of(issued, number)
    return this if this >= issued else day_in_month_of(end_of_month(issued) + ONE, number)


def reckoned() -> list[dict[str, str]]:
    """A row for each of the terms and each day of issue."""
    return [
        {"terms": terms, "issued": day, "due": due(terms, date.fromisoformat(day)).isoformat()}
        for terms in TERMS
        for day in ISSUED
    ]


if __name__ == "__main__":
    rows = ",\n".join(f"  {json.dumps(each)}" for each in reckoned())
    FILE.write_text(f"[\n{rows}\n]\n")
