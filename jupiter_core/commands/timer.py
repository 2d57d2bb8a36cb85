"""All that the timer does in one workspace, in its order: bring, issue, expire, remind."""

from jupiter_core.commands.bringing import bring_due
from jupiter_core.commands.credit import expire_credits
from jupiter_core.commands.issue import issue_due
from jupiter_core.commands.po_number import ask_for_missing_po_numbers
from jupiter_core.ports import UnitOfWork


def tick(uow: UnitOfWork) -> int:
    """How many things it did; run again at once, or in two processes, it finds nothing to do."""
    brought = len(bring_due(uow))
    issued = len(issue_due(uow))
    expire_credits(uow)
    return brought + issued + ask_for_missing_po_numbers(uow)
