"""Several people press Send to AP in the same moment, on a real database."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from jupiter_core.store import Database
from tests.bot.slack.test_send_to_ap import BUTTON, Counter
from tests.factories import A_SIGNER, FIONA, FRANK, SAM
from tests.harness.fakes import CountingIds, FixedClock
from tests.harness.slack_bot import a_rig


@pytest.fixture
def counter(tmp_path: Path) -> Iterator[Counter]:
    clock = FixedClock()
    database = Database(f"sqlite:///{tmp_path}/jupiter.sqlite3", clock, CountingIds(), A_SIGNER)
    database.migrate()
    with a_rig(clock=clock, store=database) as rig:
        yield Counter(rig)
    database.close()


def test_three_who_press_at_once_send_one_mail(counter: Counter) -> None:
    issued = counter.rig.issued()
    counter.deliver()
    counter.rig.clock.advance(minutes=2)
    card, people = counter.rig.card(), (SAM.id, FIONA.id, FRANK.id)
    with counter.rig.commits.one_action(), ThreadPoolExecutor(len(people)) as threads:
        list(threads.map(lambda each: counter.rig.press(each, BUTTON, card), people))
    counter.rig.wait()
    counter.rig.eventually(lambda: _refused(counter, people) == 2)
    counter.deliver()
    assert (counter.asked(issued), len(counter.mails)) == (1, 2)


def _refused(counter: Counter, people: tuple[str, ...]) -> int:
    """How many were told that a mail is on its way already."""
    seen = [each for user in people for each in counter.rig.channel(user)]
    return len([each for each in seen if each["ephemeral"] and "on its way" in each["text"]])
