"""References of an invoice and of its lines in CII, each in the order that the schema wants."""

from jupiter_core.documents.einvoice.markup import branch, leaf
from jupiter_core.documents.einvoice.references import DocumentReferences

_TENDER, _ITEM = "50", "130"
"""UNTDID 1001, as the standard wants them told apart."""


def sales_order(references: DocumentReferences) -> str:
    """BT-14."""
    return _document("ram:SellerOrderReferencedDocument", references.sales_order)


def agreed(references: DocumentReferences) -> str:
    """BT-17, BT-18 and BT-11, which follow the contract's."""
    project = leaf("ram:ID", references.project)
    named = leaf("ram:Name", "Project reference") if project else ""
    return "".join(
        (
            _typed(references.tender, _TENDER),
            _typed(references.item, _ITEM),
            branch("ram:SpecifiedProcuringProject", project, named),
        )
    )


def delivered(references: DocumentReferences) -> str:
    """BT-16 and BT-15."""
    return "".join(
        (
            _document("ram:DespatchAdviceReferencedDocument", references.delivery_note),
            _document("ram:ReceivingAdviceReferencedDocument", references.goods_receipt),
        )
    )


def order_line(number: str) -> str:
    """BT-132."""
    return branch("ram:BuyerOrderReferencedDocument", leaf("ram:LineID", number))


def account(code: str) -> str:
    """BT-133, or BT-19 of the whole."""
    return branch("ram:ReceivableSpecifiedTradeAccountingAccount", leaf("ram:ID", code))


def _document(name: str, number: str) -> str:
    return branch(name, leaf("ram:IssuerAssignedID", number))


def _typed(number: str, code: str) -> str:
    if not number:
        return ""
    named = leaf("ram:IssuerAssignedID", number)
    return branch("ram:AdditionalReferencedDocument", named, leaf("ram:TypeCode", code))
