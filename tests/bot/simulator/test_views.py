"""views.*: triggers, hashes, the stack, the Home tab."""

from typing import Any

import pytest

from bot.simulator.local_slack import LocalSlack
from bot.simulator.wire import SlackError

HOME = {"type": "home", "blocks": [{"type": "divider"}]}


def test_a_trigger_opens_one_view_and_no_second(slack: Any, modal: Any) -> None:
    trigger = slack.trigger()
    assert slack.client.views_open(trigger_id=trigger, view=modal)["view"]["id"].startswith("V")
    answer = slack.call("views.open", trigger_id=trigger, view=modal)
    assert answer["error"] == "exchanged_trigger_id"


def test_a_trigger_lives_three_seconds(slack: Any, modal: Any) -> None:
    in_time, too_late = slack.trigger(), slack.trigger()
    slack.clock.forward(2.5)
    assert slack.call("views.open", trigger_id=in_time, view=modal)["ok"]
    slack.clock.forward(1)
    answer = slack.call("views.open", trigger_id=too_late, view=modal)
    assert answer["error"] == "expired_trigger_id"


@pytest.mark.parametrize(("ack_seconds", "last"), [(0.05, 3), (3, 3), (15, 15)])
def test_a_trigger_lives_as_long_as_an_ack_may_take_and_never_less_than_slacks_three_seconds(
    ack_seconds: float, last: float
) -> None:
    now = [0.0]
    slack = LocalSlack(
        {"display_information": {"name": "Bare"}}, ack_seconds=ack_seconds, clock=lambda: now[0]
    )
    triggers = slack.workspace.triggers
    in_time, too_late = triggers.issue("U1"), triggers.issue("U1")
    now[0] = last
    assert triggers.exchange(in_time).user == "U1"
    now[0] = last + 0.5
    with pytest.raises(SlackError, match="expired_trigger_id"):
        triggers.exchange(too_late)


def test_a_made_up_trigger_is_invalid(slack: Any, modal: Any) -> None:
    answer = slack.call("views.open", trigger_id="1.2.3", view=modal)
    assert answer["error"] == "invalid_trigger_id"


def test_an_invalid_view_does_not_use_up_the_trigger(slack: Any, modal: Any) -> None:
    trigger = slack.trigger()
    bad = slack.call("views.open", trigger_id=trigger, view={**modal, "title": None})
    assert bad["error"] == "invalid_arguments"
    assert "missing required field: title" in bad["response_metadata"]["messages"][1]
    assert slack.call("views.open", trigger_id=trigger, view=modal)["ok"]


def test_an_update_with_the_hash_it_saw_is_taken_and_a_stale_one_conflicts(
    slack: Any, modal: Any
) -> None:
    view = slack.open(modal)
    first = slack.call("views.update", view_id=view["id"], hash=view["hash"], view=modal)
    assert first["view"]["hash"] != view["hash"]
    stale = slack.call("views.update", view_id=view["id"], hash=view["hash"], view=modal)
    assert stale["error"] == "hash_conflict"
    assert slack.call("views.update", view_id=view["id"], view=modal)["ok"]


def test_an_update_keeps_what_was_typed_in_fields_that_stayed(slack: Any, modal: Any) -> None:
    view = slack.open(modal)
    for field, value in (("name", "Acme"), ("count", "3")):
        slack.act("action", user="U0SAM", view_id=view["id"], action_id=field, value=value)
    renamed = {**modal["blocks"][1], "block_id": "count-2"}
    changed = {**modal, "blocks": [modal["blocks"][0], renamed]}
    updated = slack.client.views_update(view_id=view["id"], view=changed)["view"]
    assert updated["state"]["values"]["name"]["name"]["value"] == "Acme"
    assert updated["state"]["values"]["count-2"]["count"]["value"] is None


def test_a_closed_view_is_not_found(slack: Any, modal: Any) -> None:
    view = slack.open(modal)
    slack.act("close", user="U0SAM", view_id=view["id"])
    assert slack.call("views.update", view_id=view["id"], view=modal)["error"] == "not_found"


def test_a_view_is_found_by_its_external_id_which_nobody_else_may_take(
    slack: Any, modal: Any
) -> None:
    slack.open({**modal, "external_id": "deal-1"})
    assert slack.call("views.update", external_id="deal-1", view=modal)["ok"]
    slack.open({**modal, "external_id": "deal-2"})
    taken = {**modal, "external_id": "deal-2"}
    answer = slack.call("views.open", trigger_id=slack.trigger("U0FIONA"), view=taken)
    assert answer["error"] == "duplicate_external_id"


def test_three_views_lie_on_each_other_and_no_fourth(slack: Any, modal: Any) -> None:
    view = slack.open(modal)
    for _ in range(2):
        top = slack.stack()[-1]["id"]
        slack.act("action", user="U0SAM", view_id=top, action_id="add")
        pushed = slack.client.views_push(trigger_id=slack.app.last["trigger_id"], view=modal)
        assert pushed["view"]["root_view_id"] == view["id"]
        assert pushed["view"]["previous_view_id"] == top
    slack.act("action", user="U0SAM", view_id=slack.stack()[-1]["id"], action_id="add")
    answer = slack.call("views.push", trigger_id=slack.app.last["trigger_id"], view=modal)
    assert answer["error"] == "push_limit_reached"


def test_a_push_needs_an_open_modal(slack: Any, modal: Any) -> None:
    answer = slack.call("views.push", trigger_id=slack.trigger(), view=modal)
    assert answer["error"] == "not_found"


def test_a_home_tab_is_published_for_one_person(slack: Any) -> None:
    slack.client.views_publish(user_id="U0SAM", view=HOME)
    assert slack.look("views?as=U0SAM")["home"]["type"] == "home"
    assert slack.look("views?as=U0FIONA")["home"] is None


def test_publishing_with_a_stale_hash_conflicts(slack: Any) -> None:
    first = slack.client.views_publish(user_id="U0SAM", view=HOME)["view"]["hash"]
    slack.client.views_publish(user_id="U0SAM", view=HOME, hash=first)
    answer = slack.call("views.publish", user_id="U0SAM", view=HOME, hash=first)
    assert answer["error"] == "hash_conflict"


@pytest.mark.parametrize(
    ("method", "args"),
    [
        ("views.open", {}),
        ("views.update", {"view": {}}),
        ("views.publish", {"user_id": "U0NOBODY", "view": HOME}),
    ],
)
def test_missing_or_wrong_arguments_are_named(slack: Any, method: str, args: Any) -> None:
    answer = slack.call(method, **args)
    assert answer["error"] == "invalid_arguments"
    assert answer["response_metadata"]["messages"]
