"""What every operation says of itself in the description: its problems and its headers."""

from typing import Any

from bot.api.problems import MEDIA_TYPE, Problem

_TEXT = {"schema": {"type": "string"}}
_RATE = {
    "X-Request-Id": {"description": "Quote it when you contact support.", **_TEXT},
    "RateLimit-Limit": {"description": "Requests per minute.", "schema": {"type": "string"}},
    "RateLimit-Remaining": {"description": "Requests left in this minute.", **_TEXT},
    "RateLimit-Reset": {"description": "Seconds until the next minute begins.", **_TEXT},
}
ETAG = {"ETag": {"description": "The version. Send it as If-Match.", **_TEXT}}
_SAID = {
    400: "The body is not JSON, or a header or a query parameter is not known or invalid",
    401: "No valid API key",
    403: "The key lacks the permission",
    404: "Not found in this workspace",
    409: "Not possible in this state, or already taken",
    412: "Changed since the version in If-Match",
    413: "Larger than 1 MB",
    422: "Invalid fields, each with its path",
    428: "If-Match is missing",
    429: "Rate limit exceeded",
    503: "Temporarily unavailable",
}
_ALWAYS = (400, 401, 403, 422, 429, 503)


def problems(*more: int) -> dict[int | str, dict[str, Any]]:
    """`responses` of an operation: the problems that every one has, and these."""
    return {status: problem(status) for status in sorted({*_ALWAYS, *more})}


def problem(status: int) -> dict[str, Any]:
    """One of them."""
    schema = {"$ref": "#/components/schemas/Problem"}
    return {"description": _SAID[status], "content": {MEDIA_TYPE: {"schema": schema}}}


def answers(
    status: int, model: Any, said: str, *more: int, tagged: bool = False
) -> dict[int | str, dict[str, Any]]:
    """The good answer, with its headers, and the problems."""
    headers = {**_RATE, **(ETAG if tagged else {})}
    good: dict[str, Any] = {"description": said, "headers": headers}
    if model is not None:
        good["model"] = model
    return {status: good, **problems(*more)}


__all__ = ["ETAG", "Problem", "answers", "problem", "problems"]
