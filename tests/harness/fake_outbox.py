"""The outbox of a FakeStore's transaction."""

from collections.abc import Sequence
from typing import Any

from jupiter_core.domain.refusals import NotFound
from jupiter_core.ports import UNTIL_RELEASED, DeadLetter, Message
from tests.harness.fake_tables import Letter, Room


class FakeMailbox(Room):
    has_work = False
    _put: tuple[Message, ...] = ()

    def put(self, message: Message) -> None:
        self.has_work = True
        self.expect(message.workspace_id, new=message.id not in self.tables.letters)
        letter = Letter(message=message, not_before=self.now)
        if not (message.supersedes and self._replaced(letter)):
            self.tables.letters[message.id] = letter
        self._put = (*self._put, message)

    def _replaced(self, letter: Letter) -> bool:
        """Whether it took the place of one of this transaction."""
        new, letters = letter.message, self.tables.letters
        alike = {
            each.id for each in self._put if (each.stream, each.kind) == (new.stream, new.kind)
        }
        before = [*letters.items()]
        letters.clear()
        letters.update((new.id, letter) if key in alike else (key, it) for key, it in before)
        return new.id in letters

    def receipt(self, stream: str, kind: str) -> dict[str, Any] | None:
        return next(iter(self.receipts(stream, kind, 1)), None)

    def receipts(self, stream: str, kind: str, limit: int) -> list[dict[str, Any]]:
        receipts = [
            each.receipt
            for each in self._own_letters()
            if each.is_sent and (each.message.stream, each.message.kind) == (stream, kind)
        ]
        return [each for each in reversed(receipts) if each is not None][:limit]

    def receipts_in(self, streams: Sequence[str], kind: str) -> dict[str, list[dict[str, Any]]]:
        return {each: self.receipts(each, kind, 1000) for each in streams}

    def dead_letters(self) -> list[DeadLetter]:
        return [each for each in self.given_up() if not each.message.skippable]

    def given_up(self) -> list[DeadLetter]:
        return [
            DeadLetter(message=each.message, error=each.error, failed_at=each.failed_at)
            for each in self._own_letters()
            if each.is_dead and each.failed_at
        ]

    def bury(self, message_id: str, *, owner: str, error: str) -> bool:
        letter = self.tables.letters[message_id]
        if letter.lease_owner != owner or letter.is_sent or letter.is_dead:
            return False
        free: dict[str, Any] = {"lease_owner": "", "lease_until": None}
        self.tables.change_letter(message_id, error=error, failed_at=self.now, **free)
        return True

    def revive(self, message_id: str) -> None:
        letter = next((each for each in self._own_letters() if each.message.id == message_id), None)
        if letter is None or not letter.is_dead:
            raise NotFound("undelivered message", message_id)
        self.has_work = True
        self.tables.change_letter(
            message_id,
            message=letter.message.model_copy(
                update={"attempts": 0, "tried_since": None, "unfinished": 0}
            ),
            not_before=self.now,
            lease_owner="",
            lease_until=None,
            failed_at=None,
            error="",
        )

    def release(self, *, discard: bool) -> int:
        held = [
            each.message.id
            for each in self._own_letters()
            if each.not_before >= UNTIL_RELEASED and not each.is_sent and not each.is_dead
        ]
        for each in held:
            if discard:
                del self.tables.letters[each]
            else:
                self.tables.change_letter(each, not_before=self.now)
        self.tables.unreleased.pop(self.workspace_id, None)
        return len(held)

    def _own_letters(self) -> list[Letter]:
        letters = self.tables.letters.values()
        return [each for each in letters if each.message.workspace_id == self.workspace_id]
