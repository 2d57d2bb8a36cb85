"""The payments of a FakeStore."""

from jupiter_core.domain.payment import Payment
from jupiter_core.domain.refusals import AlreadyTaken
from jupiter_core.ports import PaymentFilter
from tests.harness.fake_tables import Room


class FakePayments(Room):
    def get(self, payment_id: str) -> Payment:
        return self.found(self.tables.payments, "payment", payment_id)

    def find_source(self, source_key: str) -> Payment | None:
        own = self.own(self.tables.payments)
        return next((each for each in own if each.source_key == source_key != ""), None)

    def of_invoice(self, invoice_id: str) -> list[Payment]:
        own = (each for each in self.own(self.tables.payments) if invoice_id in each.invoice_ids)
        return sorted(own, key=lambda each: each.id)

    def page(self, wanted: PaymentFilter, *, after: str = "", limit: int = 50) -> list[Payment]:
        own = sorted(self.own(self.tables.payments), key=lambda each: each.id, reverse=True)
        found = [
            each for each in own if _is_wanted(each, wanted) and (not after or each.id < after)
        ]
        return found[:limit]

    def credits(self, customer_id: str, profile_id: str, currency: str) -> list[Payment]:
        wanted = PaymentFilter(
            customer_id=customer_id,
            sender_profile_id=profile_id,
            currency=currency,
            with_credit=True,
        )
        own = (each for each in self.own(self.tables.payments) if _is_wanted(each, wanted))
        return sorted(own, key=lambda each: (each.received_on, each.id))

    def save(self, payment: Payment) -> None:
        self.expect(payment.workspace_id)
        same = self.find_source(payment.source_key)
        if same is not None and same.id != payment.id:
            raise AlreadyTaken("payment", payment.source_key)
        self.tables.payments[self.key(payment.id)] = payment


def _is_wanted(payment: Payment, wanted: PaymentFilter) -> bool:
    return (
        wanted.customer_id in ("", payment.customer_id)
        and wanted.sender_profile_id in ("", payment.sender_profile_id)
        and wanted.currency in ("", payment.currency)
        and (wanted.received_from is None or payment.received_on >= wanted.received_from)
        and (wanted.received_to is None or payment.received_on <= wanted.received_to)
        and (not wanted.with_credit or payment.free.minor > 0)
    )
