"""Which workspaces know the blocks that Slack draws itself, as far as they have said."""

import threading
from collections.abc import Callable
from datetime import datetime, timedelta

from slack_sdk.errors import SlackApiError

from bot.slack.views.blocks import Block
from bot.slack.views.data_table import is_native, without_native
from bot.system import SystemClock

REMEMBERED = timedelta(hours=6)
"""After that a workspace is asked again: it learns new blocks without telling anybody."""


class NativeBlocks:
    """Remembers for a while the workspaces that answered `invalid_blocks`; each process learns it
    for itself, at the price of one refused call."""

    def __init__(self, clock: Callable[[], datetime] = SystemClock().now) -> None:
        self._clock = clock
        self._refused: dict[str, datetime] = {}
        self._guard = threading.Lock()

    def known(self, team_id: str) -> bool:
        """Whether a native block may be tried."""
        with self._guard:
            at = self._refused.get(team_id)
            if at and self._clock() - at >= REMEMBERED:
                del self._refused[team_id]
                return True
            return at is None

    def refused(self, team_id: str) -> None:
        """The workspace answered `invalid_blocks`, and took the same without native ones."""
        with self._guard:
            self._refused[team_id] = self._clock()

    def drawn(self, team_id: str, blocks: list[Block] | None) -> list[Block] | None:
        """The blocks as this workspace can take them, as far as is known."""
        if blocks is None or not is_native(blocks) or self.known(team_id):
            return blocks
        return without_native(blocks)

    def sent(
        self, team_id: str, blocks: list[Block], send: Callable[[list[Block]], object]
    ) -> None:
        """Sends the blocks; once more without native ones where they are refused for being such.

        Raises SlackApiError as `send` does.
        """
        drawn = self.drawn(team_id, blocks) or []
        try:
            send(drawn)
        except SlackApiError as error:
            if error.response.get("error") != "invalid_blocks" or not is_native(drawn):
                raise
            send(without_native(drawn))
            self.refused(team_id)
