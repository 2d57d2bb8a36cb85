"""Who looked at settings and bank details goes into the database, behind the answer.

The first look of an hour is there within seconds; how often it came after that, every ten minutes
and when the hour is over. A process that is stopped keeps all before it ends. One that is killed
loses what it has not kept yet; the log had its line before.
"""

import threading
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

import structlog

from jupiter_core.domain.settings_look import CountedLooks, SettingsLook, hour_of
from jupiter_core.ports import Clock, SettingsLooks, StoreTrouble

KEPT_EVERY_SECONDS = 5.0
AGAIN_AFTER = timedelta(minutes=10)
MOST = 1000
"""Different looks of a workspace, an hour and a process, such as of strangers who are refused: the
others are in the log alone. No workspace takes the place of another one's."""

_Name = tuple[str, datetime, SettingsLook]
_log = structlog.get_logger(__name__)


@dataclass
class _Counted:
    """What is not kept yet, and when some was."""

    looks: CountedLooks | None = None
    kept_at: datetime | None = None

    def add(self, looks: CountedLooks) -> None:
        self.looks = self.looks.and_also(looks) if self.looks else looks


class KeptLooks:
    """Any thread may note; one at a time keeps."""

    def __init__(self, looks: SettingsLooks, clock: Clock, most: int = MOST) -> None:
        self._looks, self._clock, self._most = looks, clock, most
        self._counted: dict[_Name, _Counted] = {}
        self._lock, self._keeping = threading.Lock(), threading.Lock()

    def note(self, workspace_id: str, look: SettingsLook) -> None:
        """Writes nothing and waits for nobody."""
        now = self._clock.now()
        name = (workspace_id, hour_of(now), look)
        once = CountedLooks(look=look, first_at=now, last_at=now, times=1)
        with self._lock:
            counted = self._counted.get(name)
            if counted is None:
                if sum(each[0] == workspace_id for each in self._counted) >= self._most:
                    _log.warning("settings_look_not_kept", workspace=workspace_id)
                    return
                counted = self._counted[name] = _Counted()
            counted.add(once)

    def keep(self, *, every: bool = False) -> int:
        """What is due, or `every` one that is not kept; how many. Where the database is in trouble,
        they wait. Whoever comes meanwhile goes on when what was taken before is kept."""
        with self._keeping:
            return self._kept(every)

    def _kept(self, every: bool) -> int:
        kept = 0
        for workspace_id, looks in self._taken(every).items():
            try:
                self._looks.keep(workspace_id, list(looks.values()))
                kept += len(looks)
            except StoreTrouble:
                self._put_back(looks)
            except Exception:  # the outermost loop
                _log.exception("settings_looks_not_kept", workspace=workspace_id)
                self._put_back(looks)
        return kept

    def _taken(self, every: bool) -> Mapping[str, dict[_Name, CountedLooks]]:
        now, taken = self._clock.now(), dict[str, dict[_Name, CountedLooks]]()
        with self._lock:
            for name, counted in [*self._counted.items()]:
                is_over = name[1] != hour_of(now)
                if counted.looks and (every or is_over or _is_due(counted, now)):
                    taken.setdefault(name[0], {})[name] = counted.looks
                    counted.looks, counted.kept_at = None, now
                if is_over and not counted.looks:
                    del self._counted[name]
        return taken

    def _put_back(self, looks: Mapping[_Name, CountedLooks]) -> None:
        with self._lock:
            for name, each in looks.items():
                counted = self._counted.setdefault(name, _Counted())
                counted.add(each)
                counted.kept_at = None


def _is_due(counted: _Counted, now: datetime) -> bool:
    return counted.kept_at is None or now - counted.kept_at >= AGAIN_AFTER
