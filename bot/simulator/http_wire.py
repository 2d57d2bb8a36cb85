"""One signed HTTP request to the app, as Slack makes it."""

import hashlib
import hmac
import http.client
import time
from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import urlsplit


@dataclass(frozen=True)
class Reply:
    """The app's answer, header names in lower case."""

    status: int
    headers: Mapping[str, str]
    body: bytes


def signature(secret: str, timestamp: str, body: bytes) -> str:
    """Slack's `v0` signature of a request."""
    base = b"v0:" + timestamp.encode() + b":" + body
    return "v0=" + hmac.new(secret.encode(), base, hashlib.sha256).hexdigest()


def signed_headers(secret: str, body: bytes, content_type: str) -> dict[str, str]:
    """Headers by which the app knows that Slack is calling.

    The timestamp is the machine's own time, whatever clock the workspace runs on: the app holds
    it against its own.
    """
    timestamp = str(int(time.time()))
    return {
        "Content-Type": content_type,
        "User-Agent": "Slackbot 1.0 (local workspace)",
        "X-Slack-Request-Timestamp": timestamp,
        "X-Slack-Signature": signature(secret, timestamp, body),
    }


def post(url: str, body: bytes, headers: Mapping[str, str], timeout: float) -> Reply:
    """Posts and reads the answer. Raises OSError or http.client.HTTPException; blocks."""
    address = urlsplit(url)
    secure = address.scheme == "https"
    opener = http.client.HTTPSConnection if secure else http.client.HTTPConnection
    connection = opener(address.hostname or "", address.port, timeout=timeout)
    path = (address.path or "/") + (f"?{address.query}" if address.query else "")
    try:
        connection.request("POST", path, body, dict(headers))
        response = connection.getresponse()
        reply_headers = {name.lower(): value for name, value in response.getheaders()}
        return Reply(response.status, reply_headers, response.read())
    finally:
        connection.close()
