"""What the bot sends in a deal: run by itself, it prints each kind of view and message, as JSON.

Afterwards three people press whatever they can press, so that it is nearly all that the bot can
draw. The words and figures are those of the demo: nobody's own.
"""

import json
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from bot.demo.desk import FIONA
from bot.demo.local_workspace import LocalWorkspace
from bot.demo.play import ADMIN, Mode, demo, play
from bot.demo.pressing import Pressing
from bot.logs.setting_up import set_up_logging

Json = dict[str, Any]
SAM = "U0SAM"
CHANNEL = "C0ACME"
PRESSING_SECONDS = 100.0
"""All of them together; on a machine that is not busy they are done sooner."""
ASKED = {
    SAM: ("", "contract", "help", "list", "list all", "find Acme", "contracts", "claim X", "1"),
    FIONA: ("approve", "away", "audit", "aging", "export", "reminders", "mail", "aprove"),
    ADMIN: ("setup",),
}
"""The words, by who may say them."""
_POSTS = ("chat.postMessage", "chat.postEphemeral", "chat.update", "response_url")
_VIEWS = ("views.open", "views.push", "views.update", "views.publish")


def main() -> None:
    """Exits with 1 where the deal could not be played."""
    set_up_logging("ERROR")
    with (
        tempfile.TemporaryDirectory() as out,
        demo(Mode.HTTP, "127.0.0.1", 0, 0) as running,
    ):
        went_well = play(running, Path(out), lambda _line: None)
        press_all(running.workspace)
        json.dump(list(kinds(running.workspace.log())), sys.stdout)
    sys.exit(0 if went_well else 1)


def press_all(workspace: LocalWorkspace, seconds: float = PRESSING_SECONDS) -> None:
    """Says each word, opens each Home, and presses what can be pressed there, each person for a
    while."""
    pressing = Pressing(workspace)
    for user, words in ASKED.items():
        pressing.everywhere(user, words, CHANNEL, seconds=seconds / len(ASKED))


def kinds(entries: list[Json]) -> Iterator[Json]:
    """One payload of each kind that was sent: `{"view": …}` or `{"message": …}`. Kinds differ in
    their parts, not in their words."""
    seen: set[str] = set()
    for entry in entries:
        payload = _payload(entry)
        kind = json.dumps(_parts(payload), sort_keys=True)
        if payload and kind not in seen:
            seen.add(kind)
            yield payload


def _payload(entry: Json) -> Json:
    name, request = entry["name"], entry["request"]
    if name in _VIEWS and request.get("view"):
        return {"view": _read(request["view"])}
    if name in _POSTS and request.get("blocks"):
        text = str(request.get("text") or "")
        return {"message": {"text": text, "blocks": _read(request["blocks"])}}
    return {}


def _read(value: object) -> Any:
    return json.loads(value) if isinstance(value, str) else value


def _parts(value: object) -> object:
    """What a drawing is made of, without its words; rows that are alike are one."""
    if isinstance(value, dict):
        return {
            name: each if name in ("type", "callback_id", "style") else _parts(each)
            for name, each in value.items()
        }
    if isinstance(value, list):
        return sorted({json.dumps(_parts(each), sort_keys=True) for each in value})
    return ""


if __name__ == "__main__":
    main()
