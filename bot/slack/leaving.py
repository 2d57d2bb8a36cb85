"""Whoever leaves is noticed: by what Slack tells of an account, and where somebody is asked."""

from collections.abc import Mapping
from typing import Any

from slack_bolt import App

from bot.slack.context import SlackContext
from bot.slack.directory import known_zone
from bot.slack.payload import Body, team_of
from bot.wording.text import one_line
from jupiter_core.commands import leaving
from jupiter_core.commands.leaving import NotePresence
from jupiter_core.ports import Store

_NAME = 80


def register(app: App, ctx: SlackContext) -> None:
    @app.event("user_change")
    def changed(event: Body, body: Body) -> None:
        """From this moment on: whoever is known is known as this."""
        team_id, user = team_of(body), event["user"]
        with ctx.store.read(team_id) as uow:
            is_known, now = uow.directory.person(str(user["id"])) is not None, uow.now
        if is_known:
            ctx.people.hear(team_id, user, now)
        if note_presence(ctx.store, team_id, user):
            ctx.wake()


def note_presence(store: Store, workspace_id: str, user: Mapping[str, Any]) -> bool:
    """Keeps what Slack says of an account, where that is news. Most is none, and writes nothing."""
    profile = user.get("profile") or {}
    name = profile.get("real_name") or user.get("real_name") or user.get("name") or ""
    command = NotePresence(
        person=str(user.get("id") or ""),
        name=one_line(str(name), _NAME) or "Somebody",
        has_left=bool(user.get("deleted")),
        time_zone=known_zone(user.get("tz")) or "",
    )
    with store.read(workspace_id) as uow:
        if not leaving.is_news(uow.workspace(), command):
            return False
    with store.write(workspace_id) as uow:
        return leaving.note_presence(command, uow)
