"""What a drain does with what it gives up, where nobody is told."""

from collections.abc import Callable

from jupiter_core.outbox.drain import GiveUp
from jupiter_core.ports import Message, Store


def burying(store: Store, noted: Callable[[str, str], None]) -> GiveUp:
    """Makes it a dead letter and notes its id and the error."""

    def give_up(message: Message, owner: str, error: str) -> None:
        with store.write(message.workspace_id) as uow:
            assert uow.outbox.bury(message.id, owner=owner, error=error)
        noted(message.id, error)

    return give_up
