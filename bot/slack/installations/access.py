"""The client of the workspace concerned, with the token by which the app is installed there."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta

import structlog
from slack_sdk import WebClient

from bot.security.secret_box import CannotOpen, SecretBox
from jupiter_core.ports import Clock, Installation, Installations

NEARLY = timedelta(minutes=1)
"""A token that is good no longer than this is refreshed before it is used."""

NewClient = Callable[[str, str | None], WebClient]
"""Makes a client of a token and, where that is for a whole organisation, of a workspace's id."""
Refresh = Callable[[Installation], Installation]
"""Gives the installation with a token that is good, if that can be had."""

log = structlog.get_logger(__name__)


class NotInstalled(Exception):
    """The app is not in that workspace, or no key opens its token any more."""


@dataclass(frozen=True)
class Access:
    """By which installation the app is in a workspace, opened."""

    workspace_id: str
    installation: Installation
    token: str


class Accesses:
    """Of all workspaces, as they are kept at this moment: nothing is remembered."""

    def __init__(
        self,
        kept: Installations,
        box: SecretBox,
        clock: Clock,
        new_client: NewClient,
        refresh: Refresh,
    ) -> None:
        self.kept = kept
        self._box, self._clock = box, clock
        self._new_client, self._refresh = new_client, refresh

    def find(self, workspace_id: str, organisation: str = "") -> Access:
        """Raises NotInstalled, or StoreTrouble."""
        found = self.kept.of_workspace(workspace_id, organisation)
        if found is None or not found.is_live:
            raise NotInstalled(workspace_id)
        if found.expires_at and found.expires_at <= self._clock.now() + NEARLY:
            found = self._refresh(found)
        try:
            token = self._box.open(found.sealed_token)
        except CannotOpen:
            log.error("installation_cannot_be_opened", place=found.place)
            raise NotInstalled(workspace_id) from None
        return Access(workspace_id, found, token)

    def client(self, workspace_id: str) -> WebClient:
        """Raises as `find`."""
        return self.client_of(self.find(workspace_id))

    def client_of(self, access: Access) -> WebClient:
        whole = access.installation.is_organisation
        return self._new_client(access.token, access.workspace_id if whole else None)
