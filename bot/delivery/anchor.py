"""Sends anchors of the audit log to the operator's own places: a file, an address.

An anchor may come twice, where the answer to the first was lost; whoever reads them takes the
second for the first.
"""

import os
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from bot.delivery.webhook.connection import NoAnswer, WebhookConnection
from jupiter_core.domain.frozen import canonical_json
from jupiter_core.ports import Message, RetryLater, Undeliverable

_JSON = {"content-type": "application/json"}


class AnchorSender:
    """A Sender. `file` gets a line of JSON an anchor, `url` a POST with it."""

    def __init__(self, connection: WebhookConnection, *, file: Path | None, url: str) -> None:
        self._connection = connection
        self._file = file
        self._url = url

    def send(self, message: Message) -> Mapping[str, Any]:
        """Raises RetryLater, or Undeliverable where the setting is gone."""
        anchor = canonical_json(message.body["anchor"])
        match message.body["place"]:
            case "file" if self._file:
                _append(self._file, anchor)
                return {"file": str(self._file)}
            case "url" if self._url:
                return self._post(anchor)
            case place:
                raise Undeliverable(f"ANCHOR_{place.upper()} is not set any more")

    def _post(self, anchor: str) -> Mapping[str, Any]:
        try:
            answer = self._connection.post(self._url, _JSON, anchor.encode())
        except NoAnswer as reason:
            raise RetryLater(f"ANCHOR_URL: {reason}") from None
        if not 200 <= answer.status < 300:
            raise RetryLater(f"ANCHOR_URL answered {answer.status}")
        return {"status": answer.status}


def _append(file: Path, line: str) -> None:
    """Whole, and on the disk when it returns: one write to a file that is only appended to."""
    try:
        handle = os.open(file, os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o600)
        try:
            os.write(handle, f"{line}\n".encode())
            os.fsync(handle)
        finally:
            os.close(handle)
    except OSError as error:
        raise RetryLater(f"ANCHOR_FILE: {error.strerror}") from error
