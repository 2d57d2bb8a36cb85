"""What goes wrong meanwhile: processes are killed, and every place that is sent to fails."""

import itertools
from collections.abc import Callable
from random import Random

from bot.simulator.journal import Journal
from tests.harness.webhook_receiver import Behaviour, Handler, answers, says
from tests.torture.herd import WORKER
from tests.torture.reckoning import leased
from tests.torture.scene import Scene

METHODS = (
    *("chat.postMessage", "chat.update", "upload"),
    *("files.getUploadURLExternal", "files.completeUploadExternal"),
)
KINDS = ("rate_limited", "server_error", "lost_answer")
MOST_SCRIPTED = 5
"""Webhook answers that still wait for their request; more are not written down."""


class Trouble:
    """The same seed makes the same trouble in the same order."""

    def __init__(self, random: Random, scene: Scene) -> None:
        self.in_hand: set[tuple[str, str]] = set()
        """What workers were sending when they were killed, or the other one was."""
        self._scene = scene
        self._random, self._herd = random, scene.herd
        order = random.sample(scene.herd.members, len(scene.herd.members))
        self._turns = itertools.cycle(order)
        self._people, self._mails, self._hooks = scene.people, scene.mails, scene.hooks
        self._others: tuple[Callable[[], None], ...] = (self._slack, self._mail, self._webhooks)
        self._unsettled_hooks = 0

    def once(self) -> None:
        """One process is killed and started again, and one more thing breaks."""
        member = next(self._turns)
        self._herd.kill(member)
        if member.command == WORKER:
            self.in_hand |= leased(self._scene)
        self._herd.start(member)
        self._random.choice(self._others)()

    def over(self) -> None:
        """All is well from now on."""
        self._people.no_faults()
        self._mails.lost = ""
        self._mails.at_recipient.clear()
        self._hooks.script.clear()

    def lost_answers(self, journal: Journal) -> int:
        """Of Slack and of the mail server, and what the CRM took without saying so."""
        slack = sum(each.status == 0 for each in journal.after(0) if each.direction == "api")
        return slack + self._mails.cut + self._unsettled_hooks

    def _slack(self) -> None:
        method, kind = self._random.choice(METHODS), self._random.choice(KINDS)
        self._people.fault(method, kind, count=self._random.randint(1, 2))

    def _mail(self) -> None:
        if self._random.random() < 0.5:
            self._mails.at_recipient.append("451 Later, please")
        else:
            self._mails.lost = "" if self._mails.lost else "after the data"

    def _webhooks(self) -> None:
        if len(self._hooks.script) < MOST_SCRIPTED:
            broken = (answers(500), answers(429, retry_after="1"), says())
            self._hooks.script.append(self._unsettled(self._random.choice(broken)))

    def _unsettled(self, behaviour: Behaviour) -> Behaviour:
        def counted(handler: Handler) -> None:
            self._unsettled_hooks += 1
            behaviour(handler)

        return counted
