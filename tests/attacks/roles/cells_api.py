"""Plays a row of the API: the same request with every kind of key, and with every scope alone."""

import json
from collections.abc import Iterator

from bot.api.app import PLACE
from jupiter_core.domain.api_key import Scope
from tests.attacks.roles.call import Call
from tests.attacks.roles.judged import Done
from tests.attacks.roles.keys import KEY_KINDS, KeyKind, of_scope, with_key
from tests.attacks.roles.stage import Outcome, Stage
from tests.attacks.roles.workspace import SENSITIVE
from tests.factories import WORKSPACE

BESIDE = ("key_uses",)
"""What changes with every use of a live key."""


AUTHORS = ("writer", "owner")
"""Whose keys may be told of what they wrote."""


def wrong_keys(
    stage: Stage, call: Call, row: dict[str, str], scopes: tuple[Scope, ...]
) -> Iterator[str]:
    """A sentence for each cell that is not as the table has it."""
    stage.clock.advance(minutes=2)
    for kind in KEY_KINDS:
        yield from _wrong(stage, call, kind, row[kind.name])
    able = next((each for each in KEY_KINDS if row[each.name] == "allowed"), KEY_KINDS[0])
    for scope in Scope:
        said = "allowed" if scope in scopes else "refused"
        yield from _wrong(stage, call, of_scope(scope, able.owner), said)


def asked(stage: Stage, call: Call, kind: KeyKind) -> Outcome:
    """What the request leads to; the key is made for it."""
    stage.again()
    with_key(stage.store, kind)
    call.before(stage, kind)
    before = stage.store.tables
    headers = {"If-Match": call.seen(stage)}
    if kind.name != "nobody":
        headers["Authorization"] = f"Bearer {kind.secret}"
    path = f"{PLACE}{call.path(stage, kind)}"
    answer = stage.http.request(call.method, path, json=call.said(stage), headers=headers)
    return stage.outcome(answer, before)


def _wrong(stage: Stage, call: Call, kind: KeyKind, said: str) -> Iterator[str]:
    outcome = asked(stage, call, kind)
    match said:
        case "allowed":
            why = _not_done(outcome, call.done)
        case "refused":
            why = _not_refused(outcome, kind)
        case _:
            why = _gives_away(outcome)
    if why:
        yield f"{call.row}: a key {kind.is_} should be {said}, but {why}"


def _not_done(outcome: Outcome, done: Done) -> str:
    if outcome.status >= 400:
        return f"answered {outcome.status}: {str(outcome.body)[:200]}"
    return done.missing(outcome)


def _not_refused(outcome: Outcome, kind: KeyKind) -> str:
    """What another workspace's key reads there is its own; of ours it learns nothing."""
    ours = outcome.of(WORKSPACE)
    if changed := [each for each in ours.changed() if each not in BESIDE]:
        return f"{', '.join(changed)} changed"
    if outcome.status < 400 and kind.workspace == WORKSPACE:
        return f"answered {outcome.status}"
    return "" if kind.owner in AUTHORS else _gives_away(outcome)


def _gives_away(outcome: Outcome) -> str:
    words = json.dumps(outcome.body).casefold()
    leaked = [each for each in SENSITIVE if each.casefold() in words]
    return f"{leaked} was given away in {outcome.status}" if leaked else ""
