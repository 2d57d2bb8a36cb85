"""What a restored database held back is sent, or forgotten since it was sent before."""

from jupiter_core.commands.record import notify
from jupiter_core.domain.actor import Actor
from jupiter_core.domain.events import EventName
from jupiter_core.domain.frozen import Frozen
from jupiter_core.ports import UnitOfWork


class ReleaseMessages(Frozen):
    """Of one workspace; with `discard`, none of them is ever sent."""

    by: Actor
    discard: bool = False


def release_messages(command: ReleaseMessages, uow: UnitOfWork) -> int:
    """How many messages it was. Approvers and admins hear of it, and the timers run again."""
    count = uow.outbox.release(discard=command.discard)
    did = "discarded" if command.discard else "released"
    note = f"Messages that were held back and are now {did}: {count:,}."
    notify(uow, EventName.MESSAGES_RELEASED, uow.workspace_id, by=command.by, note=note)
    return count
