"""Erasing in a FakeStore."""

import unicodedata
from collections.abc import Callable, Collection
from dataclasses import fields
from typing import Any

from jupiter_core.domain.conversation import Remark
from jupiter_core.domain.forwarded_link import ForwardedLink
from jupiter_core.domain.frozen import canonical_json
from jupiter_core.ports import Mentions
from tests.harness.fake_tables import Letter, Room

_KEPT = ("endpoint_id", "event_id", "invoice_id", "contract_id", "sequence")


class FakeErasure(Room):
    def words(self) -> None:
        """There is no index."""

    def subject(self, subject_id: str) -> None:
        tables = self.tables
        for table in (tables.invoices, tables.contracts, tables.versions):
            table.pop(self.key(subject_id), None)
        for event in [each for each in self.own(tables.events) if each.subject_id == subject_id]:
            del tables.events[self.key(event.id)]
        for entry in self.own(tables.credit_entries):
            if entry.contract_id == subject_id:
                del tables.credit_entries[self.key(entry.id)]
        for key in self._said(lambda row: row.invoice_id == subject_id):
            tables.conversation.pop(key, None)
            tables.forwarded_links.pop(key, None)
        for document, _ in self.own(tables.po_documents):
            if document.invoice_id == subject_id:
                del tables.po_documents[self.key(document.id)]
        for letter in self._letters():
            if letter.message.stream.endswith(f":{subject_id}"):
                del tables.letters[letter.message.id]

    def customer(self, customer_id: str) -> None:
        self.tables.customers.pop(self.key(customer_id), None)

    def forms(self, about: str) -> int:
        gone = [each for each in self.own(self.tables.forms) if _names(each, about)]
        for each in gone:
            del self.tables.forms[self.key(each.id)]
        return len(gone)

    def held_changes(self, about: str, of_invoices: Collection[str] = ()) -> int:
        held = self.own(self.tables.held_changes)
        gone = [each for each in held if each.invoice_id in of_invoices or _names(each, about)]
        for each in gone:
            del self.tables.held_changes[self.key(each.id)]
        return len(gone)

    def conversation(self, about: str, of_invoices: Collection[str] = ()) -> int:
        def is_gone(row: Remark | ForwardedLink) -> bool:
            return row.invoice_id in of_invoices or _names(row, about)

        said = self._said(is_gone)
        for key in said:
            self.tables.conversation.pop(key, None)
            self.tables.forwarded_links.pop(key, None)
        documents = [each for each, _ in self.own(self.tables.po_documents)]
        gone = [each for each in documents if each.invoice_id in of_invoices or _names(each, about)]
        for each in gone:
            del self.tables.po_documents[self.key(each.id)]
        return len(said) + len(gone)

    def _said(self, is_gone: Callable[[Remark | ForwardedLink], bool]) -> list[tuple[str, str]]:
        said = self.own(self.tables.conversation)
        rows: list[Remark | ForwardedLink] = list(said)
        forwarded = self.own(self.tables.forwarded_links)
        rows += forwarded
        return [self.key(each.id) for each in rows if is_gone(each)]

    def sent(self) -> int:
        for letter in [each for each in self._letters() if _is_settled(each)]:
            message = letter.message
            body = {name: message.body[name] for name in _KEPT if name in message.body}
            changed = message.model_copy(update={"body": body})
            self.tables.change_letter(message.id, message=changed)
        for key in [each for each in self.tables.attempts if each[0] == self.workspace_id]:
            del self.tables.attempts[key]
        answers = [each for each in self.tables.answers if each[0] == self.workspace_id]
        for each in answers:
            del self.tables.answers[each]
        return len(answers)

    def look(self, text: str) -> Mentions:
        return Mentions(text, 0, {})

    def mentions(self, text: str, known: Mentions | None = None) -> int:
        versions = [one for each in self.own(self.tables.versions) for one in each]
        kept: list[Any] = [*versions, *self.own(self.tables.events)]
        kept += self.own(self.tables.payments)
        kept += self.own(self.tables.bank_entries)
        return sum(_names(each, text) for each in kept)

    def customers_naming(self, text: str, known: Mentions | None = None) -> list[str]:
        return sorted(each.id for each in self.own(self.tables.customers) if _names(each, text))

    def everything(self) -> int:
        gone = 0
        for field in fields(self.tables):
            table = getattr(self.tables, field.name)
            ours = [key for key in table if self._is_ours(key, table[key])]
            for key in ours:
                del table[key]
            gone += len(ours)
        return gone

    def _is_ours(self, key: Any, row: Any) -> bool:
        if isinstance(row, Letter):
            return row.message.workspace_id == self.workspace_id
        return self.workspace_id in {key, key[0]}

    def _letters(self) -> list[Letter]:
        letters = list(self.tables.letters.values())
        return [each for each in letters if each.message.workspace_id == self.workspace_id]


def _names(row: Any, text: str) -> bool:
    wanted = _folded(canonical_json(text)[1:-1])
    return any(wanted in _folded(each) for each in (canonical_json(row), _document(row)))


def _document(row: Any) -> str:
    return str(getattr(row, "document", ""))


def _folded(text: str) -> str:
    return unicodedata.normalize("NFKC", text).casefold()


def _is_settled(letter: Letter) -> bool:
    return letter.is_sent or (letter.is_dead and letter.message.skippable)
