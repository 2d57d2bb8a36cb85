"""The references of an invoice at the places that EN 16931 has for them, and those without one.

BT-10, BT-13 and BT-19 are fields of the model itself; BT-12 is too.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from jupiter_core.documents.words import Wording
from jupiter_core.domain import references as known
from jupiter_core.domain.content import Content

_PLACED = {
    *(known.CONTRACT, known.PROJECT, known.SALES_ORDER, known.GOODS_RECEIPT),
    *(known.DELIVERY_NOTE, known.TENDER, known.OBJECT, known.GL_CODE),
}


@dataclass(frozen=True, slots=True)
class DocumentReferences:
    """`project` is BT-11, `sales_order` BT-14, `goods_receipt` BT-15, `delivery_note` BT-16,
    `tender` BT-17 and `item` BT-18."""

    project: str = ""
    sales_order: str = ""
    goods_receipt: str = ""
    delivery_note: str = ""
    tender: str = ""
    item: str = ""


def references_of(content: Content) -> DocumentReferences:
    """As the invoice has them."""
    return DocumentReferences(
        project=content.reference(known.PROJECT),
        sales_order=content.reference(known.SALES_ORDER),
        goods_receipt=content.reference(known.GOODS_RECEIPT),
        delivery_note=content.reference(known.DELIVERY_NOTE),
        tender=content.reference(known.TENDER),
        item=content.reference(known.OBJECT),
    )


def contract_of(content: Content) -> str:
    """BT-12: the customer's reference of the contract, else what it is called here."""
    return content.reference(known.CONTRACT) or content.contract_name


def unplaced(content: Content, say: Wording) -> Iterator[str]:
    """What the standard has no term for, worded as on the paper: `Department: Facilities`."""
    for each in content.reference_entries:
        if each.value and each.key not in _PLACED:
            yield f"{say.reference(each)}: {each.value}"
