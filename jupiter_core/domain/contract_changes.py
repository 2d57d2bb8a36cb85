"""Differences between two versions of a contract, in the words of people."""

from calendar import month_name
from collections.abc import Iterator

from jupiter_core.domain.adjustment import adjustment_facts
from jupiter_core.domain.changes import REFERENCE, Change, differing, terms_words
from jupiter_core.domain.contract.contract import Contract
from jupiter_core.domain.contract.lines import ContractLine, OneTime, Subscription
from jupiter_core.domain.contract.milestone import Milestones
from jupiter_core.domain.contract.scheduled import CreditMethod, Schedule
from jupiter_core.domain.contract.terms import ContractTerms, Proration
from jupiter_core.domain.money import Money
from jupiter_core.domain.party_facts import party_facts
from jupiter_core.domain.spelled_day import spelled_day
from jupiter_core.domain.tax import combined
from jupiter_core.domain.totals import plain
from jupiter_core.domain.unit import counted


def contract_changes(before: Contract, after: Contract) -> tuple[Change, ...]:
    """What a reader of the contract would see change."""
    old, new = _contract_facts(before), _contract_facts(after)
    return differing(old, new)


def _contract_facts(contract: Contract) -> dict[str, str]:
    terms = contract.shown.terms
    return {
        "Status": contract.state.words,
        "PO number": contract.po_number,
        "Start": spelled_day(terms.start_date),
        "End": spelled_day(contract.ended_on or terms.last_day),
        "Billed": f"{_frequency(terms)}, in {terms.billing_timing}",
        **_calendar(terms),
        "Payment terms": terms_words(terms.payment_terms),
        "Early-payment discount": terms.early_payment.words if terms.early_payment else "",
        "Late fee": terms.late_fee.words if terms.late_fee else "",
        **{f"{REFERENCE}{each.name}": each.value for each in contract.shown.own_references},
        **{f"Line {n}": contract_line_words(each) for n, each in enumerate(terms.lines, start=1)},
        **adjustment_facts(terms.adjustments),
        "Taxes": combined(terms.taxes),
        "Prices": "include tax" if terms.prices_include_tax else "net",
        "Total": contract.shown.total.words,
        **_settled_apart(contract.shown.schedule),
        **(party_facts(contract.shown.parties) if contract.shown.parties else {}),
    }


def _settled_apart(schedule: Schedule) -> dict[str, str]:
    """What changes gave back by credit note, and what they left as billed."""
    names = {CreditMethod.CREDIT_NOTE: "Credit note", CreditMethod.NONE: "Amount left as billed"}
    currency = schedule.contract_net.currency
    sums = {
        name: -Money.sum(
            (each.line.amount for each in schedule.settled if each.credit_method is method),
            currency,
        )
        for method, name in names.items()
    }
    return {name: sum_.words for name, sum_ in sums.items() if sum_.minor}


def _frequency(terms: ContractTerms) -> str:
    if terms.billing_months is None:
        return terms.billing_frequency.value
    return f"every {terms.billing_months} months"


def _calendar(terms: ContractTerms) -> dict[str, str]:
    """What most contracts do without."""
    fiscal, early = terms.fiscal_year_start, terms.early_end
    said = {
        "Billing day": str(terms.billing_day or ""),
        "Month end": "kept" if terms.month_end else "",
        "Fiscal year from": month_name[fiscal] if fiscal else "",
        "Billed in advance by": f"{terms.bill_in_advance_days} days"
        if terms.bill_in_advance_days
        else "",
        "Changes": terms.proration.words if terms.proration is not Proration.BY_MONTH else "",
        "Early end": early.words if early else "",
    }
    return {name: words for name, words in said.items() if words}


def contract_line_words(line: ContractLine) -> str:
    """`Platform: 1 × 1,200,000.00 a year, +5% from year 2`."""
    if isinstance(line, Milestones):
        shares = ", ".join(f"{each.name} {each.share} {each.when}" for each in line.parts)
        return f"{line.description}: {line.amount.decimal:,f}, {shares}"
    if isinstance(line, OneTime) and line.own_invoice:
        on = f" on {spelled_day(line.bill_on)}" if line.bill_on else ""
        return f"{line.description}: {line.amount.decimal:,f}{_listed(line)}{on}"
    if not isinstance(line, Subscription):
        listed = _listed(line) if isinstance(line, OneTime) else ""
        return f"{line.description}: {line.amount.decimal:,f}{listed}"
    prices = (line.annual_price,) if line.annual_price else line.yearly_prices
    count = counted(line.unit, line.quantity, plain(line.quantity), "en")
    parts = [
        f"{count} × {', '.join(f'{each.decimal:,f}' for each in prices)}{_listed(line)} a year",
        *(f"+{plain(each.percent)}% from year {each.contract_year}" for each in line.escalators),
        *_index_words(line),
        *(
            f"{each.annual_price.decimal:,f} from {spelled_day(each.from_date)}"
            for each in line.price_changes
        ),
        *(
            f"{plain(each.quantity)} units from {spelled_day(each.from_date)}"
            for each in line.quantity_changes
        ),
    ]
    if line.discount_percent:
        parts.append(f"-{plain(line.discount_percent)}%")
    if line.starts_on:
        parts.append(f"from {spelled_day(line.starts_on)}")
    return f"{line.description}: {', '.join(parts)}"


def _listed(line: Subscription | OneTime) -> str:
    """` (list 600.00)`."""
    return f" (list {line.list_price.decimal:,f})" if line.list_price else ""


def _index_words(line: Subscription) -> Iterator[str]:
    if line.indexation:
        yield f"follows {line.indexation.words}"
    for year, words in line.index_words:
        yield f"year {year}: {words}"
