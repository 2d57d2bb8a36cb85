"""Plays a row: the same deed, forged by each kind of people, from the same start."""

from collections.abc import Iterator

from tests.attacks.roles import payloads
from tests.attacks.roles.actions import Action
from tests.attacks.roles.judged import carried_out, ignored, refused, told_in_place
from tests.attacks.roles.people import KIND, KINDS
from tests.attacks.roles.stage import Stage


def wrong_cells(stage: Stage, action: Action, row: dict[str, str]) -> Iterator[str]:
    """A sentence for each cell that is not as the table has it."""
    stage.again()
    action.before(stage)
    tables, views = stage.store.tables, list(stage.slack.views)
    for by in KINDS:
        stage.back_to(tables)
        stage.slack.views = list(views)
        outcome = stage.send(action.forge(stage, by))
        match row[by.name]:
            case "allowed":
                why = carried_out(outcome, action.done)
            case "refused":
                why = refused(outcome, by)
            case "refused in place":
                why = told_in_place(outcome, by)
            case _:
                why = ignored(outcome, by)
        if why:
            yield f"{action.row}: {by.name} ({by.user}) should be {row[by.name]}, but {why}"


def wrong_when_just_gone(stage: Stage, action: Action) -> str:
    """Why a deed of somebody who was deactivated a moment ago was not refused; empty where it
    was. The bot has seen them in good standing within the minute."""
    by = KIND["left"]
    stage.again()
    action.before(stage)
    stage.clock.advance(minutes=5)
    with stage.slack.in_good_standing(by.user):
        stage.send(payloads.event(by, type="app_home_opened", tab="home", channel="D0HOME"))
    outcome = stage.send(action.forge(stage, by))
    if not outcome.changed() and stage.slack.views and stage.top.get("callback_id") == "refusal":
        return ""  # a window that Slack waits for, closed as soon as Slack has said who they are
    return refused(outcome, by)
