"""The kinds of people of the table: who they are here, and what Slack says of them."""

from typing import Any, NamedTuple

from jupiter_core.domain.actor import Actor, ActorKind
from tests.factories import WORKSPACE

OTHER_TEAM, STRANGERS_TEAM = "T0OTHER", "T0STRANGER"


class Kind(NamedTuple):
    """One column of the table; `flags` is what Slack's `users.info` says beside the name.

    `team` is the workspace that the account belongs to, `sent_from` the one that a payload
    names: in a shared channel a stranger's payload names ours.
    """

    name: str
    user: str
    is_: str
    flags: tuple[str, ...] = ()
    team: str = WORKSPACE
    sent_from: str = WORKSPACE

    @property
    def actor(self) -> Actor:
        return Actor(kind=ActorKind.SLACK_USER, id=self.user, name=self.real_name)

    @property
    def real_name(self) -> str:
        return self.user.removeprefix("U0").capitalize()

    def as_slack_knows_them(self) -> dict[str, Any]:
        """The answer to `users.info`."""
        return {
            "id": self.user,
            "team_id": self.team,
            "name": self.real_name.lower(),
            "real_name": self.real_name,
            "tz": "America/New_York",
            "profile": {
                "real_name": self.real_name,
                "email": f"{self.real_name.lower()}@people.example",
            },
            **dict.fromkeys(self.flags, True),
        }


KINDS = (
    Kind("author", "U0SAM", "sales ops; drafted and submitted what the rows are about"),
    Kind("drafter", "U0COLE", "sales ops of other deals, named a drafter"),
    Kind("former", "U0DOT", "worked on the draft, and is no longer named a drafter"),
    Kind("approver", "U0FIONA", "an approver who wrote nothing"),
    Kind("writer", "U0ADA", "an approver and drafter who revised what waits"),
    Kind("first", "U0FRED", "the first of two approvers, who has said yes already"),
    Kind("owner", "U0KIM", "an approver whose API key revised what waits"),
    Kind("proposer", "U0PIA", "approver and admin; proposed all that is proposed", ("is_admin",)),
    Kind("appointed", "U0NICK", "an approver whom the proposer appointed yesterday"),
    Kind("receivables", "U0RITA", "accounts receivable; neither drafter, approver nor admin"),
    Kind("admin", "U0WANDA", "a workspace admin who is no approver", ("is_admin", "is_owner")),
    Kind("boss", "U0AXEL", "a workspace admin who is an approver", ("is_admin",)),
    Kind("member", "U0MAX", "a full member without any part"),
    Kind("guest", "U0GUS", "a guest whom the policy still names", ("is_restricted",)),
    Kind(
        "single",
        "U0UNA",
        "a single-channel guest whom the policy still names",
        ("is_restricted", "is_ultra_restricted"),
    ),
    Kind(
        "stranger",
        "U0STAN",
        "of another organisation, in the shared channel; admin at home; the policy names them",
        ("is_stranger", "is_admin"),
        team=STRANGERS_TEAM,
    ),
    Kind("left", "U0LEA", "an approver and admin who was deactivated", ("deleted", "is_admin")),
    Kind(
        "other",
        "U0OTTO",
        "admin of another workspace, whose payload names that one",
        ("is_admin", "is_owner"),
        team=OTHER_TEAM,
        sent_from=OTHER_TEAM,
    ),
)
KIND = {each.name: each for each in KINDS}
OUTSIDERS = ("guest", "single", "stranger", "left", "other")
NAMED_BUT_OUT = ("guest", "single", "stranger", "left")
"""Whom the workspace names approvers, drafters and accounts receivable, although Slack says that
they are none of us: nothing but what Slack says stands between them and the money."""

APPROVERS = (
    *("approver", "writer", "first", "owner", "proposer", "appointed", "boss"),
    *NAMED_BUT_OUT,
)
DRAFTERS = ("author", "drafter", "writer", "owner", *NAMED_BUT_OUT)
RECEIVABLES = ("receivables", *NAMED_BUT_OUT)


def actor(name: str) -> Actor:
    return KIND[name].actor


def ids(names: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(KIND[each].user for each in names)
