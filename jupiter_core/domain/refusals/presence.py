"""What is not there, or was there before."""

from dataclasses import dataclass

from jupiter_core.domain.refusals.base import Refusal


@dataclass(eq=False)
class NotInChannel(Refusal):
    template = "I am not in this channel. Type /invite @{bot} there, or choose another channel."
    bot: str


@dataclass(eq=False)
class NotFound(Refusal):
    template = "There is no {what} “{name}” here."
    what: str
    name: str


@dataclass(eq=False)
class AlreadyTaken(Refusal):
    template = "There is {article} {what} “{name}” already."
    what: str
    name: str

    @property
    def sentence(self) -> str:
        article = "an" if self.what.startswith(tuple("aeiou")) else "a"
        return self.template.format(article=article, what=self.what, name=self.name)


@dataclass(eq=False)
class AlreadyDone(Refusal):
    """The same request arrived a second time; the first one counted."""

    template = "This was done already."


@dataclass(eq=False)
class SecondPersonNeeded(Refusal):
    """`what` is plural: `these bank details`, `these changes of the team`."""

    template = "You proposed {what}; somebody else has to confirm them."
    what: str


@dataclass(eq=False)
class AlreadyConfirmed(Refusal):
    template = "You have confirmed {what} already."
    what: str


@dataclass(eq=False)
class ProposalConfirmed(Refusal):
    template = (
        "Other bank details of {legal_name} are confirmed and take effect soon. "
        "Cancel those first, or wait."
    )
    legal_name: str


@dataclass(eq=False)
class NamedByProposer(Refusal):
    """A proposer cannot bring the people along who confirm what they propose."""

    template = (
        "Whoever proposed {what} also made you an approver, {days} days ago or less. "
        "Another approver has to confirm."
    )
    what: str
    days: int


@dataclass(eq=False)
class LinkNotValid(Refusal):
    template = "This link is not valid any more. Ask the sender for a new one."
