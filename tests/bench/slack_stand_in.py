"""Slack's side of the wire, as little of it as costs little: every call is answered at once.

`python -m tests.bench.slack_stand_in PORT` serves it. It remembers when each window was opened, so
that whoever sent a command knows how long its person waited.
"""

import json
import sys
import time
from typing import Any
from urllib.parse import parse_qs

import uvicorn
from starlette.types import Receive, Scope, Send

TEAM, USER = "T0JUPITER", "U0SAM"
_opened: dict[str, float] = {}
_posted = {"count": 0}


async def app(scope: Scope, receive: Receive, send: Send) -> None:
    """Every method of the Web API, and `/opened`: when, by trigger id; `/posted`: how many."""
    if scope["type"] != "http":
        return
    method = scope["path"].rpartition("/")[2]
    sent = await _body(receive)
    if method == "views.open":
        _opened[_trigger_of(sent)] = time.time()
    if method == "chat.postMessage":
        _posted["count"] += 1
    told = {"opened": _opened, "posted": _posted}.get(method)
    said = told if told is not None else {"ok": True, **_ANSWERS.get(method, {})}
    if method == "users.info":
        said = {"ok": True, "user": _person(parse_qs(sent.decode()).get("user", [USER])[0])}
    headers = [(b"content-type", b"application/json")]
    await send({"type": "http.response.start", "status": 200, "headers": headers})
    await send({"type": "http.response.body", "body": json.dumps(said).encode()})


async def _body(receive: Receive) -> bytes:
    read, more = b"", True
    while more:
        message = await receive()
        read += message.get("body", b"")
        more = message.get("more_body", False)
    return read


def _trigger_of(sent: bytes) -> str:
    if sent.startswith(b"{"):
        return str(json.loads(sent)["trigger_id"])
    return parse_qs(sent.decode())["trigger_id"][0]


def _person(user_id: str) -> dict[str, object]:
    """Everybody has a name of their own: an approver who is called as the drafter is warned of, in
    a message to each of the others."""
    name = f"Person {user_id}"
    return {
        "id": user_id,
        "team_id": TEAM,
        "name": user_id.lower(),
        "real_name": name,
        "tz": "America/New_York",
        "profile": {"real_name": name, "email": f"{user_id.lower()}@jupiter.example"},
    }


_ANSWERS: dict[str, dict[str, object]] = {
    "auth.test": {"team_id": TEAM, "user_id": "U0BOT", "bot_id": "B0BOT", "url": "http://x/"},
    "views.open": {"view": {"id": "V0OPENED", "hash": "1"}},
    "chat.postMessage": {"ts": "1.1", "channel": "C0ACME"},
    "chat.update": {"ts": "1.1", "channel": "C0ACME"},
    "conversations.info": {"channel": {"id": "C0ACME", "name": "acme", "is_member": True}},
    "files.completeUploadExternal": {"files": [{"id": "F0"}]},
    "files.info": {"file": {"id": "F0", "shares": {"public": {"C0ACME": [{"ts": "1.2"}]}}}},
}


if __name__ == "__main__":
    _upload: dict[str, object] = {
        "upload_url": f"http://127.0.0.1:{sys.argv[1]}/upload",
        "file_id": "F0",
    }
    _ANSWERS["files.getUploadURLExternal"] = _upload
    quiet: dict[str, Any] = {"log_config": None, "access_log": False}
    # Longer than a connection rests: one that is closed at this very moment takes a press with it.
    uvicorn.run(app, port=int(sys.argv[1]), timeout_keep_alive=60, **quiet)
