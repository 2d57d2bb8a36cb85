"""Known mail homes of customers, as rows."""

from jupiter_core.store.scope import TransactionScope
from jupiter_core.store.tables import MailDomainRow

_IN_ORDER = ("since", "home")


class MailDomainRepository:
    """See `MailDomains`."""

    def __init__(self, scope: TransactionScope) -> None:
        self._scope = scope

    def of(self, customer_id: str) -> list[str]:
        def read() -> tuple[str, ...]:
            its = self._scope.all_by(MailDomainRow, *_IN_ORDER, customer_id=customer_id)
            return tuple(row.home for row in its)

        return [*self._scope.memory.of(MailDomainRow, customer_id, read)]

    def foresee(self, customer_id: str) -> None:
        if not self._scope.memory.knows(MailDomainRow, customer_id):
            self._scope.foresee_all(MailDomainRow, *_IN_ORDER, customer_id=customer_id)

    def add(self, customer_id: str, home: str) -> None:
        """A workspace has one writer at a time: nobody adds the same in between."""
        if home in self.of(customer_id):
            return
        row = MailDomainRow(
            workspace_id=self._scope.workspace_id,
            customer_id=customer_id,
            home=home,
            since=self._scope.now,
        )
        self._scope.add(row)
