"""A view with its spelling: one that is drawn once and opened often is spelled once too."""

import json
from typing import Any


class ReadyView(dict[str, Any]):
    """As any view, and `text` is the same as JSON. Nobody changes it."""

    def __init__(self, text: str) -> None:
        super().__init__(json.loads(text))
        self.text = text
