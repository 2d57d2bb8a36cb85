"""What the approval routes of invoices and contracts answer alike."""

from collections.abc import Callable, Sequence

from fastapi.responses import Response

from bot.api.change import KeyedRequest
from bot.api.context import Reply
from bot.api.paging import Page
from bot.api.refusals import VersionNeeded
from jupiter_core.commands.approval import Approve, RequestChanges, request_changes
from jupiter_core.commands.record import changed_since
from jupiter_core.domain.approval import Approval
from jupiter_core.ports import UnitOfWork
from jupiter_core.ports.subject import S, SubjectKind
from jupiter_core.queries.resources.invoice import ApprovalResource
from jupiter_core.queries.resources.shapes import VersionResource


def approvals_listed(approvals: Sequence[Approval]) -> Response:
    """All of them on one page."""
    items = tuple(ApprovalResource.of(each) for each in approvals)
    return Reply(Page[ApprovalResource](items=items, next_cursor=None).model_dump_json()).response


def versions_listed(versions: tuple[VersionResource, ...]) -> Response:
    """All of them on one page."""
    return Reply(Page[VersionResource](items=versions, next_cursor=None).model_dump_json()).response


def approved(
    change: KeyedRequest,
    kind: SubjectKind[S],
    subject_id: str,
    approve: Callable[[Approve, UnitOfWork], S],
    shown: Callable[[UnitOfWork, S], Reply],
) -> Response:
    """Approved in the version that If-Match names. Raises as `_decided`."""

    def work(seen: int, uow: UnitOfWork) -> S:
        return approve(Approve(by=change.by, subject_id=subject_id, expected_version=seen), uow)

    return _decided(change, kind, subject_id, work, shown)


def returned(
    change: KeyedRequest,
    kind: SubjectKind[S],
    subject_id: str,
    reason: str,
    shown: Callable[[UnitOfWork, S], Reply],
) -> Response:
    """Sent back in the version that If-Match names. Raises as `_decided`."""

    def work(seen: int, uow: UnitOfWork) -> S:
        command = RequestChanges(
            by=change.by, subject_id=subject_id, expected_version=seen, reason=reason
        )
        return request_changes(kind, command, uow)

    return _decided(change, kind, subject_id, work, shown)


def _decided(
    change: KeyedRequest,
    kind: SubjectKind[S],
    subject_id: str,
    decide: Callable[[int, UnitOfWork], S],
    shown: Callable[[UnitOfWork, S], Reply],
) -> Response:
    """What `decide` made of the version that If-Match names, as `shown`.

    Raises VersionNeeded, or ChangedSinceSeen for a version that nobody can have read.
    """
    seen = change.seen()
    if seen is None:
        raise VersionNeeded()
    change.caller.expect_active_owner()

    def work(uow: UnitOfWork) -> Reply:
        subject = kind.get(uow, subject_id)
        if not 1 <= seen <= subject.sequence:
            raise changed_since(uow, subject, seen)
        return shown(uow, decide(seen, uow))

    return change.once(work)
