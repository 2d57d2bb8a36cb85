"""What the API itself refuses, whatever is asked of it, and with which status."""

from jupiter_core.domain.refusals import Refusal


class HeaderNeeded(Refusal):
    """A change has to say which version it saw."""

    template = (
        "Send If-Match with the ETag of the version you last saw, so that nothing is overwritten "
        "unseen; or If-Match: * to change whatever is there."
    )


class VersionNeeded(Refusal):
    """An approval is of what was read, and never of whatever is there."""

    template = "Send If-Match with the ETag of the version you read; * is not accepted here."


class UnreadableHeader(Refusal):
    """A header or a parameter of the address; `wanted` completes “must be”."""

    template = "{name} must be {wanted}."

    def __init__(self, name: str, wanted: str) -> None:
        self.name, self.wanted = name, wanted
        super().__init__()


class KeyNotKnown(Refusal):
    """No key, or one that was never made, or was revoked: which of them is not told."""

    template = "Send a valid API key: Authorization: Bearer jup_…"


class AnswerUnreadable(Refusal):
    """It was done, and is not done again; but its answer was sealed with a key that is gone."""

    template = (
        "The answer to this Idempotency-Key cannot be read any more: SECRET_KEY was changed since. "
        "The request was carried out and was not repeated. Look up what it made, or take a new key."
    )


class TooManyRequests(Refusal):
    """`limit` is what the key or the address has a minute, `wait` the seconds until the next
    one."""

    template = "You have exceeded {limit} requests per minute. Wait {wait} seconds."

    def __init__(self, limit: int, wait: int) -> None:
        self.limit, self.wait = limit, wait
        super().__init__()


OWN: dict[type[Refusal], int] = {
    HeaderNeeded: 428,
    VersionNeeded: 428,
    UnreadableHeader: 400,
    KeyNotKnown: 401,
    AnswerUnreadable: 409,
    TooManyRequests: 429,
}
