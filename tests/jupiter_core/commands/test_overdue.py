"""An invoice that is overdue is told to be so once."""

from datetime import UTC, date, datetime

from jupiter_core.commands.overdue import past_due, tell_overdue
from jupiter_core.domain.events import EventName
from jupiter_core.domain.invoice import Invoice
from jupiter_core.domain.money import Money
from tests.harness.workspace import MemoryWorkspace


def publish(desk: MemoryWorkspace) -> int:
    """One round of the timer."""
    with desk.reading() as uow:
        waiting = past_due(uow)
    with desk.writing() as uow:
        return sum(tell_overdue(uow, each) for each in waiting)


def told(desk: MemoryWorkspace, invoice: Invoice) -> list[EventName]:
    return [each.name for each in desk.events(invoice.id) if each.name.endswith("overdue")]


def due_on_6_january(desk: MemoryWorkspace) -> Invoice:
    invoice = desk.issued()
    assert invoice.content.due_date == date(2027, 1, 6)
    return invoice


def test_it_is_told_once_on_the_day_after_it_was_due_where_the_entity_is() -> None:
    desk = MemoryWorkspace()
    invoice = due_on_6_january(desk)
    desk.at(datetime(2027, 1, 7, 7, 59, tzinfo=UTC))
    assert publish(desk) == 0
    desk.at(datetime(2027, 1, 7, 8, 0, tzinfo=UTC))
    assert publish(desk) == 1
    assert publish(desk) == 0
    desk.at(datetime(2027, 3, 1, tzinfo=UTC))
    assert publish(desk) == 0
    assert told(desk, invoice) == [EventName.INVOICE_OVERDUE]


def test_two_rounds_at_once_tell_it_once() -> None:
    desk = MemoryWorkspace()
    invoice = due_on_6_january(desk)
    desk.at(datetime(2027, 2, 1, tzinfo=UTC))
    with desk.reading() as uow:
        waiting = past_due(uow)
    for _ in range(2):
        with desk.writing() as uow:
            tell_overdue(uow, *waiting)
    assert told(desk, invoice) == [EventName.INVOICE_OVERDUE]


def test_what_is_paid_void_or_not_issued_is_never_overdue() -> None:
    desk = MemoryWorkspace()
    paid = desk.issued()
    closed = [desk.pay(paid, paid.total), desk.void(desk.issued()), desk.submit()]
    desk.at(datetime(2027, 6, 1, tzinfo=UTC))
    assert publish(desk) == 0
    with desk.writing() as uow:
        assert [tell_overdue(uow, each.id) for each in closed] == [0, 0, 0]


def test_what_is_paid_in_part_is_overdue() -> None:
    desk = MemoryWorkspace()
    invoice = desk.issued()
    desk.pay(invoice, Money.of("1000000.00", "USD"))
    desk.at(datetime(2027, 6, 1, tzinfo=UTC))
    assert publish(desk) == 1


def test_it_is_told_to_the_thread_too_and_its_card_drawn_anew() -> None:
    desk = MemoryWorkspace()
    due_on_6_january(desk)
    desk.at(datetime(2027, 6, 1, tzinfo=UTC))
    before = len(desk.messages())
    publish(desk)
    assert [each.kind for each in desk.messages()[before:]] == ["card", "notice"]
