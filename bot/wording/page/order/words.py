"""The words of the customer's purchase order on the page: a field a word or sentence."""

from dataclasses import dataclass


@dataclass(frozen=True)
class PageOrder:
    """Of one language. A `…_text` follows the title that stands before it."""

    order: str
    order_amount: str
    order_with_tax: str
    order_used: str
    order_left: str
    order_exceeded: str
    order_until: str
    order_closed: str
    po_upload: str
    po_upload_hint: str
    po_file: str
    po_upload_send: str
    po_documents: str
    po_sent: str
    po_sent_text: str
    po_read_text: str
    po_known: str
    po_known_text: str
    po_not_sent_often: str
    po_not_sent_many: str
    po_not_sent_text: str
    po_file_large: str
    po_file_kind: str
    po_file_again: str
