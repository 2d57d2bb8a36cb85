"""Slack waits three seconds for an answer, and three for a window: no listener asks it anything
meanwhile, of whom it knows and of whom it does not."""

import pytest

from tests.attacks.roles.actions_all import all_deeds
from tests.attacks.roles.people import KIND, KINDS
from tests.attacks.roles.stage import Never, Stage
from tests.attacks.roles.table import expected
from tests.factories import WORKSPACE

DEEDS, TABLE = all_deeds(), expected()
WAITED_FOR = [row for row in TABLE if not row.startswith("event ")]
READING = ("users.", "conversations.", "usergroups.", "files.", "team.")
OPENING = ("views.open", "views.push")
AT_SUBMISSION = frozenset(
    {"users.info", "usergroups.list", "users.conversations", "conversations.info", "files.info"}
)
"""Whoever submits a form, and what they name in it, is asked about before its answer, which would
close it."""
BOLTS = "auth.test"
"""Once for a token, by Bolt."""


@pytest.fixture(scope="module")
def stage() -> Stage:
    stage = Stage()
    stage.application.ctx.people.executor = (
        Never()
    )  # in a thread of its own, for which nobody waits
    return stage


def played(stage: Stage, row: str, *, known: bool) -> list[str]:
    """What was asked too early when somebody did it who may."""
    names = [each.name for each in KINDS if TABLE[row][each.name] == "allowed"]
    by = KIND[names[0] if names else "author"]
    stage.again()
    DEEDS[row].before(stage)
    if not known:
        nobody_known(stage)
    stage.send(DEEDS[row].forge(stage, by))
    return too_early(stage.slack.order)


def nobody_known(stage: Stage) -> None:
    stage.store.tables.people.clear()
    stage.store.tables.channels.clear()
    stage.application.ctx.people._at_hand.clear()


def too_early(order: list[tuple[str, bool]]) -> list[str]:
    opened = [n for n, (method, _) in enumerate(order) if method in OPENING]
    first = opened[0] if opened else -1
    return [
        method
        for n, (method, answered) in enumerate(order)
        if method not in (*OPENING, BOLTS)
        and (not answered or (method.startswith(READING) and n < first))
    ]


@pytest.mark.parametrize("row", WAITED_FOR)
def test_nothing_is_asked_of_slack_before_it_has_its_answer_and_its_window(
    stage: Stage, row: str
) -> None:
    excepted = AT_SUBMISSION if row.startswith("view ") else frozenset[str]()
    assert set(played(stage, row, known=True)) <= excepted


@pytest.mark.parametrize("row", WAITED_FOR)
def test_nor_about_somebody_who_was_never_seen_before(stage: Stage, row: str) -> None:
    excepted = AT_SUBMISSION if row.startswith("view ") else frozenset[str]()
    assert set(played(stage, row, known=False)) <= excepted


def test_a_call_that_comes_too_early_is_seen() -> None:
    assert too_early([("users.info", False)]) == ["users.info"]
    assert too_early([("chat.postMessage", False)]) == ["chat.postMessage"]
    assert too_early([("users.info", True), ("views.open", True)]) == ["users.info"]
    assert too_early([("views.open", True), ("users.info", True)]) == []


def test_the_window_that_waits_is_filled_with_what_was_asked_for(stage: Stage) -> None:
    row = "command /invoice export"
    stage.again()
    nobody_known(stage)
    stage.send(DEEDS[row].forge(stage, KIND["approver"]))
    methods = [each.method for each in stage.slack.calls]
    assert methods == ["views.open", "views.update"]
    assert stage.top["callback_id"] == "export_form"
    with stage.store.read(WORKSPACE) as uow:
        assert uow.directory.person(KIND["approver"].user)
