"""The Swiss QR-bill: payment part and receipt, by SIX's Implementation Guidelines QR-bill 2.3."""

from jupiter_core.documents.swiss_bill.drawing import HEIGHT, payment_part

__all__ = ["HEIGHT", "payment_part"]
