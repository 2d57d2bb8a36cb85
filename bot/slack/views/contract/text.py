"""The words for a contract: its term, its billing, its years, how it stands."""

from bisect import bisect_right
from datetime import date
from typing import NamedTuple

from bot.wording.contract_calendar import frequency
from bot.wording.figures import amount, day, payment_terms
from bot.wording.names import VALUE_LIMIT
from bot.wording.text import NAME_LIMIT, shortened
from jupiter_core.domain.actor import Actor, ActorKind
from jupiter_core.domain.adjustment import adjustment_facts
from jupiter_core.domain.contract.agreement import Agreement
from jupiter_core.domain.contract.contract import Contract, ContractState
from jupiter_core.domain.contract.scheduled import ScheduledInvoice
from jupiter_core.domain.contract.terms import BillingFrequency, ContractTerms
from jupiter_core.domain.contract_changes import contract_line_words
from jupiter_core.domain.money import Money
from jupiter_core.domain.tax import combined

LINE_LIMIT = 200


class YearTotal(NamedTuple):
    """What is billed for one contract year, with tax; `number` counts from 1."""

    number: int
    first_day: date
    invoices: tuple[ScheduledInvoice, ...]
    total: Money


def name_of(contract: Contract) -> str:
    """Cut to NAME_LIMIT."""
    return shortened(contract.name, NAME_LIMIT)


def customer_of(contract: Contract) -> str:
    """Cut to NAME_LIMIT."""
    return shortened(contract.customer_name, NAME_LIMIT)


def actor_of(actor: Actor, contract: Contract) -> str:
    """`Dana Reyes (accounts payable of Acme Corporation)`; our own people by name."""
    name = shortened(actor.name, NAME_LIMIT)
    if actor.kind is ActorKind.AP:
        return f"{name} (accounts payable of {customer_of(contract)})"
    return name


def standing(contract: Contract) -> str:
    """How it stands: `Waiting for approval`, `Active, a change waits for approval`."""
    if contract.ended_on:
        return f"Ended on {day(contract.ended_on)}"
    given = f", {len(contract.approvals)} of {contract.approvals_needed} given"
    count = given if contract.approvals_needed > 1 else ""
    agreed = contract.agreed is not None
    match contract.state:
        case ContractState.PENDING_APPROVAL:
            waits = "Active, change waiting for approval" if agreed else "Waiting for approval"
            return waits + count
        case ContractState.DRAFT if agreed:
            return "Active, changes requested to the proposal"
        case ContractState.DRAFT:
            return "Changes requested" if contract.reason else "Draft"
        case _:
            return "Active"


def term(terms: ContractTerms) -> str:
    """`1 Jan 2027 – 31 Dec 2029 (36 months)`; of one that ends early, `(of 36 months)`."""
    months = f"{terms.term_months} month{'s' if terms.term_months > 1 else ''}"
    months = f"of {months}" if terms.ends_on else months
    return f"{day(terms.start_date)} – {day(terms.last_day)} ({months})"


def billing(terms: ContractTerms) -> str:
    """`Yearly, in advance, Net 45`."""
    timing = f"in {terms.billing_timing}"
    net = payment_terms(terms.payment_terms, terms.early_payment)
    return f"{frequency(terms)}, {timing}, {net}"


def invoices_counted(count: int) -> str:
    """`1 invoice`, `3 invoices`."""
    return f"{count} invoice{'' if count == 1 else 's'}"


def total(agreement: Agreement) -> str:
    """`USD 4,117,000.00 in 3 invoices`."""
    count = len(agreement.schedule.invoices)
    return f"{amount(agreement.total)} in {invoices_counted(count)}"


def lines_of(terms: ContractTerms, limit: int = LINE_LIMIT) -> list[str]:
    """A line a contract line, and for what holds for the whole, each short enough for a message
    with ten of them and all the rest."""
    lines = [contract_line_words(each) for each in terms.lines]
    lines += [f"{label}: {said}" for label, said in adjustment_facts(terms.adjustments).items()]
    lines += [f"Taxes of every line: {combined(terms.taxes)}"] if terms.taxes else []
    lines += ["Prices include tax"] if terms.prices_include_tax else []
    return [shortened(each, limit) for each in lines]


def own_facts(agreement: Agreement) -> list[tuple[str, str]]:
    """What its invoices say of paying late, and what they are filed by; nothing where nothing is
    agreed of it."""
    fee, references = agreement.terms.late_fee, agreement.own_references
    said = ", ".join(f"{each.name} {each.value}" for each in references)
    return [
        *([("Late fee", fee.words)] if fee else []),
        *([("References", shortened(said, VALUE_LIMIT * 2))] if said else []),
    ]


def year_totals(agreement: Agreement) -> list[YearTotal]:
    """By the contract year in which an invoice's period begins, a fee's own by its date."""
    terms = agreement.terms
    starts = [terms.month_start(12 * n) for n in range(terms.years)]
    years: dict[int, list[ScheduledInvoice]] = {}
    for invoice in agreement.schedule.invoices:
        begins = invoice.period_start or invoice.issue_on
        years.setdefault(max(1, bisect_right(starts, begins)), []).append(invoice)
    return [
        YearTotal(
            number,
            starts[number - 1],
            tuple(found),
            Money.sum((each.total for each in found), terms.currency),
        )
        for number, found in sorted(years.items())
    ]


def years_of(agreement: Agreement) -> list[str]:
    """`Year 2, from 1 Jan 2028: USD 1,386,000.00 in 1 invoice`."""
    upfront = agreement.terms.billing_frequency is BillingFrequency.UPFRONT
    return [
        f"{'Upfront' if upfront else f'Year {each.number}'}, from {day(each.first_day)}: "
        f"{amount(each.total)} in {invoices_counted(len(each.invoices))}"
        for each in year_totals(agreement)
    ]
