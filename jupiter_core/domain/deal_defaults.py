"""What a deal has where nobody says another: of a customer, or as their last deal had it."""

from pydantic import Field

from jupiter_core.domain.frozen import Frozen
from jupiter_core.domain.late_fee import LateFee
from jupiter_core.domain.payment_terms import DueRule, PaymentTerms
from jupiter_core.domain.terms import NetTerms
from jupiter_core.domain.totals import TaxCategory, TaxRate


class DealDefaults(Frozen):
    """What an invoice or a contract has where nobody says another: who bills, in what currency and
    when it is due, the tax of a line, and whether prices are entered with it. Each part may be
    unknown."""

    sender_profile_id: str = ""
    currency: str = ""
    net_terms: NetTerms | None = None
    tax_rate: TaxRate | None = None
    tax_category: TaxCategory | None = None
    due_rule: DueRule | None = Field(default=None, exclude_if=lambda rule: rule is None)
    late_fee: LateFee | None = Field(default=None, exclude_if=lambda fee: fee is None)
    prices_include_tax: bool | None = Field(default=None, exclude_if=lambda said: said is None)

    @property
    def payment_terms(self) -> PaymentTerms | None:
        """None where nobody set any."""
        if self.net_terms is None:
            return None
        return PaymentTerms(net_terms=self.net_terms, rule=self.due_rule)

    @property
    def prices_words(self) -> str:
        """`include tax` or `net`; empty where nobody set it."""
        if self.prices_include_tax is None:
            return ""
        return "include tax" if self.prices_include_tax else "net"
