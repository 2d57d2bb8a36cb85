"""Draining over fakes: nothing lost, nothing out of order, nothing tried for ever."""

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from datetime import datetime, timedelta
from typing import Any

import pytest

from jupiter_core.outbox.drain import LEASE, MOST_UNFINISHED, Drain
from jupiter_core.outbox.jumps import Jumps
from jupiter_core.outbox.shares import Shares
from jupiter_core.ports import (
    AtLimit,
    Heartbeat,
    Message,
    Outbox,
    RetryLater,
    StoreBusy,
    Undeliverable,
)
from tests.factories import WORKSPACE
from tests.harness.fakes import (
    FakeOutbox,
    FakeStore,
    FixedClock,
    NoHeartbeat,
    RecordingSender,
    SteadyRandomness,
    a_fake_store,
)
from tests.harness.giving_up import burying


class Post:
    """An outbox with a drain on it; `given_up` keeps what the drain gave up."""

    def __init__(self, *script: Exception | Mapping[str, Any], share: float = 0.5) -> None:
        self.clock = FixedClock()
        self.store: FakeStore = a_fake_store(self.clock)
        self.sender = RecordingSender(*script)
        self.given_up: list[tuple[str, str]] = []
        self.drain = self.a_drain("one", share)

    def a_drain(
        self,
        owner: str,
        share: float = 0.5,
        *,
        heartbeat: Heartbeat = NoHeartbeat(),
        outbox: Outbox | None = None,
        shares: Shares | None = None,
        jumps: Jumps | None = None,
    ) -> Drain:
        return Drain(
            outbox or self.store.outbox,
            {"slack": self.sender},
            self.clock,
            SteadyRandomness(share),
            owner=owner,
            give_up=burying(self.store, lambda name, error: self.given_up.append((name, error))),
            heartbeat=heartbeat,
            shares=shares,
            jumps=jumps,
        )

    def put(
        self, *ids: str, stream: str = "", lane: str = "", workspace_id: str = WORKSPACE
    ) -> None:
        with self.store.write(workspace_id) as uow:
            for each in ids:
                message = a_message(each, stream or "invoice:1")
                to = {"lane": lane, "workspace_id": workspace_id}
                uow.outbox.put(message.model_copy(update=to))

    @property
    def sent(self) -> list[str]:
        return [message.id for message in self.sender.sent]

    def dead(self) -> list[str]:
        with self.store.read(WORKSPACE) as uow:
            return [each.message.id for each in uow.outbox.dead_letters()]

    def wait_of(self, message_id: str) -> float:
        """Seconds until it is tried again."""
        waits = self.store.tables.letters[message_id].not_before - self.clock.now()
        return waits.total_seconds()


def a_message(message_id: str, stream: str) -> Message:
    return Message(
        id=message_id,
        workspace_id=WORKSPACE,
        stream=stream,
        destination="slack",
        kind="notice",
        body={},
    )


class Crash(BaseException):
    """The process dies here."""


def test_what_waits_is_sent_once_and_in_order() -> None:
    post = Post()
    post.put("a", "b", "c")
    assert post.drain.run() == 3
    assert post.drain.run() == 0
    assert post.sent == ["a", "b", "c"]


def test_what_came_back_is_kept_as_the_receipt() -> None:
    post = Post({"ts": "1.2"})
    post.put("a")
    post.drain.run()
    with post.store.read(WORKSPACE) as uow:
        assert uow.outbox.receipt("invoice:1", "notice") == {"ts": "1.2"}


@pytest.mark.parametrize(("share", "seconds"), [(0.0, 0.5), (0.5, 0.75), (1.0, 1.0)])
def test_a_failure_is_tried_again_after_a_wait_of_which_a_part_is_chance(
    share: float, seconds: float
) -> None:
    post = Post(RetryLater("busy"), share=share)
    post.put("a")
    post.drain.run()
    assert post.wait_of("a") == seconds
    post.clock.advance(seconds=seconds)
    post.drain.run()
    assert post.sent == ["a"]


def test_each_further_failure_waits_twice_as_long_up_to_an_hour() -> None:
    post = Post(*[RetryLater("busy")] * 11, share=1.0)
    post.put("a")
    waits = []
    for _ in range(11):
        post.drain.run()
        waits.append(post.wait_of("a"))
        post.clock.advance(seconds=waits[-1])
    assert waits == [1, 2, 4, 8, 16, 32, 64, 128, 256, 512, 1024]


def test_the_wait_that_was_asked_for_is_obeyed() -> None:
    post = Post(RetryLater("slow down", after=37))
    post.put("a")
    post.drain.run()
    post.clock.advance(seconds=36)
    assert post.drain.run() == 0
    post.clock.advance(seconds=1)
    assert post.drain.run() == 1
    assert post.sent == ["a"]


@pytest.mark.parametrize("kind", [RetryLater, AtLimit])
def test_a_wait_that_makes_no_sense_is_a_day_long(kind: type[RetryLater] | type[AtLimit]) -> None:
    post = Post(kind("slow down", after=1e12))
    post.put("a")
    post.drain.run()
    post.clock.advance(days=1)
    assert post.drain.run() == 1
    assert post.sent == ["a"]


def test_later_messages_of_a_stream_wait_for_one_that_is_to_be_tried_again() -> None:
    post = Post(RetryLater("busy", after=10))
    post.put("a", "b")
    post.drain.run()
    assert post.sent == []
    post.clock.advance(seconds=10)
    post.drain.run()
    assert post.sent == ["a", "b"]


def test_other_streams_do_not_wait_for_a_stream_in_trouble() -> None:
    post = Post(Undeliverable("not in the channel"))
    post.put("a")
    post.put("other", stream="invoice:2")
    post.drain.run()
    assert post.sent == ["other"]


def test_after_three_days_of_trying_it_is_a_dead_letter_and_its_stream_waits() -> None:
    post = Post(*[RetryLater("down")] * 100)
    post.put("a", "b")
    for _ in range(72):
        post.drain.run()
        post.clock.advance(hours=1)
    assert post.given_up == []
    post.drain.run()
    post.clock.advance(days=9)
    post.drain.run()
    assert post.given_up == [("a", "down")]
    assert post.dead() == ["a"]
    assert post.sent == []


def test_what_cannot_be_delivered_is_given_up_at_once_with_the_reason() -> None:
    post = Post(Undeliverable("Type /invite there."))
    post.put("a")
    post.drain.run()
    assert post.given_up == [("a", "Type /invite there.")]


def test_a_dead_letter_that_is_resent_goes_first_and_the_rest_of_its_stream_follows() -> None:
    post = Post(Undeliverable("no"))
    post.put("a", "b")
    post.drain.run()
    with post.store.write(WORKSPACE) as uow:
        uow.outbox.revive("a")
    post.drain.run()
    assert post.sent == ["a", "b"]


def test_an_unforeseen_error_is_recorded_and_tried_again() -> None:
    post = Post(KeyError("surprise"))
    post.put("a")
    post.drain.run()
    assert "KeyError" in post.store.tables.letters["a"].error
    post.clock.advance(hours=1)
    post.drain.run()
    assert post.sent == ["a"]


def test_a_crash_between_sending_and_recording_repeats_that_one_message_only() -> None:
    post = Post()
    post.put("a", "b", "c")
    post.drain.run(most=1)
    _crash_after_sending(post)
    post.clock.advance(seconds=LEASE.total_seconds())
    post.a_drain("another").run()
    assert post.sent == ["a", "b", "b", "c"]


def test_what_another_drain_has_claimed_is_left_alone() -> None:
    post = Post()
    post.put("a", "b")
    _crash_after_sending(post)
    assert post.a_drain("another").run() == 0
    assert post.sent == ["a"]


def test_an_error_is_kept_short_enough_to_show() -> None:
    post = Post(Undeliverable("x" * 5000))
    post.put("a")
    post.drain.run()
    assert len(post.store.tables.letters["a"].error) == 500


def test_a_limit_is_no_attempt_and_holds_up_the_lane_alone_until_the_time_that_was_said() -> None:
    post = Post(AtLimit("slow down", after=30))
    post.put("a", stream="one", lane="C0BUSY")
    post.put("b", stream="two", lane="C0BUSY")
    post.put("c", stream="three", lane="C0CALM")
    post.drain.run()
    assert post.sent == ["c"]
    letter = post.store.tables.letters["a"]
    assert (letter.message.attempts, letter.message.tried_since) == (0, None)
    post.clock.advance(seconds=29)
    assert post.drain.run() == 0
    post.clock.advance(seconds=1)
    post.drain.run()
    assert post.sent == ["c", "a", "b"]


def test_what_comes_while_its_lane_is_held_waits_too() -> None:
    post = Post(AtLimit("slow down", after=30))
    post.put("a", stream="one", lane="C0BUSY")
    post.drain.run()
    post.put("b", stream="two", lane="C0BUSY")
    assert post.drain.run() == 0


def test_a_limit_of_the_whole_workspace_holds_up_all_of_its_lanes_and_no_other_workspace() -> None:
    post = Post(AtLimit("slow down", after=30, whole=True))
    post.put("a", stream="one", lane="C0BUSY")
    post.put("b", stream="two", lane="C0CALM")
    post.put("c", stream="one", lane="C0BUSY", workspace_id="T0OTHER")
    post.drain.run()
    assert post.sent == ["c"]


def test_sixty_deals_in_a_channel_at_its_limit_are_all_sent_with_one_call_too_many_a_wait() -> None:
    """One a second goes through, as in Slack; the rest is told to wait a second."""
    second: list[Exception | Mapping[str, Any]] = [{"ts": "1"}, AtLimit("slow down", after=1)]
    post = Post(*second * 60)
    for n in range(60):
        post.put(f"m{n:02}", stream=f"invoice:{n}", lane="C0BUSY")
    tried = 0
    for _ in range(60):
        tried += post.drain.run()
        post.clock.advance(seconds=1)
    assert post.sent == [f"m{n:02}" for n in range(60)]
    assert (tried, post.given_up) == (60 + 59, [])


def test_of_one_lane_one_message_is_on_its_way_at_a_time() -> None:
    post = Post()
    post.put("a", stream="one", lane="C0BUSY")
    post.put("b", stream="two", lane="C0BUSY")
    post.put("c", stream="three", lane="C0CALM")
    _crash_after_sending(post)
    assert post.a_drain("another").run() == 1
    assert post.sent == ["a", "c"]


def test_a_message_whose_sending_ends_the_process_each_time_is_given_up() -> None:
    post = Post()
    post.put("a", "b")
    crashes = 0
    while not post.given_up:
        for _ in range(MOST_UNFINISHED):
            _crash_after_sending(post)
            post.clock.advance(seconds=LEASE.total_seconds())
            crashes += 1
        post.drain.run()
        post.clock.advance(hours=1)
    assert post.given_up == [("a", "Sending it stopped the app 5 times")]
    assert crashes == 2 * MOST_UNFINISHED


def test_a_message_that_was_in_hand_of_processes_which_ended_of_something_else_waits_for_that() -> (
    None
):
    post = Post()
    post.put("a", "b")
    for _ in range(MOST_UNFINISHED):
        _crash_after_sending(post)
        post.clock.advance(seconds=LEASE.total_seconds())
    post.drain.run()
    assert 0 < post.wait_of("a") <= 32
    post.clock.advance(minutes=1)
    post.drain.run()
    assert post.sent[-2:] == ["a", "b"]
    assert post.given_up == []


def test_a_lease_is_renewed_while_the_message_is_on_its_way() -> None:
    post = Post()
    post.put("a")

    class Slow:
        """Takes as long as two leases, with a beat in between."""

        @contextmanager
        def during(self, beat: Callable[[], None]) -> Iterator[None]:
            for _ in range(3):
                post.clock.advance(seconds=LEASE.total_seconds() - 1)
                beat()
            yield

    drain = post.a_drain("slow", heartbeat=Slow())
    other = post.a_drain("another")

    class Looking(RecordingSender):
        def send(self, message: Message) -> Mapping[str, Any]:
            assert other.run() == 0
            return super().send(message)

    post.sender = Looking()
    drain = post.a_drain("slow", heartbeat=Slow())
    assert drain.run() == 1


def test_what_was_sent_while_the_database_went_away_is_recorded_first_when_it_is_back() -> None:
    post = Post()
    post.put("a", "b")
    outbox = GoneOnce(post.store)
    drain = post.a_drain("one", outbox=outbox)
    with pytest.raises(StoreBusy):
        drain.run()
    drain.run()
    assert post.sent == ["a", "b"]


def test_a_drain_that_is_to_stop_records_what_it_sent_and_takes_nothing_more() -> None:
    post = Post({"ts": "1.1"})
    post.put("a", "b")
    assert post.drain.run(goes_on=lambda: not post.sent) == 1
    with post.store.read(WORKSPACE) as uow:
        assert uow.outbox.receipt("invoice:1", "notice") == {"ts": "1.1"}
    assert post.a_drain("another").run() == 1
    assert post.sent == ["a", "b"]


class GoneOnce(FakeOutbox):
    """The database is away when the first receipt is to be recorded."""

    def __init__(self, store: FakeStore) -> None:
        super().__init__(store)
        self._gone = True

    def sent(self, message_id: str, *, owner: str, now: datetime, receipt: dict[str, Any]) -> None:
        if self._gone:
            self._gone = False
            raise StoreBusy("away")
        super().sent(message_id, owner=owner, now=now, receipt=receipt)


def _crash_after_sending(post: Post) -> None:
    """A drain that dies when the message is out and its receipt is not yet recorded."""

    class Dying:
        def send(self, message: Message) -> Mapping[str, Any]:
            post.sender.send(message)
            raise Crash

    dying = Drain(
        post.store.outbox,
        {"slack": Dying()},
        post.clock,
        SteadyRandomness(),
        owner="dying",
        give_up=lambda _message, _owner, _error: None,
        heartbeat=NoHeartbeat(),
    )
    with pytest.raises(Crash):
        dying.run()


def test_a_workspace_that_is_slow_leaves_a_thread_for_the_others() -> None:
    post, shares = Post(), Shares(2)
    drain = post.a_drain("one", shares=shares)
    for n in range(3):
        post.put(f"slow-{n}", stream=f"s{n}", lane=f"s{n}")
    post.put("quick", stream="q", lane="q", workspace_id="T0OTHER")
    with shares.of(WORKSPACE):
        with shares.of(WORKSPACE):
            drain.run()
            assert post.sent == ["quick"]
        drain.run()
    assert post.sent == ["quick", "slow-0", "slow-1", "slow-2"]
    assert shares.taken_up() == ()


JUMPS = [timedelta(days=1), timedelta(hours=-1)]
"""Of the machine's clock: a day ahead, an hour back."""


@pytest.mark.parametrize("jump", JUMPS)
def test_a_clock_that_jumps_while_a_message_is_sent_loses_and_repeats_none(jump: timedelta) -> None:
    post = Post(*([{}] * 4))
    post.put("a", "b")
    post.put("c", stream="invoice:2")
    send = post.sender.send

    def jumping(message: Message) -> Mapping[str, Any]:
        post.sender.send = send  # type: ignore[method-assign]
        post.clock.set(post.clock.now() + jump)
        return send(message)

    post.sender.send = jumping  # type: ignore[method-assign]
    post.drain.run()
    post.put("d", stream="invoice:2")
    post.clock.advance(hours=1)
    post.drain.run()
    assert sorted(post.sent) == ["a", "b", "c", "d"]
    assert post.sent.index("a") < post.sent.index("b")
    assert post.sent.index("c") < post.sent.index("d")
    assert post.drain.run() == 0


@pytest.mark.parametrize("jump", JUMPS)
def test_what_a_killed_process_was_sending_is_sent_by_the_next_whatever_the_clock_does(
    jump: timedelta,
) -> None:
    post = Post()
    post.put("a", "b")
    lease = post.clock.now() + LEASE
    post.store.outbox.claim(owner="killed", now=post.clock.now(), lease_until=lease, limit=1)
    post.clock.set(post.clock.now() + jump)
    post.drain.run()
    post.clock.advance(hours=1, seconds=LEASE.total_seconds())
    post.drain.run()
    assert post.sent == ["a", "b"]


@pytest.mark.parametrize("jump", JUMPS)
def test_a_wait_ends_an_hour_late_at_most_when_the_clock_jumps(jump: timedelta) -> None:
    post = Post(RetryLater("429", after=60), {})
    post.put("a", "b")
    post.drain.run()
    post.clock.set(post.clock.now() + jump)
    post.clock.advance(hours=1, seconds=60)
    post.drain.run()
    assert post.sent == ["a", "b"]
    assert post.drain.run() == 0


class Stopwatch:
    """Seconds that nobody sets, but time itself."""

    def __init__(self) -> None:
        self.seconds = 0.0

    def __call__(self) -> float:
        return self.seconds


def time_passes(post: Post, stopwatch: Stopwatch, seconds: float) -> None:
    stopwatch.seconds += seconds
    post.clock.advance(seconds=seconds)


class Beats:
    """Gives a sign of life when the test says so."""

    def __init__(self) -> None:
        self.beat: Callable[[], None] = lambda: None

    @contextmanager
    def during(self, beat: Callable[[], None]) -> Iterator[None]:
        self.beat = beat
        yield


def test_a_clock_that_jumps_ahead_takes_no_message_out_of_the_hands_of_whoever_sends_it() -> None:
    post, stopwatch, beats = Post(), Stopwatch(), Beats()
    other = post.a_drain("other", jumps=Jumps(post.clock, stopwatch, LEASE.total_seconds()))
    looked: list[int] = []

    class JumpedMeanwhile(RecordingSender):
        def send(self, message: Message) -> Mapping[str, Any]:
            if not looked:
                post.clock.advance(days=1)
                looked.append(other.run())
                time_passes(post, stopwatch, 3)
                beats.beat()
                time_passes(post, stopwatch, 8)
                looked.append(other.run())
            return super().send(message)

    post.put("a", "b")
    post.sender = JumpedMeanwhile()
    assert post.a_drain("slow", heartbeat=beats).run() == 2
    assert looked == [0, 0]
    assert post.sent == ["a", "b"]


def test_what_a_killed_process_was_sending_goes_on_a_lease_after_a_jump_ahead() -> None:
    post, stopwatch = Post(), Stopwatch()
    drain = post.a_drain("other", jumps=Jumps(post.clock, stopwatch, LEASE.total_seconds()))
    post.put("a")
    lease = post.clock.now() + LEASE
    post.store.outbox.claim(owner="killed", now=post.clock.now(), lease_until=lease, limit=1)
    post.clock.advance(days=1)
    assert drain.run() == 0
    time_passes(post, stopwatch, 9)
    assert drain.run() == 0
    time_passes(post, stopwatch, 1)
    assert drain.run() == 1


@pytest.mark.parametrize("wrong", [1.9, -1.9, -3600.0])
def test_a_clock_that_goes_a_little_wrong_or_back_stops_nobody(wrong: float) -> None:
    post, stopwatch = Post(), Stopwatch()
    drain = post.a_drain("one", jumps=Jumps(post.clock, stopwatch, LEASE.total_seconds()))
    time_passes(post, stopwatch, 60)
    post.clock.advance(seconds=wrong)
    post.put("a")
    assert drain.run() == 1
