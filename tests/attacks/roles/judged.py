"""What an outcome amounts to: carried out, refused, or nothing at all."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from tests.attacks.roles.people import OUTSIDERS, Kind
from tests.attacks.roles.slack import Called, Json
from tests.attacks.roles.stage import Outcome
from tests.attacks.roles.workspace import SENSITIVE
from tests.harness.fake_tables import Tables

REFUSALS = ("refusal", "gone", "waiting")
"""The callback ids of views that only say no, or that something comes."""
WITHOUT_A_PART = (*OUTSIDERS, "member", "drafter", "admin", "receivables")
"""Whoever has written nothing of what the rows are about: no refusal tells them of it."""


@dataclass(frozen=True)
class Done:
    """What shows that a deed was carried out: tables that changed, what was shown, said, or is
    kept in the store."""

    changes: tuple[str, ...] = ()
    shows: str = ""
    says: str = ""
    keeps: str = ""

    def missing(self, outcome: Outcome) -> str:
        """What of it did not come about; empty where all did."""
        changed, seen = outcome.changed(), list(shown(outcome))
        unchanged = [each for each in self.changes if each not in changed]
        if unchanged:
            return f"nothing changed in {', '.join(unchanged)}; {_told(outcome)}"
        if self.keeps and not any(self.keeps in _rows(outcome.after, each) for each in changed):
            return f"“{self.keeps}” is not kept; {_told(outcome)}"
        if self.shows and self.shows not in seen:
            return f"“{self.shows}” was not shown but {seen}; {_told(outcome)}"
        if self.says and self.says not in _all_words(outcome):
            return f"“{self.says}” was not said; {_told(outcome)}"
        return ""


def carried_out(outcome: Outcome, done: Done) -> str:
    """Why it was not; empty where it was."""
    if outcome.status >= 400:
        return f"answered {outcome.status}"
    return done.missing(outcome)


def told_in_place(outcome: Outcome, by: Kind) -> str:
    """Why it was not refused in the window that they have open, and may have."""
    if changed := outcome.changed():
        return f"{', '.join(changed)} changed"
    own = ("update ", "publish home")
    more = [each for each in shown(outcome) if not each.startswith(own)]
    others = [each.method for each in outcome.calls if not _is_to(each, by)]
    return f"{more + others} was shown" if more or others else ""


def refused(outcome: Outcome, by: Kind) -> str:
    """Why it was not: something changed, was shown, told to others, or given away."""
    if changed := outcome.changed():
        return f"{', '.join(changed)} changed"
    if seen := list(shown(outcome)):
        return f"{', '.join(seen)} was shown"
    if others := [each for each in outcome.calls if not _is_to(each, by)]:
        return f"{others[0].method} told others: {others[0].said}"
    if by.name in WITHOUT_A_PART:
        words = _all_words(outcome).casefold()
        if leaked := [each for each in SENSITIVE if each.casefold() in words]:
            return f"{leaked} was given away: {_told(outcome)}"
    return ""


def ignored(outcome: Outcome, by: Kind) -> str:
    """Why it was not: an acknowledgement is all that may come of it."""
    if outcome.calls or outcome.body not in ("", {}):
        return f"{_told(outcome)} {outcome.body}"
    return refused(outcome, by)


def shown(outcome: Outcome) -> Iterator[str]:
    """All that is more than a sentence: `open invoice_po_form`, `respond`, `options`."""
    for method, said in outcome.calls:
        if method.startswith("views."):
            yield from _view(method.removeprefix("views."), said["view"])
        elif method == "respond" and said.get("blocks"):
            yield "respond"
        elif method == "chat.postMessage" and said.get("blocks"):
            yield "message"
        elif method in ("chat.unfurl", "chat.update", "chat.delete") or "files" in method:
            yield method
    body = outcome.body if isinstance(outcome.body, dict) else {}
    if body.get("response_action") in ("push", "update"):
        yield from _view(body["response_action"], body["view"])
    if body.get("options"):
        yield "options"


def _rows(tables: Tables, name: str) -> str:
    return str(getattr(tables, name))


def _view(how: str, view: Json) -> Iterator[str]:
    if view.get("callback_id") in REFUSALS:
        return
    is_plain = view["type"] == "home" and not any("action_id" in str(b) for b in view["blocks"])
    if not is_plain:
        yield f"{how} {view.get('callback_id') or view['type']}"


def _is_to(call: Called, by: Kind) -> bool:
    """Whether nobody else sees it."""
    method, said = call
    if method == "chat.postEphemeral":
        return bool(said["user"] == by.user)
    if method == "chat.postMessage":
        return bool(said["channel"] == by.user)
    if method == "respond":
        return said.get("response_type") == "ephemeral"
    asked = ("conversations.info", "chat.getPermalink", "users.conversations")
    return method.startswith("views.") or method in asked


def _all_words(outcome: Outcome) -> str:
    return json.dumps([[each.said for each in outcome.calls], _plain(outcome.body)], default=str)


def _plain(body: Any) -> Any:
    return body if isinstance(body, dict | list | str) else str(body)


def _told(outcome: Outcome) -> str:
    said = [str(each.said.get("text") or each.method) for each in outcome.calls]
    errors = outcome.body if isinstance(outcome.body, dict) else ""
    return f"said: {said} {str(errors)[:300]}"
