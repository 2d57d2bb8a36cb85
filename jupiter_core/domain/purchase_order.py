"""A purchase order: what a customer has ordered, up to which amount, and until when.

Its invoices draw it down: each by its net, or by its total where the order includes tax, less what
issued credit notes took off again.
"""

from datetime import date, timedelta
from typing import Annotated

from pydantic import AfterValidator, Field

from jupiter_core.domain.actor import Actor
from jupiter_core.domain.content import Content, State
from jupiter_core.domain.frozen import Frozen
from jupiter_core.domain.invoice import Invoice
from jupiter_core.domain.money import CurrencyCode, Money, smallest
from jupiter_core.domain.po_number import po_number_of
from jupiter_core.domain.refusals import MixedCurrencies, OutOfRange, Required, placed
from jupiter_core.domain.text import key_of, line_of
from jupiter_core.domain.totals import Quantity, plain
from jupiter_core.domain.unit import Unit, counted
from jupiter_core.domain.unit_price import UnitPrice

MOST_LINES = 200
NEARLY_USED_PERCENT = 80
EXPIRES_SOON_DAYS = 30
_DESCRIPTION_LIMIT, _LINE_NUMBER_LIMIT = 500, 50


def po_line_number_of(typed: str) -> str:
    """The customer's number of a line. Raises Required, TooLong or Unprintable."""
    return line_of(typed, "The PO line", _LINE_NUMBER_LIMIT, required=True)


class PoLine(Frozen):
    """One line, as the customer numbers it; what it does not say is None. The quantity is of
    `unit`, which is one price's too."""

    line: Annotated[str, AfterValidator(po_line_number_of)]
    description: str = ""
    quantity: Quantity | None = None
    unit_price: UnitPrice | None = None
    unit: Unit | None = Field(default=None, exclude_if=lambda each: each is None)

    @property
    def words(self) -> str:
        """`10: Advice, 12 hours`."""
        quantity = self.quantity
        count = "" if quantity is None else counted(self.unit, quantity, plain(quantity), "en")
        said = f"{self.line}: {self.description}"
        return f"{said}, {count}" if count else said


class PurchaseOrder(Frozen):
    """One order of one customer. Without an `amount` nothing is drawn down; `valid_until` is its
    last day. `contract_id` names the contract whose coming invoices it covers; `document` the
    SHA-256 of the file that it was read from. A closed one takes no further invoice."""

    id: str
    workspace_id: str
    customer_id: str
    number: str
    currency: CurrencyCode
    amount: Money | None = None
    includes_tax: bool = False
    valid_until: date | None = None
    lines: tuple[PoLine, ...] = ()
    contract_id: str = ""
    document: str = ""
    closed: bool = False
    recorded_by: Actor
    sequence: int = 1

    def checked(self) -> "PurchaseOrder":
        """The same, in its canonical spelling. Raises Required or TooLong at `number`, OutOfRange
        or MixedCurrencies at `amount`, OutOfRange at `lines`."""
        number = placed("number", lambda: po_number_of(self.number))
        if not number:
            raise Required("The PO number").at("number")
        if self.amount and self.amount.minor <= 0:
            least = smallest(self.currency).words
            raise OutOfRange("The amount", least, "any larger amount").at("amount")
        for money in (self.amount, *(each.unit_price for each in self.lines)):
            if money and money.currency != self.currency:
                raise MixedCurrencies(money.currency, self.currency).at("amount")
        if len(self.lines) > MOST_LINES:
            raise OutOfRange("The number of lines", "0", str(MOST_LINES)).at("lines")
        lines = tuple(
            each.model_copy(
                update={"description": line_of(each.description, "Description", _DESCRIPTION_LIMIT)}
            )
            for each in self.lines
        )
        return self.model_copy(update={"number": number, "lines": lines})

    @property
    def title(self) -> str:
        return f"PO {self.number}"

    def drawn_by(self, content: Content) -> Money:
        """How much of it a document takes, of a credit note what it gives back: all of it, where it
        names this order and its lines no other; else the net of the lines that are this order's,
        for tax is rounded by document and has no part in a line."""
        zero = Money.zero(content.currency)
        whole = same_number(content.po_number, self.number)
        named = tuple(line for line in content.lines if same_number(line.po_number, self.number))
        if whole and not any(line.po_number for line in content.lines):
            return content.totals.total if self.includes_tax else content.totals.net
        own = named + (tuple(each for each in content.lines if not each.po_number) if whole else ())
        return Money.sum((line.amount for line in own), content.currency) if own else zero


class Drawdown(Frozen):
    """How far an order is used: by what is issued, and by what is on its way to be."""

    order: PurchaseOrder
    issued: Money
    coming: Money

    @property
    def left(self) -> Money | None:
        """After what is issued; below zero where it is exceeded, None where there is no amount."""
        return self.order.amount - self.issued if self.order.amount else None

    @property
    def free(self) -> Money | None:
        """What is left after what is on its way too."""
        return self.left - self.coming if self.left is not None else None

    @property
    def is_nearly_used(self) -> bool:
        """Whether 80 percent or more is used."""
        amount = self.order.amount
        return amount is not None and 100 * self.issued.minor >= NEARLY_USED_PERCENT * amount.minor

    def exceeded_by(self, more: Money) -> Money | None:
        """By how much a further document of `more` would exceed it; None where it fits."""
        free = self.free
        over = more - free if free is not None and more.currency == free.currency else None
        return over if over is not None and over.minor > 0 else None


def expires_soon(order: PurchaseOrder, today: date) -> bool:
    """Whether its last day is within 30 days, or has passed."""
    until = order.valid_until
    return until is not None and until <= today + timedelta(days=EXPIRES_SOON_DAYS)


def drawdown_of(order: PurchaseOrder, documents: tuple[Invoice, ...]) -> Drawdown:
    """Reckoned of all invoices and credit notes of the customer that may name it; what is in
    another currency is left out."""
    issued = coming = Money.zero(order.currency)
    for each in documents:
        if each.content.currency != order.currency or each.state in {State.VOID, State.DRAFT}:
            continue
        drawn = order.drawn_by(each.content)
        signed = -drawn if each.is_credit_note else drawn
        if each.number:
            issued = issued + signed
        else:
            coming = coming + signed
    return Drawdown(order=order, issued=issued, coming=coming)


def same_number(one: str, other: str) -> bool:
    """Whether two spellings are one PO number: letter case and spaces aside."""
    return bool(one) and po_key(one) == po_key(other)


def po_key(number: str) -> str:
    """By which a PO number is found."""
    return key_of("".join(number.split()))


def po_numbers_of(content: Content) -> tuple[str, ...]:
    """All that a document names, its own first, each once."""
    named = (content.po_number, *(line.po_number for line in content.lines))
    return tuple({po_key(each): each for each in reversed(named) if each}.values())[::-1]
