"""Who somebody in Slack is, and whether they may."""

import http.client
import threading
from collections import OrderedDict
from collections.abc import Callable
from concurrent.futures import Executor
from datetime import datetime, timedelta

import structlog
from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError

from bot.logs.errors import traced
from bot.slack.directory import SETTLED_FOR, Found, keep_person
from bot.slack.quick_calls import quick
from bot.threads import Threads
from jupiter_core.domain.actor import Actor, ActorKind
from jupiter_core.domain.directory import KnownPerson
from jupiter_core.domain.frozen import Frozen
from jupiter_core.domain.refusals import NotPermitted, Refusal
from jupiter_core.ports import Store

FRESH_FOR = SETTLED_FOR
KNOWN_FOR = timedelta(days=1)
"""What Slack's events keep true is asked for again after that, whatever waits."""
_MOST_DOUBTED = 10_000
_MOST_AT_HAND = 20_000

log = structlog.get_logger(__name__)


class SlackSilent(Refusal):
    """Slack did not say who somebody is, so nobody knows what they may."""

    template = (
        "Slack couldn't confirm who you are, so nothing was done. Please try again in a minute."
    )


class NotYetKnown(Refusal):
    """Somebody who was never seen before, where Slack waits for an answer at once."""

    template = "Slack is still being asked who you are. Please try again in a moment."


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

    def expect_as_high(self, before: "Person") -> None:
        """Raises NotPermitted where they have come down since they were known as `before`."""
        if not before.is_guest:
            self.expect_member("do this")
        if before.is_admin:
            self.expect_admin("do this")


class People:
    """Kept in the directory, which Slack's events keep true; asked for where that is old.

    Whoever approves, confirms or decides is asked for anew each time. `executor` asks behind what
    somebody waits for. Those of the last minute are at hand, without a look into the directory.
    """

    def __init__(
        self, store: Store, now: Callable[[], datetime], executor: Executor | None = None
    ) -> None:
        self._store, self._now = store, now
        self.executor = executor or Threads(2, "people")
        self._doubted: set[tuple[str, str]] = set()
        self._asking: set[tuple[str, str]] = set()
        self._at_hand: OrderedDict[tuple[str, str], KnownPerson] = OrderedDict()
        self._lock = threading.Lock()

    def get(self, client: WebClient, team_id: str, user_id: str) -> Person:
        """As Slack knew them within the last minute. Raises SlackSilent when Slack cannot be
        asked, or does not know them."""
        known = self._kept(team_id, user_id, FRESH_FOR)
        return person_of(known, team_id) if known else self.get_now(client, team_id, user_id)

    def lately(self, team_id: str, user_id: str) -> Person | None:
        """As they were known within a day, without a word of Slack's; None for others."""
        known = self._kept(team_id, user_id, KNOWN_FOR)
        return person_of(known, team_id) if known else None

    def get_now(self, client: WebClient, team_id: str, user_id: str) -> Person:
        """As Slack knows them at this moment, whatever it said before. Raises SlackSilent."""
        asked_at, key = self._now(), (team_id, user_id)
        try:
            user = quick(client).users_info(user=user_id)["user"]
        except (SlackApiError, OSError, http.client.HTTPException) as trouble:
            with self._lock:
                # While Slack does not answer, nobody goes on by what it said before.
                if len(self._doubted) < _MOST_DOUBTED:
                    self._doubted.add(key)
            log.warning("person_not_known", error=traced(trouble))
            raise SlackSilent() from trouble
        return person_of(self.hear(team_id, user, asked_at), team_id)

    def hear(self, team_id: str, user: Found, asked_at: datetime) -> KnownPerson:
        """Slack's user object, as it was at that moment; what is known now."""
        key = (team_id, str(user["id"]))
        with self._lock:
            at_hand = self._at_hand.get(key)
        known = keep_person(self._store, team_id, user, asked_at, at_hand)
        with self._lock:
            self._doubted.discard(key)
            self._put_at_hand(key, known)
        return known

    def refresh_behind(
        self,
        client: WebClient,
        team_id: str,
        user_id: str,
        then: Callable[[Person], object] = lambda _person: None,
        *,
        age: timedelta = FRESH_FOR,
    ) -> None:
        """Asks in a thread of its own, where what is kept is of that `age`; `then` hears."""
        key = (team_id, user_id)
        if self._kept(team_id, user_id, age):
            return
        with self._lock:
            if key in self._asking:
                return
            self._asking.add(key)

        def ask() -> None:
            try:
                then(self.get_now(client, team_id, user_id))
            except SlackSilent:
                pass
            except Exception as error:  # the outermost of a thread; the next sight asks again
                log.info("person_not_refreshed", error=traced(error))
            finally:
                with self._lock:
                    self._asking.discard(key)

        self.executor.submit(ask)

    def _kept(self, team_id: str, user_id: str, age: timedelta) -> KnownPerson | None:
        key = (team_id, user_id)
        with self._lock:
            if key in self._doubted or not age:
                return None
            known = self._at_hand.get(key)
        if known and self._now() - known.refreshed_at < FRESH_FOR:
            return known
        with self._store.read(team_id) as uow:
            known = uow.directory.person(user_id)
        if known:
            with self._lock:
                self._put_at_hand(key, known)
        return known if known and self._now() - known.refreshed_at < age else None

    def _put_at_hand(self, key: tuple[str, str], known: KnownPerson) -> None:
        self._at_hand[key] = known
        self._at_hand.move_to_end(key)
        if len(self._at_hand) > _MOST_AT_HAND:
            self._at_hand.popitem(last=False)


def a_full_member(user_id: str) -> Person:
    """Somebody who is not known yet, for what is only tried."""
    return Person(id=user_id, name=user_id, is_admin=False, is_guest=False, time_zone="UTC")


def person_of(known: KnownPerson, team_id: str) -> Person:
    """Somebody of another company, in a channel that is shared with it, is a guest here, however
    high they stand at home."""
    outside = known.is_outside(team_id)
    return Person(
        id=known.id,
        name=known.name,
        is_admin=not outside and known.is_admin,
        is_guest=outside,
        time_zone=known.time_zone,
        email=known.email,
    )
