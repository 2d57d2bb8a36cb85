"""What was given up goes out again: one message, or all that somebody may send."""

from jupiter_core.commands.given_up import publish_resent
from jupiter_core.commands.record import notify
from jupiter_core.domain.actor import Actor, ActorKind
from jupiter_core.domain.events import EventName
from jupiter_core.domain.frozen import Frozen
from jupiter_core.domain.refusals import NotFound, NotPermitted
from jupiter_core.outbox.resendable import ALL_NOUNS, DealNoun, resendable
from jupiter_core.ports import DeadLetter, UnitOfWork
from jupiter_core.queries.dead_letters import about

_DEED = "resend messages"
_WHO = "Whoever drafted it can, and approvers and admins."


class ResendLetter(Frozen):
    """`message_id` is a message that was given up; whether they are an admin is Slack's word.
    `nouns` are those that the door is open to."""

    by: Actor
    message_id: str
    is_admin: bool = False
    nouns: frozenset[DealNoun] = ALL_NOUNS


class ResendLetters(Frozen):
    """All that they may send again."""

    by: Actor
    is_admin: bool = False
    nouns: frozenset[DealNoun] = ALL_NOUNS


def resend_letter(command: ResendLetter, uow: UnitOfWork) -> str:
    """The title of what goes on. Raises NotPermitted; NotFound, also for what is on its way
    already."""
    open_to_them = resendable(uow, command.nouns)
    letter = next((each for each in open_to_them if each.message.id == command.message_id), None)
    if letter is None:
        raise NotFound("undelivered message", command.message_id)
    if not _may(uow, command, letter):
        raise NotPermitted(_DEED, _WHO)
    _send(uow, command.by, [letter])
    subject = about(uow, letter.message)
    return subject.title if subject else "A notice"


def resend_letters(command: ResendLetters, uow: UnitOfWork) -> int:
    """How many go on; the oldest are sent first. Raises NotPermitted where some wait, and none is
    theirs to send."""
    waiting = resendable(uow, command.nouns)
    theirs = [each for each in waiting if _may(uow, command, each)]
    if waiting and not theirs:
        raise NotPermitted(_DEED, _WHO)
    if theirs:
        _send(uow, command.by, theirs)
    return len(theirs)


def _may(uow: UnitOfWork, command: ResendLetter | ResendLetters, letter: DeadLetter) -> bool:
    by = command.by
    if by.kind is ActorKind.OPERATOR or command.is_admin:
        return True
    subject = about(uow, letter.message)
    mine = subject is not None and subject.drafted_by.person == by.person
    return mine or uow.workspace().policy.allows(by.person)


def _send(uow: UnitOfWork, by: Actor, letters: list[DeadLetter]) -> None:
    for each in letters:
        uow.outbox.revive(each.message.id)
    count = len(letters)
    note = f"{count:,} {'message' if count == 1 else 'messages'}"
    notify(uow, EventName.MESSAGES_RESENT, uow.workspace_id, by=by, note=note)
    publish_resent((each.message for each in letters), uow, by=by)
