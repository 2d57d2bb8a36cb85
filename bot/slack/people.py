"""Who somebody in Slack is, and whether they may."""

import threading
from collections.abc import Callable
from datetime import datetime, timedelta

from slack_sdk import WebClient

from jupiter_core.domain.actor import Actor, ActorKind
from jupiter_core.domain.frozen import Frozen
from jupiter_core.domain.refusals import NotPermitted

_OUTSIDERS = ("is_restricted", "is_ultra_restricted", "is_stranger", "is_bot", "deleted")
_FRESH_FOR = timedelta(minutes=1)


class Person(Frozen):
    """A member of the team as Slack knows them; guests may read what they are shown, no more."""

    id: str
    name: str
    is_admin: bool
    is_guest: bool
    time_zone: str

    @property
    def actor(self) -> Actor:
        return Actor(kind=ActorKind.SLACK_USER, id=self.id, name=self.name)

    def expect_member(self, deed: str) -> None:
        """Raises NotPermitted for a guest; `deed` completes “you may not”."""
        if self.is_guest:
            raise NotPermitted(deed, "Guests cannot; ask a full member.")

    def expect_admin(self, deed: str) -> None:
        """Raises NotPermitted unless they are a workspace admin."""
        if not self.is_admin:
            raise NotPermitted(deed, "Workspace admins can.")


class People:
    """Asks Slack, and remembers for a minute: a right that was taken away is soon gone here."""

    def __init__(self, now: Callable[[], datetime]) -> None:
        self._now = now
        self._known: dict[tuple[str, str], tuple[datetime, Person]] = {}
        self._lock = threading.Lock()

    def get(self, client: WebClient, team_id: str, user_id: str) -> Person:
        """Raises SlackApiError when Slack does not know them."""
        key, now = (team_id, user_id), self._now()
        with self._lock:
            known = self._known.get(key)
        if known and now - known[0] < _FRESH_FOR:
            return known[1]
        person = _person(client.users_info(user=user_id)["user"])
        with self._lock:
            self._known[key] = (now, person)
        return person


def _person(user: dict) -> Person:  # type: ignore[type-arg]
    profile = user.get("profile", {})
    return Person(
        id=user["id"],
        name=profile.get("real_name") or user.get("real_name") or user.get("name") or user["id"],
        is_admin=bool(user.get("is_admin") or user.get("is_owner")),
        is_guest=any(user.get(key) for key in _OUTSIDERS),
        time_zone=user.get("tz") or "UTC",
    )
