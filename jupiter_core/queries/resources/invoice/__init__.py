"""An invoice as other systems read it."""

from jupiter_core.queries.resources.invoice.invoice import ApprovalResource, InvoiceResource
from jupiter_core.queries.resources.invoice.lines import LineResource
from jupiter_core.queries.resources.invoice.parties import (
    BillToResource,
    ChequeResource,
    RemitToResource,
    SellerResource,
)
from jupiter_core.queries.resources.invoice.totals import (
    EarlyPaymentResource,
    TaxResource,
    TotalsResource,
)

__all__ = [
    "ApprovalResource",
    "BillToResource",
    "ChequeResource",
    "EarlyPaymentResource",
    "InvoiceResource",
    "LineResource",
    "RemitToResource",
    "SellerResource",
    "TaxResource",
    "TotalsResource",
]
