"""What Slack says of who has a part in the money: where they are, by whose hours they are reminded,
and that they have left, which is told once. Nobody approves for who has left, nor they for anybody.
"""

from jupiter_core.commands.delegation import end_delegations
from jupiter_core.commands.record import notify
from jupiter_core.domain.actor import TIMER
from jupiter_core.domain.delegation import Delegation
from jupiter_core.domain.events import EventName
from jupiter_core.domain.frozen import Frozen
from jupiter_core.domain.workspace import Workspace
from jupiter_core.ports import UnitOfWork


class NotePresence(Frozen):
    """What Slack says of somebody at this moment. Without a time zone nothing is known of it."""

    person: str
    name: str
    has_left: bool
    time_zone: str = ""


def is_news(workspace: Workspace, command: NotePresence) -> bool:
    """Whether it is about an approver, a delegate or accounts receivable, and not known yet."""
    known = command.person in workspace.departed
    has_part = workspace.may_receive(command.person) or bool(_delegations(workspace, command))
    news = known != command.has_left or _has_moved(workspace, command)
    return news and (known or has_part)


def _has_moved(workspace: Workspace, command: NotePresence) -> bool:
    """Of who is reminded: accounts receivable are not."""
    zone = command.time_zone
    asked = workspace.policy.allows(command.person) or bool(_delegations(workspace, command))
    return asked and bool(zone) and workspace.time_zones.get(command.person) != zone


def note_presence(command: NotePresence, uow: UnitOfWork) -> bool:
    """Keeps it, and tells admins and the other approvers of who has left. Whoever is back is asked
    again, and told of anew when they leave again. Returns whether it was news."""
    before = uow.workspace()
    if not is_news(before, command):
        return False
    others = tuple(each for each in before.departed if each != command.person)
    departed = (*others, command.person) if command.has_left else others
    moved = {command.person: command.time_zone} if command.time_zone else {}
    zones = {**before.time_zones, **moved}
    uow.save_workspace(before.model_copy(update={"departed": departed, "time_zones": zones}))
    if command.has_left and command.person not in before.departed:
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
