"""What comes again and again comes by a clock that nobody sets."""

import threading

from bot.rhythm import Rhythm


def test_it_works_at_once_and_again_until_it_is_stopped() -> None:
    stopping, thrice, done = threading.Event(), threading.Event(), []

    def work() -> None:
        done.append(threading.current_thread().name)
        if len(done) == 3:
            thrice.set()

    rhythm = Rhythm(work, 0.01, stopping, name="issue")
    rhythm.start()
    assert thrice.wait(10)
    stopping.set()
    rhythm.join()
    assert set(done) == {"issue"}
    assert "issue" not in {each.name for each in threading.enumerate()}


def test_work_that_takes_longer_than_its_rhythm_is_not_caught_up() -> None:
    """Nor does it run beside itself."""
    stopping, at_once, most = threading.Event(), [0], [0]
    over = threading.Event()
    runs = []

    def work() -> None:
        at_once[0] += 1
        most[0] = max(most[0], at_once[0])
        stopping.wait(0.02)
        at_once[0] -= 1
        runs.append(1)
        if len(runs) == 3:
            over.set()

    rhythm = Rhythm(work, 0.001, stopping, name="issue")
    rhythm.start()
    assert over.wait(10)
    stopping.set()
    rhythm.join()
    assert most == [1]


def test_one_that_was_never_started_is_not_waited_for() -> None:
    Rhythm(lambda: None, 1, threading.Event(), name="issue").join()
