"""People's hands and eyes in the local workspace: its control API in their words."""

import base64
import threading
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, TypeVar

import httpx

from bot.slack.turn import REFUSAL, WAITING
from tests.factories import DEAL_CHANNEL, SAM
from tests.harness.slack_reading import Json, about, actions_of, has_button, menu_entry

T = TypeVar("T")

DEEDS = ("command", "action", "shortcut")
"""What a listener hears. Whoever did one looks at what came of it, and not at what was there."""
MOST_SECONDS = 2.0
"""A listener that a test holds is not waited for."""


@dataclass
class SlackPeople:
    http: httpx.Client

    # what people do

    def press(self, user: str, action_id: str, message: Json, channel: str = DEAL_CHANNEL) -> Json:
        """A button, or an entry of the menu; what the message has no more is pressed on one as it
        was before the menu, which somebody may still have in front of them."""
        place = {"user": user, "channel": channel}
        entry = menu_entry(message, action_id)
        if entry:
            menu, value = entry
            chosen = {"action_id": menu, "ts": message["ts"], "value": value}
            return self._act("action", {**place, **chosen})
        if has_button(message, action_id) or not actions_of(message):
            return self._act("action", {**place, "action_id": action_id, "ts": message["ts"]})
        old = self._old_card(action_id, message, channel)
        answer = self._act("action", {**place, "action_id": action_id, "ts": old})
        self._call("chat.delete", {"channel": channel, "ts": old})
        return answer

    def _old_card(self, action_id: str, message: Json, channel: str) -> str:
        button = {
            "type": "button",
            "action_id": action_id,
            "value": about(message),
            "text": {"type": "plain_text", "text": "Old"},
        }
        said = {"text": "Old", "blocks": [{"type": "actions", "elements": [button]}]}
        thread = {"thread_ts": message["thread_ts"]} if message.get("thread_ts") else {}
        return str(self._call("chat.postMessage", {"channel": channel, **said, **thread})["ts"])

    def choose(self, user: str, action_id: str, message: Json, value: str) -> Json:
        """Chooses in a menu of a message in the deal's channel."""
        body = {"user": user, "action_id": action_id, "channel": DEAL_CHANNEL, "value": value}
        return self._act("action", {**body, "ts": message["ts"]})

    def press_in_view(self, user: str, action_id: str) -> Json:
        body = {"user": user, "action_id": action_id, "view_id": self.modal(user)["id"]}
        return self._act("action", body)

    def type_letters(self, user: str, field_name: str, text: str) -> None:
        """Types into a field of the view on top, letter by letter, as fast as can be."""
        view_id = self.modal(user)["id"]
        body = {"user": user, "action_id": field_name, "view_id": view_id, "text": text}
        self._act("type", body)

    def search_letters(self, user: str, menu: str, query: str) -> list[Json]:
        """What a menu of the view on top offers in the end to who types that letter by letter."""
        view_id = self.modal(user)["id"]
        body = {"user": user, "action_id": menu, "view_id": view_id, "query": query}
        return list(self._act("options", {**body, "keystrokes": True})["options"])

    def fill(self, user: str, field_name: str, value: object) -> None:
        view_id = self.modal(user)["id"]
        body = {"user": user, "action_id": field_name, "view_id": view_id, "value": value}
        self._act("action", body)

    def submit(self, user: str) -> Json:
        """And what the bot does of it behind its answer."""
        answer = self._act("submit", {"user": user, "view_id": self.modal(user)["id"]})
        self._until_quiet()
        return answer

    def command(self, user: str, text: str, channel: str = DEAL_CHANNEL) -> Json:
        return self._act("command", {"user": user, "channel": channel, "text": text})

    def say(self, user: str, channel: str, text: str) -> Json:
        return self._act("message", {"user": user, "channel": channel, "text": text})

    def share(self, user: str, channel: str, name: str, content: bytes) -> Json:
        """Drops a file into a channel."""
        data = base64.b64encode(content).decode()
        return self._act("file", {"user": user, "channel": channel, "name": name, "content": data})

    def fault(self, method: str, kind: str, count: int = 1, **more: Any) -> None:
        """From now on: of what was done before, nothing meets it."""
        self._until_quiet()
        self._act("faults", {"method": method, "kind": kind, "count": count, **more})

    def no_faults(self) -> None:
        """All is well from now on."""
        assert self.http.delete("/control/faults").is_success

    def membership(self, user: str, *, member: bool) -> None:
        self._act("membership", {"channel": DEAL_CHANNEL, "user": user, "member": member})

    def change_channel(self, channel: str = DEAL_CHANNEL, **changes: Any) -> None:
        """Makes a channel in Slack, or changes what it is."""
        self._act("channel", {"channel": channel, **changes})

    def account(self, user: str, **changes: Any) -> None:
        """Makes an account in Slack, or changes what Slack says of one from now on."""
        self._until_quiet()
        self._act("account", {"user": user, **changes})

    def usergroup(self, group: str, **changes: Any) -> None:
        """Makes a user group in Slack, or changes it."""
        self._act("usergroup", {"group": group, **changes})

    def redeliver(self, kind: str) -> None:
        """The last payload of this type arrives a second time."""
        self.redelivered(kind)

    def redelivered(self, kind: str) -> Json:
        """The same; how it was answered."""
        entries = self._look("log?after=0")["entries"]
        sent = [each for each in entries if each["direction"] == "delivery"]
        last = [each for each in sent if each["request"]["payload"].get("type") == kind][-1]
        return self._act("redeliver", {"n": last["n"]})

    # what is to be seen

    def channel(self, user: str = SAM.id, channel: str = DEAL_CHANNEL) -> list[Json]:
        return self._look(f"channels/{channel}/messages?as={user}")["messages"]

    def thread(self, user: str = SAM.id) -> list[Json]:
        return self.replies(self.card()["ts"], user)

    def replies(self, ts: str, user: str = SAM.id, channel: str = DEAL_CHANNEL) -> list[Json]:
        """A message of a channel, and all in its thread."""
        return self._look(f"channels/{channel}/threads/{ts}?as={user}")["messages"]

    def card(self) -> Json:
        """The first message that everybody in the channel sees."""
        return self._everybody_s()[0]

    def _everybody_s(self) -> list[Json]:
        """Of the deal's channel, not of its threads."""
        return [
            each
            for each in self.channel()
            if not each["ephemeral"] and each.get("thread_ts") in (None, each["ts"])
        ]

    def thread_if_any(self, user: str) -> list[Json]:
        """That of the card, where one is there."""
        return self.thread(user) if self._everybody_s() else []

    def request(self) -> Json:
        """The last request for approval in the thread."""
        asked = [each for each in self.thread() if "invoice_approve" in actions_of(each)]
        return asked[-1]

    def modal(self, user: str) -> Json:
        """The modal that is open, or opens in a moment; one that only waits is none yet."""

        def top() -> Json | None:
            stack = self._look(f"views?as={user}")["stack"]
            return stack[-1] if stack and stack[-1]["callback_id"] != WAITING else None

        found = self.eventually(top)
        assert found is not None
        return found

    def opened(self, user: str, action_id: str, message: Json) -> Json:
        """The modal that a button opens, which is none that was open when it was pressed."""
        before = {each["id"] for each in self.modals(user)}
        self.press(user, action_id, message)

        def new() -> list[Json]:
            return [each for each in self.modals(user) if each["id"] not in before]

        return self.eventually(new)[-1]

    def modals(self, user: str) -> list[Json]:
        """One that only waits is none yet."""
        return [each for each in self._windows(user) if each["callback_id"] != WAITING]

    def open_forms(self, user: str) -> list[Json]:
        """Those with something to read or do in them: one that only says why not has neither."""
        return [each for each in self.modals(user) if each["callback_id"] != REFUSAL]

    def _windows(self, user: str) -> list[Json]:
        stack: list[Json] = self._look(f"views?as={user}")["stack"]
        return stack

    def files(self) -> list[Json]:
        return self._look("files")["files"]

    def calls(self, name: str) -> list[Json]:
        entries = self._look("log?after=0")["entries"]
        return [each for each in entries if each["direction"] == "api" and each["name"] == name]

    def told(self, user: str, channel: str = DEAL_CHANNEL) -> str:
        """The sentence that only this person sees."""
        return self.eventually(lambda: self.all_told(user, channel))[-1]

    def all_told(self, user: str, channel: str = DEAL_CHANNEL) -> list[str]:
        """What only this person sees, in messages, and in windows that were opened before the bot
        knew who they are."""
        seen = [*self.channel(user, channel), *self.thread_if_any(user)]
        said = [each["blocks"] for each in self._windows(user) if each["callback_id"] == REFUSAL]
        texts = [block["text"]["text"] for blocks in said for block in blocks if "text" in block]
        return [*texts, *(each["text"] for each in seen if each["ephemeral"])]

    def direct_messages(self, user: str) -> tuple[str, list[Json]]:
        """The conversation between a person and the bot: its id and messages; both empty until
        there is one."""
        channels = self._look("workspace")["channels"]
        own = (each["id"] for each in channels if each["is_im"] and each["user"] == user)
        found = next(own, "")
        return found, self.channel(user, found) if found else []

    @staticmethod
    def eventually(look: Callable[[], T | None], seconds: float = 30) -> T:
        """The first answer that is not empty."""
        pause = threading.Event()
        for _ in range(int(seconds / 0.01)):
            found = look()
            if found:
                return found
            pause.wait(0.01)
        raise AssertionError("it did not come about")

    def _until_quiet(self, seconds: float = 20) -> None:
        """Until the bot does nothing more, where that can be known."""

    def _call(self, method: str, body: Json) -> Json:
        token = {"Authorization": "Bearer xoxb-local"}
        answer: Json = self.http.post(f"/api/{method}", json=body, headers=token).json()
        assert answer["ok"], answer
        return answer

    def _act(self, path: str, body: Json) -> Json:
        answer = self.http.post(f"/control/{path}", json=body)
        assert answer.is_success, answer.text
        if path in DEEDS:
            self._until_quiet(MOST_SECONDS)
        return answer.json()

    def _look(self, path: str) -> Any:
        return self.http.get(f"/control/{path}").json()
