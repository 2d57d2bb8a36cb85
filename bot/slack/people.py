"""Who somebody in Slack is, and whether they may."""

import http.client
import threading
from collections import OrderedDict
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import structlog
from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError

from bot.logs.errors import traced
from bot.slack.quick_calls import quick
from jupiter_core.domain.actor import Actor, ActorKind
from jupiter_core.domain.frozen import Frozen
from jupiter_core.domain.refusals import NotPermitted, Refusal

_OUTSIDERS = ("is_restricted", "is_ultra_restricted", "is_stranger", "is_bot", "deleted")
_FRESH_FOR = timedelta(minutes=1)
_KNOWN_FOR = timedelta(hours=8)
_MOST = 20_000
"""People who are remembered, those of whom nobody asked for the longest time not."""

log = structlog.get_logger(__name__)


@dataclass(eq=False)
class SlackSilent(Refusal):
    """Slack did not say who somebody is, so nobody knows what they may."""

    template = (
        "Slack couldn't confirm who you are, so nothing was done. Please try again in a minute."
    )


class Person(Frozen):
    """A member of the team as Slack knows them; guests may read what they are shown, no more."""

    id: str
    name: str
    is_admin: bool
    is_guest: bool
    time_zone: str
    email: str = ""

    @property
    def actor(self) -> Actor:
        return Actor(kind=ActorKind.SLACK_USER, id=self.id, name=self.name, email=self.email)

    def expect_member(self, action: str) -> None:
        """Raises NotPermitted for a guest; `action` completes “you may not”."""
        if self.is_guest:
            raise NotPermitted(action, "Guests cannot; ask a full member.")

    def expect_admin(self, action: str) -> None:
        """Raises NotPermitted unless they are a workspace admin."""
        if not self.is_admin:
            raise NotPermitted(action, "Workspace admins can.")


class People:
    """Asks Slack, and remembers for a minute for those who read and draft. Whoever approves,
    confirms or decides is asked for anew each time. An empty form is opened for whom Slack knew
    within a working day: it has to be there before Slack's answer may be."""

    def __init__(self, now: Callable[[], datetime]) -> None:
        self._now = now
        self._known: OrderedDict[tuple[str, str], tuple[datetime, Person]] = OrderedDict()
        self._lock = threading.Lock()

    def get(self, client: WebClient, team_id: str, user_id: str) -> Person:
        """As Slack knew them within the last minute. Raises SlackSilent when Slack cannot be
        asked, or does not know them."""
        return self._since(_FRESH_FOR, client, team_id, user_id)

    def get_lately(self, client: WebClient, team_id: str, user_id: str) -> Person:
        """The same within a working day; whoever goes by it asks again afterwards."""
        return self._since(_KNOWN_FOR, client, team_id, user_id)

    def _since(self, age: timedelta, client: WebClient, team_id: str, user_id: str) -> Person:
        with self._lock:
            known = self._known.get((team_id, user_id))
        if known and self._now() - known[0] < age:
            return known[1]
        return self.get_now(client, team_id, user_id)

    def get_now(self, client: WebClient, team_id: str, user_id: str) -> Person:
        """As Slack knows them at this moment, whatever it said before. Raises SlackSilent."""
        asked_at = self._now()
        with self._lock:
            # Also where Slack does not answer now, nobody goes on by what it said before.
            self._known.pop((team_id, user_id), None)
        try:
            person = _person(quick(client).users_info(user=user_id)["user"], team_id)
        except (SlackApiError, OSError, http.client.HTTPException) as trouble:
            log.warning("person_not_known", error=traced(trouble))
            raise SlackSilent() from trouble
        with self._lock:
            self._known[team_id, user_id] = (asked_at, person)
            while len(self._known) > _MOST:
                self._known.popitem(last=False)
        return person


def _person(user: Mapping[str, Any], team_id: str) -> Person:
    """Somebody of another company, in a channel that is shared with it, is a guest here, however
    high they stand at home."""
    profile = user.get("profile", {})
    ours = team_id in _teams_of(user)
    outside = not ours or any(user.get(key) for key in _OUTSIDERS)
    return Person(
        id=user["id"],
        name=profile.get("real_name") or user.get("real_name") or user.get("name") or user["id"],
        is_admin=not outside and bool(user.get("is_admin") or user.get("is_owner")),
        is_guest=outside,
        time_zone=known_zone(user.get("tz")) or "UTC",
        email=str(profile.get("email") or ""),
    )


def _teams_of(user: Mapping[str, Any]) -> set[str]:
    """The workspaces that somebody belongs to; several where an organisation has several."""
    enterprise = user.get("enterprise_user") or {}
    return {str(user.get("team_id")), *enterprise.get("teams", ())}


def known_zone(name: object) -> str | None:
    """None where Slack names none, or one that this machine does not have."""
    try:
        return ZoneInfo(str(name)).key
    except (OSError, ValueError, KeyError):  # zoneinfo raises one or the other
        return None
