"""The bytes of a file that somebody has shared, fetched with the bot's token.

The token goes to Slack's own hosts alone, and nowhere that they redirect to.
"""

import urllib.error
import urllib.request
from collections.abc import Callable
from http.client import HTTPException
from typing import Any
from urllib.parse import urlsplit

from slack_sdk import WebClient

from jupiter_core.domain.refusals import Refusal

_PATIENCE = 10
_SLACK = (".slack.com", ".slack-edge.com", ".slack-files.com")


class _NoRedirects(urllib.request.HTTPRedirectHandler):
    def redirect_request(self, *_args: Any, **_kwargs: Any) -> None:
        return None


def downloaded(
    client: WebClient, file: dict[str, Any], most: int, refuse: Callable[[str], Refusal]
) -> bytes:
    """No more than `most` bytes and one. Raises what `refuse` makes of a half-sentence where it
    cannot be had."""
    url = str(file.get("url_private_download") or file.get("url_private") or "")
    if not _is_slacks(url, client.base_url):
        raise refuse("Slack keeps it elsewhere; upload the file itself")
    request = urllib.request.Request(url, headers={"Authorization": f"Bearer {client.token}"})  # noqa: S310
    opener = urllib.request.build_opener(_NoRedirects)
    try:
        with opener.open(request, timeout=_PATIENCE) as answer:
            content: bytes = answer.read(most + 1)
    except (urllib.error.URLError, OSError, HTTPException):
        raise refuse("Slack did not give it; share it again") from None
    return content


def _is_slacks(url: str, base_url: str) -> bool:
    there, api = urlsplit(url), urlsplit(base_url)
    if (there.scheme, there.netloc) == (api.scheme, api.netloc):
        return True
    host = f".{there.hostname or ''}"
    return there.scheme == "https" and host.endswith(_SLACK)
