"""Every kind of view and message that the bot draws where the demo's deals are played and whatever
can be pressed is pressed: shown to Slack, which says whether it would take it."""

import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError

from bot.doctor.checks import NotNeeded, Wrong
from bot.doctor.slack import UNREACHABLE, asked, client_of, refused, unreachable
from bot.main import Application

Json = dict[str, Any]
PLAYING_SECONDS = 360
SECONDS = 720
_KEPT = ("PATH", "SYSTEMROOT", "LANG", "TMPDIR")
_MOST_SHOWN = 3
_TRIES = 5
_LONGEST_WAIT = 60
_REFUSED = ("invalid_blocks", "invalid_message", "invalid_view")


def blocks(application: Application, drawn: Callable[[], Sequence[Json]]) -> str:
    """Slack gets the words of the demo, nobody's own."""
    client = client_of(application)
    asked(client.auth_test)
    payloads = drawn()
    against = [said for each in payloads if (said := _refusal(client, each))]
    if against:
        more = len(against) - _MOST_SHOWN
        rest = f" and {more:,} more" if more > 0 else ""
        raise Wrong(
            f"Slack would refuse {len(against):,} of {len(payloads):,}: "
            f"{'; '.join(against[:_MOST_SHOWN])}{rest}. Please report it with this line."
        )
    return f"Slack would take each of {len(payloads):,} kinds of views and messages"


def drawn_in_the_demo() -> list[Json]:
    """What a process of its own sent in a workspace of its own: without this one's settings, so
    that nothing of what they name is touched."""
    environment = {name: os.environ[name] for name in _KEPT if name in os.environ}
    environment["PYTHONPATH"] = str(Path(__file__).parents[2])
    try:
        with tempfile.TemporaryDirectory() as folder:
            played = subprocess.run(
                [sys.executable, "-m", "bot.demo.sent"],
                cwd=folder,
                env=environment,
                capture_output=True,
                timeout=PLAYING_SECONDS,
                check=True,
            )
    except subprocess.TimeoutExpired:
        raise NotNeeded(f"the demo took more than {PLAYING_SECONDS} seconds here") from None
    except subprocess.CalledProcessError:
        raise Wrong("the demo could not be played; see what jupiter demo --exit says") from None
    found: list[Json] = json.loads(played.stdout)
    return found


def _refusal(client: WebClient, payload: Json) -> str:
    """What Slack says against it; empty where it would take it."""
    for _ in range(_TRIES):
        try:
            client.blocks_validate(**payload)
        except SlackApiError as error:
            name = error.response.get("error")
            if name in _REFUSED:
                return f"{_named(payload)} ({_first(error.response.get('errors'))})"
            if name != "ratelimited":
                raise refused(error) from None
            time.sleep(min(int(error.response.headers.get("Retry-After", 1)), _LONGEST_WAIT))
        except UNREACHABLE as error:
            raise unreachable(error) from None
        else:
            return ""
    raise NotNeeded("Slack takes no more of these questions now; try again in a minute")


def _named(payload: Json) -> str:
    view = payload.get("view")
    if view:
        return f"view {view.get('callback_id') or view.get('type')}"
    kinds = [str(each.get("type")) for each in payload["message"]["blocks"]]
    return f"message of {', '.join(dict.fromkeys(kinds))}"


def _first(errors: object) -> str:
    """Where it is wrong, and how; the words of one of our own drawings."""
    first = errors[0] if isinstance(errors, list) and errors else {}
    return f"{first.get('pointer')}: {first.get('message')}"
