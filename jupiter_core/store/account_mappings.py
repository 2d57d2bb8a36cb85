"""The ledger accounts of legal entities, as rows."""

from sqlmodel import Field, col

from jupiter_core.domain.accounting.mapping import AccountMapping
from jupiter_core.domain.frozen import canonical_json
from jupiter_core.store.columns import Document
from jupiter_core.store.scope import TransactionScope
from jupiter_core.store.tables import TableRow


class AccountMappingRow(TableRow, table=True):
    """`document` is the AccountMapping."""

    __tablename__ = "account_mappings"

    profile_id: str = Field(primary_key=True)
    document: str = Field(sa_type=Document)


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
