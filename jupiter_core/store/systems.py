"""API keys, answers that were given to requests, and drafts left for a workspace, as rows."""

from datetime import datetime

from sqlmodel import col

from jupiter_core.domain.api_key import ApiKey
from jupiter_core.domain.frozen import canonical_json
from jupiter_core.domain.handover import Handover
from jupiter_core.domain.idempotency import KEPT_FOR, Answered
from jupiter_core.domain.parsed import parsed
from jupiter_core.store.scope import TransactionScope
from jupiter_core.store.system_tables import AnswerRow, ApiKeyRow, ApiKeyUseRow, HandoverRow

NO_WORKSPACE = ""
"""What a handover belongs to until a workspace takes it."""


class ApiKeyRepository:
    """See `ApiKeys`."""

    def __init__(self, scope: TransactionScope) -> None:
        self._scope = scope

    def get(self, key_id: str) -> ApiKey:
        def read() -> ApiKey:
            return parsed(ApiKey, self._scope.with_id(ApiKeyRow, "API key", key_id).document)

        return self._scope.memory.of(ApiKeyRow, key_id, read)

    def all(self) -> list[ApiKey]:
        rows = self._scope.all(self._scope.select(ApiKeyRow).order_by(col(ApiKeyRow.id)))
        return [parsed(ApiKey, row.document) for row in rows]

    def save(self, key: ApiKey) -> None:
        self._scope.put(
            ApiKeyRow(
                workspace_id=self._scope.workspace_id,
                id=key.id,
                secret_hash=key.secret_hash,
                document=canonical_json(key),
            )
        )

    def last_used(self) -> dict[str, datetime]:
        rows = self._scope.all(self._scope.select(ApiKeyUseRow))
        return {row.key_id: row.at for row in rows}

    def note_use(self, key_id: str) -> None:
        self._scope.put(
            ApiKeyUseRow(workspace_id=self._scope.workspace_id, key_id=key_id, at=self._scope.now)
        )


class AnswerRepository:
    """See `Answers`."""

    def __init__(self, scope: TransactionScope) -> None:
        self._scope = scope

    def find(self, key_id: str, idempotency_key: str) -> Answered | None:
        row = self._scope.first(
            self._scope.select(AnswerRow)
            .where(col(AnswerRow.key_id) == key_id)
            .where(col(AnswerRow.idempotency_key) == idempotency_key)
            .where(col(AnswerRow.at) > self._scope.now - KEPT_FOR)
        )
        return Answered.model_validate_json(row.document) if row else None

    def keep(self, answered: Answered) -> None:
        self._scope.delete(AnswerRow, col(AnswerRow.at) <= self._scope.now - KEPT_FOR)
        self._scope.add(
            AnswerRow(
                workspace_id=self._scope.workspace_id,
                key_id=answered.key_id,
                idempotency_key=answered.idempotency_key,
                at=answered.at,
                document=canonical_json(answered),
            )
        )


class HandoverRepository:
    """`scope` is that of no workspace, in the transaction of whoever leaves or takes."""

    def __init__(self, scope: TransactionScope) -> None:
        self._scope = scope

    def leave(self, handover: Handover) -> None:
        self._scope.delete(HandoverRow, col(HandoverRow.expires_at) <= self._scope.now)
        self._scope.add(
            HandoverRow(
                workspace_id=NO_WORKSPACE,
                code_hash=handover.code_hash,
                expires_at=handover.expires_at,
                size=len(document := canonical_json(handover)),
                document=document,
            )
        )

    def kept(self) -> tuple[int, int]:
        good = col(HandoverRow.expires_at) > self._scope.now
        return self._scope.count_and_sum(HandoverRow, col(HandoverRow.size), good)

    def take(self, code_hash: str) -> Handover | None:
        """Two who take it at once: whoever removes the row has it."""
        good = (
            col(HandoverRow.code_hash) == code_hash,
            col(HandoverRow.expires_at) > self._scope.now,
        )
        row = self._scope.first(self._scope.select(HandoverRow).where(*good))
        if row is None or not self._scope.delete(HandoverRow, *good):
            return None
        return Handover.model_validate_json(row.document)
