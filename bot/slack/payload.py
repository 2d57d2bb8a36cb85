"""Who sent a payload of Slack's, and from where."""

from typing import Any

Body = dict[str, Any]


def team_of(body: Body) -> str:
    """The workspace in which the app is installed that a payload was sent to; empty where it
    names none.

    In a channel that is shared with another organisation, the person and even the payload's own
    team may be theirs: a view says where the app is installed, an event for whom it was
    authorised, and a message of the app's which team it was posted for. With an installation for
    a whole organisation `team` may be null. The person's own team is asked last.
    """
    view, message, user = (_part(body, name) for name in ("view", "message", "user"))
    authorised = body.get("authorizations") or [{}]
    team = body.get("team")
    return str(
        _workspace(view.get("app_installed_team_id"))
        or _workspace(authorised[0].get("team_id"))
        or (team if isinstance(team, str) else _part(body, "team").get("id"))
        or body.get("team_id")
        or (message.get("team") if message.get("bot_id") else "")
        or view.get("team_id")
        or user.get("team_id")
        or ""
    )


def what_of(body: Body) -> str:
    """What is used: the button's or field's name, the form's, or the command's with its word."""
    actions = body.get("actions") or [{}]
    view = _part(body, "view")
    return str(actions[0].get("action_id") or view.get("callback_id") or _command_of(body))


def _command_of(body: Body) -> str:
    """As in `/invoice setup`, without what follows."""
    word = str(body.get("text") or "").lower().split()[:1]
    return " ".join([str(body.get("command") or ""), *word])


def _workspace(named: object) -> str:
    """Where the app is installed for a whole organisation, its id (E…) stands in the place of a
    workspace's."""
    return "" if str(named or "").startswith("E") else str(named or "")


def _part(body: Body, name: str) -> Body:
    part = body.get(name)
    return part if isinstance(part, dict) else {}


def user_of(body: Body) -> str:
    """Who really pressed, typed or submitted: authorise on this and nothing else."""
    user = body.get("user")
    return str(user["id"] if isinstance(user, dict) else body["user_id"])
