"""People who are kept and of whom nothing was heard for most of a day are asked about again.

Their events keep them true; one that was lost would be noticed a day later, by whoever reads
meanwhile. Slack's list is gone through page by page, as slowly as it asks for (Tier 2), and no
further than somebody old is left: behind everything else, in nobody's way.
"""

from collections.abc import Callable
from datetime import datetime, timedelta
from threading import Event
from typing import Any

import structlog
from slack_sdk import WebClient

from bot.delivery.slack.trouble import slack_trouble
from bot.logs.errors import traced
from bot.slack.directory import keep_person
from bot.slack.installations.access import NotInstalled
from jupiter_core.ports import AtLimit, RetryLater, Store, Undeliverable

OLD_AFTER = timedelta(hours=20)
"""Less than the day for which what is kept answers."""
PAUSE_SECONDS = 6.0
"""Between two pages: half of the twenty a minute that Slack gives."""
LONGEST_WAIT_SECONDS = 120.0
PAGE = 200
"""People."""
_MOST_PAGES, _MOST_LIMITS = 1_000, 5

log = structlog.get_logger(__name__)


class PeopleSweep:
    """Of all workspaces, one after the other; each is gone through once in `OLD_AFTER`."""

    def __init__(
        self, store: Store, client_of: Callable[[str], WebClient], *, page: int = PAGE
    ) -> None:
        self._store, self._client_of, self._people_a_page = store, client_of, page
        self._begun: dict[str, datetime] = {}

    def run(self, stopping: Event) -> int:
        """How many people Slack told of; less where it is told to stop. A workspace whose Slack
        does not answer holds up no other."""
        return sum(self._swept(each, stopping) for each in self._store.workspaces())

    def _swept(self, team_id: str, stopping: Event) -> int:
        with self._store.read(team_id) as uow:
            now = uow.now
            old = set(uow.directory.people_before(now - OLD_AFTER))
        begun = self._begun.get(team_id)
        if not old or stopping.is_set() or (begun and now - begun < OLD_AFTER):
            return 0
        self._begun[team_id] = now
        try:
            return self._listed(team_id, self._client_of(team_id), old, stopping)
        except (RetryLater, Undeliverable, NotInstalled) as trouble:
            log.info("people_not_swept", workspace=team_id, error=traced(trouble))
            return 0

    def _listed(self, team_id: str, client: WebClient, old: set[str], stopping: Event) -> int:
        """Raises RetryLater or Undeliverable. Whom the list does not have, as people of other
        organisations, is asked about when they are seen."""
        before, cursor = len(old), ""
        for _ in range(_MOST_PAGES):
            with self._store.read(team_id) as uow:
                asked_at = uow.now
            answer = self._page(client, cursor, stopping)
            for user in answer.get("members") or ():
                if user["id"] in old:
                    keep_person(self._store, team_id, user, asked_at)
                    old.discard(user["id"])
            cursor = (answer.get("response_metadata") or {}).get("next_cursor") or ""
            if not (cursor and old) or stopping.wait(PAUSE_SECONDS):
                break
        return before - len(old)

    def _page(self, client: WebClient, cursor: str, stopping: Event) -> dict[str, Any]:
        """As soon as Slack gives it. Raises RetryLater or Undeliverable."""
        for _ in range(_MOST_LIMITS):
            try:
                with slack_trouble():
                    answer = client.users_list(limit=self._people_a_page, cursor=cursor)
                return dict(answer.data) if isinstance(answer.data, dict) else {}
            except AtLimit as limit:
                wait = min(limit.after or PAUSE_SECONDS, LONGEST_WAIT_SECONDS)
                if stopping.wait(wait):
                    break
        raise RetryLater("Slack's limit for its list of people was reached")
