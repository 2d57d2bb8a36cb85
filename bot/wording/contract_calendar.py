"""A contract's billing calendar and its rules for changes, in words."""

from calendar import month_name

from jupiter_core.domain.contract.terms import (
    BillingFrequency,
    ContractTerms,
    EarlyEndRule,
    Proration,
)

FREQUENCIES = {
    BillingFrequency.MONTHLY: "Monthly",
    BillingFrequency.QUARTERLY: "Quarterly",
    BillingFrequency.SEMIANNUAL: "Every six months",
    BillingFrequency.ANNUAL: "Yearly",
    BillingFrequency.UPFRONT: "All upfront",
}
PRORATION = {
    Proration.BY_MONTH: "By month, billed at once",
    Proration.BY_DAY: "By day, billed at once",
    Proration.AT_NEXT_PERIOD: "From the next period",
}
EARLY_END = {
    EarlyEndRule.NONE: "No credit",
    EarlyEndRule.PRO_RATA: "Credit for the rest",
    EarlyEndRule.FEE: "A fee",
}


def frequency(terms: ContractTerms) -> str:
    """`Yearly`, `Every 5 months`."""
    months = terms.billing_months
    return f"Every {months} months" if months else FREQUENCIES[terms.billing_frequency]


def calendar_facts(terms: ContractTerms) -> list[tuple[str, str]]:
    """What the contract says of its calendar and its changes, where it says anything of it."""
    said = [
        ("Periods", "; ".join(_periods(terms))),
        ("Changes", PRORATION[terms.proration] if terms.proration is not _USUAL else ""),
        ("Early end", _early_end(terms)),
    ]
    return [(name, words) for name, words in said if words]


_USUAL = Proration.BY_MONTH


def _periods(terms: ContractTerms) -> list[str]:
    said = []
    if terms.fiscal_year_start:
        said.append(f"with the fiscal year from {month_name[terms.fiscal_year_start]}")
    if terms.billing_day:
        last = terms.billing_day == 31
        said.append("from the last day of the month" if last else f"from day {terms.billing_day}")
    if terms.month_end:
        said.append("from the last day of each month")
    if days := terms.bill_in_advance_days:
        said.append(f"invoiced {days} day{'s' if days > 1 else ''} before")
    return said


def _early_end(terms: ContractTerms) -> str:
    rule = terms.early_end
    if rule is None:
        return ""
    return f"Fee of {rule.fee.words}" if rule.fee else EARLY_END[rule.rule]
