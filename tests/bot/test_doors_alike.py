"""One deal through every door means the same, and a mistake in it has the same path everywhere."""

from collections.abc import Iterator, Mapping

import pytest

from jupiter_core.domain.schedule.build import schedule_of
from tests.bot.doors.deal import Noun
from tests.bot.doors.differences import DIFFERENCES
from tests.bot.doors.door import Door
from tests.bot.doors.machines import Api, File
from tests.bot.doors.mistakes import MISTAKES, Mistake
from tests.bot.doors.page import Page
from tests.bot.doors.slack import Claim, Message, Modal, OneLine
from tests.harness.modal_bot import a_builder_stage

IN_SLACK = (Modal, OneLine, Message, Claim)
NAMES = tuple(each.name for each in (*IN_SLACK, Api, File, Page))
CELLS = [
    (door.name, mistake)
    for door in (*IN_SLACK, Api, File, Page)
    for mistake in MISTAKES
    if door.can_say(mistake)
]
PRICE = "lines[0].unit_price"

every_door = pytest.mark.parametrize("name", NAMES)
every_noun = pytest.mark.parametrize("noun", ["invoice", "contract"])


@pytest.fixture(scope="module")
def doors() -> Iterator[Mapping[str, Door]]:
    """One workspace for all: what a test leaves in it, no other test looks at."""
    with a_builder_stage() as stage:
        in_slack = (kind(stage) for kind in IN_SLACK)
        yield {each.name: each for each in (*in_slack, Api(), File(), Page())}


@every_noun
@every_door
def test_the_deal_means_the_same_through_every_door(
    doors: Mapping[str, Door], name: str, noun: Noun
) -> None:
    meant, told = doors[name].means(noun), doors["api"].means(noun)
    assert meant.terms == told.terms
    assert meant.po_number == told.po_number
    assert meant.parties in (None, told.parties)


def test_what_it_means_is_the_deal(doors: Mapping[str, Door]) -> None:
    invoices = schedule_of(doors["api"].means("contract").terms).invoices
    totals = [str(each.total) for each in invoices]
    assert totals == ["1225000.00", "1260000.00", "1260000.00"]


@pytest.mark.parametrize(("name", "mistake"), CELLS, ids=str)
def test_a_mistake_has_the_same_path_through_every_door(
    doors: Mapping[str, Door], name: str, mistake: Mistake
) -> None:
    door = doors[name]
    found, ought = door.paths(mistake), {door.spelled(mistake)}
    if known := DIFFERENCES.get((name, mistake.name)):
        assert found != ought, f"mended: remove the row ({known.reason})"
        assert found == known.paths, known.reason
    else:
        assert found == ought


def test_every_row_of_the_differences_is_of_a_mistake_that_its_door_can_say() -> None:
    assert DIFFERENCES.keys() <= {(name, mistake.name) for name, mistake in CELLS}


@pytest.mark.parametrize("amount", ["1.2M", "$500", "1.234,56", "1 200 000"])
@pytest.mark.parametrize("name", ["modal", "page"])
def test_an_amount_is_understood_as_people_write_it(
    doors: Mapping[str, Door], name: str, amount: str
) -> None:
    typed = Mistake("none", "invoice", PRICE, None, {PRICE: amount})
    assert doors[name].paths(typed) == set()


@every_door
def test_every_door_can_say_at_least_some_of_the_mistakes(name: str) -> None:
    assert len([each for each, _ in CELLS if each == name]) >= 5


def test_there_are_twenty_mistakes_or_more_each_under_its_own_name() -> None:
    assert len({each.name for each in MISTAKES}) == len(MISTAKES) >= 20
