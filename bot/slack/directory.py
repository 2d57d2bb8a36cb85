"""Slack's objects of people and conversations, read into what is kept of them, and the keeping."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from bot.wording.text import one_line
from jupiter_core.domain.directory import KnownChannel, KnownPerson, is_overtaken
from jupiter_core.ports import Store, UnitOfWork

Found = Mapping[str, Any]

SETTLED_FOR = timedelta(minutes=1)
"""What was said again within it is not written again."""
_LONGEST = 200
_SHARED = ("is_ext_shared", "is_pending_ext_shared")
_DIRECT = ("is_im", "is_mpim")


def known_person(user: Found, now: datetime, before: KnownPerson | None = None) -> KnownPerson:
    """Slack's user object; the channels that they were in `before` stay."""
    profile, enterprise = user.get("profile") or {}, user.get("enterprise_user") or {}
    name = profile.get("real_name") or user.get("real_name") or user.get("name") or user["id"]
    teams = (str(user.get("team_id") or ""), *map(str, enterprise.get("teams", ())))
    return KnownPerson(
        id=str(user["id"]),
        name=one_line(str(name), _LONGEST) or str(user["id"]),
        refreshed_at=now,
        email=str(profile.get("email") or ""),
        time_zone=known_zone(user.get("tz")) or "UTC",
        is_admin=bool(user.get("is_admin") or user.get("is_owner")),
        is_guest=bool(user.get("is_restricted")),
        is_single_channel=bool(user.get("is_ultra_restricted")),
        is_stranger=bool(user.get("is_stranger")),
        is_bot=bool(user.get("is_bot")),
        has_left=bool(user.get("deleted")),
        enterprise_id=str(enterprise.get("enterprise_id") or ""),
        teams=tuple(dict.fromkeys(each for each in teams if each)),
        channels=before.channels if before else None,
        channels_at=before.channels_at if before else None,
        told_at=before.told_at if before else None,
    )


def known_channel(found: Found, now: datetime) -> KnownChannel:
    """Slack's conversation object."""
    return KnownChannel(
        id=str(found["id"]),
        refreshed_at=now,
        name=one_line(str(found.get("name") or ""), _LONGEST),
        is_private=bool(found.get("is_private")),
        is_archived=bool(found.get("is_archived")),
        is_shared=any(found.get(each) for each in _SHARED),
        is_direct=any(found.get(each) for each in _DIRECT),
        has_app=bool(found.get("is_member")),
    )


def keep_person(
    store: Store,
    team_id: str,
    user: Found,
    asked_at: datetime,
    at_hand: KnownPerson | None = None,
) -> KnownPerson:
    """What Slack said when it was asked, unless something newer is known; whichever counts.

    Where it is what was kept within the last minute and is still `at_hand`, nobody looks again.
    """
    if (
        at_hand
        and at_hand.refreshed_at <= asked_at
        and not _is_news(at_hand, known_person(user, asked_at, at_hand))
    ):
        return at_hand
    with store.read(team_id) as uow:
        before = uow.directory.person(str(user["id"]))
        after = _newer(before, known_person(user, asked_at, before))
    if before is None or _is_news(before, after):
        with store.write(team_id) as uow:
            before = uow.directory.person(str(user["id"]))
            after = _newer(before, known_person(user, asked_at, before))
            uow.directory.keep_person(after)
    return after


def keep_channel(uow: UnitOfWork, channel: KnownChannel) -> None:
    """What Slack said when it was asked, unless something newer is known. An id under which a
    channel is no more says nothing about it."""
    before = uow.directory.channel(channel.id)
    asked_at = channel.refreshed_at
    if before and (before.moved_to or before.refreshed_at > asked_at):
        return
    if before and is_overtaken(before, asked_at):
        return
    uow.directory.keep_channel(channel)


def is_channel_news(before: KnownChannel | None, after: KnownChannel) -> bool:
    """Whether it is worth a transaction."""
    if before is None:
        return True
    same = before.model_copy(update={"refreshed_at": after.refreshed_at}) == after
    return not same or after.refreshed_at - before.refreshed_at >= SETTLED_FOR


def known_zone(name: object) -> str | None:
    """None where Slack names none, or one that this machine does not have."""
    try:
        return ZoneInfo(str(name)).key
    except (OSError, ValueError, KeyError):  # zoneinfo raises one or the other
        return None


def _newer(before: KnownPerson | None, after: KnownPerson) -> KnownPerson:
    """An answer that was asked for before an event came does not undo it."""
    return before if before and before.refreshed_at > after.refreshed_at else after


def _is_news(before: KnownPerson, after: KnownPerson) -> bool:
    same = before.model_copy(update={"refreshed_at": after.refreshed_at}) == after
    return not same or after.refreshed_at - before.refreshed_at >= SETTLED_FOR
