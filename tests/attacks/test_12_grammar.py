"""Line 12: the one-line way is linear, whatever is typed, and asks for permission first."""

import pytest

from bot.intake.shorthand.grammar import phrases_at
from bot.intake.shorthand.line import read_quick
from bot.intake.shorthand.names import Named
from bot.intake.shorthand.reading import MOST_WORDS
from bot.slack.shorthand import understood
from jupiter_core.domain.party import Customer
from jupiter_core.ports import UnitOfWork
from tests.attacks.steps import counted
from tests.factories import SAM, WORKSPACE
from tests.harness.fakes import FixedClock, a_fake_store
from tests.harness.whole_bot import a_whole_bot

CUSTOMERS = [Named(str(n), f"Acme {n} Corporation") for n in range(20)]
HOSTILE = [
    "and",
    "Acme",
    "Nobody",
    "from x",
    "for",
    "and,",
    "usage prepaid",
    "5%",
    "1.2M/yr",
    "1 x 1 x",
    "ramp 100,100,100,100,100,100,100,100,100,100,100,100,100,100x",
    "100," * 14 + "x",
    "x" * 60,
    "po number no #",
    "term of one",
    "Jan 1",
]


def steps_of(text: str) -> int:
    with counted() as steps:
        read_quick(text, CUSTOMERS, CUSTOMERS)
    return steps.count


@pytest.mark.parametrize("words", HOSTILE)
def test_twice_the_words_take_twice_the_steps(words: str) -> None:
    steps_of(words)  # what is compiled or imported once
    few, many = (steps_of(" ".join([words] * n)) for n in (40, 80))
    assert many < 2.6 * few + 500


@pytest.mark.parametrize("words", HOSTILE)
def test_a_message_of_any_length_takes_no_more_than_the_longest_line(words: str) -> None:
    each = len(words.split())
    full = " ".join([words] * (MOST_WORDS // each + 1))
    assert steps_of(f"{full} {' '.join([words] * 10_000)}") < 1.3 * steps_of(full) + 500


def test_of_a_message_that_is_too_long_no_word_is_lost() -> None:
    text = " ".join(f"w{n}" for n in range(MOST_WORDS + 50))
    quick = read_quick(f"Acme 50k {text}", CUSTOMERS)
    assert sorted((*quick.used, *quick.not_understood)) == sorted(f"Acme 50k {text}".split())


def test_a_ramp_that_could_be_parted_in_every_combination_is_read_at_once() -> None:
    """A pattern that tries them all would still be at it when the suite's own time is over."""
    words = ["ramp", ",".join(["100"] * 60) + "x"]
    assert "ramp" not in {each.name for each in phrases_at(words, len(words))}
    [read] = [each for each in phrases_at(["ramp", "500k", "600k"], 3) if each.name == "ramp"]
    assert read.parts["ramp"] == "500k 600k"


class Watched:
    """A store's customers, and what they were searched for."""

    def __init__(self) -> None:
        self.searched: list[str] = []

    def search(self, words: str, limit: int = 100) -> list[Customer]:
        self.searched.append(words)
        return []


def test_few_and_short_words_are_searched_for() -> None:
    watched = Watched()
    with a_fake_store(FixedClock()).read(WORKSPACE) as uow:
        unit: UnitOfWork = uow
        unit.customers = watched  # type: ignore[assignment]
        understood(unit, " ".join(["x" * 30_000] * 100))
    assert len(watched.searched) <= 12
    assert max(map(len, watched.searched)) <= 100


def test_whoever_may_not_draft_is_told_so_before_a_customer_is_searched_for() -> None:
    with a_whole_bot() as bot:
        with bot.application.database.write(WORKSPACE) as uow:
            closed = uow.workspace().model_copy(update={"drafters": ("U0FIONA",)})
            uow.save_workspace(closed)
        bot.types("/invoice Acme 1.2M/yr 3y")
        known = bot.told(SAM.id)
        bot.types("/invoice Nobody at all")
        bot.eventually(lambda: len([e for e in bot.channel(SAM.id) if e["ephemeral"]]) > 1)
        assert bot.told(SAM.id) == known
        assert "You may not draft invoices" in known
