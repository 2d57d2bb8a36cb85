"""Who has a part in the money and has left: noticed, and told once."""

from jupiter_core.commands.record import notify
from jupiter_core.domain.actor import TIMER
from jupiter_core.domain.events import EventName
from jupiter_core.domain.frozen import Frozen
from jupiter_core.domain.workspace import Workspace
from jupiter_core.ports import UnitOfWork


class NotePresence(Frozen):
    """What Slack says of somebody at this moment."""

    person: str
    name: str
    has_left: bool


def is_news(workspace: Workspace, command: NotePresence) -> bool:
    """Whether it is about an approver or accounts receivable, and not known yet."""
    known = command.person in workspace.departed
    return known != command.has_left and (known or workspace.may_receive(command.person))


def note_presence(command: NotePresence, uow: UnitOfWork) -> bool:
    """Keeps it, and tells admins and the other approvers of who has left. Whoever is back is asked
    again, and told of anew when they leave again. Returns whether it was news."""
    before = uow.workspace()
    if not is_news(before, command):
        return False
    others = tuple(each for each in before.departed if each != command.person)
    departed = (*others, command.person) if command.has_left else others
    uow.save_workspace(before.model_copy(update={"departed": departed}))
    if command.has_left:
        note = _note(before, command)
        notify(uow, EventName.PERSON_LEFT, uow.workspace_id, by=TIMER, note=note)
    return True


def _note(workspace: Workspace, command: NotePresence) -> str:
    approves = workspace.policy.allows(command.person)
    receives = command.person in workspace.receivables
    parts = [*(["an approver"] if approves else []), *(["accounts receivable"] if receives else [])]
    return (
        f"{command.name} ({command.person}), who is {' and '.join(parts)}, is deactivated in Slack "
        "and is asked for nothing any more. An admin names somebody else with /invoice setup."
    )
