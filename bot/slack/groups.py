"""Slack's user groups whose members approve: read by event, and whenever such a member acts.

Power that hangs on a group is checked with Slack before it is used: who has left it approves
nothing, also where an event was lost.
"""

import http.client
import threading
from dataclasses import dataclass, field
from datetime import datetime, timedelta

import structlog
from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError

from bot.logs.errors import traced
from bot.slack.quick_calls import quick
from jupiter_core.commands.approver_groups import (
    NoteGroups,
    is_group_news,
    note_groups,
)
from jupiter_core.domain.approver_group import ApproverGroup
from jupiter_core.domain.refusals import Refusal
from jupiter_core.domain.workspace import Workspace
from jupiter_core.ports import Store, UnitOfWork

_FRESH_FOR = timedelta(seconds=30)
"""Slack lets an app ask twenty times a minute."""

log = structlog.get_logger(__name__)


class GroupsSilent(Refusal):
    """Slack did not say who is in its user groups, so nobody knows what their members may."""

    template = (
        "Slack couldn't confirm who is in the approver groups, so nothing was done. Please try "
        "again in a minute."
    )


def read_groups(client: WebClient) -> tuple[ApproverGroup, ...]:
    """All that are not disabled. Raises GroupsSilent."""
    try:
        found = quick(client).usergroups_list(include_users=True)["usergroups"]
    except (SlackApiError, OSError, http.client.HTTPException) as trouble:
        log.warning("groups_not_known", error=traced(trouble))
        raise GroupsSilent() from trouble
    return tuple(
        ApproverGroup(
            id=str(each["id"]),
            handle=str(each.get("handle") or each["id"]),
            members=tuple(str(one) for one in each.get("users") or ()),
        )
        for each in found
        if not each.get("date_delete")
    )


@dataclass
class Groups:
    """Asks Slack, and remembers for half a minute that it did."""

    _asked: dict[str, datetime] = field(default_factory=dict)
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def confirm(self, store: Store, client: WebClient, team_id: str, user_id: str) -> None:
        """Before somebody uses a power that only a group gives them. Raises GroupsSilent."""
        with store.read(team_id) as uow:
            known = self.are_known(uow, user_id)
        if not known:
            self.ask(store, client, team_id, user_id)

    def are_known(self, uow: UnitOfWork, user_id: str) -> bool:
        """Whether they may use their power without Slack being asked before."""
        workspace = uow.workspace()
        if not (_hangs_on_group(workspace, user_id) or _is_unread(workspace)):
            return True
        with self._lock:
            asked = self._asked.get(uow.workspace_id)
        return asked is not None and asked <= uow.now < asked + _FRESH_FOR

    def ask(self, store: Store, client: WebClient, team_id: str, user_id: str) -> None:
        """See `confirm`: of somebody of whom it is not known."""
        try:
            self.refresh(store, client, team_id)
        except GroupsSilent:
            with store.read(team_id) as uow:
                hangs = _hangs_on_group(uow.workspace(), user_id)
            if hangs:
                raise

    def refresh(self, store: Store, client: WebClient, team_id: str) -> bool:
        """Whether anything had changed. Raises GroupsSilent."""
        with self._lock:
            self._asked.pop(team_id, None)
        command = NoteGroups(groups=read_groups(client))
        with store.read(team_id) as uow:
            now, is_news = uow.now, is_group_news(uow.workspace(), command, uow)
        if is_news:
            with store.write(team_id) as uow:
                is_news = note_groups(command, uow)
        with self._lock:
            self._asked[team_id] = now
        return is_news


def _hangs_on_group(workspace: Workspace, user_id: str) -> bool:
    """Theirs, or that of whom they are a delegate."""
    policy = workspace.policy
    theirs = {each.approver for each in workspace.delegations if each.delegate == user_id}
    return any(policy.only_by_group(each) for each in (user_id, *theirs))


def _is_unread(workspace: Workspace) -> bool:
    """Whether nobody has asked yet who is in a group that a file named."""
    return any(not each.handle and not each.gone for each in workspace.policy.groups)
