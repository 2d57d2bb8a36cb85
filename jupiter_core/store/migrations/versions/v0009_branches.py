"""Customers of one name are told apart by where they are; the last deals of a customer and of a
channel are found without reading all of them."""

import json
import unicodedata

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"


def upgrade() -> None:
    op.add_column(
        "customers", sa.Column("place_key", sa.String(), nullable=False, server_default="")
    )
    _place_customers()
    with op.batch_alter_table("customers") as batch:
        batch.drop_constraint("customers_name_key", type_="unique")
        columns = ["workspace_id", "name_key", "place_key"]
        batch.create_unique_constraint("customers_place_key", columns)
    for table in ("invoices", "contracts"):
        for what, column in (("customer", "customer_id"), ("channel", "deal_channel")):
            op.create_index(f"{table}_by_{what}", table, ["workspace_id", column, "id"])


def _place_customers() -> None:
    rows = sa.table(
        "customers",
        *(sa.column(name, sa.String()) for name in ("workspace_id", "id", "place_key", "document")),
    )
    connection = op.get_bind()
    for row in connection.execute(sa.select(rows)).mappings().all():
        customer = json.loads(row["document"])
        address = customer["address"]
        place = _key(address.get("city") or address["country"])
        same = (rows.c.workspace_id == row["workspace_id"], rows.c.id == row["id"])
        key = f"{place}\n{customer.get('external_id', '')}"
        connection.execute(sa.update(rows).where(*same).values(place_key=key))


def _key(name: str) -> str:
    return unicodedata.normalize("NFC", unicodedata.normalize("NFC", name).casefold())
