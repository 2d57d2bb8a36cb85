"""Slack's side: a client that answers at once and remembers what it was asked."""

import copy
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, NamedTuple

from slack_bolt import Ack
from slack_sdk import WebClient
from slack_sdk.web import SlackResponse
from slack_sdk.webhook import WebhookResponse

from bot.delivery.slack.connections import Connections
from bot.simulator.blockkit.walk import fill_ids
from bot.simulator.ids import Ids
from bot.simulator.view_state import carried_state, starting_state
from tests.attacks.roles.files import file_info, origin
from tests.attacks.roles.people import KINDS
from tests.factories import WORKSPACE

Json = dict[str, Any]
NOWHERE = "http://127.0.0.1:9/api/"


class Called(NamedTuple):
    """`respond` stands for a message to the payload's response URL."""

    method: str
    said: Json


class ScriptedSlack(WebClient):
    """Knows the people of the table. `calls` are those since `forget`; `views` is the stack of
    the views that are open, the topmost last. `order` has each call, and whether the request had
    its answer by then."""

    def __init__(self) -> None:
        super().__init__("xoxb-table", base_url=f"{origin()}/api/")
        self.connections = Connections()
        self.calls: list[Called] = []
        self.order: list[tuple[str, bool]] = []
        self.ack: Ack | None = None
        self.views: list[Json] = []
        self._opened = 0
        self._restored = ""

    def forget(self) -> None:
        self.calls, self.order = [], []

    def api_call(self, api_method: str, **sent: Any) -> SlackResponse:
        said = {
            **(sent.get("params") or {}),
            **(sent.get("json") or {}),
            **(sent.get("data") or {}),
        }
        self.order.append((api_method, self.ack is None or self.ack.response is not None))
        if api_method not in ("users.info", "usergroups.list", "auth.test", "files.info"):
            self.calls.append(Called(api_method, said))
        return SlackResponse(
            client=self,
            http_verb="POST",
            api_url=api_method,
            req_args=sent,
            data={"ok": True, **self._answer(api_method, said)},
            headers={},
            status_code=200,
        )

    def respond(self, text: Any = "", **said: Any) -> WebhookResponse:
        """In place of what Bolt sends to a response URL."""
        self.calls.append(Called("respond", {"text": text, **said}))
        return WebhookResponse(url=NOWHERE, status_code=200, body="ok", headers={})

    @contextmanager
    def in_good_standing(self, user: str) -> Iterator[None]:
        """For as long as the block lasts, this account is that of a full member."""
        self._restored = user
        yield
        self._restored = ""

    def take_ack(self, answer: Any) -> None:
        """Does with the open views what an answer to a submission asks for."""
        action = answer.get("response_action") if isinstance(answer, dict) else None
        if action == "update" and answer["view"].get("callback_id") == "waiting":
            return  # what it waited for has been drawn since
        if action == "update":
            self._drawn(len(self.views) - 1, answer["view"])
        elif action == "push":
            self._put(answer["view"])
        elif action == "clear":
            self.views = []
        elif action is None:
            self.views = self.views[:-1]

    def _answer(self, method: str, said: Json) -> Json:
        match method:
            case "auth.test":
                return {"team_id": WORKSPACE, "user_id": "U0BOT", "bot_id": "B0BOT", "url": ""}
            case "users.info":
                return {"user": self._person(said["user"])}
            case "usergroups.list":
                return {"usergroups": []}
            case "files.info":
                return {"file": file_info(said["file"])}
            case "conversations.info":
                return {"channel": {"id": said["channel"], "is_member": True}}
            case "views.open":
                self.views = []
                return {"view": self._put(said["view"])}
            case "views.push":
                return {"view": self._put(said["view"])}
            case "views.update":
                wanted = said.get("view_id")  # a view that is named is put up by an answer
                places = [n for n, each in enumerate(self.views) if each["id"] == wanted]
                return {"view": self._drawn(places[0], said["view"]) if places else {}}
        return {"ts": "1.1", "channel": said.get("channel", "C0ACME"), "permalink": "https://s/p"}

    def _person(self, user: str) -> Json:
        known = {each.user: each.as_slack_knows_them() for each in KINDS}[user]
        return {**known, "deleted": False} if user == self._restored else known

    def _put(self, view: Json) -> Json:
        self._opened += 1
        view = copy.deepcopy(view)
        fill_ids(view["blocks"], Ids(time.time))
        below = self.views[-1] if self.views else None
        shown = {
            "private_metadata": "",
            **view,
            "id": f"V{self._opened}",
            "hash": f"h{self._opened}",
            "root_view_id": below["root_view_id"] if below else f"V{self._opened}",
            "previous_view_id": below["id"] if below else None,
            "state": {"values": starting_state(view["blocks"])},
        }
        self.views = [*self.views, shown]
        return shown

    def _drawn(self, place: int, view: Json) -> Json:
        before = self.views[place]
        view = copy.deepcopy(view)
        fill_ids(view["blocks"], Ids(time.time))
        kept = {name: before[name] for name in ("id", "root_view_id", "previous_view_id")}
        state = {"values": carried_state(view["blocks"], before["state"]["values"])}
        shown = {"private_metadata": "", **view, **kept, "hash": "again", "state": state}
        self.views = [*self.views[:place], shown, *self.views[place + 1 :]]
        return shown
