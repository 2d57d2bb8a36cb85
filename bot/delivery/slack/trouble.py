"""What Slack's errors mean for the outbox: try again, or tell a person what to do."""

import http.client
import re
from collections.abc import Iterator
from contextlib import contextmanager

from slack_sdk.errors import SlackApiError

from jupiter_core.ports import AtLimit, RetryLater, Undeliverable

GONE = frozenset({"message_not_found", "cant_update_message", "edit_window_closed"})
"""An update's message is there no more, or not ours any more."""
ARCHIVED = frozenset({"is_archived", "is_inactive"})
CHANNEL_LOST = ARCHIVED | {
    *("not_in_channel", "channel_not_found", "invalid_channel", "no_permission"),
}
"""Nothing goes to this channel any more, until somebody unarchives it or invites the app; of
`no_permission` Slack says that the app is no member."""
TOKEN_ENDED = frozenset(
    {"account_inactive", "invalid_auth", "not_authed", "token_expired", "token_revoked"}
)
"""Slack takes this token no more, whatever is sent with it."""
THREAD_GONE = frozenset({"thread_not_found", "cannot_reply_to_message"})

_PASSING = frozenset(
    {
        *("ratelimited", "rate_limited", "internal_error", "fatal_error", "request_timeout"),
        *("service_unavailable", "team_added_to_org", "accesslimited", "message_limit_exceeded"),
        *("org_login_required", "external_channel_migrating"),
    }
)
_LIMITED_BY_CHANNEL = frozenset({"chat.postMessage"})
"""About one a second in each channel; any other method is limited for all of a workspace."""
_INVITE = (
    "I'm not in this channel, or it is gone. Type /invite @JupiterInvoice there and click Resend, "
    "or choose another channel."
)
_REINSTALL = (
    "Slack no longer accepts my token. Ask an admin to install JupiterInvoice again, "
    "then click Resend."
)
_ARCHIVED = "This channel is archived. Unarchive it and click Resend, or choose another channel."
_TOO_LONG = (
    "Slack refuses this message as too long or malformed ({error}). Please report it to whoever "
    "runs JupiterInvoice; click Resend after an update."
)
_RESTRICTED = (
    "I can't post in this channel ({error}). Ask an admin to allow JupiterInvoice there, "
    "then click Resend."
)
_SCOPE = (
    "I don't have the permission {needed}. Ask an admin to install JupiterInvoice again, "
    "then click Resend."
)
_PERSON = "I can't message this person on Slack ({error})."
_UNKNOWN = "Slack refused this message ({error}). Look at the channel, then click Resend."

_SENTENCES = {
    **dict.fromkeys(CHANNEL_LOST - ARCHIVED, _INVITE),
    **dict.fromkeys(ARCHIVED, _ARCHIVED),
    "missing_scope": _SCOPE,
    **dict.fromkeys(
        (
            *("invalid_auth", "not_authed", "token_revoked", "token_expired"),
            *("account_inactive", "team_not_found", "not_allowed_token_type"),
        ),
        _REINSTALL,
    ),
    **dict.fromkeys(
        (
            *("msg_too_long", "msg_blocks_too_long", "invalid_blocks", "invalid_blocks_format"),
            *("no_text", "metadata_too_large", "invalid_arguments", "invalid_metadata_format"),
        ),
        _TOO_LONG,
    ),
    **dict.fromkeys(
        (
            *("restricted_action", "restricted_action_read_only_channel", "ekm_access_denied"),
            *("restricted_action_thread_only_channel", "restricted_action_non_threadable_channel"),
            *("restricted_action_thread_locked", "posting_to_channel_denied", "access_denied"),
            *("slack_connect_file_upload_sharing_blocked", "slack_connect_blocked_file_type"),
            "slack_connect_file_link_sharing_blocked",
        ),
        _RESTRICTED,
    ),
    **dict.fromkeys(
        ("user_not_found", "user_not_visible", "cannot_dm_bot", "user_disabled"), _PERSON
    ),
    "messages_tab_disabled": _PERSON,
}


class SlackRefusal(Undeliverable):
    """Slack said no for good; `error` is its word for it."""

    def __init__(self, error: str, needed: str = "") -> None:
        super().__init__(_SENTENCES.get(error, _UNKNOWN).format(error=error, needed=needed))
        self.error = error


class TeamLeft(RetryLater):
    """The organisation has not, or no more, given the app to this workspace."""


class AnswerLost(RetryLater):
    """The connection failed: whether Slack did the work is not known."""


@contextmanager
def slack_trouble() -> Iterator[None]:
    """Turns what goes wrong inside into RetryLater, AnswerLost or SlackRefusal."""
    try:
        yield
    except SlackApiError as error:
        raise _meaning(error) from error
    except (OSError, http.client.HTTPException) as error:
        raise AnswerLost(f"Slack could not be reached: {type(error).__name__}") from error


def _meaning(error: SlackApiError) -> RetryLater | SlackRefusal:
    response = error.response
    status = int(getattr(response, "status_code", 200))
    name = str(response.get("error") or "unknown_error")
    if status == 429 or name in {"ratelimited", "rate_limited"}:
        whole = _method_of(response) not in _LIMITED_BY_CHANNEL
        return AtLimit("Slack asks to wait", _retry_after(response), whole=whole)
    garbled = re.fullmatch(r"[a-z0-9_]+", name) is None
    # Something before Slack has answered: the message may have come through all the same.
    if status >= 500 or garbled:
        return AnswerLost(f"Slack answered with status {status}")
    if name == "team_access_not_granted":
        return TeamLeft(f"Slack is in trouble ({name})")
    if name in _PASSING:
        return RetryLater(f"Slack is in trouble ({name})")
    return SlackRefusal(name, str(response.get("needed") or ""))


def _method_of(response: object) -> str:
    return str(getattr(response, "api_url", "")).rpartition("/")[2]


def _retry_after(response: object) -> float | None:
    headers = getattr(response, "headers", None) or {}
    said = next((value for key, value in headers.items() if key.lower() == "retry-after"), "")
    said = said[0] if isinstance(said, list) else said
    return float(said) if re.fullmatch(r"\d+(\.\d+)?", str(said)) else None
