"""Slack's methods that may be called again where nobody knows whether the first call arrived."""

ONLY_READ = frozenset(
    {
        "auth.test",
        "blocks.validate",
        "bots.info",
        "conversations.history",
        "conversations.info",
        "conversations.replies",
        "files.info",
        "team.info",
        "usergroups.list",
        "usergroups.users.list",
        "users.conversations",
        "users.info",
        "users.list",
    }
)
"""They change nothing: asked twice, they say the same."""
OF_A_TRIGGER = frozenset({"views.open", "views.push"})
"""A trigger opens one window: the second is refused where the first arrived."""
_USED_UP = b'"exchanged_trigger_id"'


def may_be_asked_again(url: str) -> bool:
    """Whether the method that is called at this address does the same, done once and twice."""
    method = _method(url)
    return method in ONLY_READ or method in OF_A_TRIGGER


def had_arrived(url: str, second: bytes) -> bool:
    """Whether this answer to the second says that the first one was done."""
    return _method(url) in OF_A_TRIGGER and _USED_UP in second


def _method(url: str) -> str:
    return url.partition("?")[0].rpartition("/")[2]
