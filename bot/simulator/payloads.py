"""The parts that Slack's interaction payloads share."""

from bot.simulator.local_slack import LocalSlack
from bot.simulator.messages import Posted
from bot.simulator.seed import Channel, User
from bot.simulator.view_json import view_json
from bot.simulator.views import View
from bot.simulator.wire import Json


def interaction(slack: LocalSlack, kind: str, user: User, **more: object) -> Json:
    """A payload of type `kind` by this person. In a channel that is shared with another
    organisation, what somebody of it submits names their team; where the app is installed, the
    view says."""
    team, whole = slack.seed.team, slack.organisation
    theirs = user.team_id if kind in ("view_submission", "view_closed") else ""
    told = {"id": theirs or team.id, "domain": "elsewhere" if theirs else team.domain}
    return {
        "type": kind,
        "user": {
            "id": user.id,
            "username": user.name,
            "name": user.name,
            "team_id": user.team_id or team.id,
        },
        "team": None if whole and not theirs else told,
        "api_app_id": slack.seed.app_id,
        "token": "local-verification-token",
        "enterprise": {"id": whole.id, "name": whole.name} if whole else None,
        "is_enterprise_install": whole is not None,
        **more,
    }


def channel_part(channel: Channel) -> Json:
    """A conversation as payloads name it."""
    name = channel.name
    if channel.is_im:
        name = "directmessage"
    elif channel.is_private and not channel.is_mpim:
        name = "privategroup"
    return {"id": channel.id, "name": name}


def in_view(slack: LocalSlack, view: View) -> Json:
    """Where something happened: in a view."""
    container = {"type": "view", "view_id": view.id}
    return {"container": container, "view": seen_view(slack, view)}


def seen_view(slack: LocalSlack, view: View, *, state: bool = True) -> Json:
    """A view as a payload has it: it names the organisation by which the app is installed."""
    known = view_json(view, slack.seed, state=state)
    whole = slack.organisation
    return {**known, "app_installed_team_id": whole.id} if whole else known


def in_message(channel: Channel, posted: Posted) -> Json:
    """Where something happened: in a message; an ephemeral one is not shown to the app."""
    container = {
        "type": "message",
        "message_ts": posted.ts,
        "channel_id": channel.id,
        "is_ephemeral": posted.only_for is not None,
    }
    if posted.thread_ts:
        container["thread_ts"] = posted.thread_ts
    place: Json = {"container": container, "channel": channel_part(channel)}
    return place if posted.only_for else {**place, "message": posted.body}


def response_url(
    slack: LocalSlack, channel: Channel, user: User, posted: Posted | None = None
) -> str:
    """A new response URL, which may replace the message it came from."""
    ts, thread_ts = (posted.ts, posted.thread_ts) if posted else (None, None)
    identifier = slack.workspace.response_urls.issue(channel.id, user.id, ts, thread_ts)
    return f"{slack.base_url}/response/{identifier}"
