"""Aging, summed by the database over the sums of the desk's days."""

from collections.abc import Sequence
from datetime import UTC, datetime, time, timedelta

from sqlalchemy import ColumnElement, func, select
from sqlmodel import col

from jupiter_core.domain.aging import (
    DSO_DAYS,
    LATELY,
    AgingBucket,
    AgingLook,
    CurrencyAging,
    Figure,
)
from jupiter_core.domain.content import State
from jupiter_core.domain.desk import DeskKind
from jupiter_core.domain.desk_sums import SumKind
from jupiter_core.store.desk_sums import PART, summed
from jupiter_core.store.desk_sums import DeskSumRow as Sum
from jupiter_core.store.desk_tables import DeskEntryRow as Entry
from jupiter_core.store.local_days import ANY, day_at, first_day, past_due
from jupiter_core.store.scope import TransactionScope

Figures = dict[str, list[Figure]]
"""By currency, in the order of what was asked for."""


class AgingRepository:
    """See `AgingSums`."""

    def __init__(self, scope: TransactionScope) -> None:
        self._scope = scope

    def by_currency(self, look: AgingLook) -> list[CurrencyAging]:
        buckets = self._summed(look, SumKind.DUE, _buckets(look))
        po = self._summed(look, SumKind.PO, [ANY])
        asked = self._summed(look, SumKind.APPROVAL, [ANY])
        settled = self._settled(look)
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

    def _settled(self, look: AgingLook) -> Figures:
        """Whole days from their sums, and what of the first day is not too early."""
        since = (self._scope.now - LATELY).astimezone(UTC)
        night = datetime.combine(since.date() + timedelta(days=1), time(), UTC)
        whole = self._summed(
            look, SumKind.SETTLED, [ANY], [col(Sum.day) > since.date().isoformat()]
        )
        settled, total = col(Entry.settled_at), col(Entry.total_minor)
        part = total.op("/")(PART), total.op("%")(PART)
        query = select(col(Entry.currency), func.count(), *(func.sum(each) for each in part)).where(
            col(Entry.workspace_id) == self._scope.workspace_id,
            *[settled >= since, settled < night],
            *[col(Entry.kind) == DeskKind.INVOICE.value, col(Entry.state) == State.PAID.value],
            *([col(Entry.drafted_by) == look.whose] if look.whose else []),
            *([col(Entry.seller_id) == look.seller_id] if look.seller_id else []),
        )
        rows = self._scope.connection.execute(query.group_by(col(Entry.currency))).all()
        for currency, count, high, low in rows:
            early = Figure(minor=int(high) * PART + int(low), count=int(count))
            whole[currency] = [Figure.sum([early, *whole.get(currency, ())])]
        return whole

    def _billed(self, look: AgingLook) -> Figures:
        """Of 90 days the invoices and the credit notes, and the invoices of 30 days."""
        day, seller = col(Sum.day), col(Sum.seller_id)
        since = [day > first_day(look.days, -DSO_DAYS), day > day_at(seller, look.days, -DSO_DAYS)]
        lately = day > day_at(seller, look.days, -LATELY.days)
        issued = self._summed(look, SumKind.ISSUED, [ANY, lately], since)
        notes = self._summed(look, SumKind.CREDITED, [ANY], since)
        none = [Figure()] * 2
        return {
            each: [
                issued.get(each, none)[0],
                notes.get(each, none)[0],
                issued.get(each, none)[1],
            ]
            for each in {*issued, *notes}
        }

    def _summed(
        self,
        look: AgingLook,
        kind: SumKind,
        parts: Sequence[ColumnElement[bool]],
        where: Sequence[ColumnElement[bool]] = (),
    ) -> Figures:
        found = summed(
            self._scope, kind, parts, whose=look.whose, seller_id=look.seller_id, where=where
        )
        return {
            currency: [Figure(minor=each.minor, count=each.number) for each in sums]
            for currency, sums in found.items()
        }


def _buckets(look: AgingLook) -> list[ColumnElement[bool]]:
    """Which bucket a day is in, in the order of AgingBucket."""
    due, seller = col(Sum.day), col(Sum.seller_id)
    return [past_due(due, seller, look.days, each.past_due) for each in AgingBucket]


def _less(invoices: Figure, notes: Figure) -> Figure:
    return Figure(minor=invoices.minor - notes.minor, count=invoices.count)
