"""What every operation says of itself in the description: its problems and its headers."""

from typing import Any

from bot.api.problems import MEDIA_TYPE, Problem

_TEXT = {"schema": {"type": "string"}}
_RATE = {
    "X-Request-Id": {"description": "Name it when you ask for help.", **_TEXT},
    "RateLimit-Limit": {"description": "Requests a minute.", "schema": {"type": "string"}},
    "RateLimit-Remaining": {"description": "Left of this minute.", **_TEXT},
    "RateLimit-Reset": {"description": "Seconds until the next one begins.", **_TEXT},
}
ETAG = {"ETag": {"description": "The version; send it back as If-Match.", **_TEXT}}
_SAID = {
    400: "A body that is not JSON, or a header that cannot be read",
    401: "No live API key",
    403: "The key may not do this",
    404: "Not there, or in another workspace",
    409: "Not in this state, or taken already",
    412: "It has changed since the version that If-Match names",
    413: "More than 1 MB",
    422: "Mistakes, each with its place",
    428: "If-Match is missing",
    429: "More requests than a minute has",
    503: "The store is busy",
}
_ALWAYS = (401, 403, 422, 429, 503)


def problems(*more: int) -> dict[int | str, dict[str, Any]]:
    """`responses` of an operation: the problems that every one has, and these."""
    schema = {"$ref": "#/components/schemas/Problem"}
    return {
        status: {
            "description": _SAID[status],
            "content": {MEDIA_TYPE: {"schema": schema}},
        }
        for status in sorted({*_ALWAYS, *more})
    }


def answers(
    status: int, model: Any, said: str, *more: int, tagged: bool = False
) -> dict[int | str, dict[str, Any]]:
    """The good answer, with its headers, and the problems."""
    headers = {**_RATE, **(ETAG if tagged else {})}
    good: dict[str, Any] = {"description": said, "headers": headers}
    if model is not None:
        good["model"] = model
    return {status: good, **problems(*more)}


__all__ = ["ETAG", "Problem", "answers", "problems"]
