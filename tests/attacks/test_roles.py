"""Role by action: every listener and every route, tried by every kind of people, keys and links.

Each cell is forged as Slack, another system or a browser would send it, rightly signed, through
the real door. What should be is in `tests/attacks/roles/table*.py`;
`python -m tests.attacks.roles` prints it.
"""

from collections.abc import Iterable

import pytest

from jupiter_core.documents.pdf import PdfRenderer
from tests.attacks.roles.actions import VARIANT
from tests.attacks.roles.actions_all import all_deeds
from tests.attacks.roles.calls import CALLS
from tests.attacks.roles.cells import wrong_cells, wrong_when_just_gone
from tests.attacks.roles.cells_api import wrong_keys
from tests.attacks.roles.cells_web import wrong_links, wrong_page
from tests.attacks.roles.listed import count_heard, count_listeners, registered
from tests.attacks.roles.routes import operations, operations_served, pages
from tests.attacks.roles.stage import Stage
from tests.attacks.roles.table import expected
from tests.attacks.roles.table_api import expected_of_keys, opening
from tests.attacks.roles.table_web import OF_MANY, OPEN, expected_of_links
from tests.attacks.roles.visits import VISITS
from tests.harness.many_bot import NORTH, SOUTH, a_bot_for_many

DEEDS, TABLE = all_deeds(), expected()
KEYS, SCOPES, LINKS = expected_of_keys(), opening(), expected_of_links()
HERE = "tests/attacks/roles"
COMMITTING = ("approve", "confirm", "cancel", "drop", "discard", "decide")
"""What stands in the names of listeners by which somebody answers for something."""

COMMITTING_ROWS = [each for each in TABLE if any(word in each for word in COMMITTING)]
SAMPLE = sorted({*COMMITTING_ROWS, *{each.partition(" ")[0]: each for each in TABLE}.values()})
"""By which somebody answers for something, and one listener of each kind."""


@pytest.fixture(scope="module")
def stage() -> Stage:
    return Stage()


@pytest.fixture(scope="module")
def over_socket() -> Stage:
    return Stage(over_socket=True)


@pytest.fixture(scope="module")
def with_real_paper() -> Stage:
    """The builder at /new draws what it shows."""
    return Stage(PdfRenderer())


def listeners_of(rows: Iterable[str]) -> set[str]:
    return {row.partition(VARIANT)[0] for row in rows}


def expect_rows(registered_: list[str], rows: set[str], actions: set[str], where: str) -> None:
    """A sentence that says what to write, and where, for each that has no row or is no more."""
    missing = [each for each in registered_ if each not in rows]
    assert not missing, f"Say who may do it: add a row to {HERE}/{where} for each of {missing}"
    idle = rows - set(registered_)
    assert not idle, f"Nothing is registered for {idle}: take the rows out of {HERE}/{where}"
    assert rows == actions, (
        f"Add what is sent to {HERE}/actions_*.py, calls*.py or visits.py: {rows ^ actions}"
    )


def test_every_listener_has_a_row_and_every_row_a_listener() -> None:
    expect_rows(registered(), listeners_of(TABLE), listeners_of(DEEDS), "table.py")
    assert TABLE.keys() == DEEDS.keys()


def test_every_operation_of_the_api_has_a_row_and_every_row_an_operation() -> None:
    expect_rows(operations(), listeners_of(KEYS), listeners_of(CALLS), "table_api.py")
    assert KEYS.keys() == CALLS.keys()


def test_every_page_has_a_row_and_every_row_a_page(stage: Stage) -> None:
    rows = listeners_of(LINKS) | set(OPEN)
    expect_rows(
        pages(stage.application.web), rows, listeners_of(VISITS) | set(OPEN), "table_web.py"
    )
    assert LINKS.keys() == VISITS.keys()


def test_every_page_of_an_app_for_many_workspaces_has_a_row(stage: Stage) -> None:
    with a_bot_for_many() as bot:
        more = set(pages(bot.application.web)) - set(pages(stage.application.web))
        expect_rows(sorted(more), set(OF_MANY), set(OF_MANY), "table_web.py, OF_MANY")
        database = bot.application.database
        before = [[*database.rows(team)] for team in (NORTH, SOUTH)]
        for row in OF_MANY:
            path = row.partition(" ")[2]
            for query in ("", "?code=guessed&state=guessed", "?error=access_denied&state=guessed"):
                assert bot.browser.get(f"{path}{query}").status_code < 500
            assert bot.browser.post(path, data={"code": "guessed"}).status_code == 405
        assert [[*database.rows(team)] for team in (NORTH, SOUTH)] == before
        assert database.installations.live() == []


def test_the_listings_know_all_that_the_composed_application_has(stage: Stage) -> None:
    assert count_listeners(stage.application.bolt) == count_heard()
    assert set(operations_served(stage.application.web)) == set(operations())


def test_what_has_no_row_is_told_with_the_place_for_it() -> None:
    with pytest.raises(
        AssertionError, match=r"add a row to .*table\.py for each of \['action x'\]"
    ):
        expect_rows(["action x"], set(), set(), "table.py")
    with pytest.raises(AssertionError, match="take the rows out"):
        expect_rows([], {"action x"}, {"action x"}, "table.py")


@pytest.mark.parametrize("row", TABLE)
def test_each_kind_of_people_gets_what_the_table_says(stage: Stage, row: str) -> None:
    assert not (wrong := list(wrong_cells(stage, DEEDS[row], TABLE[row]))), "\n".join(wrong)


@pytest.mark.parametrize("row", SAMPLE)
def test_each_kind_of_people_gets_the_same_over_socket_mode(over_socket: Stage, row: str) -> None:
    wrong = list(wrong_cells(over_socket, DEEDS[row], TABLE[row]))
    assert not wrong, "\n".join(wrong)


@pytest.mark.parametrize("row", COMMITTING_ROWS)
def test_whoever_is_deactivated_commits_nobody_from_that_moment_on(stage: Stage, row: str) -> None:
    """They were asked about a moment ago, when they still were one of us."""
    assert not (wrong := wrong_when_just_gone(stage, DEEDS[row])), wrong


@pytest.mark.parametrize("row", KEYS)
def test_each_kind_of_key_and_each_scope_alone_gets_what_the_table_says(
    stage: Stage, row: str
) -> None:
    wrong = list(wrong_keys(stage, CALLS[row], KEYS[row], SCOPES[row]))
    assert not wrong, "\n".join(wrong)


@pytest.mark.parametrize("row", LINKS)
def test_each_kind_of_link_gets_what_the_table_says(stage: Stage, row: str) -> None:
    assert not (wrong := list(wrong_links(stage, VISITS[row], LINKS[row]))), "\n".join(wrong)


@pytest.mark.parametrize("row", OPEN)
def test_a_page_that_is_open_to_all_knows_nothing_and_leaves_what_the_table_says(
    with_real_paper: Stage, row: str
) -> None:
    assert not (wrong := wrong_page(with_real_paper, row, OPEN[row])), wrong
