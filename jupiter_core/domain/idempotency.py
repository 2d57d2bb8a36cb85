"""Requests that may arrive twice and must count once."""

from datetime import datetime, timedelta

from jupiter_core.domain.frozen import Frozen
from jupiter_core.domain.refusals import Refusal

KEPT_FOR = timedelta(hours=24)
LONGEST_KEY = 255


class AnotherRequest(Refusal):
    """An Idempotency-Key comes again with other content: neither request may be answered for the
    other."""

    template = (
        "This Idempotency-Key was used for another request. Take a new key, or send the same "
        "content again."
    )


class Answered(Frozen):
    """A request that was carried out, kept with its answer in the same transaction.

    `fingerprint` tells whether a repeat has the same content.
    """

    key_id: str
    idempotency_key: str
    fingerprint: str
    status: int
    headers: dict[str, str]
    body: str
    at: datetime

    def repeated(self, fingerprint: str) -> "Answered":
        """The same answer for the same content. Raises AnotherRequest."""
        if fingerprint != self.fingerprint:
            raise AnotherRequest()
        return self
