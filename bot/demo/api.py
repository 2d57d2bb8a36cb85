"""The bot's API, as another system calls it."""

import hashlib
import json
import urllib.error
import urllib.request

from bot.demo.local_workspace import Json, StepFailed


class Api:
    """`url` is the bot's `/api/v1`."""

    def __init__(self, url: str, key: str) -> None:
        self._url, self._key = url, key

    def call(self, method: str, path: str, body: Json | None = None) -> Json:
        """What is answered; the same body again is the same request. Raises StepFailed."""
        content = json.dumps(body).encode() if body is not None else None
        headers = {"Authorization": f"Bearer {self._key}", "Content-Type": "application/json"}
        if content is not None:
            headers["Idempotency-Key"] = hashlib.sha256(content).hexdigest()
        request = urllib.request.Request(  # noqa: S310
            f"{self._url}{path}", data=content, headers=headers, method=method
        )
        try:
            with urllib.request.urlopen(request, timeout=15) as answer:  # noqa: S310
                return dict(json.load(answer))
        except urllib.error.HTTPError as error:
            raise StepFailed(f"{method} {path}: {error.code} {error.read().decode()}") from None
