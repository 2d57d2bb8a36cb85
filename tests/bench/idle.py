"""What a process costs that has nothing to do, in processor time."""

import time
from pathlib import Path
from tempfile import TemporaryDirectory

from tests.bench.deals import fill
from tests.bench.measured import Row, Tell
from tests.bench.served import Served, serving


def rows(tell: Tell, *, quick: bool) -> list[Row]:
    """Milliseconds a second."""
    seconds, rounds = (5, 1) if quick else (20, 3)
    with TemporaryDirectory() as folder, serving("tests.bench.slack_stand_in") as slack:
        url, api = f"sqlite:///{Path(folder)}/bench.sqlite3", f"http://127.0.0.1:{slack.port}/api/"
        fill(url)
        with serving("tests.bench.slack_ours", api, url) as ours:
            time.sleep(3)  # what is done once after the start
            tell("an idle process")
            spent = [_spent(ours, seconds) for _ in range(rounds)]
    return [Row("idle process: ms a second", "–", "< 5", spent)]


def _spent(served: Served, seconds: float) -> float:
    before = served.spent()
    time.sleep(seconds)
    return (served.spent() - before) / seconds * 1000
