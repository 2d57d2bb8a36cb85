"""The desk of a FakeStore: drawn of the documents, each time anew."""

from collections.abc import Callable
from typing import Any

from jupiter_core.domain.desk import (
    DUE_SOON,
    RECENTLY,
    DeskEntry,
    DeskLook,
    DeskSection,
    Owed,
    entry_of_contract,
    entry_of_invoice,
)
from tests.harness.fake_tables import Room


class FakeDesk(Room):
    def count(self, section: DeskSection, look: DeskLook, *, most: int | None = None) -> int:
        return len(self._found(section, look)[:most])

    def entries(
        self, section: DeskSection, look: DeskLook, *, offset: int = 0, limit: int = 10
    ) -> list[DeskEntry]:
        return self._found(section, look)[offset : offset + limit]

    def owed(self, look: DeskLook) -> list[Owed]:
        due = [each for each in self._all() if each.due_on and look.whose in ("", each.drafted_by)]
        return [
            _owed([each for each in due if each.currency == currency], look)
            for currency in sorted({each.currency for each in due})
        ]

    def _all(self) -> list[DeskEntry]:
        invoices = (entry_of_invoice(i, v.at) for i, v in self.own(self.tables.invoices))
        contracts = (entry_of_contract(c, v.at) for c, v in self.own(self.tables.contracts))
        return sorted((*invoices, *contracts), key=lambda each: each.subject_id)

    def _found(self, section: DeskSection, look: DeskLook) -> list[DeskEntry]:
        found = [each for each in self._all() if _is_in(section, each, look)]
        key, reverse = _ORDER[section]
        return sorted(found, key=key, reverse=reverse)


def _is_in(section: DeskSection, each: DeskEntry, look: DeskLook) -> bool:
    theirs = look.whose in ("", each.drafted_by)
    today = look.days.at(each.seller_id)
    match section:
        case DeskSection.TO_APPROVE:
            for_any = not look.approves_for or any(
                approver not in each.spoken_for for approver, _ in look.approves_for
            )
            mine = look.person not in each.spoken_for
            return each.state == "pending_approval" and mine and for_any
        case DeskSection.SUBMITTED:
            return each.state == "pending_approval" and each.drafted_by == look.person
        case DeskSection.SENT_BACK | DeskSection.DRAFTS:
            own = each.state == "draft" and each.drafted_by == look.person
            return own and bool(each.sent_back) is (section is DeskSection.SENT_BACK)
        case DeskSection.OVERDUE:
            return theirs and each.due_on is not None and each.due_on < today
        case DeskSection.DUE_SOON:
            soon = each.due_on is not None and today <= each.due_on <= today + DUE_SOON
            return theirs and soon
        case DeskSection.WAITING_FOR_PO:
            return theirs and each.po_awaited
        case DeskSection.TO_UPLOAD:
            return theirs and each.upload_due
        case DeskSection.RECENTLY_PAID:
            at = each.settled_at
            return theirs and each.state == "paid" and bool(at and at >= look.at - RECENTLY)


_ORDER: dict[DeskSection, tuple[Callable[[DeskEntry], Any], bool]] = {
    DeskSection.TO_APPROVE: (lambda each: each.updated_at, False),
    DeskSection.SUBMITTED: (lambda each: each.updated_at, False),
    DeskSection.SENT_BACK: (lambda each: each.updated_at, True),
    DeskSection.DRAFTS: (lambda each: each.updated_at, True),
    DeskSection.OVERDUE: (lambda each: each.due_on, False),
    DeskSection.DUE_SOON: (lambda each: each.due_on, False),
    DeskSection.WAITING_FOR_PO: (lambda each: each.due_on or each.due_date, False),
    DeskSection.TO_UPLOAD: (lambda each: each.due_date, False),
    DeskSection.RECENTLY_PAID: (lambda each: each.settled_at, True),
}


def _owed(due: list[DeskEntry], look: DeskLook) -> Owed:
    late = [each for each in due if each.due_on and each.due_on < look.days.at(each.seller_id)]
    soon = [
        each
        for each in due
        if each.due_on
        and look.days.at(each.seller_id) <= each.due_on <= look.days.at(each.seller_id) + DUE_SOON
    ]
    return Owed(
        currency=due[0].currency,
        open_minor=sum(each.due_minor for each in due),
        open_count=len(due),
        overdue_minor=sum(each.due_minor for each in late),
        overdue_count=len(late),
        soon_minor=sum(each.due_minor for each in soon),
        soon_count=len(soon),
    )
