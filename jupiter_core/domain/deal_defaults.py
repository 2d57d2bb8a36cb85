"""What a deal has where nobody says another: of a customer, or as their last deal had it."""

from jupiter_core.domain.frozen import Frozen
from jupiter_core.domain.terms import NetTerms
from jupiter_core.domain.totals import TaxCategory, TaxRate


class DealDefaults(Frozen):
    """What an invoice or a contract has where nobody says another: who bills, in what currency and
    when it is due, and the tax of a line. Each part may be unknown."""

    sender_profile_id: str = ""
    currency: str = ""
    net_terms: NetTerms | None = None
    tax_rate: TaxRate | None = None
    tax_category: TaxCategory | None = None
