"""Known mail homes of customers, as rows."""

from datetime import datetime

from sqlmodel import Field, col

from jupiter_core.store.columns import UtcDateTime
from jupiter_core.store.scope import Scope
from jupiter_core.store.tables import Row


class MailDomainRow(Row, table=True):
    """`home` is a domain, or a whole address at a public mail provider."""

    __tablename__ = "mail_domains"

    customer_id: str = Field(primary_key=True)
    home: str = Field(primary_key=True)
    since: datetime = Field(sa_type=UtcDateTime)


class MailDomainRoom:
    def __init__(self, scope: Scope) -> None:
        self._scope = scope

    def of(self, customer_id: str) -> list[str]:
        query = self._scope.select(MailDomainRow)
        mine = query.where(col(MailDomainRow.customer_id) == customer_id)
        by_age = (col(MailDomainRow.since), col(MailDomainRow.home))
        return [row.home for row in self._scope.all(mine.order_by(*by_age))]

    def add(self, customer_id: str, home: str) -> None:
        self._scope.add_unless_there(
            MailDomainRow(
                workspace_id=self._scope.workspace_id,
                customer_id=customer_id,
                home=home,
                since=self._scope.now,
            )
        )
