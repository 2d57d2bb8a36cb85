"""A contract's schedule for those who enter it: year by year, with the arithmetic, in pages."""

from collections.abc import Iterable, Sequence

from bot.slack.views import blocks as b
from bot.slack.views.blocks import Block
from bot.slack.views.contract.milestones import milestone_facts
from bot.slack.views.contract.text import YearTotal, invoices_counted, year_totals
from bot.wording import figures as words
from bot.wording.contract_lines import price_of_year, prices, title_of
from bot.wording.sums import adjustment_rows
from bot.wording.text import shortened
from bot.wording.true_ups import true_up_facts
from jupiter_core.domain.contract.agreement import Agreement
from jupiter_core.domain.contract.scheduled import ScheduledInvoice, ScheduledLine
from jupiter_core.domain.contract.terms import BillingFrequency, ContractTerms
from jupiter_core.domain.money import Money
from jupiter_core.domain.schedule.build import Schedule

CALLBACK = "contract_schedule_pages"
MOST_BLOCKS = 40
"""Of a page: far below what a view may have, so that it can be read."""
_SECTION = 2900


def years_billed(terms: ContractTerms, schedule: Schedule) -> list[tuple[str, str]]:
    """Each contract year with net, tax, total and number of invoices, then the whole contract."""
    pairs = [
        (_year_title(terms, each), _sums(each.invoices, terms.currency))
        for each in year_totals(_agreement(terms, schedule))
    ]
    whole = ("Contract", _sums(schedule.invoices, terms.currency))
    return [*pairs, *milestone_facts(schedule), *true_up_facts(schedule), whole]


def schedule_pages(terms: ContractTerms, schedule: Schedule) -> list[list[Block]]:
    """The pages, none empty; a contract year begins on a new page where it would be cut."""
    pages: list[list[Block]] = [[]]
    for year in _years(terms, schedule):
        blocks = list(year)
        if pages[-1] and len(pages[-1]) + len(blocks) > MOST_BLOCKS:
            pages.append([])
        for block in blocks:
            if len(pages[-1]) >= MOST_BLOCKS:
                pages.append([])
            pages[-1].append(block)
    return pages


def schedule_view(
    terms: ContractTerms, schedule: Schedule, page: int, metadata: str, notes: Sequence[str] = ()
) -> Block:
    """The pushed modal at this page, counted from 0; one outside is the nearest."""
    pages = schedule_pages(terms, schedule)
    page = min(max(page, 0), len(pages) - 1)
    said = f"Contract: {_sums(schedule.invoices, terms.currency)}"
    waiting = [f"{name}: {each}" for name, each in milestone_facts(schedule)]
    left = f"Credit left at the end: {words.amount(schedule.credit_remaining)}"
    credit = [left] if any(True for _ in terms.credits) else []
    blocks = [
        b.context(said, *credit, *waiting[:5], *notes),
        *_turning(page, len(pages), "top"),
        *pages[page],
        *_turning(page, len(pages), "bottom"),
    ]
    title = "Schedule" if len(pages) == 1 else f"Schedule {page + 1}/{len(pages)}"
    return b.modal(title, blocks, callback_id=CALLBACK, close="Back", private_metadata=metadata)


def no_schedule(reasons: Iterable[str], metadata: str) -> Block:
    """In its place, as long as there is none: what is missing."""
    said = [b.context("Fix the following to see the schedule:")]
    listed = shortened("\n".join(f"• {each}" for each in reasons) or "• Add a line.", _SECTION)
    return b.modal(
        "Schedule",
        [*said, b.section(b.plain(listed))],
        callback_id=CALLBACK,
        close="Back",
        private_metadata=metadata,
    )


def _years(terms: ContractTerms, schedule: Schedule) -> Iterable[list[Block]]:
    """The blocks of each contract year: its sums, its prices, its invoices."""
    every = prices(terms)
    for year in year_totals(_agreement(terms, schedule)):
        priced = [_priced(terms, each) for each in every if _is_of(terms, each, year)]
        yield [
            b.header(_year_title(terms, year)),
            b.context(f"From {words.day(year.first_day)}. {_sums(year.invoices, terms.currency)}"),
            *(_sections("Prices", priced) if priced else []),
            *(block for each in year.invoices for block in _invoice(each)),
        ]
    if schedule.true_ups:
        told = [f"{name}: {each}" for name, each in true_up_facts(schedule)]
        yield _sections("Index differences", told)


def _is_of(terms: ContractTerms, line: ScheduledLine, year: YearTotal) -> bool:
    """Whether its price is said with this year: upfront, all are with the first."""
    return year.number == (1 if _is_upfront(terms) else line.contract_year)


def _priced(terms: ContractTerms, line: ScheduledLine) -> str:
    year = f"Year {line.contract_year}, " if _is_upfront(terms) else ""
    return f"{year}{title_of(line.description)}: {price_of_year(line)}"


def _is_upfront(terms: ContractTerms) -> bool:
    return terms.billing_frequency is BillingFrequency.UPFRONT


def _invoice(invoice: ScheduledInvoice) -> list[Block]:
    title = (
        f"{invoice.sequence}.  Issued {words.day(invoice.issue_on)}, "
        f"due {words.day(invoice.due_on)}:  {words.amount(invoice.total)}"
    )
    totals = invoice.totals
    adjusted = [f"{label}: {money.decimal:,f}" for label, money in adjustment_rows(totals)]
    named = [f"{each.tax.words}: {each.amount.decimal:,f}" for each in totals.named]
    tax = named or ([f"Tax: {invoice.tax.decimal:,f}"] if invoice.tax.minor else [])
    lines = [
        f"{title_of(each.description)}: {each.amount.decimal:,f}{_waiting(each)}"
        for each in invoice.lines
    ]
    return _sections(title, [*lines, *adjusted, *tax])


def _waiting(line: ScheduledLine) -> str:
    """For an index, or billed without it."""
    if line.provisional:
        return " (provisional until the index is known)"
    return " (the index's difference comes later)" if line.known_until else ""


def _sections(title: str, lines: Iterable[str]) -> list[Block]:
    """The lines below their title, in as many sections as their length asks for."""
    pieces: list[str] = [title]
    for line in lines:
        if len(pieces[-1]) + len(line) > _SECTION:
            pieces.append(f"{title}, continued")
        pieces[-1] += f"\n      {line}"
    return [b.section(b.plain(piece)) for piece in pieces]


def _turning(page: int, pages: int, where: str) -> list[Block]:
    """Buttons for the pages before and after."""
    buttons = []
    if page:
        buttons.append(b.button("Earlier", "contract_schedule_back", value=str(page - 1)))
    if page < pages - 1:
        buttons.append(b.button("Later", "contract_schedule_on", value=str(page + 1)))
    return [b.actions(buttons, f"pages_{where}")] if buttons else []


def _year_title(terms: ContractTerms, year: YearTotal) -> str:
    if _is_upfront(terms):
        return "Upfront" if year.number == 1 else f"In year {year.number}"
    return f"Year {year.number}"


def _sums(invoices: Sequence[ScheduledInvoice], currency: str) -> str:
    """`Net 1,345,000.00, tax 0.00, total USD 1,345,000.00`."""
    net = Money.sum((each.net for each in invoices), currency)
    tax = Money.sum((each.tax for each in invoices), currency)
    return (
        f"Net {net.decimal:,f}, tax {tax.decimal:,f}, total {words.amount(net + tax)}"
        f" in {invoices_counted(len(invoices))}"
    )


def _agreement(terms: ContractTerms, schedule: Schedule) -> Agreement:
    return Agreement(customer_id="", sender_profile_id="", terms=terms, schedule=schedule)
