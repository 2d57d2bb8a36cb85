"""Purchase orders: recorded, changed and closed by the deal team; watched by the timer."""

from datetime import timedelta

from jupiter_core.commands.once import is_first
from jupiter_core.commands.permission import expect_drafter, expect_finance
from jupiter_core.commands.record import notify, publish_about
from jupiter_core.domain.actor import TIMER, Actor
from jupiter_core.domain.api_key import Scope
from jupiter_core.domain.changes import Change
from jupiter_core.domain.event_details import PoLeft
from jupiter_core.domain.events import EventName
from jupiter_core.domain.frozen import Frozen
from jupiter_core.domain.invoice import Invoice
from jupiter_core.domain.purchase_order import (
    EXPIRES_SOON_DAYS,
    PurchaseOrder,
    expires_soon,
    po_numbers_of,
    same_number,
)
from jupiter_core.domain.refusals import (
    ChangedSinceSeen,
    NotFound,
    NothingChanged,
    NotPermitted,
)
from jupiter_core.domain.spelled_day import spelled_day
from jupiter_core.ports import UnitOfWork
from jupiter_core.queries.purchase_orders import drawdown, orders_of


class RecordPurchaseOrder(Frozen):
    """An order as the customer sent it; its id and who recorded it are filled in."""

    by: Actor
    order: PurchaseOrder


class ChangePurchaseOrder(Frozen):
    """The order as it is to be; its customer, id and who recorded it stay."""

    by: Actor
    order_id: str
    expected_version: int | None
    order: PurchaseOrder


def record_purchase_order(command: RecordPurchaseOrder, uow: UnitOfWork) -> PurchaseOrder:
    """Drafters and finance may. Raises NotPermitted, NotInScope, NotFound at `customer_id` or
    `contract_id`, AlreadyTaken at `number`, or what `checked` raises."""
    _expect_may(uow, command.by)
    customer = _placed_customer(uow, command.order.customer_id)
    _expect_own_contract(uow, command.order, customer)
    filled = {"id": uow.new_id(), "recorded_by": command.by, "workspace_id": uow.workspace_id}
    order = command.order.model_copy(update=filled).checked()
    uow.purchase_orders.add(order)
    notify(
        uow,
        EventName.PURCHASE_ORDER_RECORDED,
        order.id,
        by=command.by,
        changes=_changes(None, order),
    )
    _tell_of_what_is_issued(uow, order)
    return order


def change_purchase_order(command: ChangePurchaseOrder, uow: UnitOfWork) -> PurchaseOrder:
    """Also raises ChangedSinceSeen and NothingChanged."""
    _expect_may(uow, command.by)
    before = uow.purchase_orders.get(command.order_id)
    if command.expected_version not in (None, before.sequence):
        seen = command.expected_version or 0
        raise ChangedSinceSeen(before.title, "somebody changed it", seen, before.sequence)
    kept = {
        name: getattr(before, name)
        for name in ("id", "workspace_id", "customer_id", "recorded_by", "sequence", "document")
    }
    wanted = command.order.model_copy(update=kept).checked()
    if wanted == before:
        raise NothingChanged()
    _expect_own_contract(uow, wanted, before.customer_id)
    after = wanted.model_copy(update={"sequence": before.sequence + 1})
    uow.purchase_orders.save(after)
    name = EventName.PURCHASE_ORDER_CHANGED
    if after.closed and not before.closed:
        name = EventName.PURCHASE_ORDER_CLOSED
    notify(uow, name, after.id, by=command.by, changes=_changes(before, after))
    _tell_of_what_is_issued(uow, after)
    return after


def tell_of_used_orders(uow: UnitOfWork, invoice: Invoice) -> None:
    """After an issue, or once a PO number came: its thread hears, once an order, that 80 percent of
    it is used, or that the next invoice of the same amount will not fit; and once more, that it is
    exceeded."""
    for order in orders_of(uow, invoice.content):
        used = drawdown(uow, order)
        left = used.left
        if left is None or not (
            used.is_nearly_used or used.exceeded_by(order.drawn_by(invoice.content))
        ):
            continue
        # Once for each amount that the order is given: a raised one is watched anew.
        what = "nearly-used" if left.minor >= 0 else "exceeded"
        if not is_first(uow, f"po-{what}:{order.id}:{order.amount and order.amount.minor}"):
            continue
        _tell(uow, EventName.INVOICE_PO_NEARLY_USED, invoice, order)


def expiring_orders(uow: UnitOfWork) -> list[str]:
    """The ids of open orders that end within 30 days somewhere on earth."""
    latest = (uow.now + timedelta(hours=14)).date() + timedelta(days=EXPIRES_SOON_DAYS)
    return uow.purchase_orders.expiring(latest.isoformat())


def tell_expiring_order(uow: UnitOfWork, order_id: str) -> int:
    """The timer's work: the thread of the latest invoice that names it hears once of its end.
    Returns how many threads heard."""
    order = uow.purchase_orders.get(order_id)
    named = _naming(uow, order)
    if not named:
        return 0
    invoice = named[-1]
    today = invoice.content.seller.today(uow.now)
    if not expires_soon(order, today) or not is_first(
        uow, f"po-expires:{order.id}:{order.valid_until}"
    ):
        return 0
    _tell(uow, EventName.INVOICE_PO_EXPIRES, invoice, order)
    return 1


def _tell_of_what_is_issued(uow: UnitOfWork, order: PurchaseOrder) -> None:
    """An order whose body comes later may be used already."""
    issued = [each for each in _naming(uow, order) if each.number and not each.is_credit_note]
    if issued and not order.closed:
        tell_of_used_orders(uow, issued[-1])


def _naming(uow: UnitOfWork, order: PurchaseOrder) -> list[Invoice]:
    """Invoices of a deal that name it, oldest first."""
    return [
        each
        for each in uow.purchase_orders.documents(order.customer_id)
        if each.deal_channel
        and any(same_number(number, order.number) for number in po_numbers_of(each.content))
    ]


def _tell(uow: UnitOfWork, name: EventName, invoice: Invoice, order: PurchaseOrder) -> None:
    used = drawdown(uow, order)
    details = PoLeft(
        po_number=order.number,
        amount=order.amount,
        left=used.left,
        valid_until=order.valid_until,
    )
    publish_about(uow, invoice, name, by=TIMER, details=details)


def _expect_may(uow: UnitOfWork, by: Actor) -> None:
    try:
        expect_drafter(uow, by, Scope.INVOICES_WRITE)
    except NotPermitted:
        expect_finance(uow, by, "record purchase orders", Scope.INVOICES_WRITE)


def _placed_customer(uow: UnitOfWork, customer_id: str) -> str:
    try:
        return uow.customers.get(customer_id).id
    except NotFound as missing:
        raise missing.at("customer_id") from None


def _expect_own_contract(uow: UnitOfWork, order: PurchaseOrder, customer_id: str) -> None:
    """Raises NotFound at `contract_id` for a contract of another customer too."""
    if not order.contract_id:
        return
    try:
        contract = uow.contracts.get(order.contract_id)
    except NotFound as missing:
        raise missing.at("contract_id") from None
    if contract.shown.customer_id != customer_id:
        raise NotFound("contract", order.contract_id).at("contract_id")


def _changes(before: PurchaseOrder | None, after: PurchaseOrder) -> tuple[Change, ...]:
    old, new = (_facts(before) if before else {}), _facts(after)
    return tuple(
        Change(what=name, old=old.get(name, ""), new=said)
        for name, said in new.items()
        if old.get(name, "") != said
    )


def _facts(order: PurchaseOrder) -> dict[str, str]:
    return {
        "PO number": order.number,
        "Amount": order.amount.words if order.amount else "",
        "Amount includes tax": "yes" if order.includes_tax else "",
        "Valid until": spelled_day(order.valid_until) if order.valid_until else "",
        "Lines": "; ".join(each.words for each in order.lines),
        "Contract": order.contract_id,
        "Closed": "yes" if order.closed else "",
    }
