"""Approvers are asked in a direct message each, which follows what becomes of the request.

Asked again, an approver gets a new message in the place of the one before, so that Slack tells them
of it; what only changes is drawn over.
"""

from collections.abc import Callable, Iterable, Mapping
from datetime import datetime
from typing import Any

from slack_sdk import WebClient

from bot.delivery.slack.files import Paper, Uploads
from bot.delivery.slack.post import MessagePlace, Receipt, post, redraw
from bot.delivery.slack.trouble import SlackRefusal, slack_trouble
from bot.slack.directory import keep_person
from bot.slack.leaving import note_presence
from bot.slack.permalinks import Permalinks
from bot.slack.views.asked import asked_directly, asked_no_more
from bot.slack.views.contract.request import contract_request
from bot.slack.views.contract.text import name_of
from bot.slack.views.invoice.card import status
from bot.slack.views.invoice.request import approval_request
from bot.slack.views.rich_text import Rendered
from bot.wording.approvals import given_for
from bot.wording.documents import document_words, file_name
from bot.wording.figures import amount
from bot.wording.names import customer, start, title
from bot.wording.text import NAME_LIMIT, full_stop, shortened
from jupiter_core.domain.approvers import Asked, approves_for, may_be_asked, own_delegation
from jupiter_core.domain.cautions import invoice_cautions
from jupiter_core.domain.contract.contract import Contract, ContractState
from jupiter_core.domain.events import Event, EventName
from jupiter_core.domain.invoice import Invoice, State
from jupiter_core.domain.workspace import Workspace
from jupiter_core.outbox.messages import (
    MessageKind,
    asked_stream,
    contract_stream,
    invoice_stream,
)
from jupiter_core.ports import Message, Renderer, Store, UnitOfWork
from jupiter_core.queries.contract_cautions import contract_cautions
from jupiter_core.queries.doubles import doubles_of, like
from jupiter_core.queries.purchase_orders import po_cautions
from jupiter_core.queries.recipient import mail_recipient, recipient_named

OF_A_REQUEST = frozenset(
    {
        EventName.INVOICE_APPROVED,
        EventName.INVOICE_CHANGES_REQUESTED,
        EventName.INVOICE_VOIDED,
        EventName.INVOICE_EDITED,
        EventName.INVOICE_APPROVAL_VOIDED,
        EventName.INVOICE_ISSUED,
        EventName.CREDIT_NOTE_ISSUED,
        EventName.CONTRACT_APPROVED,
        EventName.CONTRACT_CHANGES_REQUESTED,
        EventName.CONTRACT_SUBMITTED,
        EventName.CONTRACT_ENDED,
        EventName.INVOICE_APPROVAL_REASSIGNED,
        EventName.CONTRACT_APPROVAL_REASSIGNED,
    }
)
"""After which what approvers were asked is drawn anew."""
_UNTOLD = frozenset({"Status", "Number"})


class AskedApprovers:
    """`uploads` is shared with the other files that go to Slack."""

    def __init__(
        self, store: Store, renderer: Renderer, uploads: Uploads, links: Permalinks | None = None
    ) -> None:
        self._store, self._renderer, self._uploads = store, renderer, uploads
        self._links = links or Permalinks()

    def send(self, client: WebClient, message: Message) -> Receipt:
        """Asked, in the place of an earlier message; not where it is decided by now. Raises as
        `slack_trouble`."""
        user_id = message.body["user_id"]
        with self._store.read(message.workspace_id) as uow:
            subject = _subject(uow, message.body)
            if not _asked(uow, subject, user_id):
                return {"skipped": "nothing to decide any more"}
        if self._has_left(client, message.workspace_id, user_id):
            return {"skipped": "deactivated in Slack"}
        with self._store.read(message.workspace_id) as uow:
            subject = _subject(uow, message.body)
            event = uow.events.get(message.body["event_id"])
            before = _places(uow, subject.id, [user_id]).get(user_id)
            drawn = self._drawer(client, uow, subject, event)
            paper = self._paper(uow, subject)
        place = post(client, message, user_id, drawn(user_id))
        if before:
            _removed(client, before)
        if paper:
            self._share(client, message, place, paper)
        return {**place.receipt(), "user_id": user_id}

    def _has_left(self, client: WebClient, workspace_id: str, user_id: str) -> bool:
        """Whether Slack says at this moment that they are deactivated, which admins hear of once.
        Whom Slack does not tell of is written to."""
        with self._store.read(workspace_id) as uow:
            asked_at = uow.now
        try:
            with slack_trouble():
                user: dict[str, Any] = client.users_info(user=user_id).get("user") or {}
        except SlackRefusal:
            return False
        if user.get("id"):
            keep_person(self._store, workspace_id, user, asked_at)
        note_presence(self._store, workspace_id, user)
        return bool(user.get("deleted"))

    def refresh(self, client: WebClient, message: Message, subject_id: str) -> None:
        """Brings those that were asked up to date, as far as the messages still stand there."""
        with self._store.read(message.workspace_id) as uow:
            drawn = self.drawn(client, uow, message, subject_id)
        redraw(client, message, drawn)

    def drawn(
        self, client: WebClient, uow: UnitOfWork, message: Message, subject_id: str
    ) -> list[tuple[MessagePlace, Rendered]]:
        """Those that were asked, as they are to look now."""
        places = _places(uow, subject_id, _people(uow.workspace()))
        if not places:
            return []
        subject = _subject(uow, message.body)
        event = uow.events.get(message.body["event_id"])
        drawn = self._drawer(client, uow, subject, event)
        return [(place, drawn(user_id)) for user_id, place in places.items()]

    def _drawer(
        self, client: WebClient, uow: UnitOfWork, subject: Invoice | Contract, event: Event
    ) -> Callable[[str], Rendered]:
        link = self._thread(client, uow, subject)
        if isinstance(subject, Invoice):
            request, lead, outcome = _of_invoice(uow, subject)
        else:
            request, lead, outcome = _of_contract(uow, subject, event)
        voided = event.name is EventName.INVOICE_APPROVAL_VOIDED
        changes = tuple(each for each in event.changes if voided and each.what not in _UNTOLD)
        workspace, now = uow.workspace(), uow.now

        def drawn(user_id: str) -> Rendered:
            asked = _may(workspace, subject, user_id, now)
            if request and asked:
                behalf = shortened(asked.on_behalf_of, NAME_LIMIT)
                please = f"Please approve for {behalf}:" if behalf else "Please approve"
                said = f"{please} {lead}{_while_away(workspace, user_id, now)}"
                return asked_directly(request, said, changes, link)
            own = _own_outcome(workspace, subject, user_id, now)
            return asked_no_more(start(lead), f"{own}{outcome}")

        return drawn

    def _thread(self, client: WebClient, uow: UnitOfWork, subject: Invoice | Contract) -> str:
        of_invoice = isinstance(subject, Invoice)
        stream = invoice_stream(subject.id) if of_invoice else contract_stream(subject.id)
        kind = MessageKind.CARD if of_invoice else MessageKind.CONTRACT_CARD
        place = MessagePlace.of(uow.outbox.receipt(stream, kind))
        return self._links.of(client, (place.channel, place.ts)) if place else ""

    def _paper(self, uow: UnitOfWork, subject: Invoice | Contract) -> Paper | None:
        if not isinstance(subject, Invoice):
            return None
        version = uow.versions.at(subject.id, subject.sequence)
        return Paper(
            name=file_name(subject),
            content=self._renderer.pdf(version),
            comment=document_words(subject),
        )

    def _share(
        self, client: WebClient, message: Message, place: MessagePlace, paper: Paper
    ) -> None:
        """Into the message's own thread; the request stands without it."""
        first = message.attempts == 0
        try:
            self._uploads.share(client, message.id, place.channel, place, paper, first=first)
        except SlackRefusal:
            return


def _subject(uow: UnitOfWork, body: dict[str, Any]) -> Invoice | Contract:
    if "contract_id" in body:
        return uow.contracts.get(body["contract_id"])
    return uow.invoices.get(body["invoice_id"])


def _places(uow: UnitOfWork, subject_id: str, people: Iterable[str]) -> dict[str, MessagePlace]:
    """Where each of these was asked about it; one question for all of them."""
    streams = {each: asked_stream(subject_id, each) for each in people}
    receipts = uow.outbox.receipts_in([*streams.values()], MessageKind.ASK_APPROVER)
    found = ((each, _place(receipts.get(stream, ()))) for each, stream in streams.items())
    return {person: place for person, place in found if place}


def _place(receipts: Iterable[Mapping[str, Any]]) -> MessagePlace | None:
    """The last; one that was not sent, since there was nothing to decide, has none."""
    return next((place for each in receipts if (place := MessagePlace.of(each))), None)


def _waits(subject: Invoice | Contract) -> bool:
    pending = (State.PENDING_APPROVAL, ContractState.PENDING_APPROVAL)
    return subject.state in pending


def _asked(uow: UnitOfWork, subject: Invoice | Contract, user_id: str) -> bool:
    return _may(uow.workspace(), subject, user_id, uow.now) is not None


def _people(workspace: Workspace) -> tuple[str, ...]:
    """All who may have been asked: approvers, and delegates of theirs, now or lately."""
    delegates = (each.delegate for each in workspace.delegations)
    return tuple(dict.fromkeys((*workspace.policy.people, *delegates)))


def _may(
    workspace: Workspace, subject: Invoice | Contract, user_id: str, now: datetime
) -> Asked | None:
    """How they may approve it: it waits, and they neither wrote nor approved it."""
    if not _waits(subject):
        return None
    return may_be_asked(workspace, user_id, subject.writers, subject.approvals, now)


def _while_away(workspace: Workspace, user_id: str, now: datetime) -> str:
    """Who is asked in the place of an approver, whose own request goes on to stand."""
    own = own_delegation(workspace, user_id, now)
    if own is None or not own.is_on(now):
        return ""
    return f" {shortened(own.delegate_name, NAME_LIMIT)} is asked while you are away."


def _own_outcome(
    workspace: Workspace, subject: Invoice | Contract, user_id: str, now: datetime
) -> str:
    """What this person has to know before how it stands; empty where there is nothing."""
    for each in subject.approvals:
        if each.by == user_id:
            return f"You approved it{given_for(subject, user_id)}. "
        if each.on_behalf_of == user_id:
            return f"{shortened(each.by_name, NAME_LIMIT)} approved it for you. "
    delegate = approves_for(workspace, user_id, now) or workspace.policy.allows(user_id)
    return "" if delegate or not _waits(subject) else "You no longer approve in their place. "


def _of_invoice(uow: UnitOfWork, invoice: Invoice) -> tuple[Rendered | None, str, str]:
    """Request, what it is about, and how it stands."""
    content = invoice.content
    about = f"{title(invoice)}, {customer(invoice)}, {amount(invoice.total)}"
    request = None
    if _waits(invoice):
        today = content.seller.today(uow.now)
        doubles = () if invoice.is_credit_note else tuple(doubles_of(uow, like(invoice)))
        cautions = (
            *invoice_cautions(content, today),
            *po_cautions(uow, content, today, invoice_id=invoice.id),
        )
        request = approval_request(invoice, (), mail_recipient(uow, invoice), doubles, cautions)
    return request, full_stop(about), f"{status(invoice)}."


def _of_contract(
    uow: UnitOfWork, contract: Contract, event: Event
) -> tuple[Rendered | None, str, str]:
    parties = contract.shown.parties
    recipient = recipient_named(uow, parties.bill_to) if parties else None
    cautions = contract_cautions(uow, contract, uow.now)
    waits = _waits(contract)
    request = contract_request(contract, event, (), recipient, cautions) if waits else None
    about = f"the contract {name_of(contract)}, {amount(contract.shown.total)}"
    return request, full_stop(about), f"{contract.state.words.capitalize()}."


def _removed(client: WebClient, place: MessagePlace) -> None:
    """An earlier request of the same; one that is gone already is no loss."""
    try:
        with slack_trouble():
            client.chat_delete(channel=place.channel, ts=place.ts)
    except SlackRefusal:
        return
