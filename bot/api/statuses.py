"""The table: which refusal is which HTTP status. What is not named here is a 422."""

import re
from http import HTTPStatus

from jupiter_core.commands.mail_under_way import MailStuck, MailUnderWay
from jupiter_core.commands.webhook_delivery import PayloadGone
from jupiter_core.domain.api_key import KeyWithoutOwner, NotInScope, OwnerGone, OwnerNotKnown
from jupiter_core.domain.event_scopes import EventsNotInScope
from jupiter_core.domain.idempotency import AnotherRequest
from jupiter_core.domain.portal import (
    NothingToUpload,
    NotUploaded,
    PortalIdsMissing,
    UploadedAlready,
)
from jupiter_core.domain.refusals import (
    AcceptedAlready,
    AlreadyApproved,
    AlreadyConfirmed,
    AlreadyDone,
    AlreadyTaken,
    ApprovedForBoth,
    ChangedSinceSeen,
    ChangeWaits,
    CreditedAlready,
    CreditNoteStands,
    EntrySettled,
    FiscalChange,
    IssuedMeanwhile,
    LateFeeDrafted,
    MailNotWaiting,
    MailWaits,
    NamedByProposer,
    NoAccountMapping,
    NoCredit,
    NoIndexWaits,
    NoLateFee,
    NoReminderLeft,
    NoSuchMilestone,
    NotAnApprover,
    NotDisputed,
    NotFound,
    NothingCameIn,
    NothingChanged,
    NothingDue,
    NothingToImport,
    NothingToRefund,
    NotInForm,
    NotInState,
    NotPaused,
    NotPermitted,
    NotReissued,
    PaymentReversed,
    PlanChanged,
    ProposalConfirmed,
    RefundedAlready,
    Refusal,
    ReissuedAlready,
    RenewedAlready,
    SecondPersonNeeded,
    SelfApproval,
    SentAlready,
    SetTheAddress,
    WrittenByDelegator,
)
from jupiter_core.ports import NoEInvoice

UNPROCESSABLE = 422
STATUSES: dict[type[Refusal], int] = {
    NotInScope: 403,
    EventsNotInScope: 403,
    NotPermitted: 403,
    NotAnApprover: 403,
    SelfApproval: 403,
    WrittenByDelegator: 403,
    SecondPersonNeeded: 403,
    NamedByProposer: 403,
    KeyWithoutOwner: 403,
    OwnerGone: 403,
    OwnerNotKnown: 503,
    SetTheAddress: 403,
    NotFound: 404,
    AlreadyTaken: 409,
    PayloadGone: 409,
    AlreadyDone: 409,
    AlreadyApproved: 409,
    ApprovedForBoth: 409,
    AlreadyConfirmed: 409,
    ProposalConfirmed: 409,
    NotInState: 409,
    NothingChanged: 409,
    NothingDue: 409,
    NoReminderLeft: 409,
    NoCredit: 409,
    NothingToRefund: 409,
    PaymentReversed: 409,
    RefundedAlready: 409,
    NotDisputed: 409,
    NotPaused: 409,
    NothingToUpload: 409,
    UploadedAlready: 409,
    NotUploaded: 409,
    PortalIdsMissing: 409,
    FiscalChange: 409,
    IssuedMeanwhile: 409,
    CreditNoteStands: 409,
    CreditedAlready: 409,
    NotReissued: 409,
    NoLateFee: 409,
    LateFeeDrafted: 409,
    ReissuedAlready: 409,
    RenewedAlready: 409,
    AcceptedAlready: 409,
    ChangeWaits: 409,
    NoSuchMilestone: 404,
    NoIndexWaits: 409,
    SentAlready: 409,
    MailUnderWay: 409,
    MailStuck: 409,
    MailWaits: 409,
    MailNotWaiting: 409,
    NoEInvoice: 409,
    NoAccountMapping: 409,
    NotInForm: 409,
    ChangedSinceSeen: 412,
    AnotherRequest: 422,
    EntrySettled: 409,
    NothingCameIn: 409,
    NothingToImport: 409,
    PlanChanged: 409,
}


_PLAIN = {413: "too_large", 503: "busy"}
"""Of what no refusal stands behind, where the standard's own name is long, or was changed."""


def code_of(kind: type[Refusal]) -> str:
    """A refusal's name for programs: `changed_since_seen`, `no_e_invoice`."""
    return re.sub(r"(?<=[a-z])(?=[A-Z])|(?<=[AE])(?=[A-Z][a-z])", "_", kind.__name__).lower()


def plain_code(status: int) -> str:
    """Of a problem that has no name of its own: its status's, `method_not_allowed`."""
    return _PLAIN.get(status) or HTTPStatus(status).name.lower()


def usual_status(kind: type[Refusal]) -> int:
    """422, where the table does not name it."""
    return STATUSES.get(kind, UNPROCESSABLE)


def status_of(refusal: Refusal) -> int:
    """Of what is missing where the body names it, 422: the address itself is there."""
    status = usual_status(type(refusal))
    return UNPROCESSABLE if status == 404 and refusal.path else status
