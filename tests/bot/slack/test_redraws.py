"""Drawing a modal anew as somebody types: over a fake of `views.update` and a clock that is set."""

import threading
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any, cast

from hypothesis import given
from hypothesis import strategies as st
from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError
from slack_sdk.web import SlackResponse

from bot.slack.redraws import A_SECOND, BURST, GAP_SECONDS, Redrawing, Redraws

TEAM = "T0JUPITER"


@dataclass
class SlackView:
    """One open view: what it shows, and the hash that an update has to name.

    `meanwhile` is done while an update is on its way; `errors` are given before anything is done.
    """

    shows: str = ""
    hash: str = "h0"
    updates: list[str] = field(default_factory=list)
    errors: list[tuple[str, str]] = field(default_factory=list)
    meanwhile: list[Callable[[], None]] = field(default_factory=list)

    def views_update(self, view_id: str, view: dict[str, str], **more: Any) -> Any:
        if self.meanwhile:
            self.meanwhile.pop(0)()
        if self.errors:
            raise _error(*self.errors.pop(0))
        if more["hash"] not in (None, self.hash):
            raise _error("hash_conflict")
        self.drawn(view["text"])
        return {"view": {"hash": self.hash}}

    def drawn(self, text: str) -> None:
        self.shows, self.hash = text, f"h{int(self.hash[1:]) + 1}"
        self.updates.append(text)


def _error(name: str, retry_after: str = "") -> SlackApiError:
    headers = {"Retry-After": retry_after} if retry_after else {}
    answer = {"ok": False, "error": name}
    status = 429 if retry_after else 200
    response = SlackResponse(
        client=WebClient(),
        http_verb="POST",
        api_url="",
        req_args={},
        data=answer,
        headers=headers,
        status_code=status,
    )
    return SlackApiError(name, response)  # type: ignore[no-untyped-call]


class Time:
    """Stands still until it is told; then what was put off is done in its order."""

    def __init__(self) -> None:
        self.now = 1000.0
        self._waiting: list[tuple[float, Callable[[], None]]] = []
        self.redraws = Redraws(lambda: self.now, self._later)

    def _later(self, seconds: float, work: Callable[[], None]) -> None:
        self._waiting.append((self.now + seconds, work))

    def passes(self, seconds: float) -> None:
        until = self.now + seconds
        while due := sorted((each for each in self._waiting if each[0] <= until), key=_when):
            self._waiting.remove(due[0])
            self.now = max(self.now, due[0][0])
            due[0][1]()
        self.now = until


def _when(waiting: tuple[float, Callable[[], None]]) -> float:
    return waiting[0]


def typed(
    time: Time, slack: SlackView, text: str, at: float, *, seen: str | None = "h0", view: str = "V1"
) -> None:
    """A payload that left when the view had the hash `seen`, and holds `text`."""
    drawing = Redrawing(
        client=cast(WebClient, slack),
        team_id=TEAM,
        view_id=view,
        at=at,
        draw=lambda: {"text": text},
        seen=seen,
    )
    time.redraws.add(drawing)


def test_an_older_payload_that_comes_later_is_not_drawn_over_a_newer_one() -> None:
    time, slack = Time(), SlackView()
    typed(time, slack, "12000", at=2)
    typed(time, slack, "1", at=1)
    time.passes(60)
    assert (slack.shows, slack.updates) == ("12000", ["12000"])


def test_a_newer_payload_that_left_before_the_first_drawing_is_drawn_all_the_same() -> None:
    """Both left with the view's first hash, which the first drawing made old."""
    time, slack = Time(), SlackView()
    typed(time, slack, "1", at=1)
    typed(time, slack, "12000", at=2)
    time.passes(60)
    assert slack.shows == "12000"


def test_what_was_drawn_elsewhere_since_stays() -> None:
    """By another process, or the next line's editor in the same view."""
    time, slack = Time(), SlackView()
    typed(time, slack, "1", at=1)
    slack.drawn("the next line")
    typed(time, slack, "12", at=2)
    time.passes(60)
    assert slack.shows == "the next line"


def test_what_is_drawn_of_what_is_kept_needs_no_hash() -> None:
    time, slack = Time(), SlackView()
    slack.drawn("a saved line")
    typed(time, slack, "the form with its line", at=1, seen=None)
    assert slack.shows == "the form with its line"


def test_what_was_kept_and_drawn_elsewhere_while_ours_was_on_its_way_is_shown_in_the_end() -> None:
    time, slack, kept = Time(), SlackView(), ["no line"]

    def a_line_is_kept() -> None:
        kept[0] = "with its line"
        slack.drawn(kept[0])

    slack.meanwhile = [a_line_is_kept]
    time.redraws.add(
        Redrawing(slack, TEAM, "V1", at=1, draw=lambda: {"text": kept[0]})  # type: ignore[arg-type]
    )
    assert slack.shows == "with its line"
    assert slack.updates == ["with its line", "no line", "with its line"]


@given(st.permutations(range(1, 9)), st.lists(st.floats(0, 0.5), min_size=8, max_size=8))
def test_in_whatever_order_and_pace_keystrokes_come_the_last_typed_is_shown(
    order: list[int], pauses: list[float]
) -> None:
    time, slack = Time(), SlackView()
    for at, pause in zip(order, pauses, strict=True):
        typed(time, slack, str(at), at=at)
        time.passes(pause)
    time.passes(60)
    assert slack.shows == "8"
    assert slack.updates == sorted(slack.updates)


def test_keystrokes_that_come_while_one_is_drawn_are_one_drawing() -> None:
    time, slack = Time(), SlackView()

    def five_more() -> None:
        for at in range(2, 7):
            typed(time, slack, "x" * at, at=at)

    slack.meanwhile.append(five_more)
    typed(time, slack, "x", at=1)
    time.passes(GAP_SECONDS)
    assert slack.updates == ["x", "xxxxxx"]


def test_two_people_who_type_for_a_minute_leave_slack_a_fifth_of_its_limit() -> None:
    """Tier 4 is a hundred calls a minute and workspace; five keystrokes a second, each."""
    time, first, second = Time(), SlackView(), SlackView()
    for n in range(300):
        typed(time, first, str(n), at=n, view="V1")
        typed(time, second, str(n), at=n, view="V2")
        time.passes(0.2)
    assert len(first.updates) + len(second.updates) <= BURST + 60 * A_SECOND <= 80
    assert min(len(first.updates), len(second.updates)) >= 30
    time.passes(5)
    assert (first.shows, second.shows) == ("299", "299")


def test_a_rate_limit_is_waited_for_by_every_view_and_nothing_is_told() -> None:
    time, slack, other = Time(), SlackView(), SlackView()
    slack.errors.append(("ratelimited", "30"))
    typed(time, slack, "1", at=1)
    typed(time, slack, "12", at=2)
    typed(time, other, "another view", at=3, view="V2")
    time.passes(29)
    assert slack.updates == other.updates == []
    time.passes(5)
    assert (slack.updates, other.updates) == (["12"], ["another view"])


def test_a_preview_that_fails_is_silent_and_the_next_is_drawn() -> None:
    time, slack = Time(), SlackView()
    slack.errors += [("not_found", ""), ("internal_error", ""), ("invalid_arguments", "")]
    for at in range(1, 5):
        typed(time, slack, str(at), at=at)
        time.passes(1)
    assert slack.shows == "4"


def test_a_drawing_that_cannot_be_made_is_silent_and_the_next_is_drawn() -> None:
    time, slack = Time(), SlackView()

    def broken() -> dict[str, Any]:
        raise RuntimeError("the database is away")

    client = cast(WebClient, slack)
    time.redraws.add(Redrawing(client, TEAM, "V1", at=1, draw=broken, seen="h0"))
    typed(time, slack, "12", at=2)
    time.passes(1)
    assert slack.shows == "12"


def test_what_is_put_off_is_drawn_by_nobody_once_the_process_has_ended() -> None:
    slack, redraws = SlackView(), Redraws()
    redraws.gap_seconds = 3600
    for at in (1, 2):
        redraws.add(
            Redrawing(cast(WebClient, slack), TEAM, "V1", at, lambda: {"text": "typed"}, "h0")
        )
    assert redraws.finish() == 0
    assert slack.updates == ["typed"]
    assert "redraws" not in {each.name for each in threading.enumerate()}
