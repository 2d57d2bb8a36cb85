"""The ledger accounts of legal entities, as rows."""

from sqlmodel import col

from jupiter_core.domain.accounting.mapping import AccountMapping
from jupiter_core.domain.frozen import canonical_json
from jupiter_core.store.ledger_tables import AccountMappingRow
from jupiter_core.store.scope import TransactionScope


class AccountMappingRepository:
    """See `AccountMappings`."""

    def __init__(self, scope: TransactionScope) -> None:
        self._scope = scope

    def find(self, profile_id: str) -> AccountMapping | None:
        query = self._scope.select(AccountMappingRow)
        row = self._scope.first(query.where(col(AccountMappingRow.profile_id) == profile_id))
        return AccountMapping.model_validate_json(row.document) if row else None

    def save(self, mapping: AccountMapping) -> None:
        self._scope.put(
            AccountMappingRow(
                workspace_id=self._scope.workspace_id,
                profile_id=mapping.profile_id,
                document=canonical_json(mapping),
            )
        )
