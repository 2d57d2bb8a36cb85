"""The workspace of a payload, in channels that are shared with another organisation."""

from typing import Any

import pytest
from slack_bolt.request.internals import extract_team_id

from bot.slack.payload import team_of

OURS, THEIRS = "T0OURS", "T0THEIRS"
STRANGER = {"id": "U0STRANGER", "team_id": THEIRS}

AS_BOLT_READS_THEM: dict[str, dict[str, Any]] = {
    "a form that one of theirs submitted": {
        "type": "view_submission",
        "team": {"id": THEIRS},
        "user": STRANGER,
        "view": {"team_id": THEIRS, "app_installed_team_id": OURS},
    },
    "a button that one of theirs pressed": {
        "type": "block_actions",
        "team": {"id": OURS},
        "user": STRANGER,
        "message": {"team": OURS, "bot_id": "B0JUPITER"},
    },
    "a team that is named by its id alone": {
        "type": "block_suggestion",
        "team": OURS,
        "user": STRANGER,
    },
    "an event in a channel of theirs": {
        "type": "event_callback",
        "team_id": THEIRS,
        "authorizations": [{"team_id": OURS}],
        "event": {"user": "U0STRANGER", "team": THEIRS},
    },
    "an event without authorizations": {
        "type": "event_callback",
        "team_id": OURS,
        "authorizations": [],
    },
    "a command": {"command": "/invoice", "team_id": OURS, "user_id": "U0SAM"},
    "an organisation's installation": {
        "type": "view_submission",
        "team": None,
        "user": {"id": "U0SAM", "team_id": OURS},
        "view": {"app_installed_team_id": None},
    },
}


@pytest.mark.parametrize("kind", AS_BOLT_READS_THEM)
def test_the_team_is_where_the_app_is_installed_as_bolt_reads_it_too(kind: str) -> None:
    payload = AS_BOLT_READS_THEM[kind]
    assert team_of(payload) == OURS == extract_team_id(payload)


def test_where_no_team_is_named_the_apps_own_message_says_it_before_the_person_does() -> None:
    """Here Bolt falls back on the person's team, which is the other organisation's."""
    message = {"team": OURS, "bot_id": "B0JUPITER"}
    pressed = {"type": "block_actions", "team": None, "user": STRANGER, "message": message}
    assert team_of(pressed) == OURS
    opened = {"type": "block_actions", "team": None, "user": STRANGER, "view": {"team_id": OURS}}
    assert team_of(opened) == OURS


def test_a_message_of_somebody_elses_does_not_say_which_team_is_ours() -> None:
    shortcut = {"type": "message_action", "team": None, "message": {"team": THEIRS, "user": "U1"}}
    assert team_of({**shortcut, "user": {"id": "U0SAM", "team_id": OURS}}) == OURS
