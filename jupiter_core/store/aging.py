"""Aging, summed by the database over the desk's entries and the invoices' own columns."""

from collections.abc import Sequence
from datetime import UTC
from typing import Any

from sqlalchemy import ColumnElement, case, func, literal, select
from sqlmodel import col

from jupiter_core.domain.aging import (
    DSO_DAYS,
    LATELY,
    AgingBucket,
    AgingLook,
    CurrencyAging,
    Figure,
)
from jupiter_core.domain.content import OPEN, State
from jupiter_core.domain.desk import DeskKind
from jupiter_core.store.desk_tables import DeskEntryRow as Entry
from jupiter_core.store.local_days import ANY, day_at, past_due
from jupiter_core.store.scope import TransactionScope
from jupiter_core.store.tables import InvoiceRow

_PART = 10**6
"""Sums are made of two parts: a sum of the largest amounts is more than a column holds."""
_ISSUED = sorted(state.value for state in (*OPEN, State.PAID))

Figures = dict[str, list[Figure]]
"""By currency, in the order of what was asked for."""


class AgingRepository:
    """See `AgingSums`."""

    def __init__(self, scope: TransactionScope) -> None:
        self._scope = scope

    def by_currency(self, look: AgingLook) -> list[CurrencyAging]:
        buckets = self._entries(look, "due_minor", [col(Entry.due_on) > ""], _buckets(look))
        po = self._entries(look, "due_minor", [col(Entry.po_awaited).is_(True)], [ANY])
        waits = col(Entry.state) == State.PENDING_APPROVAL.value
        asked = self._entries(look, "total_minor", [waits], [ANY])
        settled = self._entries(look, "total_minor", self._settled(), [ANY])
        billed = self._billed(look)
        found = [
            CurrencyAging(
                currency=each,
                buckets=tuple(buckets.get(each, [Figure()] * len(AgingBucket))),
                billed=_less(*billed.get(each, [Figure()] * 3)[:2]),
                issued=billed.get(each, [Figure()] * 3)[2],
                paid=settled.get(each, [Figure()])[0],
                waiting_for_po=po.get(each, [Figure()])[0],
                waiting_for_approval=asked.get(each, [Figure()])[0],
            )
            for each in sorted({*buckets, *po, *asked, *settled, *billed})
        ]
        return [each for each in found if not each.is_empty]

    def _settled(self) -> list[ColumnElement[bool]]:
        since = (self._scope.now - LATELY).astimezone(UTC)
        return [col(Entry.state) == State.PAID.value, col(Entry.settled_at) >= since]

    def _entries(
        self,
        look: AgingLook,
        amount: str,
        where: Sequence[ColumnElement[bool]],
        parts: Sequence[ColumnElement[bool]],
    ) -> Figures:
        of_invoices = col(Entry.kind) == DeskKind.INVOICE.value
        return self._summed(Entry, look, amount, [of_invoices, *where], parts)

    def _billed(self, look: AgingLook) -> Figures:
        """Of 90 days the invoices and the credit notes, and the invoices of 30 days."""
        day, note = col(InvoiceRow.issue_date), col(InvoiceRow.corrects) != ""
        seller = col(InvoiceRow.seller_id)
        since = day_at(seller, look.days, -DSO_DAYS)
        lately = day > day_at(seller, look.days, -LATELY.days)
        where = [day > since, col(InvoiceRow.state).in_(_ISSUED)]
        return self._summed(InvoiceRow, look, "total_minor", where, [~note, note, ~note & lately])

    def _summed(
        self,
        table: Any,
        look: AgingLook,
        amount: str,
        where: Sequence[ColumnElement[bool]],
        parts: Sequence[ColumnElement[bool]],
    ) -> Figures:
        minor, currency = col(getattr(table, amount)), col(table.currency)
        sums = [each for part in parts for each in _sums(part, minor)]
        whose = [col(table.drafted_by) == look.whose] if look.whose else []
        seller = [col(table.seller_id) == look.seller_id] if look.seller_id else []
        ours = col(table.workspace_id) == self._scope.workspace_id
        query = select(currency, *sums).where(ours, *whose, *seller, *where).group_by(currency)
        rows = self._scope.connection.execute(query).all()
        return {str(row[0]): _figures([int(each or 0) for each in row[1:]]) for row in rows}


def _buckets(look: AgingLook) -> list[ColumnElement[bool]]:
    """Which bucket an entry is in, in the order of AgingBucket."""
    due, seller = col(Entry.due_on), col(Entry.seller_id)
    return [past_due(due, seller, look.days, each.past_due) for each in AgingBucket]


def _sums(where: ColumnElement[bool], minor: Any) -> list[ColumnElement[Any]]:
    """How many there are, and the two parts of their sum."""
    parts = (literal(1), minor // _PART, minor % _PART)
    return [func.sum(case((where, part), else_=0)) for part in parts]


def _figures(sums: list[int]) -> list[Figure]:
    return [
        Figure(count=sums[n], minor=sums[n + 1] * _PART + sums[n + 2])
        for n in range(0, len(sums), 3)
    ]


def _less(invoices: Figure, notes: Figure) -> Figure:
    return Figure(minor=invoices.minor - notes.minor, count=invoices.count)
