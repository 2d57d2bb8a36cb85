"""Contracts and the ledgers of their credits, as rows."""

from collections.abc import Mapping
from functools import cache
from typing import Any

from sqlalchemy import ColumnElement, bindparam
from sqlmodel import col, select
from sqlmodel.sql.expression import SelectOfScalar

from jupiter_core.domain.contract.contract import Contract, ContractState
from jupiter_core.domain.contract.credit_ledger import CreditEntry
from jupiter_core.domain.frozen import canonical_json
from jupiter_core.domain.refusals import AlreadyTaken, ChangedSinceSeen, Refusal
from jupiter_core.domain.text import key_of
from jupiter_core.domain.version import Version
from jupiter_core.ports import ContractFilter, ContractSummary, Head
from jupiter_core.store.derived import derive_entries
from jupiter_core.store.scope import TransactionScope
from jupiter_core.store.tables import ContractRow, CreditEntryRow
from jupiter_core.store.versions import version_row


class ContractRepository:
    """See `Contracts`."""

    def __init__(self, scope: TransactionScope) -> None:
        self._scope = scope

    def get(self, contract_id: str) -> Contract:
        return Contract.model_validate_json(self._row(contract_id, lock=True).document)

    def foresee(self, contract_id: str) -> None:
        self._scope.foresee(ContractRow, lock=True, id=contract_id)

    def find_name(self, name: str) -> Contract | None:
        query = self._scope.select(ContractRow)
        row = self._scope.first(query.where(col(ContractRow.name_key) == key_of(name)))
        return Contract.model_validate_json(row.document) if row else None

    def find_external(self, external_id: str) -> Contract | None:
        query = self._scope.select(ContractRow)
        row = self._scope.first(query.where(col(ContractRow.external_key) == external_id))
        return Contract.model_validate_json(row.document) if row else None

    def page(self, wanted: ContractFilter, *, after: str = "", limit: int = 50) -> list[Contract]:
        conditions = {
            "customer_id": wanted.customer_id,
            "deal_channel": wanted.deal_channel,
            "external_key": wanted.external_id,
            "states": [state.value for state in wanted.states],
            "updated_from": wanted.updated_from,
            "after": after,
        }
        given = {name: value for name, value in conditions.items() if value}
        rows = self._scope.asked(ContractRow, _page_by(tuple(given)), most=limit, **given)
        return [Contract.model_validate_json(row.document) for row in rows]

    def add(self, contract: Contract, version: Version) -> None:
        row = _row_of(contract, version)
        with self._scope.refusing(_refusals(contract)):
            self._scope.add(row)
            self._scope.add(version_row(version))
        derive_entries(self._scope, contract, version.at)

    def save(self, contract: Contract, version: Version) -> None:
        seen = contract.sequence - 1
        with self._scope.refusing(_refusals(contract)):
            row, before = _row_of(contract, version), self._row(contract.id, lock=True)
            if not self._scope.replace(row, before, sequence=seen):
                current = self._row(contract.id).sequence
                raise ChangedSinceSeen(contract.title, "somebody else was first", seen, current)
            self._scope.add(version_row(version))
        derive_entries(self._scope, contract, version.at)

    def head(self, contract_id: str) -> Head:
        row = self._row(contract_id)
        return Head(sequence=row.sequence, hash=row.head_hash, document=row.document)

    def ids(self) -> list[str]:
        query = self._scope.select(ContractRow).order_by(col(ContractRow.id))
        return [row.id for row in self._scope.all(query)]

    def summaries(self, *, limit: int = 50) -> list[ContractSummary]:
        newest_first = (col(ContractRow.updated_at).desc(), col(ContractRow.id).desc())
        query = self._scope.select(ContractRow).order_by(*newest_first).limit(limit)
        return [_summary(row) for row in self._scope.all(query)]

    def running(self) -> list[str]:
        query = self._scope.select(ContractRow).where(col(ContractRow.running).is_(True))
        return [row.id for row in self._scope.all(query.order_by(col(ContractRow.id)))]

    def _row(self, contract_id: str, *, lock: bool = False) -> ContractRow:
        return self._scope.with_id(ContractRow, "contract", contract_id, lock=lock)


class LedgerRepository:
    """See `Ledger`."""

    def __init__(self, scope: TransactionScope) -> None:
        self._scope = scope

    def add(self, entry: CreditEntry) -> None:
        self._scope.add(
            CreditEntryRow(
                workspace_id=self._scope.workspace_id,
                id=entry.id,
                contract_id=entry.contract_id,
                document=canonical_json(entry),
            )
        )

    def of(self, contract_id: str) -> list[CreditEntry]:
        query = (
            self._scope.select(CreditEntryRow)
            .where(col(CreditEntryRow.contract_id) == contract_id)
            .order_by(col(CreditEntryRow.position))
        )
        return [CreditEntry.model_validate_json(row.document) for row in self._scope.all(query)]


def _row_of(contract: Contract, version: Version) -> ContractRow:
    return ContractRow(
        workspace_id=contract.workspace_id, id=contract.id, **_columns(contract, version)
    )


def _columns(contract: Contract, version: Version) -> dict[str, Any]:
    shown = contract.shown
    return {
        "sequence": contract.sequence,
        "head_hash": version.hash,
        "name": contract.name,
        "name_key": key_of(contract.name),
        "state": contract.state.value,
        "running": contract.running is not None,
        "customer_id": shown.customer_id,
        "customer": contract.customer_name,
        "currency": shown.terms.currency,
        "total_minor": shown.total.minor,
        "deal_channel": contract.deal_channel,
        "drafted_by": contract.drafted_by.person,
        "external_key": _external_key(contract),
        "updated_at": version.at,
        "document": version.document,
    }


def _external_key(contract: Contract) -> str | None:
    """A proposal that ended before it was agreed gives up what another system calls it."""
    withdrawn = contract.ended_on and contract.agreed is None
    return None if withdrawn else contract.external_id or None


_CONDITIONS: Mapping[str, ColumnElement[bool]] = {
    "customer_id": col(ContractRow.customer_id) == bindparam("customer_id"),
    "deal_channel": col(ContractRow.deal_channel) == bindparam("deal_channel"),
    "external_key": col(ContractRow.external_key) == bindparam("external_key"),
    "states": col(ContractRow.state).in_(bindparam("states", expanding=True)),
    "updated_from": col(ContractRow.updated_at) >= bindparam("updated_from"),
    "after": col(ContractRow.id) < bindparam("after"),
}
"""By the names of their parameters."""


@cache
def _page_by(names: tuple[str, ...]) -> SelectOfScalar[ContractRow]:
    """The newest `most` for which all of these hold, of the workspace `ours`."""
    where = (_CONDITIONS[name] for name in names)
    query = select(ContractRow).where(col(ContractRow.workspace_id) == bindparam("ours"), *where)
    return query.order_by(col(ContractRow.id).desc()).limit(bindparam("most"))


def _summary(row: ContractRow) -> ContractSummary:
    return ContractSummary(
        id=row.id,
        name=row.name,
        state=ContractState(row.state),
        customer=row.customer,
        currency=row.currency,
        total_minor=row.total_minor,
        deal_channel=row.deal_channel,
        drafted_by=row.drafted_by,
        updated_at=row.updated_at,
    )


def _refusals(contract: Contract) -> dict[str, Refusal]:
    external = AlreadyTaken("contract with the external id", contract.external_id)
    return {
        "contracts_name_key": AlreadyTaken("contract", contract.name).at("name"),
        "contracts_external_key": external.at("external_id"),
    }
