"""Pages by cursor: what is added meanwhile moves nothing."""

from base64 import urlsafe_b64decode, urlsafe_b64encode
from binascii import Error
from collections.abc import Sequence
from typing import Annotated, Generic, TypeVar

from fastapi import Query
from pydantic import Field

from bot.api.refusals import UnreadableHeader
from jupiter_core.domain.frozen import Frozen

T = TypeVar("T")

MOST = 100
_LONGEST_COUNT = 18

Limit = Annotated[int, Query(ge=1, le=MOST, description="How many at most.")]
Cursor = Annotated[
    str,
    Query(
        max_length=200,
        pattern=r"^[A-Za-z0-9_=-]*$",
        description="`next_cursor` of the page before.",
    ),
]


class Page(Frozen, Generic[T]):
    """`next_cursor` is null on the last page."""

    items: tuple[T, ...]
    next_cursor: str | None = Field(examples=["MDFKQUJD"])


class Feed(Frozen, Generic[T]):
    """`next_cursor` is there on every page that has items, also the last: what happens later is
    behind it. It is null on an empty page; then go on with the one that you have."""

    items: tuple[T, ...]
    next_cursor: str | None = Field(examples=["MTAyNA=="])


def cursor_of(place: str) -> str:
    """Opaque: what it holds may change."""
    return urlsafe_b64encode(place.encode()).decode()


def place_of(cursor: str) -> str:
    """The reverse; empty for none. Raises UnreadableHeader for what no page gave."""
    try:
        return urlsafe_b64decode(cursor.encode()).decode("ascii") if cursor else ""
    except (Error, ValueError):
        raise UnreadableHeader("cursor", "the next_cursor of a page") from None


def count_of(cursor: str) -> int:
    """A place that is a count; 0 for none. Raises UnreadableHeader."""
    place = place_of(cursor) or "0"
    if not place.isdecimal() or len(place) > _LONGEST_COUNT:
        raise UnreadableHeader("cursor", "the next_cursor of a page")
    return int(place)


def cut(found: Sequence[T], limit: int) -> tuple[tuple[T, ...], bool]:
    """The page, and whether more follows: one more than `limit` was asked for."""
    return tuple(found[:limit]), len(found) > limit
