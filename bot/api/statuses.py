"""The table: which refusal is which HTTP status. What is not named here is a 422."""

from jupiter_core.domain.api_key import NotInScope
from jupiter_core.domain.idempotency import AnotherRequest
from jupiter_core.domain.refusals import (
    AlreadyApproved,
    AlreadyDone,
    AlreadyTaken,
    ChangedSinceSeen,
    CreditedAlready,
    CreditNoteStands,
    FiscalChange,
    IssuedMeanwhile,
    NotAnApprover,
    NotFound,
    NothingChanged,
    NotInState,
    NotPermitted,
    Refusal,
    SecondPersonNeeded,
    SelfApproval,
    SentAlready,
)

UNPROCESSABLE = 422
_STATUSES: dict[type[Refusal], int] = {
    NotInScope: 403,
    NotPermitted: 403,
    NotAnApprover: 403,
    SelfApproval: 403,
    SecondPersonNeeded: 403,
    NotFound: 404,
    AlreadyTaken: 409,
    AlreadyDone: 409,
    AlreadyApproved: 409,
    NotInState: 409,
    NothingChanged: 409,
    FiscalChange: 409,
    IssuedMeanwhile: 409,
    CreditNoteStands: 409,
    CreditedAlready: 409,
    SentAlready: 409,
    ChangedSinceSeen: 412,
    AnotherRequest: 422,
}


def status_of(refusal: Refusal) -> int:
    """Of what is missing where the body names it, 422: the address itself is there."""
    status = _STATUSES.get(type(refusal), UNPROCESSABLE)
    return UNPROCESSABLE if status == 404 and refusal.path else status
