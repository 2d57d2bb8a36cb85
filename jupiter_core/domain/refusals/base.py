"""What every refusal is: a sentence, a path, and several at once."""

from collections.abc import Callable, Iterable, Sequence
from typing import ClassVar, Self, TypeVar

T = TypeVar("T")


class Refusal(Exception):
    """What was asked for is not done, and nothing has changed."""

    template: ClassVar[str]
    path: str | None = None

    def at(self, path: str) -> Self:
        """The same refusal, placed at `path`."""
        self.path = path
        return self

    @property
    def sentence(self) -> str:
        """What is wrong and, where there is one, the way that is open. A name that ends with a dot,
        `Jupiter US Inc.`, ends the sentence too."""
        sentence = self.template.format_map(vars(self))
        for value in vars(self).values():
            if isinstance(value, str) and value.endswith("."):
                sentence = sentence.replace(f"{value}.", value)
        return sentence

    def __str__(self) -> str:
        return self.sentence


class ValidationErrors(Refusal):
    """Several refusals at once, each at its own path."""

    def __init__(self, refusals: Iterable[Refusal]) -> None:
        self.refusals: Sequence[Refusal] = tuple(refusals)
        super().__init__()

    @property
    def sentence(self) -> str:
        return "\n".join(
            f"{each.path}: {each.sentence}" if each.path else each.sentence
            for each in self.refusals
        )


def placed(path: str, check: Callable[[], T]) -> T:
    """What `check` gives; its refusal is placed at `path`."""
    try:
        return check()
    except Refusal as refusal:
        raise refusal.at(path) from None
