"""A contract's lines in words, and how each of their prices comes about."""

from collections.abc import Iterator

from bot.wording import figures as words
from bot.wording.text import shortened
from jupiter_core.domain.contract.lines import ContractLine, CreditUse, OneTime, Subscription
from jupiter_core.domain.contract.milestone import Milestones
from jupiter_core.domain.contract.scheduled import ScheduledLine
from jupiter_core.domain.contract.terms import ContractTerms
from jupiter_core.domain.schedule.lines import subscription_line
from jupiter_core.domain.schedule.pricing import pieces_of
from jupiter_core.domain.totals import plain
from jupiter_core.domain.unit import counted as with_unit

TITLE_LIMIT = 120


def line_facts(line: ContractLine) -> str:
    """`250 × USD 480.00 a year  ·  +5% from year 2  ·  tax 19%`, without the description."""
    return "  ·  ".join(part for part in _facts(line) if part)


def price_of_year(line: ScheduledLine, currency: bool = False) -> str:
    """`1,200,000.00 × 1.05 = 1,260,000.00`; an amount with nothing to explain as it is."""
    amount = words.amount(line.amount) if currency else f"{line.amount.decimal:,f}"
    return f"{line.arithmetic} = {amount}" if line.arithmetic else amount


def prices(terms: ContractTerms) -> tuple[ScheduledLine, ...]:
    """What each subscription costs in each contract year, whatever the frequency is; by line,
    then by year. Raises AmountTooLarge."""
    return tuple(subscription_line(terms, each) for each in pieces_of(terms))


def title_of(description: str) -> str:
    """A line's description in one line, cut to TITLE_LIMIT."""
    return shortened(" ".join(description.split()), TITLE_LIMIT)


def _facts(line: ContractLine) -> Iterator[str]:
    if isinstance(line, Subscription):
        yield from _subscription_facts(line)
    elif isinstance(line, OneTime):
        yield f"{words.amount(line.amount)}{_listed(line)}"
        on = "on an invoice of its own on" if line.own_invoice else "on or after"
        yield f"once, {on} {words.day(line.bill_on)}" if line.bill_on else "once"
    elif isinstance(line, Milestones):
        yield words.amount(line.amount)
        for part in line.parts:
            yield f"{part.name}: {part.share} {part.when}"
    else:
        yield f"{words.amount(line.amount)} of credit"
        evenly = line.apply is CreditUse.EVENLY
        yield "spread evenly" if evenly else "until used up"
        yield f"expires {words.day(line.expires_on)}" if line.expires_on else ""
    if line.tax_rate:
        yield f"tax {plain(line.tax_rate)}%"


def _listed(line: Subscription | OneTime) -> str:
    """` (list 600.00)`."""
    return f" (list {line.list_price.decimal:,f})" if line.list_price else ""


def _subscription_facts(line: Subscription) -> Iterator[str]:
    count = with_unit(line.unit, line.quantity, plain(line.quantity), "en")
    counted = f"{count} × " if line.quantity != 1 or line.unit else ""
    if line.annual_price:
        yield f"{counted}{words.amount(line.annual_price)}{_listed(line)} a year"
    else:
        ramp = ", ".join(f"{each.decimal:,f}" for each in line.yearly_prices)
        yield f"{counted}{ramp}{_listed(line)} by year"
    for rise in line.escalators:
        yield f"{rise.percent:+f}% from year {rise.contract_year}"
    if line.indexation:
        yield f"follows {line.indexation.words}"
    if line.discount_percent:
        years = ", ".join(map(str, line.discount_years))
        yield f"−{plain(line.discount_percent)}%{f' in year {years}' if years else ''}"
    if line.starts_on:
        yield f"from {words.day(line.starts_on)}"
    for change in line.price_changes:
        yield f"{change.annual_price.decimal:,f} from {words.day(change.from_date)}"
    for counted_anew in line.quantity_changes:
        yield f"{plain(counted_anew.quantity)} from {words.day(counted_anew.from_date)}"
