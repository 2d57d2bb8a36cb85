"""What the bot sends in a deal: run by itself, it prints each kind of view and message, as JSON.

Afterwards five people press whatever they can press and send what windows ask for, so that it is
nearly all that the bot can draw. The words and figures are those of the demo: nobody's own.
"""

import json
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from bot.demo.desk import FIONA
from bot.demo.filling import COLLEAGUE, DEAL
from bot.demo.local_workspace import LocalWorkspace
from bot.demo.play import ADMIN, Mode, demo, play
from bot.demo.pressing import Pressing
from bot.logs.setting_up import set_up_logging

Json = dict[str, Any]
SAM, RUTH = "U0SAM", "U0RUTH"
CHANNEL = DEAL
PRESSING_SECONDS = 180.0
"""All of them together, each up to half of what is left; where the machine is not busy they are
done sooner."""
ASKED = {
    SAM: ("", "contract", "help", "list", "list all", "find Acme", "contracts", "claim X", "1"),
    FIONA: ("approve", "away", "audit", "aging", "export", "reminders", "mail", "aprove"),
    ADMIN: ("setup",),
    COLLEAGUE: ("approve",),
    RUTH: ("list unpaid",),
}
"""The words, by who may say them: who drafts, who approves, the admin, the second person, and
accounts receivable."""
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
    while; and then once more, in fewer places, with what windows ask for. What is sent off then
    would have kept others from being seen."""
    until = time.monotonic() + seconds
    for pressing in (Pressing(workspace), Pressing(workspace, each_once=True, fills=True)):
        for user, words in ASKED.items():
            left = max(0.0, until - time.monotonic())
            said = () if pressing.fills else words
            pressing.everywhere(user, said, CHANNEL, seconds=left / 2)


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
