"""Several people press Send to AP in the same moment, on a real database."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from jupiter_core.store import Database
from tests.bot.slack.test_send_to_ap import BUTTON, Counter
from tests.factories import A_SIGNER, FIONA, FRANK, SAM
from tests.harness.databases import tables_at
from tests.harness.fakes import CountingIds, FixedClock
from tests.harness.slack_bot import a_rig
from tests.harness.slack_reading import shown


@pytest.fixture
def counter(tmp_path: Path) -> Iterator[Counter]:
    clock = FixedClock()
    tables_at(tmp_path / "jupiter.sqlite3")
    database = Database(f"sqlite:///{tmp_path}/jupiter.sqlite3", clock, CountingIds(), A_SIGNER)
    with a_rig(clock=clock, store=database) as rig:
        yield Counter(rig)
    database.close()


def test_three_who_press_at_once_send_one_mail(counter: Counter) -> None:
    issued = counter.rig.issued()
    counter.deliver()
    counter.rig.clock.advance(minutes=2)
    card, people = counter.rig.card(), (SAM.id, FIONA.id, FRANK.id)
    for each in people:
        counter.rig.press(each, BUTTON, card)
        counter.rig.modal(each)
    with ThreadPoolExecutor(len(people)) as threads:
        answers = list(threads.map(counter.rig.submit, people))
    said = [shown(each["stack"][-1]) for each in answers]
    assert len([each for each in said if "on its way to accounts payable" in each]) == 2
    counter.deliver()
    assert (counter.asked(issued), len(counter.mails)) == (1, 2)
