"""Who has a part in the money and has left: noticed, and told once. Nobody approves for who has
left, nor they for anybody."""

from jupiter_core.commands.delegation import end_delegations
from jupiter_core.commands.record import notify
from jupiter_core.domain.actor import TIMER
from jupiter_core.domain.delegation import Delegation
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
    """Whether it is about an approver, a delegate or accounts receivable, and not known yet."""
    known = command.person in workspace.departed
    has_part = workspace.may_receive(command.person) or bool(_delegations(workspace, command))
    return known != command.has_left and (known or has_part)


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
        ended = [each for each in _delegations(before, command) if each.is_open(uow.now)]
        end_delegations(uow, ended, by=TIMER)
        told = [each.approver for each in ended]
        note = " ".join((_note(before, command), *map(_ended_words, ended)))
        notify(uow, EventName.PERSON_LEFT, uow.workspace_id, by=TIMER, note=note, also=told)
    return True


def _delegations(workspace: Workspace, command: NotePresence) -> list[Delegation]:
    """Those that this person is one side of, also such as are over."""
    of_both = ((each, (each.approver, each.delegate)) for each in workspace.delegations)
    return [each for each, people in of_both if command.person in people]


def _ended_words(ended: Delegation) -> str:
    return f"{ended.delegate_name} no longer approves for {ended.approver_name}."


def _note(workspace: Workspace, command: NotePresence) -> str:
    approves = workspace.policy.allows(command.person)
    receives = command.person in workspace.receivables
    delegates = [each.approver_name for each in _delegations(workspace, command)]
    parts = [
        *(["an approver"] if approves else []),
        *(["accounts receivable"] if receives else []),
        *([f"a delegate of {delegates[-1]}"] if delegates and not approves else []),
    ]
    return (
        f"{command.name} ({command.person}), who is {' and '.join(parts)}, is deactivated in Slack "
        "and is asked for nothing any more. An admin names somebody else with /invoice setup."
    )
