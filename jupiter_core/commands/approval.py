"""Approval of an invoice or a contract: yes to exactly what was read, or a request for changes."""

from collections.abc import Callable

from jupiter_core.commands.account_policy import expect_account_of
from jupiter_core.commands.issue import foresee_issue, issue_if_due
from jupiter_core.commands.look_alike import warn_of_approver, who_worked_on
from jupiter_core.commands.mail_domain import learn_from_approval
from jupiter_core.commands.permission import expect_may_approve, people_behind
from jupiter_core.commands.record import changed_since, record
from jupiter_core.domain.actor import Actor, ActorKind
from jupiter_core.domain.approval import Delegator
from jupiter_core.domain.approvers import approves_for
from jupiter_core.domain.contract.contract import Contract
from jupiter_core.domain.event_details import OnBehalf
from jupiter_core.domain.frozen import Frozen
from jupiter_core.domain.invoice import Invoice, State
from jupiter_core.domain.references import missing_in
from jupiter_core.domain.refusals import (
    NobodyApproves,
    NotAnApprover,
    NotInState,
    ReferencesMissing,
    Required,
    SelfApproval,
    WrittenByDelegator,
    placed,
)
from jupiter_core.domain.text import paragraph_of
from jupiter_core.ports import UnitOfWork
from jupiter_core.ports.subject import INVOICE, S, SubjectKind, kind_of

REASON_LIMIT = 2000


class Approve(Frozen):
    """`expected_version` is the version of the invoice or contract whose content the approver
    read."""

    by: Actor
    subject_id: str
    expected_version: int


class RequestChanges(Frozen):
    """`expected_version` is the version that the approver read; `reason` is told in the thread."""

    by: Actor
    subject_id: str
    expected_version: int
    reason: str


def approve(command: Approve, uow: UnitOfWork) -> Invoice:
    """Records the approval of an invoice; with the last one needed, and its date come, issues it.

    Raises as `with_approval`.
    """
    uow.foresee_decision(command.subject_id)
    before = uow.invoices.get(command.subject_id)
    uow.foresee_customer(before)
    foresee_issue(uow, before)
    after = with_approval(INVOICE, command, uow)
    if after.state is State.APPROVED:
        learn_from_approval(uow, after.id, after.approvals, after.content.bill_to)
    return issue_if_due(uow, after, by=command.by)


def as_approvable(command: Approve, uow: UnitOfWork) -> Invoice:
    """The invoice that `approve` would begin with, for who looks before they decide.

    Raises as `with_approval`.
    """
    before, _ = _decided(INVOICE, command, uow)
    return before


def expect_approvable(uow: UnitOfWork, subject: Invoice | Contract) -> None:
    """Raises NobodyApproves where fewer people may approve it than have to: it would wait for
    ever."""
    writers = people_behind(uow, subject.writers)
    others = [each for each in uow.workspace().policy.people if each not in writers]
    if len(others) < subject.approvals_needed:
        raise NobodyApproves(subject.approvals_needed, len(others))


def request_changes(kind: SubjectKind[S], command: RequestChanges, uow: UnitOfWork) -> S:
    """It, or what is proposed of it, as a draft again; what is agreed goes on.

    Raises as `with_approval`, and Required, TooLong, Unprintable for the reason.
    """
    reason = placed("reason", lambda: paragraph_of(command.reason, "Reason", REASON_LIMIT))
    if not reason:
        raise Required("A reason").at("reason")
    before = _read_by_approver(kind, command, uow)
    after, name = before.returned(reason), kind.event("changes_requested")
    return record(uow, before, after, name, by=command.by, note=reason)


def with_approval(
    kind: SubjectKind[S],
    command: Approve,
    uow: UnitOfWork,
    still_true: Callable[[UnitOfWork, S], None] | None = None,
) -> S:
    """It with one more approval, of what was read.

    `still_true` raises what stands in its way though its content is the same. Raises
    NotAnApprover, SelfApproval, WrittenByDelegator, AlreadyApproved, ApprovedForBoth, NotInState,
    ChangedSinceSeen, BankDetailsUnconfirmed, NoAccountInCurrency or ReferencesMissing.
    """
    by = command.by
    before, after = _decided(kind, command, uow)
    if still_true:
        still_true(uow, before)
    authors = who_worked_on(uow, before)
    record(uow, before, after, kind.event("approved"), by=by, details=_on_behalf(after, by, uow))
    warn_of_approver(uow, before, after, by, authors)
    return after


def _decided(kind: SubjectKind[S], command: Approve, uow: UnitOfWork) -> tuple[S, S]:
    """It before and after one more approval, of which nothing is kept yet."""
    by, subject = command.by, kind.get(uow, command.subject_id)
    if by.person in people_behind(uow, subject.writers):
        raise SelfApproval(subject.title)
    before = _read_by_approver(kind, command, uow)
    uow.sender_profiles.get(before.sender_profile_id).expect_confirmed()
    expect_account_of(uow, before)
    if isinstance(before, Invoice):
        _expect_references(before)
    return before, before.approved(by, uow.now, _delegator(uow, before, by))


def _expect_references(invoice: Invoice) -> None:
    """What the customer requires may be more than when it was submitted."""
    content = invoice.content
    missing = [] if content.corrects else missing_in(content.reference_entries)
    if missing:
        title, labels = invoice.title, ", ".join(each.name for each in missing)
        named = f"{title[:1].upper()}{title[1:]}"
        raise ReferencesMissing(named, content.bill_to.legal_name, labels)


def _delegator(uow: UnitOfWork, subject: Invoice | Contract, by: Actor) -> Delegator | None:
    """For whom a delegate approves it; None for who does so in their own right. Where they stand in
    for several, one who may. Raises WrittenByDelegator."""
    theirs = [
        Delegator(each.approver, each.approver_name)
        for each in approves_for(uow.workspace(), by.person, uow.now)
    ]
    if by.kind is not ActorKind.SLACK_USER or not theirs:
        return None
    writers = people_behind(uow, subject.writers)
    readers = [each for each in theirs if each.id not in writers]
    if not readers:
        raise WrittenByDelegator(subject.title, theirs[0].name)
    given = {person for each in subject.approvals for person in each.people}
    return next((each for each in readers if each.id not in given), readers[0])


def _on_behalf(after: Invoice | Contract, by: Actor, uow: UnitOfWork) -> OnBehalf | None:
    agreed = after.agreed_by if isinstance(after, Contract) else ()
    for each in (*after.approvals, *agreed):
        if each.is_of(by.person, uow.now) and each.on_behalf_of:
            return OnBehalf(approver=each.on_behalf_of, name=each.on_behalf_of_name)
    return None


def expect_may_request_changes(
    uow: UnitOfWork, subject: S, expected_version: int, *, person: str
) -> None:
    """Tells, before anybody has written a reason, what `request_changes` would refuse.

    What was read is what counts, as for an approval: the first of two approvals makes a new
    version, but no other content. Raises NotAnApprover, NotInState or ChangedSinceSeen.
    """
    workspace = uow.workspace()
    if not (workspace.policy.allows(person) or approves_for(workspace, person, uow.now)):
        raise NotAnApprover()
    if not subject.awaits_word:
        title = subject.title
        raise NotInState(f"{title[:1].upper()}{title[1:]}", subject.state.words, "sent back")
    _expect_read(uow, kind_of(subject), subject, expected_version)


def _read_by_approver(
    kind: SubjectKind[S], command: Approve | RequestChanges, uow: UnitOfWork
) -> S:
    """It, whose content must still be what this approver read."""
    expect_may_approve(uow, command.by, kind.scope)
    subject = kind.get(uow, command.subject_id)
    _expect_read(uow, kind, subject, command.expected_version)
    return subject


def _expect_read(uow: UnitOfWork, kind: SubjectKind[S], subject: S, expected_version: int) -> None:
    if subject.sequence == expected_version:
        return
    if not subject.reads_as(kind.at(uow, subject.id, expected_version)):
        raise changed_since(uow, subject, expected_version)
