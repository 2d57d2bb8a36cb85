"""What waits for one person, and what is owed, in one look."""

from collections.abc import Iterator
from itertools import islice

from jupiter_core.domain.approval import Delegator
from jupiter_core.domain.approvers import approves_for
from jupiter_core.domain.desk import (
    DeskEntry,
    DeskKind,
    DeskLook,
    DeskSection,
    Owed,
)
from jupiter_core.domain.frozen import Frozen
from jupiter_core.domain.payment_instructions.flags import contract_flags, invoice_flags
from jupiter_core.ports import UnitOfWork
from jupiter_core.ports.subject import CONTRACT, INVOICE
from jupiter_core.queries.doubles import doubles_of, like
from jupiter_core.queries.local_days import local_days
from jupiter_core.queries.purchase_orders import po_cautions
from jupiter_core.queries.readable import reads_all
from jupiter_core.queries.recipient import mail_recipient

FIRST = 10
"""Rows of a section on the desk itself."""
MOST_COUNTED = 1000
"""What is longer is told exactly only where it is owed."""
_AT_A_TIME = 100
_OF_APPROVERS = frozenset({DeskSection.TO_APPROVE})


class DeskPart(Frozen):
    """A section with its first entries, or one page of it, and how many there are in all:
    MOST_COUNTED may stand for more."""

    section: DeskSection
    count: int
    entries: tuple[DeskEntry, ...]


def look_of(uow: UnitOfWork, person: str) -> DeskLook:
    """A full member's. Approvers, and accounts receivable where they may read everything, see
    what is owed to everybody; all others what they drafted."""
    all_of_it = uow.workspace().may_receive(person) and reads_all(uow, person)
    theirs = approves_for(uow.workspace(), person, uow.now)
    return DeskLook(
        person=person,
        whose="" if all_of_it else person,
        approves_for=tuple(Delegator(each.approver, each.approver_name) for each in theirs),
        days=local_days(uow),
        at=uow.now,
    )


def owed_to(uow: UnitOfWork, look: DeskLook) -> list[Owed]:
    """Everybody's, for who may read everything; otherwise of what they drafted."""
    whose = "" if reads_all(uow, look.person) else look.person
    return uow.desk.owed(look.model_copy(update={"whose": whose}))


def desk_parts(uow: UnitOfWork, look: DeskLook) -> tuple[DeskPart, ...]:
    """The sections that have something in them, with their first entries."""
    theirs = (each for each in DeskSection if _approves(uow, look) or each not in _OF_APPROVERS)
    found = (desk_part(uow, look, each) for each in theirs)
    return tuple(each for each in found if each.count)


def desk_part(
    uow: UnitOfWork, look: DeskLook, section: DeskSection, *, offset: int = 0, limit: int = FIRST
) -> DeskPart:
    """One page of a section; of one that they may not see, nothing."""
    if section in _OF_APPROVERS and not _approves(uow, look):
        return DeskPart(section=section, count=0, entries=())
    entries = uow.desk.entries(section, look, offset=offset, limit=limit)
    whole = offset == 0 and len(entries) < limit
    count = len(entries) if whole else uow.desk.count(section, look, most=MOST_COUNTED)
    return DeskPart(section=section, count=count, entries=tuple(entries))


def to_approve_at_once(
    uow: UnitOfWork, look: DeskLook, most: int
) -> tuple[tuple[DeskEntry, ...], bool]:
    """The invoices and credit notes that wait longest for this approver, and whether there are
    more. A contract is approved where its schedule is read."""
    papers = (each for each in _waiting(uow, look) if each.kind is not DeskKind.CONTRACT)
    found = tuple(islice(papers, most + 1))
    return found[:most], len(found) > most


def waiting_for(uow: UnitOfWork, approver: str) -> Iterator[DeskEntry]:
    """All that an approver may approve now, the oldest first."""
    return _to_approve(uow, DeskLook(person=approver, whose="", days=local_days(uow), at=uow.now))


def _approves(uow: UnitOfWork, look: DeskLook) -> bool:
    return bool(look.approves_for) or uow.workspace().policy.allows(look.person)


def _waiting(uow: UnitOfWork, look: DeskLook) -> Iterator[DeskEntry]:
    return _to_approve(uow, look) if _approves(uow, look) else iter(())


def _to_approve(uow: UnitOfWork, look: DeskLook) -> Iterator[DeskEntry]:
    offset = 0
    while True:
        part = uow.desk.entries(DeskSection.TO_APPROVE, look, offset=offset, limit=_AT_A_TIME)
        yield from part
        if len(part) < _AT_A_TIME:
            return
        offset += _AT_A_TIME


def to_be_read(uow: UnitOfWork, subject_id: str, *, contract: bool) -> list[str]:
    """What an approver has to see before a yes, in sentences; a row of a list has no room for it.

    Raises NotFound.
    """
    if contract:
        found = contract_flags(CONTRACT.get(uow, subject_id))
        return [each.words for each in found]
    invoice = INVOICE.get(uow, subject_id)
    content = invoice.content
    today = content.seller.today(uow.now)
    said = [each.words for each in (*doubles_of(uow, like(invoice)),)]
    said += [each.words for each in po_cautions(uow, content, today, invoice_id=invoice.id)]
    said += [each.words for each in invoice_flags(content)]
    recipient = mail_recipient(uow, invoice)
    return [
        *said,
        *(
            f"Its mail goes to {each.words}, which looks like {each.like}"
            for each in recipient.everybody
            if each.like
        ),
    ]
