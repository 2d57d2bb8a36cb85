"""The builder's form: what sales ops has typed so far of an invoice, as typed.

What it means is for `bot/intake/invoice.py`.
"""

from collections.abc import Mapping
from typing import Any

from pydantic import model_validator

from bot.intake.drafts.form import MOST_LINES, OTHER_TERMS, USUAL_TERMS, DraftForm, DraftLine
from jupiter_core.domain.adjustment import Adjustment
from jupiter_core.domain.tax import NamedTax
from jupiter_core.domain.totals import LineItem, TaxCategory

__all__ = [
    "CHARGED",
    "MOST_LINES",
    "OTHER_TERMS",
    "TAX_CHOICES",
    "USUAL_TERMS",
    "InvoiceForm",
    "LineForm",
]

CHARGED = "charged"
TAX_CHOICES = {
    CHARGED: "Standard rate",
    TaxCategory.REVERSE_CHARGE.value: "Reverse charge",
    TaxCategory.INTRA_COMMUNITY.value: "Intra-community supply",
    TaxCategory.EXPORT.value: "Export",
    TaxCategory.EXEMPT.value: "Exempt",
    TaxCategory.OUTSIDE.value: "Not taxed",
}
"""What can be said of a line's tax; all but the first go with a rate of 0."""


class LineForm(DraftLine):
    """One line as typed. `tax_category` is a key of TAX_CHOICES; `origin` is the line of an
    invoice that it was. `product_id` names the product of the catalogue that filled it in,
    `product` what the menu shows of it; `price_follows` says that nobody typed another price.
    `taxes` are several that were picked in place of a rate, `allowance` is its discount,
    `certificate` is a number."""

    description: str = ""
    quantity: str = "1"
    unit_price: str = ""
    list_price: str = ""
    tax_category: str = CHARGED
    tax_rate: str = "0"
    taxes: tuple[NamedTax, ...] = ()
    certificate: str = ""
    po_number: str = ""
    po_line: str = ""
    unit: str = ""
    allowance: str = ""
    service_start: str = ""
    service_end: str = ""
    product_id: str = ""
    product: str = ""
    price_follows: bool = False
    origin: LineItem | None = None

    @model_validator(mode="before")
    @classmethod
    def _with_period_of_origin(cls, values: Any) -> Any:
        """Lines that were kept before they had a period of their own have that of their origin."""
        if not isinstance(values, Mapping) or "service_start" in values:
            return values
        origin = values.get("origin")
        known = origin.model_dump(mode="json") if isinstance(origin, LineItem) else origin or {}
        period = {name: known.get(name) or "" for name in ("service_start", "service_end")}
        return {**values, **period}


class InvoiceForm(DraftForm[LineForm]):
    """An invoice as typed; with `invoice_id`, as its version `seen` is being edited. `adjusted` are
    the discounts and charges that it had, which stay as they were while their text does."""

    typed_fields = (
        *("customer_id", "sender_profile_id", "deal_channel", "currency", "net_terms"),
        *("net_terms_days", "early_payment", "late_fee", "issue_date", "po_number", "references"),
        *("memo", "adjustments", "tax_currency", "prices"),
    )

    issue_date: str = ""
    tax_currency: str = ""
    adjusted: tuple[Adjustment, ...] = ()
    invoice_id: str = ""
    seen: int = 0

    @property
    def is_change(self) -> bool:
        return bool(self.invoice_id)

    @property
    def reading_currency(self) -> str:
        """In which amounts are read; before a currency is chosen, one with as many decimals as any
        has."""
        return self.currency or "KWD"

    def new_line(self) -> LineForm:
        """An empty line; the tax of the last one is likely its own too."""
        empty = LineForm(key=self.next_line_key, tax_follows=True)
        if not self.lines:
            return self.taxed(empty)
        last = self.lines[-1]
        return empty.model_copy(
            update={
                "tax_category": last.tax_category,
                "tax_rate": last.tax_rate,
                "tax_follows": last.tax_follows,
                "taxes": last.taxes,
                "certificate": last.certificate,
            }
        )

    def taxed(self, line: LineForm) -> LineForm:
        category = self.tax_category if self.tax_category in TAX_CHOICES else CHARGED
        said = {"tax_rate": self.tax_rate or "0", "tax_category": category}
        return line.model_copy(update=said)
