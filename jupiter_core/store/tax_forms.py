"""Tax forms of legal entities, as rows."""

from base64 import b64decode, b64encode
from typing import cast

from sqlalchemy import Index
from sqlalchemy.orm import QueryableAttribute, defer
from sqlmodel import Field, col

from jupiter_core.domain.frozen import canonical_json
from jupiter_core.domain.tax_form import TaxForm
from jupiter_core.store.columns import Document, Sortable
from jupiter_core.store.scope import TransactionScope
from jupiter_core.store.tables import TableRow


class TaxFormRow(TableRow, table=True):
    """`document` is the TaxForm, `content` its PDF in base64."""

    __tablename__ = "tax_forms"
    __table_args__ = (Index("tax_forms_by_entity", "workspace_id", "profile_id", "id"),)

    id: str = Field(primary_key=True, sa_type=Sortable)
    profile_id: str
    document: str = Field(sa_type=Document)
    content: str = Field(sa_type=Document)


class TaxFormRepository:
    """See `TaxForms`."""

    def __init__(self, scope: TransactionScope) -> None:
        self._scope = scope

    def of(self, profile_id: str) -> list[TaxForm]:
        query = self._scope.select(TaxFormRow).where(col(TaxFormRow.profile_id) == profile_id)
        file = cast(QueryableAttribute[str], TaxFormRow.content)
        without_files = query.options(defer(file))
        rows = self._scope.all(without_files.order_by(col(TaxFormRow.id)))
        return [TaxForm.model_validate_json(row.document) for row in rows]

    def content(self, form_id: str) -> bytes:
        query = self._scope.select(TaxFormRow).where(col(TaxFormRow.id) == form_id)
        return b64decode(self._scope.found(query, "tax form", form_id).content)

    def add(self, form: TaxForm, content: bytes) -> None:
        self._scope.put(
            TaxFormRow(
                workspace_id=self._scope.workspace_id,
                id=form.id,
                profile_id=form.profile_id,
                document=canonical_json(form),
                content=b64encode(content).decode(),
            )
        )
