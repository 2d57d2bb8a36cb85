"""Two accounts that look like one person's are not two people without a warning.

Where one of them approves or confirms what the other wrote, proposed, approved or confirmed, the
deal's thread, the other approvers and all admins are told at once.
"""

from collections.abc import Iterable, Iterator

from jupiter_core.commands.permission import people_behind
from jupiter_core.commands.record import notify, publish_about
from jupiter_core.domain.actor import Actor, ActorKind
from jupiter_core.domain.consent import Consent
from jupiter_core.domain.contract.contract import Contract
from jupiter_core.domain.event_details import AlikePair, LookAlike
from jupiter_core.domain.events import EventName
from jupiter_core.domain.invoice import Invoice
from jupiter_core.domain.same_person import shared
from jupiter_core.ports import UnitOfWork
from jupiter_core.ports.subject import S, kind_of


def warn_of_approver(
    uow: UnitOfWork, before: S, after: S, by: Actor, authors: Iterable[Actor]
) -> None:
    """Tells of an approver who looks like a writer or another approver of what they approved;
    `authors` are those whom `who_worked_on` it found before."""
    people = people_behind(uow, {*before.writers, *_approvers(before)})
    others = [each for each in authors if each.person in people]
    found = warn(uow, by, others, f"approved {before.title}", before.id)
    if found:
        publish_about(uow, after, kind_of(after).event("look_alike_approved"), by=by, details=found)


def warn_of_confirmer(
    uow: UnitOfWork, consent: Consent, by: Actor, what: str, subject_id: str
) -> None:
    """Tells of a confirmer who looks like the proposer or another confirmer of `what`."""
    confirmers = (
        Actor(kind=ActorKind.SLACK_USER, id=each.by, name=each.by_name, email=each.by_email)
        for each in consent.confirmations
    )
    warn(uow, by, (consent.proposed_by, *confirmers), f"confirmed {what}", subject_id)


def warn(
    uow: UnitOfWork, by: Actor, others: Iterable[Actor], action: str, subject_id: str
) -> LookAlike | None:
    """The warning, which approvers and admins get; None where nobody looks alike.

    `action` completes the name of `by`. Of a key, its owner is compared.
    """
    one = _owner(uow, by)
    alike: dict[str, AlikePair] = {}
    for each in others:
        other = _owner(uow, each)
        if what := shared(one, other):
            alike[other.id] = AlikePair(one=_named(one), other=_named(other), shared=what)
    if not alike:
        return None
    found = LookAlike(by=by.name, action=action, pairs=tuple(alike.values()))
    notify(uow, EventName.LOOK_ALIKE_PEOPLE, subject_id, by=by, details=found)
    return found


def _approvers(subject: Invoice | Contract) -> Iterator[str]:
    """With those on whose behalf a delegate approved."""
    for each in subject.approvals:
        yield from each.people


def _named(actor: Actor) -> str:
    return f"{actor.name} ({actor.id})"


def _owner(uow: UnitOfWork, actor: Actor) -> Actor:
    """The person, as far as they are known."""
    if actor.kind is not ActorKind.API_KEY or not actor.owner:
        return actor
    name = uow.api_keys.get(actor.id).owner_name
    return Actor(kind=ActorKind.SLACK_USER, id=actor.owner, name=name)


def who_worked_on(uow: UnitOfWork, subject: Invoice | Contract) -> list[Actor]:
    """Everyone who made a version of it, or of the contract that it comes from."""
    sources = [subject.id]
    if isinstance(subject, Invoice) and subject.contract_id:
        sources.append(subject.contract_id)
    return [each for source in sources for each in uow.versions.authors(source)]
