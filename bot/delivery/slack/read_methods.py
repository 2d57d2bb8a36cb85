"""Slack's methods that change nothing: asked twice, they say the same."""

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


def only_reads(url: str) -> bool:
    """Whether the method that is called at this address changes nothing."""
    return url.partition("?")[0].rpartition("/")[2] in ONLY_READ
