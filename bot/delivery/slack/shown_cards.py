"""Cards of an invoice in direct messages: sent when somebody asks for one from the App Home, and
kept up to date with the deal's own card."""

from slack_sdk import WebClient

from bot.delivery.slack.post import MessagePlace, Receipt, post
from bot.security.links import Links
from bot.slack.views import blocks as b
from bot.slack.views.invoice.card import card, place_of
from bot.slack.views.rich_text import Rendered, spoken
from jupiter_core.domain.readers import Reader
from jupiter_core.outbox.messages import MessageKind, shown_stream
from jupiter_core.ports import Message, Store, UnitOfWork
from jupiter_core.queries.contract_view import contract_view
from jupiter_core.queries.late_fee import owes_late_fee
from jupiter_core.queries.readable import may_read
from jupiter_core.queries.recipient import mail_recipient

MOST_KEPT = 2
"""Of one invoice, the last shown: each is one more call while the deal's card is sent."""
_BEHIND = "This card is out of date. Open the App Home, or type /invoice show, to see it as it is."


class ShownCards:
    """Whoever may read an invoice no more is shown nothing of it from then on."""

    def __init__(self, store: Store, links: Links) -> None:
        self._store = store
        self._links = links

    def send(self, client: WebClient, message: Message) -> Receipt:
        """Posted, as the invoice is now. Raises as `slack_trouble`."""
        invoice_id, user_id = message.body["invoice_id"], message.body["user_id"]
        with self._store.read(message.workspace_id) as uow:
            rendered = self._card(uow, invoice_id)
        receipt = post(client, message, user_id, rendered).receipt()
        return {**receipt, "user_id": user_id}

    def drawn(self, uow: UnitOfWork, invoice_id: str) -> list[tuple[MessagePlace, Rendered]]:
        """Those that were shown, as they are to look now."""
        receipts = uow.outbox.receipts(shown_stream(invoice_id), MessageKind.SHOWN_CARD, MOST_KEPT)
        if not receipts:
            return []
        invoice, card = uow.invoices.get(invoice_id), self._card(uow, invoice_id)
        return [
            (place, card if may_read(uow, Reader(person=each["user_id"]), invoice) else _old())
            for each in receipts
            if (place := MessagePlace.of(each))
        ]

    def _card(self, uow: UnitOfWork, invoice_id: str) -> Rendered:
        invoice = uow.invoices.get(invoice_id)
        view = contract_view(uow, invoice.contract_id) if invoice.contract_id else None
        return card(
            invoice,
            link=self._links.url(invoice),
            recipient=mail_recipient(uow, invoice),
            place=place_of(invoice, view),
            today=invoice.content.seller.today(uow.now),
            owes_fee=owes_late_fee(uow, invoice),
        )


def _old() -> Rendered:
    words = [b.words(_BEHIND)]
    return spoken(words), [b.rich_text(words)]
