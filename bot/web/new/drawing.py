"""Few papers of strangers are drawn at once, so that the customers' pages and Slack are served."""

import threading

from bot.intake.new.typed import Typed
from bot.web.new.result import Result, result_of
from jupiter_core.ports import Renderer

AT_ONCE, PATIENCE_SECONDS = 2, 5.0


class Busy(Exception):
    """So many are drawn already that this one would wait too long."""


class Drawing:
    """Draws for the builder; who comes while `at_once` are being drawn waits for a while."""

    def __init__(
        self, renderer: Renderer, at_once: int = AT_ONCE, patience: float = PATIENCE_SECONDS
    ) -> None:
        self.renderer = renderer
        self._places = threading.BoundedSemaphore(at_once)
        self._patience = patience

    def of(self, typed: Typed, *, seen: bool = True) -> Result:
        """As `result_of`. Raises Busy."""
        if not self._places.acquire(timeout=self._patience):
            raise Busy()
        try:
            return result_of(typed, self.renderer, seen=seen)
        finally:
            self._places.release()
