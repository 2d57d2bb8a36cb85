"""The builder's form: what sales ops has typed so far of an invoice, as typed.

What it means is for `builder_terms`.
"""

from bot.presenters.kept_form import (
    MEMO_LIMIT,
    MOST_LINES,
    OTHER_TERMS,
    USUAL_TERMS,
    KeptForm,
    KeptLine,
)
from jupiter_core.domain.totals import LineItem

__all__ = [
    "DESCRIPTION_LIMIT",
    "MEMO_LIMIT",
    "MOST_LINES",
    "OTHER_TERMS",
    "USUAL_TERMS",
    "BuilderForm",
    "LineForm",
]

DESCRIPTION_LIMIT = 500


class LineForm(KeptLine):
    """One line as typed. `origin` is the line of a contract's schedule that it was."""

    description: str = ""
    quantity: str = "1"
    unit_price: str = ""
    tax_rate: str = "0"
    origin: LineItem | None = None


class BuilderForm(KeptForm[LineForm]):
    """An invoice as typed; with `invoice_id`, as its version `seen` is being edited."""

    typed_fields = (
        *("customer_id", "sender_profile_id", "deal_channel", "currency", "net_terms"),
        *("net_terms_days", "issue_date", "po_number", "memo"),
    )

    issue_date: str = ""
    invoice_id: str = ""
    seen: int = 0

    @property
    def is_change(self) -> bool:
        return bool(self.invoice_id)

    def new_line(self) -> LineForm:
        """An empty line; the tax rate of the last one is likely its own too."""
        rate = self.lines[-1].tax_rate if self.lines else "0"
        return LineForm(key=self.next_line_key, tax_rate=rate)
