"""Holding a change that AP asked for by link, and letting it go when its code was given."""

from enum import StrEnum

from jupiter_core.commands.amendment import Amend
from jupiter_core.commands.once import is_first
from jupiter_core.commands.record import publish, publish_about
from jupiter_core.domain.changes import Change, changes_between
from jupiter_core.domain.event_details import ChangeAsked
from jupiter_core.domain.events import Event, EventName
from jupiter_core.domain.frozen import Frozen
from jupiter_core.domain.held_change import (
    AGAIN_AFTER,
    KEPT_FOR,
    KEPT_FOR_A_PERSON,
    MOST_CODES,
    MOST_TRIES,
    MOST_WAITING,
    HeldChange,
    HeldChangeGone,
    TooManyHeld,
    WaitsFor,
)
from jupiter_core.domain.invoice import Invoice
from jupiter_core.domain.refusals import NotFound
from jupiter_core.outbox.messages import code_message
from jupiter_core.ports import UnitOfWork


class Hold(Frozen):
    """`typed` is the form as it was sent; `mailbox` is the AP contact's, where the code goes."""

    change: Amend
    typed: dict[str, str]
    mailbox: str = ""


class Tried(StrEnum):
    """What became of a code: a right one lets the change go, once."""

    RIGHT = "right"
    WRONG = "wrong"
    TOO_OLD = "too_old"
    TOO_MANY = "too_many"


def hold_for_code(command: Hold, uow: UnitOfWork) -> HeldChange:
    """Mails a code, and tells the thread; the same form again is held once. Raises TooManyHeld."""
    uow.held_changes.forget_expired()
    others = uow.held_changes.of(command.change.invoice_id)
    again = next((each for each in others if _is_same(each, command, uow)), None)
    if again:
        return again
    _expect_room(others)
    held = _held(command, uow, WaitsFor.CODE)
    uow.held_changes.save(held)
    _mail(held, uow)
    _tell_thread_once_a_day(held, uow)
    return held


def hold_for_person(command: Hold, uow: UnitOfWork) -> HeldChange:
    """Asks in the thread; the same form again is asked once. Raises TooManyHeld."""
    uow.held_changes.forget_expired()
    others = uow.held_changes.of(command.change.invoice_id)
    again = next((each for each in others if _is_same(each, command, uow)), None)
    if again:
        return again
    waiting = [each for each in others if each.waits_for is WaitsFor.PERSON and each.is_open]
    if len(waiting) >= MOST_WAITING:
        raise TooManyHeld()
    held = _held(command, uow, WaitsFor.PERSON)
    uow.held_changes.save(held)
    publish(uow, _asking(held, uow), uow.invoices.get(held.invoice_id))
    return held


def send_code_again(invoice_id: str, held_id: str, uow: UnitOfWork) -> HeldChange:
    """The same code, good for another while; within a minute the mail that was just sent counts.

    Raises HeldChangeGone or TooManyHeld.
    """
    held = held_change(uow, invoice_id, held_id)
    if uow.now < held.sent_at + AGAIN_AFTER:
        return held
    _expect_room(uow.held_changes.of(invoice_id))
    held = held.sent_again(uow.now)
    uow.held_changes.save(held)
    _mail(held, uow)
    return held


def try_code(invoice_id: str, held_id: str, *, right: bool, uow: UnitOfWork) -> Tried:
    """Counts a wrong one, and closes what a right one lets go. Raises HeldChangeGone.

    The invoice is locked by whoever calls, so that two tries at once are two.
    """
    held = held_change(uow, invoice_id, held_id)
    if sum(each.wrong for each in uow.held_changes.of(invoice_id)) >= MOST_TRIES:
        return Tried.TOO_MANY
    if not held.code_is_good(uow.now):
        return Tried.TOO_OLD
    uow.held_changes.save(held.closed() if right else held.tried_wrongly())
    return Tried.RIGHT if right else Tried.WRONG


def held_change(uow: UnitOfWork, invoice_id: str, held_id: str) -> HeldChange:
    """One of this invoice that waits for a code. Raises HeldChangeGone."""
    try:
        held = uow.held_changes.get(held_id)
    except NotFound:
        raise HeldChangeGone() from None
    ours = held.invoice_id == invoice_id and held.waits_for is WaitsFor.CODE
    if not ours or not held.waits(uow.now):
        raise HeldChangeGone()
    return held


def with_expired_changes(uow: UnitOfWork) -> list[str]:
    """The timer's question; all of them are forgotten at once."""
    return [uow.workspace_id] if uow.held_changes.any_expired() else []


def forget_expired_changes(uow: UnitOfWork, _workspace_id: str) -> int:
    """The timer's work, for the whole workspace; how many there were."""
    return uow.held_changes.forget_expired()


def _held(command: Hold, uow: UnitOfWork, waits_for: WaitsFor) -> HeldChange:
    """Its id is also that of the event that asks for it."""
    change, of_person = command.change, waits_for is WaitsFor.PERSON
    return HeldChange(
        id=uow.new_id(),
        invoice_id=change.invoice_id,
        waits_for=waits_for,
        by=change.by,
        seen=change.expected_version,
        amendment=change.amendment,
        for_contract=change.for_contract,
        typed=command.typed,
        mailbox=command.mailbox,
        made_at=uow.now,
        sent_at=uow.now,
        expires_at=uow.now + (KEPT_FOR_A_PERSON if of_person else KEPT_FOR),
        codes=0 if of_person else 1,
    )


def _is_same(held: HeldChange, command: Hold, uow: UnitOfWork) -> bool:
    same = held.typed == command.typed and held.mailbox == command.mailbox
    good = held.waits_for is WaitsFor.PERSON or held.code_is_good(uow.now)
    return same and held.waits(uow.now) and good


def _expect_room(others: list[HeldChange]) -> None:
    if sum(each.codes for each in others) >= MOST_CODES:
        raise TooManyHeld()


def _mail(held: HeldChange, uow: UnitOfWork) -> None:
    uow.outbox.put(code_message(uow.workspace_id, held.invoice_id, held.id, uow.new_id()))


def _tell_thread_once_a_day(held: HeldChange, uow: UnitOfWork) -> None:
    """Who it was and what they would change, but not into what: nobody has proved anything yet."""
    if not is_first(uow, f"change-held:{held.invoice_id}:{uow.now:%Y-%m-%d}"):
        return
    invoice = uow.invoices.get(held.invoice_id)
    named = [each.what for each in _changes(held, uow)]
    if held.for_contract:
        named.append("PO number for the whole contract")
    name = EventName.INVOICE_CHANGE_HELD
    publish_about(uow, invoice, name, by=held.by, details=ChangeAsked(concerns=tuple(named)))


def _changes(held: HeldChange, uow: UnitOfWork) -> tuple[Change, ...]:
    """What would be different, as AP saw the invoice."""
    expected_version: Invoice = uow.versions.at(held.invoice_id, held.seen).invoice()
    return changes_between(expected_version, expected_version.showing(held.amendment))


def _asking(held: HeldChange, uow: UnitOfWork) -> Event:
    number = held.amendment.po_number
    return Event(
        id=held.id,
        workspace_id=uow.workspace_id,
        name=EventName.INVOICE_CHANGE_PROPOSED,
        subject_id=held.invoice_id,
        sequence=held.seen,
        at=uow.now,
        by=held.by,
        changes=_changes(held, uow),
        details=ChangeAsked(po_number_for_contract=number) if held.for_contract else None,
    )
