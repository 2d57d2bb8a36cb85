"""What a process that is to end still waits for, and for how long."""

from threading import Event, Thread
from threading import enumerate as enumerate_threads

import pytest

from bot.threads import END_SECONDS, Ending, Threads, Timers


class Watch:
    """A stopwatch that a test moves."""

    seconds = 100.0

    def __call__(self) -> float:
        return self.seconds


def test_what_ends_together_shares_the_time_from_when_it_was_first_told() -> None:
    watch = Watch()
    ending = Ending(15, watch)
    watch.seconds += 1000  # a long life, which costs nothing
    ending.begin()
    watch.seconds += 4
    ending.begin()
    first = ending.left
    watch.seconds += 20
    assert (first, ending.left) == (11, 0)


def test_whoever_asks_what_is_left_begins_to_end() -> None:
    watch = Watch()
    ending = Ending(END_SECONDS, watch)
    left = [ending.left]
    watch.seconds += 5
    left.append(ending.left)
    assert left == [15, 10]


def test_they_finish_what_they_hold_and_what_comes_of_it() -> None:
    done: list[str] = []
    threads = Threads(1, "crew")

    def first() -> None:
        threads.submit(done.append, "second")
        done.append("first")

    threads.submit(first)
    assert threads.finish() == 0
    assert done == ["first", "second"]
    with pytest.raises(RuntimeError):
        threads.submit(first)


def test_what_hangs_is_waited_for_so_long_and_what_was_not_begun_is_dropped() -> None:
    threads, begun, hanging = Threads(1, "crew"), Event(), Event()

    def hang() -> None:
        begun.set()
        hanging.wait()

    threads.submit(hang)
    waiting = threads.submit(begun.set)
    try:
        assert begun.wait(60)
        assert threads.finish(0) == 2
        assert waiting.cancelled()
    finally:
        hanging.set()


def test_threads_that_have_failed_or_hold_nothing_are_not_waited_for() -> None:
    threads = Threads(2, "crew")
    failed = threads.submit(lambda: 1 // 0)
    assert threads.finish() == 0
    assert isinstance(failed.exception(), ZeroDivisionError)
    assert Threads(1, "idle").finish(0) == 0


def test_who_lets_pass_waits_for_what_they_hold_and_not_for_what_comes_later() -> None:
    threads, first, later, passed = Threads(2, "crew"), Event(), Event(), Event()
    threads.submit(first.wait)

    def let_pass() -> None:
        threads.let_pass(60)
        passed.set()

    waiting = Thread(target=let_pass)
    waiting.start()
    try:
        assert not passed.wait(0.05)
        first.set()
        threads.submit(later.wait)
        assert passed.wait(60)
    finally:
        first.set()
        later.set()
        waiting.join()


def test_nobody_is_let_pass_for_longer_than_a_moment() -> None:
    threads, hanging = Threads(1, "crew"), Event()
    threads.let_pass(60)  # nobody is there
    threads.submit(hanging.wait)
    threads.let_pass(0)
    hanging.set()
    assert threads.finish() == 0


def test_a_timer_does_what_it_was_given_later() -> None:
    timers, done = Timers("later"), Event()
    timers.later(0.01, done.set)
    assert done.wait(20)
    assert timers.finish() == 0


def test_what_was_put_off_is_dropped_in_the_end_and_nothing_more_is_taken() -> None:
    timers, done = Timers("later"), Event()
    timers.later(3600, done.set)
    assert timers.finish() == 0
    timers.later(0, done.set)
    assert "later" not in {each.name for each in enumerate_threads()}
    assert not done.is_set()


def test_what_a_timer_has_begun_is_waited_for_so_long() -> None:
    timers, begun, hanging = Timers("later"), Event(), Event()

    def hang() -> None:
        begun.set()
        hanging.wait()

    timers.later(0, hang)
    assert begun.wait(20)
    assert timers.finish(0.01) == 1
    hanging.set()
    assert timers.finish() == 0
