"""What an invoice says, and the states that it goes through."""

from collections.abc import Sequence
from datetime import date
from enum import StrEnum
from functools import partial

from pydantic import Field

from jupiter_core.domain.adjustment import Adjustment
from jupiter_core.domain.bank import BankAccount
from jupiter_core.domain.early_payment import EarlyPayment
from jupiter_core.domain.frozen import Frozen, canonical_json, sha256_hex
from jupiter_core.domain.late_fee import LateFee
from jupiter_core.domain.money import CurrencyCode, Money
from jupiter_core.domain.party import BillTo, Seller
from jupiter_core.domain.payment_terms import DueKind, DueRule, PaymentTerms
from jupiter_core.domain.references import Reference, ReferenceEntry, entries_of
from jupiter_core.domain.refusals import (
    CertificateOfTaxed,
    MixedCurrencies,
    NoLines,
    RateBesideTaxes,
    SameCurrency,
    placed,
)
from jupiter_core.domain.tax import combined
from jupiter_core.domain.tax_currency import TaxCurrency
from jupiter_core.domain.terms import IssueDate, NetTerms
from jupiter_core.domain.totals import (
    LineItem,
    TaxCategory,
    TaxRounding,
    Totals,
    billable,
    service_end_of,
    totals_lately,
    totals_of,
)


class State(StrEnum):
    """Where an invoice is on its way. It gets its number when it is issued; whether it is overdue
    follows from its due date and is no state of its own."""

    DRAFT = "draft"
    PENDING_APPROVAL = "pending_approval"
    APPROVED = "approved"
    ISSUED = "issued"
    PARTIALLY_PAID = "partially_paid"
    PAID = "paid"
    VOID = "void"

    @property
    def words(self) -> str:
        """For people: `pending approval`."""
        return self.value.replace("_", " ")


BEFORE_ISSUE = frozenset({State.DRAFT, State.PENDING_APPROVAL, State.APPROVED})
OPEN = frozenset({State.ISSUED, State.PARTIALLY_PAID})


class Content(Frozen):
    """What an invoice says: all that finance approves and the customer reads.

    `language` is a two-letter code; `second_language` is another, whose words stand beside.
    `corrects` is the number of the invoice that this credit note is for, and empty on an invoice;
    `replaces` that of an issued invoice whose place this one takes; `preceding_date` is that one's
    day. `contract_name` and `credit_balance` (what is left of its usage credit after this invoice)
    are set where it comes from a contract. `made_with` puts the product's name small at the foot,
    as the free plan does. `tax_rounding` is of a credit note, or of prices that include tax, one
    entry at most for a rate and category. `back_dated` says that a person chose a day that had
    passed, of an entity that allows it: it is kept at issue. `early_payment` is the discount of its
    terms, as in `2/10 net 30`; `due_rule` is what its due date hangs on beside the net terms.
    `carried_from` names the system that issued it before this one was used: what is here is then no
    invoice but what was open on that one. `references` are those of this invoice, where they are
    not as usual for the customer. `adjustments` are the discounts and charges on the whole;
    `tax_currency` is in which other currency the tax is shown too. `late_fee` is what its terms say
    of paying late. Where `prices_include_tax`, prices were entered so: its lines and `adjustments`
    are net, and `adjustments_with_tax` are the discounts and charges as they were entered.
    """

    seller: Seller
    remit_to: BankAccount
    bill_to: BillTo
    currency: CurrencyCode
    net_terms: NetTerms
    issue_date: IssueDate
    po_number: str = ""
    memo: str = ""
    lines: tuple[LineItem, ...]
    language: str = "en"
    second_language: str = Field(default="", exclude_if=lambda code: not code)
    corrects: str = ""
    contract_name: str = ""
    credit_balance: Money | None = None
    made_with: bool = True
    tax_rounding: tuple[TaxRounding, ...] = Field(default=(), exclude_if=lambda each: not each)
    early_payment: EarlyPayment | None = Field(default=None, exclude_if=lambda term: term is None)
    back_dated: bool = Field(default=False, exclude_if=lambda chosen: not chosen)
    replaces: str = Field(default="", exclude_if=lambda number: not number)
    preceding_date: date | None = Field(default=None, exclude_if=lambda day: day is None)
    carried_from: str = Field(default="", exclude_if=lambda system: not system)
    adjustments: tuple[Adjustment, ...] = Field(default=(), exclude_if=lambda each: not each)
    tax_currency: TaxCurrency | None = Field(default=None, exclude_if=lambda said: said is None)
    due_rule: DueRule | None = Field(default=None, exclude_if=lambda rule: rule is None)
    late_fee: LateFee | None = Field(default=None, exclude_if=lambda fee: fee is None)
    references: tuple[Reference, ...] = Field(default=(), exclude_if=lambda each: not each)
    prices_include_tax: bool = Field(default=False, exclude_if=lambda is_so: not is_so)
    adjustments_with_tax: tuple[Adjustment, ...] = Field(
        default=(), exclude_if=lambda each: not each
    )

    @property
    def as_entered(self) -> "Content":
        """With prices, discounts and charges as they were entered, which may include tax."""
        if not self.prices_include_tax:
            return self
        entered = {
            "lines": tuple(each.as_entered for each in self.lines),
            "adjustments": self.adjustments_with_tax,
            "tax_rounding": (),
            "prices_include_tax": False,
            "adjustments_with_tax": (),
        }
        return self.model_copy(update=entered)

    @property
    def totals(self) -> Totals:
        return totals_lately(self.lines, self.currency, self.tax_rounding, self.adjustments)

    def totals_with(self, amounts: Sequence[Money]) -> Totals:
        """`totals`, where the amount of each line is reckoned already."""
        return totals_of(self.lines, self.currency, self.tax_rounding, self.adjustments, amounts)

    @property
    def has_po(self) -> bool:
        """Whether all of it has a PO number: the invoice, or each of its lines."""
        return bool(self.po_number or (self.lines and all(each.po_number for each in self.lines)))

    @property
    def order(self) -> str:
        """The PO number of the whole document: its own, or the one that all its lines name."""
        named = {each.po_number for each in self.lines}
        return self.po_number or (named.pop() if len(named) == 1 else "")

    @property
    def payment_terms(self) -> PaymentTerms:
        """When it is due, as its net terms and its rule say together."""
        return PaymentTerms(net_terms=self.net_terms, rule=self.due_rule)

    @property
    def po_numbers(self) -> tuple[str, ...]:
        """All that it names, each once: its own first, then those of its lines."""
        named = (self.po_number, *(each.po_number for each in self.lines))
        return tuple(dict.fromkeys(each for each in named if each))

    @property
    def reference_entries(self) -> tuple[ReferenceEntry, ...]:
        """The references that stand on it, and those that the customer wants and are missing."""
        return entries_of(self.bill_to.references, self.references)

    def reference(self, key: str) -> str:
        """The value of the reference of this key; empty where there is none."""
        return next((each.value for each in self.reference_entries if each.key == key), "")

    @property
    def due_date(self) -> date:
        return self.payment_terms.due_date(self.issue_date)

    @property
    def _days_left_at_issue(self) -> int:
        """The fewest days from its issue to its due date."""
        if self.due_rule and self.due_rule.kind is DueKind.FIXED_DAY:
            return (self.due_date - self.issue_date).days
        return self.payment_terms.shortest

    @property
    def hash(self) -> str:
        """What an approval names."""
        return sha256_hex(canonical_json(self))

    def dated(self, on: date) -> "Content":
        """The same of another day; due as its terms have it from then."""
        return self if on == self.issue_date else self.model_copy(update={"issue_date": on})

    def checked(self) -> "Content":
        """The same. Raises NoLines, MixedCurrencies at a line's `unit_price`, OutOfRange at its
        `service_end`, DiscountAboveBase at its `discount`, ListPriceTooLow at its `list_price`,
        TotalBelowZero or TaxBelowZero."""
        if not self.lines:
            raise NoLines()
        for n, line in enumerate(self.lines):
            if line.unit_price.currency != self.currency:
                found = MixedCurrencies(line.unit_price.currency, self.currency)
                raise found.at(f"lines[{n}].unit_price")
            if line.taxes and (line.tax_rate or line.tax_category):
                raise RateBesideTaxes(combined(line.taxes)).at(f"lines[{n}].tax_rate")
            if line.certificate and line.category is not TaxCategory.EXEMPT:
                raise CertificateOfTaxed().at(f"lines[{n}].certificate")
            if line.discount:
                placed(f"lines[{n}].discount", partial(line.discount.expect_within, line.gross))
            placed(f"lines[{n}].list_price", partial(getattr, line, "price_discount"))
            if last := line.service_end:
                period = partial(service_end_of, last, line.service_start)
                placed(f"lines[{n}].service_end", period)
        for n, each in enumerate(self.adjustments):
            if (said := each.discount.amount) and said.currency != self.currency:
                found = MixedCurrencies(said.currency, self.currency)
                raise found.at(f"adjustments[{n}].amount")
        if self.tax_currency and self.tax_currency.currency == self.currency:
            raise SameCurrency(self.currency).at("tax_currency")
        if early := self.early_payment:
            placed("early_payment", lambda: early.expect_within(self._days_left_at_issue))
        if fee := self.late_fee:
            placed("late_fee", lambda: fee.expect_in(self.currency))
        billable(self.totals)
        return self
