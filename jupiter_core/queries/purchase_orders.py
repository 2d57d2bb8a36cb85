"""How far purchase orders are used, and what of an invoice does not fit into its own."""

from datetime import date

from jupiter_core.domain.cautions import Caution, CautionCode
from jupiter_core.domain.content import Content
from jupiter_core.domain.money import Money
from jupiter_core.domain.purchase_order import Drawdown, PurchaseOrder, drawdown_of, po_numbers_of
from jupiter_core.domain.spelled_day import spelled_day
from jupiter_core.ports import UnitOfWork


def drawdown(uow: UnitOfWork, order: PurchaseOrder, without: str = "") -> Drawdown:
    """Of all documents of its customer, but for the one with the id `without`."""
    documents = uow.purchase_orders.documents(order.customer_id)
    return drawdown_of(order, tuple(each for each in documents if each.id != without))


def orders_of(uow: UnitOfWork, content: Content) -> list[PurchaseOrder]:
    """Those that a document names and that have a body."""
    customer_id = content.bill_to.customer_id
    found = (uow.purchase_orders.find(customer_id, each) for each in po_numbers_of(content))
    return [each for each in found if each]


def po_cautions(
    uow: UnitOfWork, content: Content, today: date, *, invoice_id: str = ""
) -> tuple[Caution, ...]:
    """Where an invoice is more than its PO has left, beside what is on its way, or the PO has
    expired or is closed; `today` is where its entity is. A credit note gives back."""
    if content.corrects:
        return ()
    found = (_caution(uow, content, each, today, invoice_id) for each in orders_of(uow, content))
    return tuple(each for each in found if each)


def _caution(
    uow: UnitOfWork, content: Content, order: PurchaseOrder, today: date, invoice_id: str
) -> Caution | None:
    used, own = drawdown(uow, order, without=invoice_id), order.drawn_by(content)
    reasons = [*_exceeded(used, own)]
    if order.valid_until and max(today, content.issue_date) > order.valid_until:
        reasons.append(f"{order.title} was valid until {spelled_day(order.valid_until)}.")
    if order.closed:
        reasons.append(f"{order.title} is closed.")
    if not reasons:
        return None
    return Caution(code=CautionCode.PO_EXCEEDED, words=" ".join(reasons))


def _exceeded(used: Drawdown, own: Money) -> list[str]:
    """What waits to be issued has been promised its part already."""
    over = used.exceeded_by(own)
    if over is None or used.free is None:
        return []
    has = f"{used.order.title} has {used.free.words} left and this invoice takes {own.words}"
    return [f"{has}: it exceeds the order by {over.words}."]
