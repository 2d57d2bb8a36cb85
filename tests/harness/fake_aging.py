"""Aging of a FakeStore: reckoned of the documents, each time anew."""

from collections.abc import Iterable
from datetime import timedelta

from jupiter_core.domain.aging import AgingBucket, AgingLook, CurrencyAging, Figure, bucket_of
from jupiter_core.domain.invoice import OPEN, Invoice, State
from jupiter_core.domain.reminders import lacks_po
from tests.harness.fake_tables import Room


class FakeAging(Room):
    def by_currency(self, look: AgingLook) -> list[CurrencyAging]:
        mine = [
            invoice
            for invoice, _ in self.own(self.tables.invoices)
            if look.whose in ("", invoice.drafted_by.person)
            and look.seller_id in ("", invoice.sender_profile_id)
        ]
        currencies = sorted({each.content.currency for each in mine})
        found = (
            self._of([i for i in mine if i.content.currency == each], look) for each in currencies
        )
        return [each for each in found if not each.is_empty]

    def _of(self, mine: list[Invoice], look: AgingLook) -> CurrencyAging:
        bills = [each for each in mine if not each.is_credit_note]
        owed = [each for each in bills if each.state in OPEN and each.amount_due.minor]
        issued = [each for each in mine if each.state in {*OPEN, State.PAID}]
        ninety = [each for each in issued if _age(each, look) < 90]
        return CurrencyAging(
            currency=mine[0].content.currency,
            buckets=tuple(_due(i for i in owed if _bucket(i, look) is b) for b in AgingBucket),
            billed=Figure(
                minor=sum(-i.total.minor if i.is_credit_note else i.total.minor for i in ninety),
                count=sum(not i.is_credit_note for i in ninety),
            ),
            issued=_total(i for i in ninety if _age(i, look) < 30 and not i.is_credit_note),
            paid=_total(
                i
                for i in bills
                if i.state is State.PAID
                and i.settled_at
                and i.settled_at >= self.now - timedelta(days=30)
            ),
            waiting_for_po=_due(i for i in bills if i.state in OPEN and lacks_po(i)),
            waiting_for_approval=_total(i for i in bills if i.state is State.PENDING_APPROVAL),
        )


def _age(invoice: Invoice, look: AgingLook) -> int:
    """Days since it was issued."""
    return (look.days.at(invoice.sender_profile_id) - invoice.content.issue_date).days


def _bucket(invoice: Invoice, look: AgingLook) -> AgingBucket:
    return bucket_of(invoice.content.due_date, look.days.at(invoice.sender_profile_id))


def _due(invoices: Iterable[Invoice]) -> Figure:
    found = [each.amount_due.minor for each in invoices]
    return Figure(minor=sum(found), count=len(found))


def _total(invoices: Iterable[Invoice]) -> Figure:
    found = [each.total.minor for each in invoices]
    return Figure(minor=sum(found), count=len(found))
