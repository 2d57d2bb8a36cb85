"""Asking for an export in Slack: it is made behind, and comes to whoever asked in a message."""

from typing import Any

from jupiter_core.commands.permission import expect_finance
from jupiter_core.commands.record import notify
from jupiter_core.domain.actor import Actor
from jupiter_core.domain.events import EventName
from jupiter_core.domain.frozen import Frozen
from jupiter_core.outbox.messages import export_message
from jupiter_core.ports import UnitOfWork


class AskForExport(Frozen):
    """`request` is JSON material of what is asked for, `words` the same for the record: `Invoices,
    2027-01-01 to 2027-03-31`. `is_admin` is what Slack says of them at this moment."""

    by: Actor
    request: dict[str, Any]
    words: str
    is_admin: bool = False


def ask_for_export(command: AskForExport, uow: UnitOfWork) -> None:
    """Approvers and admins may; that it was asked for is kept. Raises NotPermitted."""
    if not command.is_admin:
        expect_finance(uow, command.by, "export records")
    notify(uow, EventName.EXPORTED, uow.workspace_id, by=command.by, note=command.words)
    uow.outbox.put(export_message(uow.workspace_id, command.by.id, command.request, uow.new_id()))
