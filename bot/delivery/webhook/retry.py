"""When a webhook is tried again: at the times of the Standard Webhooks specification."""

from bot.delivery.webhook.connection import EndpointAnswer
from jupiter_core.ports import Randomness, RetryLater, Undeliverable

_MINUTE, _HOUR = 60, 3600
WAITS = (
    5,
    5 * _MINUTE,
    30 * _MINUTE,
    2 * _HOUR,
    5 * _HOUR,
    10 * _HOUR,
    14 * _HOUR,
    20 * _HOUR,
    24 * _HOUR,
)
"""Seconds from a failed try to the next: ten tries in a little more than three days."""
JITTER = 0.1
"""The share by which a wait may be shorter or longer, so that not all come at once again."""
LONGEST_ASKED = 24 * _HOUR
_BUSY = (429, 503)


def later(
    failed: int, reason: str, randomness: Randomness, answer: EndpointAnswer | None = None
) -> RetryLater | Undeliverable:
    """What to raise after a try that failed as `failed` before it did: when to come again, or that
    the times are used up.

    A receiver that is busy may ask for a longer wait, of a day at most.
    """
    if failed >= len(WAITS):
        return Undeliverable(f"{reason} It was tried {failed + 1} times.")
    wait = WAITS[failed] * randomness.between(1 - JITTER, 1 + JITTER)
    return RetryLater(reason, after=max(wait, _asked(answer)))


def _asked(answer: EndpointAnswer | None) -> float:
    """Seconds of Retry-After; 0 where there is none, or a date instead of a number."""
    if answer is None or answer.status not in _BUSY:
        return 0
    digits = answer.retry_after.strip()
    if not digits.isascii() or not digits.isdigit() or len(digits) > 9:
        return 0
    return min(int(digits), LONGEST_ASKED)
