"""Acting as people in the local workspace, through its control API."""

import base64
import json
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Mapping
from typing import Any, TypeVar
from urllib.parse import quote

Found = TypeVar("Found")
Json = dict[str, Any]
PATIENCE_SECONDS = 60.0
"""For a step of the demo, on a machine that is busy; a step takes a second or less."""


class StepFailed(Exception):
    """A step did not end as it should; says what was seen instead."""


class LocalWorkspace:
    """`base_url` is the simulator's. Every method raises StepFailed when it is refused."""

    def __init__(self, base_url: str) -> None:
        self.base_url = base_url

    def command(self, user: str, channel: str, text: str) -> None:
        """A slash command with its words, in a channel."""
        self._act("command", user=user, channel=channel, text=text)

    def press(self, user: str, action_id: str, *, channel: str, ts: str) -> None:
        """A button on a message."""
        self._act("action", user=user, action_id=action_id, channel=channel, ts=ts)

    def act(self, user: str, action_id: str, **where: object) -> None:
        """On whatever has it: a message, a modal or Home."""
        self._act("action", user=user, action_id=action_id, **where)

    def fill(self, user: str, view: Json, name: str, value: object = None) -> None:
        """A field or a button of a modal; `name` is its action id."""
        self._act("action", user=user, action_id=name, view_id=view["id"], value=value)

    def suggestions(self, user: str, view: Json, name: str, query: str) -> list[Json]:
        """What a select that searches offers for `query`."""
        answer = self._act("options", user=user, action_id=name, view_id=view["id"], query=query)
        return list(answer["options"])

    def submit(self, user: str, view: Json) -> Json:
        """The answer; `errors` in it are the fields' own."""
        return self._post("submit", {"user": user, "view_id": view["id"]})

    def share(self, user: str, channel: str, name: str, content: bytes) -> str:
        """Drops a file into a channel; its message."""
        data = base64.b64encode(content).decode()
        return str(self._act("file", user=user, channel=channel, name=name, content=data)["ts"])

    def home(self, user: str) -> Json | None:
        """The person's Home as they open it now; None where nothing is there yet."""
        self._act("home", user=user)
        home = self._get(f"views?as={user}")["home"]
        return dict(home) if home else None

    def close(self, user: str, view: Json) -> None:
        """Closes a modal as its cross does."""
        self._act("close", user=user, view_id=view["id"])

    def messages(self, channel: str, user: str) -> list[Json]:
        """The top-level messages of a channel, as that person sees them."""
        return list(self._get(f"channels/{channel}/messages?as={user}")["messages"])

    def thread(self, channel: str, ts: str, user: str) -> list[Json]:
        """A thread's messages, as that person sees them."""
        return list(self._get(f"channels/{channel}/threads/{ts}?as={user}")["messages"])

    def log(self, after: int = 0) -> list[Json]:
        """Every call of the app and every payload to it, oldest first; those after the `n`th."""
        return list(self._get(f"log?after={after}")["entries"])

    def channels(self, user: str) -> list[str]:
        """Those that the person is in, direct messages with the app too."""
        return [
            each["id"]
            for each in self._get("workspace")["channels"]
            if user in (each.get("user"), *each["members"])
        ]

    def top_view(self, user: str) -> Json | None:
        """The person's topmost modal; None where none is open."""
        stack = self._get(f"views?as={user}")["stack"]
        return dict(stack[-1]) if stack else None

    def wait_for_view(self, user: str, callback_id: str) -> Json:
        """The person's topmost modal, once it is the one called `callback_id`."""

        def look() -> Json | None:
            view = self.top_view(user)
            return view if view and view["callback_id"] == callback_id else None

        return waited_for(f"the modal {callback_id}", look)

    def wait_for_message(self, channel: str, user: str, words: str) -> Json:
        """A top-level message whose text or blocks have `words`."""
        return waited_for(
            f"a message with “{words}”",
            lambda: _with(words, self.messages(channel, user)),
        )

    def wait_for_reply(self, channel: str, ts: str, user: str, words: str) -> Json:
        """A message of the thread whose text or blocks have `words`."""
        return waited_for(
            f"a reply with “{words}”", lambda: _with(words, self.thread(channel, ts, user))
        )

    def wait_for_file(self, name: str) -> Json:
        """The shared file of that name, once it is there."""

        def look() -> Json | None:
            files = self._get("files")["files"]
            return next((each for each in files if each["name"] == name), None)

        return waited_for(f"the file {name}", look)

    def download(self, file: Json) -> bytes:
        """A file's bytes, from wherever its `url` leads."""
        url = str(file["url"])
        address = url if url.startswith("http") else f"{self.base_url}{quote(url)}"
        with urllib.request.urlopen(address, timeout=10) as answer:  # noqa: S310
            return bytes(answer.read())

    def _act(self, verb: str, **body: object) -> Json:
        answer = self._post(verb, body)
        if answer.get("error") or answer.get("errors"):
            raise StepFailed(f"{verb} {body}: {answer.get('error') or answer['errors']}")
        return answer

    def _get(self, path: str) -> Json:
        return _json(f"{self.base_url}/control/{path}")

    def _post(self, verb: str, body: Mapping[str, object]) -> Json:
        return _json(f"{self.base_url}/control/{verb}", json.dumps(body).encode())


def waited_for(what: str, look: Callable[[], Found | None]) -> Found:
    """What `look` finds, looked for again and again. Raises StepFailed after a while."""
    deadline = time.monotonic() + PATIENCE_SECONDS
    while time.monotonic() < deadline:
        found = look()
        if found is not None:
            return found
        time.sleep(0.05)
    raise StepFailed(f"waited {PATIENCE_SECONDS:.0f} s for {what}")


def _with(words: str, messages: list[Json]) -> Json | None:
    spelled = json.dumps(words, ensure_ascii=False)[1:-1]
    spellings = {words, spelled}
    for message in reversed(messages):
        shown = json.dumps(message, ensure_ascii=False)
        if any(each in shown for each in spellings):
            return message
    return None


def _json(url: str, data: bytes | None = None) -> Json:
    request = urllib.request.Request(  # noqa: S310
        url, data=data, headers={"Content-Type": "application/json"}
    )
    try:
        with urllib.request.urlopen(request, timeout=15) as answer:  # noqa: S310
            return dict(json.load(answer))
    except urllib.error.HTTPError as error:
        raise StepFailed(f"{url}: {error.code} {error.read().decode()[:300]}") from None
