"""Finding what a person points at: a view of theirs, or a message they see."""

from dataclasses import dataclass

from bot.simulator.blockkit.walk import find_element
from bot.simulator.local_slack import LocalSlack
from bot.simulator.messages import Posted
from bot.simulator.payloads import in_message, in_view
from bot.simulator.seed import Channel, User
from bot.simulator.view_state import carried_state
from bot.simulator.views import View
from bot.simulator.wire import Json, Refusal


@dataclass(frozen=True)
class Pointer:
    """How the control API names an element."""

    user: str
    action_id: str
    block_id: str | None = None
    view_id: str | None = None
    channel: str | None = None
    ts: str | None = None


@dataclass(frozen=True)
class Place:
    """An element, and the view or message that it is in.

    `state` is `state.values` there; `touched` keeps what this person set.
    """

    user: User
    block: Json
    element: Json
    state: Json
    touched: Json
    view: View | None = None
    channel: Channel | None = None
    posted: Posted | None = None

    def payload(self, slack: LocalSlack) -> Json:
        if self.view:
            return in_view(slack, self.view)
        assert self.channel and self.posted
        return in_message(self.channel, self.posted)

    def offered_key(self) -> tuple[str, str, str]:
        """Under which the options last offered for this element are remembered."""
        assert self.view or self.posted
        place = self.view.id if self.view else self.posted.ts if self.posted else ""
        return place, self.block["block_id"], self.element["action_id"]


def own_view(slack: LocalSlack, user_id: str, view_id: str) -> View:
    """A view that is open for this person. Raises Refusal `view_not_found`."""
    slack.workspace.person(user_id)
    view = slack.workspace.views.find(view_id)
    if view is None or view.user != user_id:
        raise Refusal("view_not_found", f"No view {view_id!r} is open for {user_id}.", 404)
    return view


def seen_message(slack: LocalSlack, user_id: str, channel: Channel, ts: str) -> Posted:
    """A message that this person sees. Raises Refusal `message_not_found`."""
    posted = slack.workspace.messages.find(channel.id, ts)
    if posted is None or not posted.seen_by(user_id):
        raise Refusal("message_not_found", f"{user_id} sees no message {ts}.", 404)
    return posted


def find_place(slack: LocalSlack, pointer: Pointer) -> Place:
    """Raises Refusal for what is not there or not theirs."""
    user = slack.workspace.person(pointer.user)
    if pointer.view_id:
        view = own_view(slack, pointer.user, pointer.view_id)
        block, element = _element(view.blocks, pointer)
        return Place(user, block, element, view.state, view.state, view=view)
    if not pointer.channel or not pointer.ts:
        raise Refusal("no_place", "Name a view_id, or a channel and a ts.")
    channel = slack.workspace.channel_for(pointer.user, pointer.channel)
    posted = seen_message(slack, pointer.user, channel, pointer.ts)
    blocks = message_blocks(posted.body)
    block, element = _element(blocks, pointer)
    touched = slack.workspace.message_state(posted.ts, pointer.user)
    state = carried_state(blocks, touched)
    return Place(user, block, element, state, touched, channel=channel, posted=posted)


def message_blocks(body: Json) -> list[Json]:
    """A message's own blocks and those of its attachments."""
    attached = [each.get("blocks") or [] for each in body.get("attachments") or []]
    return [*(body.get("blocks") or []), *(block for blocks in attached for block in blocks)]


def _element(blocks: list[Json], pointer: Pointer) -> tuple[Json, Json]:
    found = find_element(blocks, pointer.action_id, pointer.block_id)
    if found is None:
        raise Refusal("element_not_found", f"There is no element {pointer.action_id!r} here.", 404)
    return found
