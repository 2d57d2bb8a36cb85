"""The table of the product catalogue."""

from sqlalchemy import Index, UniqueConstraint
from sqlmodel import Field

from jupiter_core.store.columns import Document, Sortable
from jupiter_core.store.tables import TableRow


class ProductRow(TableRow, table=True):
    """`document` is the Product. Its code is taken once in a workspace, in any letter case, and so
    is the name of one without a code, in `alike_key`. `words_key` is what is searched."""

    __tablename__ = "products"
    __table_args__ = (
        UniqueConstraint("workspace_id", "code_key", name="products_code_key"),
        UniqueConstraint("workspace_id", "alike_key", name="products_alike_key"),
        Index("products_by_name", "workspace_id", "retired", "name_key", "id"),
    )

    id: str = Field(primary_key=True, sa_type=Sortable)
    name_key: str = Field(sa_type=Sortable)
    code_key: str | None = None
    alike_key: str | None = None
    words_key: str
    retired: bool = False
    document: str = Field(sa_type=Document)
