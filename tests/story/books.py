"""What a year amounts to, kept in plain integers by whoever tells it, beside the code under test.

Minor units by account, one book for each legal entity, which bills in one currency here.
"""

from collections import Counter
from dataclasses import dataclass, field


def tax_on(net: int, percent: int) -> int:
    """Rounded half away from zero, of an amount above zero."""
    return (net * percent + 50) // 100


@dataclass
class Book:
    """Debits above zero, on the accounts of the German chart SKR03. `due` is by invoice."""

    accounts: Counter[str] = field(default_factory=Counter)
    due: Counter[str] = field(default_factory=Counter)

    def bill(self, invoice: str, net: int, percent: int) -> None:
        tax = tax_on(net, percent)
        self._post(**{"8400": -net, "1776": -tax, "1400": net + tax})
        self.due[invoice] += net + tax

    def unbill(self, invoice: str, net: int, percent: int) -> None:
        """By a credit note or by voiding; what was paid besides stays the customer's."""
        tax = tax_on(net, percent)
        self._post(**{"8400": net, "1776": tax, "1400": -net - tax})
        self.due[invoice] -= net + tax

    def pay(self, amount: int, **shares: int) -> None:
        """What no invoice takes is the customer's credit."""
        rest = amount - sum(shares.values())
        self._post(**{"1200": amount, "1400": -sum(shares.values()), "1710": -rest})
        self.due.subtract(shares)

    def bounce(self, amount: int, **shares: int) -> None:
        self.pay(-amount, **{invoice: -share for invoice, share in shares.items()})

    def settle(self, invoice: str, amount: int, account: str) -> None:
        self._post(**{account: amount, "1400": -amount})
        self.due[invoice] -= amount

    def use_credit(self, invoice: str, amount: int) -> None:
        self._post(**{"1710": amount, "1400": -amount})
        self.due[invoice] -= amount

    def refund(self, amount: int, invoice: str = "") -> None:
        """Of the customer's credit, or of what an invoice was paid and credited besides."""
        if invoice:
            self._post(**{"1400": amount, "1710": -amount})
            self.due[invoice] += amount
        self._post(**{"1710": amount, "1200": -amount})

    def _post(self, **amounts: int) -> None:
        self.accounts.update(amounts)
        assert sum(amounts.values()) == 0
