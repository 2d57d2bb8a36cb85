"""What is not there, was there before, or was changed by somebody else meanwhile."""

from dataclasses import dataclass

from jupiter_core.domain.refusals.base import Refusal


@dataclass(eq=False)
class NotInChannel(Refusal):
    template = "I'm not in this channel. Type /invite @{bot} there, or choose another channel."
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

    template = "This was already done."


@dataclass(eq=False)
class LinkNotValid(Refusal):
    template = "This link is no longer valid. Ask whoever sent it for a new one."


@dataclass(eq=False)
class IssuedMeanwhile(Refusal):
    template = (
        "An invoice of {contract} was issued since this change was proposed. "
        "Open the change and submit it again to update its schedule."
    )
    contract: str


@dataclass(eq=False)
class ChangedSinceSeen(Refusal):
    """A second writer. `changes` are what happened since the version that this one saw."""

    template = "{invoice} has changed since you opened it: {summary}."
    invoice: str
    summary: str
    seen: int
    current: int
