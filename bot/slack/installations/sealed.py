"""Bolt's stores of installations and of states, behind which ours keep tokens sealed and of a state
the hash alone."""

import logging
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from logging import Logger
from typing import Any

from slack_sdk.oauth.installation_store import Bot, InstallationStore
from slack_sdk.oauth.installation_store import Installation as Given
from slack_sdk.oauth.state_store import OAuthStateStore

from bot.security.secret_box import SecretBox
from jupiter_core.domain.frozen import sha256_hex
from jupiter_core.ports import Clock, Installation, Installations, InstallStates

STATE_SECONDS = 600
"""As long as somebody may think about it on Slack's page."""


class SealedInstallations(InstallationStore):
    """One installation a place: whoever installs anew replaces it, with the bot's token alone."""

    def __init__(self, kept: Installations, box: SecretBox, clock: Clock) -> None:
        self._kept, self._box, self._clock = kept, box, clock

    @property
    def logger(self) -> Logger:
        return logging.getLogger(__name__)

    def save(self, installation: Given) -> None:
        self._save(installation.to_bot(), installation.user_id or "")

    def save_bot(self, bot: Bot) -> None:
        self._save(bot, "")

    def find_bot(
        self,
        *,
        enterprise_id: str | None,
        team_id: str | None,
        is_enterprise_install: bool | None = False,
    ) -> Bot | None:
        """The live one. Raises CannotOpen where it was sealed with a key that is gone."""
        place = _place(enterprise_id, team_id, is_enterprise_install)
        found = self._kept.find(place)
        return self._bot(found) if found and found.is_live else None

    def find_installation(
        self,
        *,
        enterprise_id: str | None,
        team_id: str | None,
        user_id: str | None = None,
        is_enterprise_install: bool | None = False,
    ) -> Given | None:
        place = _place(enterprise_id, team_id, is_enterprise_install)
        found = self._kept.find(place)
        if found is None or not found.is_live or user_id not in (None, found.installed_by):
            return None
        bot = self._bot(found).to_dict()
        bot["bot_scopes"] = list(found.scopes)
        bot.pop("installed_at"), bot.pop("bot_token_expires_at")
        return Given(user_id=found.installed_by, bot_token_expires_at=_unix(found), **bot)

    def delete_bot(self, *, enterprise_id: str | None, team_id: str | None) -> None:
        place = _place(enterprise_id, team_id, team_id is None)
        self._kept.end(place, why="tokens_revoked", now=self._clock.now())

    def delete_installation(
        self, *, enterprise_id: str | None, team_id: str | None, user_id: str | None = None
    ) -> None:
        """Of one person, nothing: no token of theirs is kept."""
        if user_id is None:
            self.delete_bot(enterprise_id=enterprise_id, team_id=team_id)

    def delete_all(self, *, enterprise_id: str | None, team_id: str | None) -> None:
        self.delete_bot(enterprise_id=enterprise_id, team_id=team_id)

    def _save(self, bot: Bot, installed_by: str) -> None:
        now, whole = self._clock.now(), bool(bot.is_enterprise_install)
        expires = bot.bot_token_expires_at
        scopes = bot.bot_scopes
        installation = Installation(
            place=_place(bot.enterprise_id, bot.team_id, whole),
            is_organisation=whole,
            organisation=bot.enterprise_id or "",
            name=(bot.enterprise_name if whole else bot.team_name) or "",
            app_id=bot.app_id or "",
            bot_id=bot.bot_id or "",
            bot_user_id=bot.bot_user_id or "",
            scopes=tuple(scopes.split(",") if isinstance(scopes, str) else scopes or ()),
            installed_by=installed_by,
            installed_at=now,
            sealed_token=self._box.seal(bot.bot_token),
            sealed_refresh=self._box.seal(bot.bot_refresh_token) if bot.bot_refresh_token else "",
            expires_at=datetime.fromtimestamp(expires, UTC) if expires else None,
        )
        self._kept.save(installation)

    def _bot(self, found: Installation) -> Bot:
        refresh = found.sealed_refresh
        return Bot(
            app_id=found.app_id,
            enterprise_id=found.organisation or None,
            enterprise_name=found.name if found.is_organisation else None,
            team_id=None if found.is_organisation else found.place,
            team_name=None if found.is_organisation else found.name,
            bot_token=self._box.open(found.sealed_token),
            bot_id=found.bot_id,
            bot_user_id=found.bot_user_id,
            bot_scopes=list(found.scopes),
            bot_refresh_token=self._box.open(refresh) if refresh else None,
            bot_token_expires_at=_unix(found),
            is_enterprise_install=found.is_organisation,
            installed_at=found.installed_at.timestamp(),
        )


class HashedStates(OAuthStateStore):
    """`random_text` makes a state."""

    def __init__(self, kept: InstallStates, clock: Clock, random_text: Callable[[], str]) -> None:
        self._kept, self._clock, self._random_text = kept, clock, random_text

    @property
    def logger(self) -> Logger:
        return logging.getLogger(__name__)

    def issue(self, *_args: Any, **_kwargs: Any) -> str:
        state, now = self._random_text(), self._clock.now()
        expires = now + timedelta(seconds=STATE_SECONDS)
        self._kept.issue(sha256_hex(state), now=now, expires_at=expires)
        return state

    def consume(self, state: str) -> bool:
        return self._kept.consume(sha256_hex(state), now=self._clock.now())


def _place(enterprise_id: str | None, team_id: str | None, whole: bool | None) -> str:
    """Where an installation is: an organisation, or else a workspace."""
    return (enterprise_id if whole else team_id) or ""


def _unix(found: Installation) -> int | None:
    return int(found.expires_at.timestamp()) if found.expires_at else None
