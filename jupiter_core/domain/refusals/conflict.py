"""Refusals of what is not there, was there before, or was changed by somebody else meanwhile."""

from jupiter_core.domain.refusals.base import Refusal


class NotInChannel(Refusal):
    """A deal channel was chosen in which the bot is no member. `bot` is its name in Slack."""

    template = "I'm not in this channel. Type /invite @{bot} there, or choose another channel."
    bot: str


class ChannelArchived(Refusal):
    """Nobody can write into the deal channel that was chosen."""

    template = "This channel is archived. Unarchive it, or choose another channel."


class NoDealChannel(Refusal):
    """Direct messages were chosen, in which those who approve would not take part."""

    template = "Direct messages can't be a deal's channel. Choose a channel."


class SharedChannel(Refusal):
    """A channel was chosen in which another organisation reads along, which the workspace does not
    allow."""

    template = (
        "People from another company read this channel, and your workspace doesn't allow deals in "
        "shared channels. Choose another channel."
    )


class NotFound(Refusal):
    """Nothing of that name or id is in this workspace, or not for whoever asks. `what` and `name`
    complete “There is no …”."""

    template = "There is no {what} “{name}” here."
    what: str
    name: str


class AlreadyTaken(Refusal):
    """A value that may occur once only is in use. `what` and `name` complete “There is a …”."""

    template = "There is {article} {what} “{name}” already."
    what: str
    name: str

    @property
    def sentence(self) -> str:
        article = "an" if self.what.startswith(tuple("aeiou")) else "a"
        return self.template.format(article=article, what=self.what, name=self.name)


class AlreadyDone(Refusal):
    """The same request arrived a second time; the first one counted."""

    template = "This was already done."


class LinkNotValid(Refusal):
    """A customer's link that no key in use has signed, that a newer one replaced, or that names a
    version which was not published: which of them is not told."""

    template = "This link is no longer valid. Ask whoever sent it for a new one."


class IssuedMeanwhile(Refusal):
    """At approval of a contract's change: an invoice was issued since, so the proposed schedule no
    longer follows from what is issued. `contract` is its name."""

    template = (
        "An invoice of {contract} was issued since this change was proposed. "
        "Open the change and submit it again to update its schedule."
    )
    contract: str


class ChangedSinceSeen(Refusal):
    """A second writer. `changes` are what happened since the version that this one saw."""

    template = "{invoice} has changed since you opened it: {summary}."
    invoice: str
    summary: str
    seen: int
    current: int
