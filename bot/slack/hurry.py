"""Until Slack has its answer, a listener waits for other writers no longer than Slack waits for it.

Slack takes an answer for three seconds. Whoever would get one later is told within them that
nothing was saved; what a listener does after its answer has the database's usual patience.
"""

from contextlib import AbstractContextManager
from contextvars import ContextVar

from slack_bolt import Ack

from jupiter_core.domain.api_key import ApiKey
from jupiter_core.ports import Store, UnitOfWork

SECONDS = 1.8
"""With the listener's own work, and a call to Slack before it."""

_answered: ContextVar[Ack | None] = ContextVar("answered", default=None)


def answers_with(ack: Ack) -> None:
    """What is done from here on is done before Slack is answered by this."""
    _answered.set(ack)


class HurriedStore:
    """A Store; `hurried` is the same one with less patience."""

    def __init__(self, store: Store, hurried: Store) -> None:
        self._store, self._hurried = store, hurried

    def write(
        self, workspace_id: str, *, brief: bool = False
    ) -> AbstractContextManager[UnitOfWork]:
        """See `Store`."""
        ack = _answered.get()
        owes = ack is not None and ack.response is None
        return (self._hurried if owes else self._store).write(workspace_id, brief=brief)

    def read(self, workspace_id: str) -> AbstractContextManager[UnitOfWork]:
        """See `Store`."""
        return self._store.read(workspace_id)

    def workspace_of(self, invoice_id: str) -> str:
        """See `Store`."""
        return self._store.workspace_of(invoice_id)

    def workspace_of_key(self, secret_hash: str) -> tuple[str, ApiKey]:
        """See `Store`."""
        return self._store.workspace_of_key(secret_hash)

    def expect_answer(self) -> None:
        """See `Store`."""
        self._store.expect_answer()

    def workspaces(self) -> list[str]:
        """See `Store`."""
        return self._store.workspaces()

    def unreleased(self) -> frozenset[str]:
        """See `Store`."""
        return self._store.unreleased()

    def resting(self) -> frozenset[str]:
        """See `Store`."""
        return self._store.resting()
