"""Sends the outbox's messages to Slack: the card, its thread, its files, notes to one person.

Where a message stands is known from the receipt of its sending. What happens when an answer is
lost follows from the call. An update is the same when it is done twice; an upload is completed
under the same file id; only a newly posted message may then appear a second time, for Slack has no
key by which it would refuse the repeat. Its metadata names the outbox row: by that the earlier one
is found where the app may read the channel (see `earlier`), and both are told for what they are.
"""

from collections.abc import Callable
from datetime import UTC, datetime

from slack_sdk import WebClient

from bot.delivery.slack.admins import tell_admins
from bot.delivery.slack.aging import AgingDigests
from bot.delivery.slack.asked import OF_A_REQUEST, AskedApprovers
from bot.delivery.slack.context import MessageContext, read_letter
from bot.delivery.slack.contract import (
    read_contract_letter,
    refresh_contract_card,
    send_contract_letter,
)
from bot.delivery.slack.dispute import ToldDisputes, told_of
from bot.delivery.slack.document import ThreadDocuments
from bot.delivery.slack.e_invoice import ThreadEInvoices
from bot.delivery.slack.exports import Exports
from bot.delivery.slack.files import Uploads
from bot.delivery.slack.following import following
from bot.delivery.slack.given_up import is_of_one_given_up, tell_given_up
from bot.delivery.slack.imports import tell_import
from bot.delivery.slack.list_files import ListFiles
from bot.delivery.slack.paper_preview import PaperPreviews
from bot.delivery.slack.po_document import PoDocumentFiles
from bot.delivery.slack.portal_files import ThreadPortalFiles
from bot.delivery.slack.post import MessagePlace, Receipt, leave, post, put, redraw
from bot.delivery.slack.request import close_request, count_request, send_request
from bot.delivery.slack.shown_cards import ShownCards
from bot.delivery.slack.statements import answer_statement
from bot.security.links import Links
from bot.slack.native_blocks import NativeBlocks
from bot.slack.views.anchor import anchor_notice
from bot.slack.views.invoice.card import card, place_of
from bot.slack.views.invoice.thread import notice
from bot.slack.views.notices import power_notice, proposal_kind
from bot.slack.views.rich_text import Rendered
from bot.slack.views.setup.notices import OF_BANK_DETAILS, bank_notice
from bot.slack.views.webhook_notice import webhook_notice
from bot.wording.names import start, title
from jupiter_core.domain.audit import Anchor
from jupiter_core.domain.events import Event, EventName
from jupiter_core.domain.refusals import NotFound
from jupiter_core.outbox.messages import MessageKind
from jupiter_core.ports import Message, Renderer, Store, Undeliverable, UnitOfWork
from jupiter_core.queries.proposals import open_proposal

_OF_INVOICES = frozenset(
    {
        MessageKind.CARD,
        MessageKind.APPROVAL_REQUEST,
        MessageKind.APPROVAL_CLOSED,
        MessageKind.APPROVAL_COUNTED,
        MessageKind.NOTICE,
        MessageKind.ANNOUNCEMENT,
        MessageKind.DISPUTE_CLOSED,
        MessageKind.DOCUMENT,
        MessageKind.E_INVOICE,
        MessageKind.PORTAL_FILES,
        MessageKind.PO_DOCUMENT,
    }
)


class SlackSender:
    """A Sender. `client_for` gives a workspace's client, which must not retry by itself (see
    `slack_client`), and raises Undeliverable where the app is not installed."""

    def __init__(
        self,
        store: Store,
        renderer: Renderer,
        links: Links,
        client_for: Callable[[str], WebClient],
        now: Callable[[], datetime] = lambda: datetime.now(UTC),
    ) -> None:
        self._store = store
        self._renderer = renderer
        self._links = links
        self._client_for = client_for
        self._uploads = Uploads()
        self._shown_cards = ShownCards(store, links)
        self._asked = AskedApprovers(store, renderer, self._uploads)
        self._exports = Exports(store, self._uploads, now)
        self._po_documents = PoDocumentFiles(store, self._uploads)
        self._list_files = ListFiles(store, self._uploads)
        self._aging = AgingDigests(self._uploads, NativeBlocks())
        self._previews = PaperPreviews(store, renderer, self._uploads)
        self._disputes = ToldDisputes(store)
        self._documents = ThreadDocuments(renderer, self._uploads)
        self._e_invoices = ThreadEInvoices(store, renderer, self._uploads)
        self._portal_files = ThreadPortalFiles(store, renderer, self._uploads)

    def send(self, message: Message) -> Receipt:
        """Channel and `ts` of what was posted. Raises RetryLater or Undeliverable."""
        kind, client = MessageKind(message.kind), self._client_for(message.workspace_id)
        with self._store.read(message.workspace_id) as uow:
            client = following(client, uow.directory.moved())
            letter = read_letter(uow, message) if kind in _OF_INVOICES else None
        if letter:
            return self._of_invoice(client, letter, kind)
        match kind:
            case MessageKind.DIRECT:
                return self._direct(client, message)
            case MessageKind.SHOWN_CARD:
                return self._shown_cards.send(client, message)
            case MessageKind.ASK_APPROVER:
                return self._asked.send(client, message)
            case MessageKind.EXPORT:
                return self._exports.send(client, message)
            case MessageKind.LIST_FILE:
                return self._list_files.send(client, message)
            case MessageKind.PO_DOCUMENT_COPY:
                return self._po_documents.copy(client, message)
            case MessageKind.STATEMENT:
                return answer_statement(client, self._store, message)
            case MessageKind.IMPORTED:
                return tell_import(client, self._store, message)
            case MessageKind.AGING:
                return self._aging.send(client, message)
            case MessageKind.PAPER_PREVIEW:
                return self._previews.send(client, message)
            case MessageKind.ADMINS:
                return tell_admins(client, self._store, message)
            case MessageKind.ANCHOR:
                rendered = anchor_notice(Anchor.model_validate(message.body["anchor"]))
                return post(client, message, message.body["channel"], rendered).receipt()
            case (
                MessageKind.CONTRACT_CARD
                | MessageKind.CONTRACT_REQUEST
                | MessageKind.CONTRACT_CLOSED
                | MessageKind.CONTRACT_COUNTED
                | MessageKind.CONTRACT_NOTICE
                | MessageKind.CONTRACT_ANNOUNCEMENT
            ):
                of_contract = read_contract_letter(self._store, message)
                receipt = send_contract_letter(client, of_contract, kind)
                if kind is MessageKind.CONTRACT_CARD and of_contract.event.name in OF_A_REQUEST:
                    self._asked.refresh(client, message, of_contract.contract.id)
                return receipt
            case _:
                raise Undeliverable(f"A message of the kind {kind} does not go to Slack")

    def _of_invoice(self, client: WebClient, letter: MessageContext, kind: MessageKind) -> Receipt:
        match kind:
            case MessageKind.CARD:
                return self._card(client, letter)
            case MessageKind.APPROVAL_REQUEST:
                return send_request(client, letter)
            case MessageKind.APPROVAL_CLOSED:
                return self._approval_closed(client, letter)
            case MessageKind.APPROVAL_COUNTED:
                return count_request(client, letter)
            case MessageKind.DISPUTE_CLOSED:
                return self._disputes.close(client, letter)
            case MessageKind.DOCUMENT:
                return self._documents.send(client, letter, self._links.url(letter.invoice))
            case MessageKind.E_INVOICE:
                return self._e_invoices.send(client, letter, self._links.url(letter.invoice))
            case MessageKind.PORTAL_FILES:
                return self._portal_files.send(client, letter)
            case MessageKind.PO_DOCUMENT:
                return self._po_documents.send(client, letter)
            case _:
                return self._notice(client, letter, broadcast=kind is MessageKind.ANNOUNCEMENT)

    def _card(self, client: WebClient, letter: MessageContext) -> Receipt:
        """Changed in its place; posted when it has none, or somebody deleted it.

        The contract's card, which speaks of its invoices too, is changed before.
        """
        link, view = self._links.url(letter.invoice), letter.contract
        if view and letter.anchor:
            refresh_contract_card(client, letter.message, letter.anchor, view)
        rendered = card(
            letter.invoice,
            link=link,
            recipient=letter.recipient,
            place=place_of(letter.invoice, view),
            today=letter.invoice.content.seller.today(letter.event.at),
            owes_fee=letter.owes_fee,
        )
        message, channel = letter.message, letter.channel
        receipt = put(client, message, channel, rendered, at=letter.card, thread=letter.anchor)
        if letter.left:
            leave(client, message, letter.left, start(title(letter.invoice)), channel)
        self._redraw(client, letter)
        return receipt

    def _redraw(self, client: WebClient, letter: MessageContext) -> None:
        """What single people were shown of it, and were asked."""
        message, invoice_id = letter.message, letter.invoice.id
        with self._store.read(message.workspace_id) as uow:
            drawn = self._shown_cards.drawn(uow, invoice_id)
            if letter.event.name in OF_A_REQUEST:
                drawn += self._asked.drawn(client, uow, message, invoice_id)
        redraw(client, message, drawn)

    def _approval_closed(self, client: WebClient, letter: MessageContext) -> Receipt:
        """Where no closed request says who approved it, a notice does."""
        gone = close_request(client, letter)
        if gone is None and letter.request:
            return letter.request.receipt()
        if letter.event.name is EventName.INVOICE_APPROVED:
            return self._notice(client, letter, broadcast=False)
        return {"skipped": gone}

    def _notice(self, client: WebClient, letter: MessageContext, *, broadcast: bool) -> Receipt:
        link = self._links.url(letter.invoice)
        rendered = notice(letter.event, letter.invoice, link=link, remark=letter.remark)
        posted = self._into_thread(client, letter, rendered, broadcast=broadcast).receipt()
        return told_of(letter.event, posted)

    def _into_thread(
        self,
        client: WebClient,
        letter: MessageContext,
        rendered: Rendered,
        *,
        broadcast: bool = False,
    ) -> MessagePlace:
        return post(
            client,
            letter.message,
            letter.channel,
            rendered,
            thread=letter.thread,
            broadcast=broadcast,
        )

    def _direct(self, client: WebClient, message: Message) -> Receipt:
        if is_of_one_given_up(message):
            return tell_given_up(client, self._store, message)
        body = message.body
        with self._store.read(message.workspace_id) as uow:
            rendered = _told(uow, uow.events.get(body["event_id"]))
        return post(client, message, body["user_id"], rendered).receipt()


def _told(uow: UnitOfWork, event: Event) -> Rendered:
    """What concerns no deal, for one person."""
    if event.name in OF_BANK_DETAILS:
        return bank_notice(event, uow.sender_profiles.get(event.subject_id))
    if event.name is not EventName.WEBHOOK_ENDPOINT_DISABLED:
        kind = proposal_kind(event)
        waiting = open_proposal(uow, kind, event.subject_id) if kind else None
        return power_notice(event, waiting)
    try:
        endpoint = uow.webhook_endpoints.get(event.subject_id)
    except NotFound:
        endpoint = None
    return webhook_notice(event, endpoint)
