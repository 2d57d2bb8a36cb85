"""What every refusal is: a sentence, a path, and several at once."""

from collections.abc import Callable, Iterable, Sequence
from inspect import get_annotations
from typing import ClassVar, Self, TypeVar, dataclass_transform

T = TypeVar("T")


@dataclass_transform(eq_default=False)
class Refusal(Exception):
    """What was asked for is not done, and nothing has changed.

    What a subclass annotates are its fields, in their order, as of a dataclass. They are kept
    without one, which would write and compile methods for each of some 250 classes at every start.
    """

    template: ClassVar[str]
    path: str | None = None

    _fields: ClassVar[tuple[str, ...]] = ()

    def __init_subclass__(cls) -> None:
        super().__init_subclass__()
        cls._fields = (*cls._fields, *get_annotations(cls))

    def __init__(self, *values: object, **named: object) -> None:
        names = self._fields
        usual = {each: getattr(type(self), each) for each in names if hasattr(type(self), each)}
        said = dict(zip(names, values, strict=False)) | named
        if len(said) != len(values) + len(named) or (usual | said).keys() != set(names):
            raise TypeError(f"{type(self).__name__} is made of: {', '.join(names)}")
        vars(self).update(usual | said)

    def __repr__(self) -> str:
        said = (f"{name}={getattr(self, name)!r}" for name in self._fields)
        return f"{type(self).__qualname__}({', '.join(said)})"

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
