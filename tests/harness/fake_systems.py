"""The repositories of other systems in a FakeStore: keys, answers, handovers, webhooks."""

from datetime import datetime

from jupiter_core.domain.api_key import ApiKey
from jupiter_core.domain.conversation import Remark
from jupiter_core.domain.forwarded_link import ForwardedLink
from jupiter_core.domain.frozen import canonical_json
from jupiter_core.domain.handover import Handover
from jupiter_core.domain.held_change import HeldChange
from jupiter_core.domain.idempotency import KEPT_FOR, Answered
from jupiter_core.domain.po_document import PoDocument
from jupiter_core.domain.refusals import NotFound
from jupiter_core.domain.tax_form import TaxForm
from jupiter_core.domain.webhook import DeliveryAttempt, WebhookEndpoint
from jupiter_core.ports import Delivery
from tests.harness.fake_tables import Letter, Room


class FakeApiKeys(Room):
    def get(self, key_id: str) -> ApiKey:
        return self.found(self.tables.api_keys, "API key", key_id)

    def all(self) -> list[ApiKey]:
        return sorted(self.own(self.tables.api_keys), key=lambda each: each.id)

    def save(self, key: ApiKey) -> None:
        self.tables.api_keys[self.key(key.id)] = key

    def last_used(self) -> dict[str, datetime]:
        uses = self.tables.key_uses.items()
        return {key: at for (workspace_id, key), at in uses if workspace_id == self.workspace_id}

    def note_use(self, key_id: str) -> None:
        self.tables.key_uses[self.key(key_id)] = self.now


class FakeAnswers(Room):
    def find(self, key_id: str, idempotency_key: str) -> Answered | None:
        found = self.tables.answers.get((self.workspace_id, key_id, idempotency_key))
        return found if found and found.at > self.now - KEPT_FOR else None

    def keep(self, answered: Answered) -> None:
        key = (self.workspace_id, answered.key_id, answered.idempotency_key)
        self.tables.answers[key] = answered


class FakeHandovers(Room):
    def leave(self, handover: Handover) -> None:
        self.tables.handovers[handover.code_hash] = handover

    def kept(self) -> tuple[int, int]:
        good = [e for e in self.tables.handovers.values() if e.expires_at > self.now]
        return len(good), sum(len(canonical_json(each)) for each in good)

    def take(self, code_hash: str) -> Handover | None:
        found = self.tables.handovers.pop(code_hash, None)
        return found if found and found.expires_at > self.now else None


class FakeHeldChanges(Room):
    def get(self, held_id: str) -> HeldChange:
        return self.found(self.tables.held_changes, "change", held_id)

    def of(self, invoice_id: str) -> list[HeldChange]:
        ours = [
            each for each in self.own(self.tables.held_changes) if each.invoice_id == invoice_id
        ]
        return sorted(ours, key=lambda each: each.id)

    def save(self, held: HeldChange) -> None:
        self.tables.held_changes[self.key(held.id)] = held

    def any_expired(self) -> bool:
        return any(each.expires_at <= self.now for each in self.own(self.tables.held_changes))

    def forget_expired(self) -> int:
        over = [e for e in self.own(self.tables.held_changes) if e.expires_at <= self.now]
        for each in over:
            del self.tables.held_changes[self.key(each.id)]
        return len(over)


class FakeConversation(Room):
    def get(self, remark_id: str) -> Remark:
        return self.found(self.tables.conversation, "message", remark_id)

    def of(self, invoice_id: str) -> list[Remark]:
        ours = [
            each for each in self.own(self.tables.conversation) if each.invoice_id == invoice_id
        ]
        return sorted(ours, key=lambda each: each.id)

    def add(self, remark: Remark) -> None:
        self.tables.conversation[self.key(remark.id)] = remark


class FakeForwardedLinks(Room):
    def get(self, link_id: str) -> ForwardedLink:
        return self.found(self.tables.forwarded_links, "link", link_id)

    def of(self, invoice_id: str) -> list[ForwardedLink]:
        links = self.own(self.tables.forwarded_links)
        return sorted((e for e in links if e.invoice_id == invoice_id), key=lambda each: each.id)

    def save(self, link: ForwardedLink) -> None:
        self.tables.forwarded_links[self.key(link.id)] = link


class FakeTaxForms(Room):
    def of(self, profile_id: str) -> list[TaxForm]:
        forms = [form for form, _ in self.own(self.tables.tax_forms)]
        return sorted((e for e in forms if e.profile_id == profile_id), key=lambda each: each.id)

    def content(self, form_id: str) -> bytes:
        return self.found(self.tables.tax_forms, "tax form", form_id)[1]

    def add(self, form: TaxForm, content: bytes) -> None:
        self.tables.tax_forms[self.key(form.id)] = (form, content)


class FakePoDocuments(Room):
    def get(self, document_id: str) -> PoDocument:
        return self.found(self.tables.po_documents, "document", document_id)[0]

    def of(self, invoice_id: str) -> list[PoDocument]:
        known = [document for document, _ in self.own(self.tables.po_documents)]
        return sorted((e for e in known if e.invoice_id == invoice_id), key=lambda each: each.id)

    def content(self, document_id: str) -> bytes:
        return self.found(self.tables.po_documents, "document", document_id)[1]

    def add(self, document: PoDocument, content: bytes) -> None:
        self.tables.po_documents[self.key(document.id)] = (document, content)


class FakeWebhookEndpoints(Room):
    def get(self, endpoint_id: str) -> WebhookEndpoint:
        return self.found(self.tables.endpoints, "webhook endpoint", endpoint_id)

    def all(self) -> list[WebhookEndpoint]:
        return sorted(self.own(self.tables.endpoints), key=lambda each: each.id)

    def save(self, endpoint: WebhookEndpoint) -> None:
        self.tables.endpoints[self.key(endpoint.id)] = endpoint

    def remove(self, endpoint_id: str) -> None:
        self.get(endpoint_id)
        del self.tables.endpoints[self.key(endpoint_id)]


class FakeDeliveries(Room):
    def get(self, delivery_id: str) -> Delivery:
        letter = self.tables.letters.get(delivery_id)
        if letter is None or not self._is_ours(letter):
            raise NotFound("delivery", delivery_id)
        return _delivery(letter)

    def page(self, endpoint_id: str, *, after: str = "", limit: int = 50) -> list[Delivery]:
        ours = [each for each in self.tables.letters.values() if self._is_ours(each)]
        latest_first = [
            _delivery(each)
            for each in reversed(ours)
            if each.message.body["endpoint_id"] == endpoint_id
        ]
        ids = [each.id for each in latest_first]
        start = ids.index(after) + 1 if after in ids else len(ids) if after else 0
        return latest_first[start : start + limit]

    def log(self, attempt: DeliveryAttempt) -> None:
        key = self.key(attempt.delivery_id)
        self.tables.attempts[key] = (*self.tables.attempts.get(key, ()), attempt)

    def attempts_of(self, delivery_id: str) -> list[DeliveryAttempt]:
        return list(self.tables.attempts.get(self.key(delivery_id), ()))

    def _is_ours(self, letter: Letter) -> bool:
        message = letter.message
        return message.workspace_id == self.workspace_id and "endpoint_id" in message.body


def _delivery(letter: Letter) -> Delivery:
    body = letter.message.body
    waiting = not letter.is_sent and not letter.is_dead
    return Delivery(
        id=letter.message.id,
        endpoint_id=body["endpoint_id"],
        event_id=body["event_id"],
        payload=body.get("payload", ""),
        state="waiting" if waiting else "delivered" if letter.is_sent else "failed",
        attempts=letter.message.attempts,
        next_attempt_at=letter.not_before if waiting else None,
        error="" if letter.is_sent else letter.error,
    )
