"""The week's aging goes to the finance channel on Monday at nine, once."""

from datetime import UTC, datetime

import pytest

from jupiter_core.commands.aging_digest import digest_due, post_digest
from jupiter_core.domain.aging import Aging
from tests.harness.workspace import MemoryWorkspace

MONDAY_AT_NINE = datetime(2026, 11, 23, 17, tzinfo=UTC)
"""In California."""


class Finance(MemoryWorkspace):
    """A team with a finance channel and one issued invoice."""

    def __init__(self) -> None:
        super().__init__()
        self.issued()
        with self.writing() as uow:
            team = uow.workspace()
            uow.save_workspace(team.model_copy(update={"finance_channel": "C0FINANCE"}))

    def round(self, now: datetime) -> int:
        self.at(now)
        with self.reading() as uow:
            waiting = digest_due(uow)
        done = 0
        for each in waiting:
            with self.writing() as uow:
                done += post_digest(uow, each)
        return done


@pytest.fixture
def desk() -> Finance:
    return Finance()


def test_it_goes_out_on_monday_at_nine_where_most_entities_are_and_once(desk: Finance) -> None:
    assert desk.round(MONDAY_AT_NINE.replace(hour=16, minute=59)) == 0
    assert desk.round(MONDAY_AT_NINE) == 1
    assert desk.round(MONDAY_AT_NINE.replace(hour=18)) == 0
    assert desk.round(MONDAY_AT_NINE.replace(day=24)) == 0
    assert desk.round(MONDAY_AT_NINE.replace(day=30)) == 1


def test_it_holds_the_figures_of_that_moment(desk: Finance) -> None:
    desk.round(MONDAY_AT_NINE)
    message = desk.messages()[-1]
    assert (message.kind, message.body["channel"], message.body["week"]) == (
        *("aging", "C0FINANCE", "2026-11-23"),
    )
    (usd,) = Aging.model_validate(message.body["aging"]).currencies
    assert (usd.currency, usd.owed.minor, usd.owed.count) == ("USD", 134_500_000, 1)


def test_two_processes_post_one(desk: Finance) -> None:
    desk.at(MONDAY_AT_NINE)
    with desk.reading() as uow:
        waiting = digest_due(uow)
    done = []
    for _ in range(2):
        with desk.writing() as uow:
            done.append(post_digest(uow, *waiting))
    assert done == [1, 0]


def test_after_downtime_it_comes_on_tuesday_and_later_not_at_all(desk: Finance) -> None:
    assert desk.round(MONDAY_AT_NINE.replace(day=25)) == 0
    assert desk.round(datetime(2026, 12, 1, 8, 1, tzinfo=UTC)) == 1


def test_once_it_has_arrived_nothing_waits_that_week(desk: Finance) -> None:
    desk.round(MONDAY_AT_NINE)
    message = desk.messages()[-1]
    receipt = {"channel": "C0FINANCE", "ts": "1.0", "week": "2026-11-23"}
    desk.tables.change_letter(message.id, receipt=receipt)
    with desk.reading() as uow:
        assert digest_due(uow) == []


def test_without_a_finance_channel_or_anything_to_say_there_is_none(desk: Finance) -> None:
    with desk.writing() as uow:
        uow.save_workspace(uow.workspace().model_copy(update={"finance_channel": ""}))
    assert desk.round(MONDAY_AT_NINE) == 0
    empty = MemoryWorkspace()
    with empty.writing() as uow:
        uow.save_workspace(uow.workspace().model_copy(update={"finance_channel": "C0FINANCE"}))
    empty.at(MONDAY_AT_NINE)
    with empty.writing() as uow:
        assert post_digest(uow, "T0JUPITER") == 0
