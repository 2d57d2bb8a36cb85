"""References of a whole invoice in UBL, each in the order that the two schemas want."""

from jupiter_core.documents.einvoice.markup import branch, leaf
from jupiter_core.documents.einvoice.references import DocumentReferences

_PROJECT, _ITEM = "50", "130"
_NO_ORDER = "NA"
"""What Peppol wants as a PO number beside a sales order where there is none."""


def order(number: str, references: DocumentReferences) -> str:
    """BT-13 and BT-14."""
    sales_order = references.sales_order
    named = number or (_NO_ORDER if sales_order else "")
    return branch(
        "cac:OrderReference", leaf("cbc:ID", named), leaf("cbc:SalesOrderID", sales_order)
    )


def further(contract: str, references: DocumentReferences, *, credit: bool) -> list[str]:
    """BT-16, BT-15, BT-17, BT-12, BT-18 and BT-11. A credit note has the tender last, and no
    element of its own for a project."""
    tender = _document("cac:OriginatorDocumentReference", references.tender)
    project = branch("cac:ProjectReference", leaf("cbc:ID", references.project))
    if credit:
        project = _document("cac:AdditionalDocumentReference", references.project, _PROJECT)
    return [
        _document("cac:DespatchDocumentReference", references.delivery_note),
        _document("cac:ReceiptDocumentReference", references.goods_receipt),
        "" if credit else tender,
        _document("cac:ContractDocumentReference", contract),
        _document("cac:AdditionalDocumentReference", references.item, _ITEM),
        project,
        tender if credit else "",
    ]


def order_line(number: str) -> str:
    """BT-132."""
    return branch("cac:OrderLineReference", leaf("cbc:LineID", number))


def _document(name: str, number: str, code: str = "") -> str:
    typed = leaf("cbc:DocumentTypeCode", code) if number else ""
    return branch(name, leaf("cbc:ID", number), typed)
