"""The contract builder's form: what sales ops has typed so far of a contract, as typed.

What it means is for `bot/intake/contract`.
"""

from typing import Literal

from bot.intake.drafts.form import DraftForm, DraftLine
from bot.intake.fee_invoice import WITH_NEXT
from jupiter_core.domain.adjustment import Adjustment
from jupiter_core.domain.tax import NamedTax

LineKind = Literal["subscription", "one_time", "milestones", "usage_credit"]


class ContractLineForm(DraftLine):
    """One line as typed; the fields of other kinds stay as they are."""

    kind: LineKind
    description: str = ""
    quantity: str = "1"
    unit: str = ""
    annual_price: str = ""
    list_price: str = ""
    escalators: str = ""
    indexation: str = ""
    discount_percent: str = ""
    discount_years: str = ""
    starts_on: str = ""
    price_changes: str = ""
    quantity_changes: str = ""
    amount: str = ""
    bill_on: str = ""
    own_invoice: str = WITH_NEXT
    parts: str = ""
    apply: str = "until_exhausted"
    expires_on: str = ""
    tax_rate: str = ""


class ContractForm(DraftForm[ContractLineForm]):
    """A contract as typed; with `contract_id`, new terms for it as its version `seen` was.
    `listed` are the taxes of the legal entity; `adjusted` are the discounts and charges that it
    had, which stay as they were while their text does. `first_line` is the place, from 0, of the
    first line of those that the modal shows at a time."""

    typed_fields = (
        *("name", "customer_id", "sender_profile_id", "deal_channel", "currency", "start_date"),
        *(
            "term_months",
            "billing_frequency",
            "billing_timing",
            "billing_months",
            "net_terms",
            "net_terms_days",
            "early_payment",
            "late_fee",
            "po_number",
            "memo",
            "references",
            "adjustments",
            "taxes",
            "prices",
        ),
    )

    kind: Literal["contract"] = "contract"
    name: str = ""
    start_date: str = ""
    term_months: str = "36"
    billing_frequency: str = "annual"
    billing_timing: str = "advance"
    billing_months: str = ""
    billing_day: str = ""
    month_end: str = ""
    fiscal_year_start: str = ""
    bill_in_advance_days: str = ""
    proration: str = ""
    early_end: str = ""
    early_end_fee: str = ""
    ends_on: str = ""
    taxes: str = ""
    listed: tuple[NamedTax, ...] = ()
    adjusted: tuple[Adjustment, ...] = ()
    contract_id: str = ""
    seen: int = 0
    first_line: int = 0

    @property
    def is_change(self) -> bool:
        return bool(self.contract_id)

    @property
    def pristine(self) -> bool:
        return not (self.name or self.contract_id) and super().pristine

    def new_line(self, kind: LineKind) -> ContractLineForm:
        """An empty line; what the last ones have of rates is likely its own too."""
        taxed = [each for each in self.lines if each.kind != "usage_credit"]
        rises = [each.escalators for each in self.lines if each.kind == "subscription"]
        subscription = kind == "subscription"
        line = ContractLineForm(
            key=self.next_line_key,
            kind=kind,
            description="Usage credit" if kind == "usage_credit" else "",
            escalators=rises[-1] if rises and subscription else "",
            tax_follows=kind != "usage_credit",
        )
        if not taxed or kind == "usage_credit":
            return self.taxed(line)
        last = {"tax_rate": taxed[-1].tax_rate, "tax_follows": taxed[-1].tax_follows}
        return line.model_copy(update=last)

    def taxed(self, line: ContractLineForm) -> ContractLineForm:
        """A credit takes the rate of what it pays for."""
        if line.kind == "usage_credit":
            return line
        return line.model_copy(update={"tax_rate": self.tax_rate})
