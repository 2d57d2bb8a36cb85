"""One run: deals, kills and faults at once, then quiet, then what is to be counted."""

import threading
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from random import Random

from tests.torture.deals import Players
from tests.torture.herd import WORKER, Herd
from tests.torture.reckoning import Reckoning, end_pauses, reckoned, rows_of
from tests.torture.scene import Scene, a_scene
from tests.torture.trouble import Trouble

PLAYERS = 4
QUIET_SECONDS = 90
"""How long what waits may take once all is well."""

Say = Callable[[str], None]


@dataclass(frozen=True)
class Torture:
    """`seconds` between two kills is an average; `seed` fixes which one and what else breaks."""

    kind: str
    kills: int
    seconds: float
    seed: int = 1


@dataclass(frozen=True)
class Outcome:
    torture: Torture
    reckoning: Reckoning
    web_kills: int
    worker_kills: int
    in_hand: int
    lost_answers: int
    failures: tuple[str, ...]
    log: str

    @property
    def repeats(self) -> int:
        return sum(self.reckoning.repeats.values())

    @property
    def repeats_allowed(self) -> int:
        """What a worker was sending when it was killed may come again, and so may what was taken
        and whose answer was lost."""
        return self.in_hand + self.lost_answers

    @property
    def holds(self) -> bool:
        return not (self.failures or self.reckoning.wrong) and self.repeats <= self.repeats_allowed

    def lines(self) -> list[str]:
        found = self.reckoning
        repeats = ", ".join(f"{place} {n}" for place, n in sorted(found.repeats.items()))
        played = (
            f"{self.torture.kind}: {found.deals} deals, {found.versions} versions, "
            f"{found.messages} messages; {self.web_kills} kills of a serving process, "
            f"{self.worker_kills} of a sending one, with {self.in_hand} messages in their "
            f"hands; {self.lost_answers} answers lost"
        )
        return [
            played,
            f"arrived again: {repeats}; allowed {self.repeats_allowed}",
            *(f"FAILED: {each}" for each in (*self.failures, *found.wrong)),
            "Nothing was lost, nothing came out of order." if self.holds else "It does not hold.",
        ]


def tortured(torture: Torture, folder: Path, say: Say) -> Outcome:
    with a_scene(torture.kind, folder) as scene:
        random = Random(torture.seed)
        players = Players(scene, PLAYERS)
        trouble = Trouble(random, scene)
        players.start()
        try:
            _kill(torture, random, trouble, scene.herd, say)
        finally:
            trouble.over()
            players.finish()
        _quiet(scene)
        found = reckoned(scene, [each.invoice_id for each in players.played])
        return Outcome(
            torture=torture,
            reckoning=found,
            web_kills=scene.herd.kills["web"],
            worker_kills=scene.herd.kills[WORKER],
            in_hand=len(trouble.in_hand),
            lost_answers=trouble.lost_answers(scene.simulator.journal),
            failures=tuple(players.failures),
            log=scene.herd.logs(),
        )


def _kill(torture: Torture, random: Random, trouble: Trouble, herd: Herd, say: Say) -> None:
    pause = threading.Event()
    for n in range(1, torture.kills + 1):
        pause.wait(random.expovariate(1 / torture.seconds))
        trouble.once()
        if n % 50 == 0:
            say(f"{torture.kind}: {n} of {torture.kills}, {sum(herd.kills.values())} were alive")


def _quiet(scene: Scene) -> None:
    """Until nothing waits. The pauses between tries pass at once, of which some are hours."""
    pause = threading.Event()
    for _ in range(QUIET_SECONDS * 4):
        if all(row.sent or row.dead for row in rows_of(scene)):
            return
        end_pauses(scene)
        pause.wait(0.25)
