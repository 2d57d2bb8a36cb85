"""Customers get the mail domains at which they were ever written to."""

import json
from typing import Any

import sqlalchemy as sa
from alembic import op

from jupiter_core.domain.mail_domain import mail_home

revision = "0007"
down_revision = "0006"


def upgrade() -> None:
    """Known are those of what was issued already: mails went there."""
    domains = op.create_table(
        "mail_domains",
        sa.Column("workspace_id", sa.String(), nullable=False),
        sa.Column("customer_id", sa.String(), nullable=False),
        sa.Column("home", sa.String(), nullable=False),
        sa.Column("since", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("workspace_id", "customer_id", "home"),
    )
    rows = _known()
    if rows:
        op.bulk_insert(domains, rows)


def _known() -> list[dict[str, Any]]:
    """From the versions that were issued: what was put on an invoice later may be wrong."""
    kinds = {"at": sa.DateTime(timezone=True)}
    names = ("workspace_id", "at", "why", "document")
    versions = sa.table("versions", *(sa.column(name, kinds.get(name)) for name in names))
    of_issues = versions.c.why.in_(["invoice.issued", "credit_note.issued"])
    query = sa.select(versions).where(of_issues).order_by(versions.c.at)
    found: dict[tuple[str, str, str], dict[str, Any]] = {}
    for row in op.get_bind().execute(query).mappings():
        bill_to = json.loads(row["document"])["content"]["bill_to"]
        place = {
            "workspace_id": row["workspace_id"],
            "customer_id": bill_to["customer_id"],
            "home": mail_home(bill_to["ap_contact"]["email"]),
        }
        if place["home"]:
            found.setdefault(tuple(place.values()), {**place, "since": row["at"]})
    return list(found.values())
