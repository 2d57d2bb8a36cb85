"""Uploaded files: announced, sent, shared."""

import mimetypes
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import PurePosixPath
from urllib.parse import quote

from bot.simulator.wire import Json


@dataclass
class File:
    """`content` is None until the bytes came; `shares` are Slack's, by channel."""

    id: str
    name: str
    length: int
    user: str
    created: int
    title: str = ""
    content: bytes | None = None
    completed: bool = False
    alt_text: str = ""
    shares: dict[str, list[Json]] = field(default_factory=dict)
    share_later: Callable[[], None] | None = None
    looks_left: int = 0
    """How often it is asked about before `share_later` is done; for ever where negative."""

    def look(self) -> None:
        """It was asked about: a share that is due comes about."""
        if self.share_later is None:
            return
        if self.looks_left == 0:
            share, self.share_later = self.share_later, None
            share()
        else:
            self.looks_left -= 1

    @property
    def mimetype(self) -> str:
        return mimetypes.guess_type(self.name)[0] or "application/octet-stream"

    @property
    def thread_ts(self) -> str | None:
        share = next((each for shares in self.shares.values() for each in shares), {})
        return share.get("thread_ts")

    def as_json(self, base_url: str) -> Json:
        """Slack's file object, without its shares."""
        url = f"{base_url}/files/{self.id}/{quote(self.name, safe='')}"
        kind = PurePosixPath(self.name).suffix.removeprefix(".").lower() or "binary"
        return {
            "id": self.id,
            "created": self.created,
            "timestamp": self.created,
            "name": self.name,
            "title": self.title or self.name,
            "mimetype": self.mimetype,
            "filetype": kind,
            "pretty_type": kind.upper(),
            "user": self.user,
            "mode": "hosted",
            "size": self.length,
            "is_external": False,
            "is_public": True,
            "alt_txt": self.alt_text,
            "url_private": url,
            "url_private_download": url,
            "permalink": url,
            "channels": list(self.shares),
            "groups": [],
            "ims": [],
        }

    def listed(self, base_url: str) -> Json:
        """The file as the control API lists it."""
        known = self.as_json(base_url)
        names = ("id", "name", "title", "mimetype", "size", "user", "channels")
        listed = {name: known[name] for name in names}
        return {**listed, "thread_ts": self.thread_ts, "url": known["url_private"]}


class Files:
    """Every file by id, shared or not yet."""

    def __init__(self) -> None:
        self._files: dict[str, File] = {}

    def add(self, file: File) -> None:
        self._files[file.id] = file

    def remove(self, file: File) -> None:
        del self._files[file.id]

    def find(self, file_id: object) -> File | None:
        return self._files.get(file_id) if isinstance(file_id, str) else None

    def completed(self) -> list[File]:
        return [file for file in self._files.values() if file.completed]
