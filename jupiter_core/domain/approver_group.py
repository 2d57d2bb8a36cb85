"""A Slack user group whose members approve, as Slack last said of it.

Who is in it is for Slack to say: its members gain the power when they join and lose it when they
leave. Commands ask nobody over the network, so the members are kept here and brought up to date.
"""

from collections.abc import Mapping

from jupiter_core.domain.frozen import Frozen

MOST_MEMBERS = 100
"""Of one group; of a larger one, nobody new counts."""


class ApproverGroup(Frozen):
    """`id` is Slack's, `handle` what people write behind an @. `gone` where Slack has it no more,
    or it is disabled: then nobody is in it."""

    id: str
    handle: str = ""
    members: tuple[str, ...] = ()
    gone: bool = False

    @property
    def title(self) -> str:
        """`@finance-approvers`, or its id where the handle is not known."""
        return f"@{self.handle}" if self.handle else self.id

    def as_read(self, slack: Mapping[str, "ApproverGroup"]) -> "ApproverGroup":
        """As Slack has it now; `slack` are all the groups that there are."""
        now = slack.get(self.id)
        if now is None:
            return self.model_copy(update={"members": (), "gone": True})
        members = tuple(sorted(set(now.members)))
        if len(members) > MOST_MEMBERS:
            members = tuple(each for each in members if each in self.members)
        return self.model_copy(update={"handle": now.handle, "members": members, "gone": False})
