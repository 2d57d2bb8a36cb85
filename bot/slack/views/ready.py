"""A view with its spelling: one that is drawn once and opened often is spelled once too."""

import json
from typing import Any, NamedTuple

from slack_sdk import WebClient


class ReadyView(NamedTuple):
    """As JSON."""

    text: str

    @property
    def block(self) -> dict[str, Any]:
        """As any other view."""
        read: dict[str, Any] = json.loads(self.text)
        return read


def taken_by(client: WebClient, view: dict[str, Any] | ReadyView) -> Any:
    """What a client takes: a view that is ready, where it says that it `spells_ready_views`."""
    if isinstance(view, ReadyView) and not getattr(client, "spells_ready_views", False):
        return view.block
    return view
