"""What Slack tells of people and channels is kept at once; nothing is asked of it for that."""

from collections.abc import Callable

from slack_bolt import App, BoltContext

from bot.slack.context import SlackContext
from bot.slack.payload import Body, team_of
from bot.wording.text import one_line
from jupiter_core.domain.directory import KnownChannel, KnownPerson
from jupiter_core.ports import UnitOfWork

Change = Callable[[KnownChannel, Body], dict[str, object]]
"""What is different of a channel, by what an event says."""

_LONGEST = 200


def _renamed(_channel: KnownChannel, event: Body) -> dict[str, object]:
    return {"name": one_line(str(event["channel"].get("name") or ""), _LONGEST)}


def _always(**changes: object) -> Change:
    return lambda _channel, _event: changes


_CHANGES: dict[str, Change] = {
    **dict.fromkeys(("channel_rename", "group_rename"), _renamed),
    **dict.fromkeys(("channel_archive", "group_archive"), _always(is_archived=True)),
    **dict.fromkeys(("channel_unarchive", "group_unarchive"), _always(is_archived=False)),
    **dict.fromkeys(("channel_deleted", "group_deleted"), _always(is_gone=True)),
    **dict.fromkeys(("channel_left", "group_left"), _always(has_app=False)),
    "channel_shared": _always(is_shared=True),
}
CHANNEL_EVENTS = (*_CHANGES, "channel_unshared")


def register(app: App, ctx: SlackContext) -> None:
    for name in CHANNEL_EVENTS:
        app.event(name)(_of_channel(ctx, name))
    _of_people(app, ctx)

    @app.event("channel_id_changed")
    def moved(event: Body, body: Body) -> None:
        """All messages go on under the new id: nothing moves but what is named by the old one."""
        old, new = str(event["old_channel_id"]), str(event["new_channel_id"])
        with ctx.store.write(team_of(body)) as uow:
            before = _channel(uow, old)
            uow.directory.keep_channel(before.model_copy(update={"id": new, "moved_to": ""}))
            gone = {"moved_to": new, "refreshed_at": uow.now}
            uow.directory.keep_channel(before.model_copy(update=gone))


def _of_people(app: App, ctx: SlackContext) -> None:
    @app.event("team_join")
    def joined_team(event: Body, body: Body) -> None:
        with ctx.store.read(team_of(body)) as uow:
            now = uow.now
        ctx.people.hear(team_of(body), event["user"], now)

    app.event("member_joined_channel")(_of_member(ctx, True, KnownPerson.joined))
    app.event("member_left_channel")(_of_member(ctx, False, KnownPerson.left))


def _of_member(
    ctx: SlackContext, is_in: bool, change: Callable[[KnownPerson, str], KnownPerson]
) -> Callable[[Body, Body, BoltContext], None]:
    """Of the app itself, it is a fact of the channel."""

    def changed(event: Body, body: Body, context: BoltContext) -> None:
        channel, user = str(event["channel"]), str(event.get("user"))
        if user == context.bot_user_id:
            _change(ctx, body, channel, _always(has_app=is_in), event)
        else:
            _change_person(ctx, body, user, lambda each: change(each, channel))

    return changed


def _of_channel(ctx: SlackContext, name: str) -> Callable[[Body, Body], None]:
    def unshared(_channel: KnownChannel, event: Body) -> dict[str, object]:
        return {"is_shared": bool(event.get("is_ext_shared"))}

    change = _CHANGES.get(name, unshared)

    def changed(event: Body, body: Body) -> None:
        said = event.get("channel")
        _change(ctx, body, str(said["id"] if isinstance(said, dict) else said), change, event)

    return changed


def _change(ctx: SlackContext, body: Body, channel_id: str, change: Change, event: Body) -> None:
    """Of a channel that nobody has asked about, nothing is kept. One event tells one thing: when
    all the rest was asked about stays as it was."""
    with ctx.store.read(team_of(body)) as uow:
        if uow.directory.channel(channel_id) is None:
            return
    with ctx.store.write(team_of(body)) as uow:
        known = _channel(uow, channel_id)
        changes = {**change(known, event), "told_at": uow.now}
        uow.directory.keep_channel(known.model_copy(update=changes))


def _change_person(
    ctx: SlackContext, body: Body, user_id: str, change: Callable[[KnownPerson], KnownPerson]
) -> None:
    """The same of somebody."""
    with ctx.store.read(team_of(body)) as uow:
        known = uow.directory.person(user_id)
        if known is None or change(known) == known:
            return
    with ctx.store.write(team_of(body)) as uow:
        known = uow.directory.person(user_id)
        if known:
            uow.directory.keep_person(change(known).model_copy(update={"told_at": uow.now}))


def _channel(uow: UnitOfWork, channel_id: str) -> KnownChannel:
    known = uow.directory.channel(channel_id)
    return known or KnownChannel(id=channel_id, refreshed_at=uow.now, has_app=True)
