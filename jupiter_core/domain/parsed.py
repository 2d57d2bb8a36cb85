"""Documents that nearly every transaction reads again: the same text is the same object."""

from functools import lru_cache
from typing import TypeVar

from jupiter_core.domain.frozen import Frozen

F = TypeVar("F", bound=Frozen)

_MOST, _LONGEST = 256, 65_536
"""Documents that are kept, and characters of one: 16 MB of text at the very most."""


def parsed(model: type[F], document: str) -> F:
    """The object that is written there. It is frozen, so that any number may share it."""
    if len(document) > _LONGEST:
        return model.model_validate_json(document)
    found: F = _kept(model, document)
    return found


@lru_cache(maxsize=_MOST)
def _kept(model: type[F], document: str) -> F:
    return model.model_validate_json(document)
