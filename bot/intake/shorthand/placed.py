"""Which discount, milestones and day of a quick line are one line's own, and which the deal's."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from bot.intake.shorthand.labels import Token
from bot.intake.shorthand.orders import amount_beside

Said = Mapping[int, Mapping[str, str]]
"""Fields by the first word of the phrase that says them."""
_OF_WHOLE = (
    "The discount of {size} is taken off the total. Write it beside one amount, between commas, "
    "for that line alone."
)


class Start(NamedTuple):
    """The first word of an amount, or of a product with its price; whether it recurs, and whether
    it is a fee."""

    first: int
    recurs: bool
    is_fee: bool


@dataclass
class Placed:
    """`of` are the lines' own fields by their amount's first word, `fields` the deal's; `odd` are
    the places of what belongs nowhere."""

    of: dict[int, dict[str, str]] = field(default_factory=dict)
    fields: dict[str, str] = field(default_factory=dict)
    odd: set[int] = field(default_factory=set)
    remarks: list[str] = field(default_factory=list)

    def put(self, place: int, line: int | None, said: Mapping[str, str]) -> None:
        """As a line's own, or without one as the deal's; what differs from before is odd."""
        known = self.fields if line is None else self.of.setdefault(line, {})
        if any(known.get(name, value) != value for name, value in said.items()):
            self.odd.add(place)
        else:
            known |= said


def starts_of(tokens: Sequence[Token], *, is_contract: bool) -> list[Start]:
    """Of each line but usage credits."""
    shown = [each for each in tokens if each.kind != "glue"]
    found: list[Start] = []
    for n, token in enumerate(shown):
        noun, before = token.noun, shown[n - 1] if n else None
        if noun is None or noun.name == "credit":
            continue
        recurs = noun.yearly or (is_contract and noun.name in ("counted", "product"))
        one = before and before.noun and not before.broken and found
        if one and before and {token.kind, before.kind} == {"product", "noun"}:
            other = found.pop()
            priced = noun if token.kind == "noun" else before.noun
            recurs = bool(priced and (priced.yearly or (is_contract and priced.name == "counted")))
            found.append(Start(other.first, recurs, not recurs))
        else:
            found.append(Start(token.first, recurs, noun.name == "amount"))
    return found


def placed(
    tokens: Sequence[Token], discounts: Said, parts: Said, days: Said, *, is_contract: bool
) -> Placed:
    """A discount beside one amount between commas is that line's; milestones, and the day of a
    fee, are those of the fee before them, or else behind them."""
    starts = starts_of(tokens, is_contract=is_contract)
    found = Placed()
    for place, said in discounts.items():
        beside = amount_beside(tokens, place)
        if is_contract:
            _in_contract(found, place, said, _start_at(starts, beside), starts)
        else:
            _on_invoice(found, place, said, beside, starts)
    for place, said in parts.items():
        _to_fee(found, place, said, starts)
    for place, said in days.items():
        if is_contract:
            _to_fee(found, place, said, starts)
        else:
            found.put(place, None, {"start": said["bill_on"]})
    return found


def _start_at(starts: Sequence[Start], first: int | None) -> Start | None:
    return next((each for each in starts if each.first == first), None)


def _in_contract(
    found: Placed,
    place: int,
    said: Mapping[str, str],
    beside: Start | None,
    starts: Sequence[Start],
) -> None:
    """Subscriptions have discounts, in percent; fees have none."""
    recurring = [each for each in starts if each.recurs]
    if "discount_amount" in said or (beside and not beside.recurs):
        found.odd.add(place)
    else:
        found.put(place, beside.first if beside and len(recurring) > 1 else None, said)


def _on_invoice(
    found: Placed, place: int, said: Mapping[str, str], beside: int | None, starts: Sequence[Start]
) -> None:
    percent = said.get("discount_percent", "")
    size = f"{percent}%" if percent else said["discount_amount"]
    line = starts[0].first if len(starts) == 1 else beside
    if line is not None and any(each.first == line for each in starts):
        found.put(place, line, {"discount": size})
        return
    found.put(place, None, {"adjustments": size})
    if starts and place not in found.odd:
        found.remarks.append(_OF_WHOLE.format(size=size))


def _to_fee(found: Placed, place: int, said: Mapping[str, str], starts: Sequence[Start]) -> None:
    before = [each for each in starts if each.first < place]
    line = before[-1] if before else next((each for each in starts if each.first > place), None)
    if line is None or not line.is_fee:
        found.odd.add(place)
        return
    own = found.of.setdefault(line.first, {})
    rows = [*filter(None, [own.get("parts")]), *filter(None, [said.get("parts")])]
    if "bill_on" in said and own.get("bill_on", said["bill_on"]) != said["bill_on"]:
        found.odd.add(place)
        return
    own |= {**said, **({"parts": "\n".join(rows)} if rows else {})}
