"""What becomes of differences that a change makes to what is billed already."""

from collections.abc import Sequence

from jupiter_core.domain.contract.scheduled import CreditMethod, ScheduledLine, SettledLine
from jupiter_core.domain.money import Money


def settled_as(
    credit_method: CreditMethod, lines: Sequence[ScheduledLine], before: Sequence[SettledLine]
) -> tuple[list[ScheduledLine], list[SettledLine]]:
    """The lines that invoices bill or take off, and what is settled apart from them.

    What stayed billed though it was not due is not billed again when it comes due after all.
    """
    billed: list[ScheduledLine] = []
    apart: list[SettledLine] = []
    for line in lines:
        if line.amount.minor < 0 and credit_method is not CreditMethod.NEXT_INVOICE:
            apart.append(SettledLine(credit_method=credit_method, line=line))
            continue
        kept = min(_kept(line, before), max(line.amount.minor, 0))
        if kept:
            again = line.model_copy(update=_of(line, kept))
            apart.append(SettledLine(credit_method=CreditMethod.NONE, line=again))
        if line.amount.minor != kept:
            rest = line.model_copy(update=_of(line, line.amount.minor - kept)) if kept else line
            billed.append(rest)
    return billed, apart


def _kept(line: ScheduledLine, before: Sequence[SettledLine]) -> int:
    """How much of the same product and contract year stayed billed, in minor units."""
    return -sum(
        each.line.amount.minor
        for each in before
        if each.credit_method is CreditMethod.NONE
        and each.line.contract_line == line.contract_line
        and each.line.contract_year == line.contract_year
    )


def _of(line: ScheduledLine, minor: int) -> dict[str, object]:
    amount = Money.of_minor(minor, line.amount.currency)
    return {"amount": amount, "quantity": None, "unit_price": None, "arithmetic": ""}
