"""Sending to the workspaces where the app is installed: what is for another one waits there."""

from collections.abc import Callable, Mapping
from typing import Any

import structlog
from slack_sdk import WebClient

from bot.delivery.slack.trouble import TOKEN_ENDED, SlackRefusal, TeamLeft
from bot.slack.installations.access import Access, Accesses, NotInstalled
from bot.slack.installations.refreshing import Refreshing
from jupiter_core.ports import AtLimit, Clock, Message, Sender

SECONDS = 1.0
"""Until the message is looked at again, where it is not parked by then."""

log = structlog.get_logger(__name__)


class InstalledSender:
    """A Sender. That the app is not in a workspace, or no more, is no failure of the message: it
    is given back as if it had never been tried, and waits until somebody installs the app."""

    def __init__(
        self,
        accesses: Accesses,
        refreshing: Refreshing,
        sender: Callable[[Callable[[str], WebClient]], Sender],
        clock: Clock,
    ) -> None:
        self._accesses, self._refreshing, self._clock = accesses, refreshing, clock
        self._sender = sender(accesses.client)

    def send(self, message: Message) -> Mapping[str, Any]:
        """Raises as the sender."""
        try:
            access = self._accesses.find(message.workspace_id)
            return self._sender.send(message)
        except NotInstalled:
            self._accesses.kept.park(message.workspace_id)
            raise AtLimit("The app is not installed in this workspace", SECONDS) from None
        except TeamLeft as left:
            self._accesses.kept.left(message.workspace_id, access.installation.place)
            raise AtLimit(str(left), SECONDS) from left
        except SlackRefusal as refused:
            if refused.error not in TOKEN_ENDED:
                raise
            self._ended(access, refused.error)
            raise AtLimit(f"Slack no longer takes the token ({refused.error})", SECONDS) from None

    def _ended(self, access: Access, error: str) -> None:
        """A token that only ran out is refreshed. Where somebody has installed the app meanwhile,
        nothing ends: the message goes with the new token."""
        installation = access.installation
        if error == "token_expired" and self._refreshing.refresh(installation) != installation:
            return
        if self._accesses.kept.end(
            installation.place,
            why=error,
            now=self._clock.now(),
            sealed_token=installation.sealed_token,
        ):
            log.warning("installation_ended", place=installation.place, why=error)
