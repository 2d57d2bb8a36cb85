"""What Slack waits for while a listener runs: an answer, or a window, for three seconds each.

Until it has them nothing is asked of it: who somebody is, which channels they are in, and what a
channel is, is read from what is kept (see `Directory`). What somebody answers for is kept only once
Slack was asked at that very moment; that is done behind the answer. A form alone is asked about
before its answer, quickly: it would be closed by then, and what was typed gone.
"""

from collections.abc import Callable
from contextvars import ContextVar
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from slack_bolt import Ack
from slack_sdk import WebClient

from bot.slack.views import blocks as b
from bot.slack.views.ready import ReadyView, taken_by
from jupiter_core.domain.refusals import Refusal

if TYPE_CHECKING:
    from bot.slack.people import Person

Body = dict[str, Any]

WAITING = "waiting"
"""The callback id of a window that only says that something comes."""
REFUSAL = "refusal"
"""The callback id of a window that only says why not."""
_BY_TRIGGER = ("block_actions", "shortcut", "message_action")


@dataclass
class Turn:
    """One run of a listener. `opens` says that it may open a window; `person` is whoever acts, once
    Slack was asked in this turn."""

    ack: Ack
    body: Body
    client: WebClient
    opens: bool = False
    person: "Person | None" = None
    pending: Callable[[], object] | None = None
    """Has to be done before anything is kept."""
    refused: Refusal | None = None
    """Why nothing of this turn is kept."""
    waiting: str = ""
    """The id of the window that says that something comes, until that is there."""
    window: str = ""
    """The id of the window that was opened."""
    behind: list[Callable[["Turn"], object]] = field(default_factory=list)
    """What is done once Slack waits for nothing."""

    @property
    def owes_answer(self) -> bool:
        return self.ack.response is None

    @property
    def owes_window(self) -> bool:
        return self.opens and not (self.window or self.waiting)

    @property
    def owes(self) -> bool:
        return self.owes_answer or self.owes_window

    def wait(self) -> None:
        """Opens the window that says that something comes, where one is owed: then there is time
        to ask."""
        if self.owes_answer or not self.owes_window:
            return
        is_modal = (self.body.get("view") or {}).get("type") == "modal"
        trigger, view = self.body["trigger_id"], waiting_view()
        if is_modal:
            shown = self.client.views_push(trigger_id=trigger, view=view)
        else:
            shown = self.client.views_open(trigger_id=trigger, view=view)
        self.waiting = _id_of(shown)

    def settle(self) -> None:
        """Asks what is still to be asked before anything is kept."""
        if self.pending is None:
            return
        if self.refused:
            raise self.refused
        try:
            self.pending()
        except Refusal as refusal:
            self.refused = refusal  # and whatever else they would have kept
            raise
        self.pending = None

    def say(self, view: b.Block) -> bool:
        """Puts it into the window that waits; whether there was one."""
        if not self.waiting:
            return False
        self.client.views_update(view_id=self.waiting, view=view)
        self.waiting, self.window = "", self.waiting
        return True


_now: ContextVar[Turn | None] = ContextVar("turn", default=None)


def current() -> Turn | None:
    """None where nobody waits: an event, a timer, a thread of one's own."""
    return _now.get()


def begin(turn: Turn | None) -> object:
    """What happens from here on is part of it; gives what `end` takes."""
    return _now.set(turn)


def end(token: Any) -> None:
    _now.reset(token)


def may_open(body: Body) -> bool:
    """Whether a payload is of a kind that windows are opened for; a command says so itself."""
    return body.get("type") in _BY_TRIGGER and bool(body.get("trigger_id"))


def is_submission(body: Body) -> bool:
    """Of a form: Slack is asked about whoever submits it before it has its answer."""
    return body.get("type") == "view_submission"


def opens_window(opens: bool = True) -> None:
    """What runs now opens a window, or it does not."""
    turn = _now.get()
    if turn and "trigger_id" in turn.body:
        turn.opens = opens


def wait_in_window() -> None:
    """What is asked of Slack next may take its time: where a window is owed, one says so."""
    turn = _now.get()
    if turn:
        turn.wait()


def settle() -> None:
    """See `Turn.settle`."""
    turn = _now.get()
    if turn:
        turn.settle()


def open_window(client: WebClient, body: Body, view: b.Block | ReadyView) -> str:
    """The id of the window; where one waits already, it is filled."""
    trigger, taken = body["trigger_id"], taken_by(client, view)
    return _shown(lambda: client.views_open(trigger_id=trigger, view=taken), client, taken)


def push_window(client: WebClient, body: Body, view: b.Block) -> str:
    """The same on top of the view that was acted in."""
    trigger = body["trigger_id"]
    return _shown(lambda: client.views_push(trigger_id=trigger, view=view), client, view)


def _shown(put: Callable[[], Any], client: WebClient, view: Any) -> str:
    turn = _now.get()
    if turn and turn.waiting:
        client.views_update(view_id=turn.waiting, view=view)
        turn.waiting, turn.window = "", turn.waiting
        return turn.window
    window = _id_of(put())
    if turn:
        turn.window = window
    return window


def _id_of(shown: Any) -> str:
    """The id of the view that Slack answers with; empty where it names none."""
    return str((shown.get("view") or {}).get("id") or "")


def waiting_view() -> b.Block:
    said = "One moment. Slack is being asked who you are."
    return b.modal("One moment", [b.section(b.plain(said))], callback_id=WAITING)


def done_view(sentence: str) -> b.Block:
    """In place of what waited for something that is no window."""
    return b.modal("Done", [b.section(b.plain(sentence))], callback_id=WAITING)
