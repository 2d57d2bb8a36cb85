"""Plays a row of a customer's link with every kind of link, and a page that is open to all."""

import re
from collections.abc import Iterator

from tests.attacks.roles.stage import Outcome, Stage
from tests.attacks.roles.visits import LINK_KINDS, LinkKind, Visit, token_of
from tests.attacks.roles.workspace import SENSITIVE

_NAMED = {"name": "link.css", "digits": "1f3a5f"}
_IN_PLACE = re.compile(r"{(\w+)}")


def wrong_links(stage: Stage, visit: Visit, row: dict[str, str]) -> Iterator[str]:
    """A sentence for each cell that is not as the table has it."""
    for kind in LINK_KINDS:
        stage.clock.advance(minutes=2)
        stage.again()
        stage.http.cookies.clear()
        held = visit.before(stage)
        stage.clock.advance(minutes=2)
        stage.http.cookies.clear()
        outcome = visit.send(stage, token_of(stage, kind.name, visit.about), held)
        if why := _wrong(outcome, visit, kind, row[kind.name]):
            yield f"{visit.row}: {kind.is_} should be {row[kind.name]}, but {why}"


def wrong_page(stage: Stage, row: str, leaves: str) -> str:
    """Why a page that is open to all is not as the table has it; empty where it is."""
    stage.again()
    method, _, path = row.partition(" ")
    before = stage.store.tables
    address = _IN_PLACE.sub(lambda found: _NAMED[found[1]], path)
    outcome = stage.outcome(stage.http.request(method, address, data={"a": "b"}), before)
    if outcome.status >= 500:
        return f"answered {outcome.status}"
    if leaves.endswith("signature") and outcome.status != 401:
        return f"answered {outcome.status}"
    wanted = ["handovers"] if leaves.startswith("a draft") else []
    if outcome.changed() != wanted:
        return f"{outcome.changed()} changed"
    ours = (stage.ids.issued, stage.ids.pending, "Acme Renewal", "999888777666")
    return ", ".join(each for each in ours if each in str(outcome.body))


def _wrong(outcome: Outcome, visit: Visit, kind: LinkKind, said: str) -> str:
    match said:
        case "allowed":
            if outcome.status >= 400:
                return f"answered {outcome.status}"
            return visit.done.missing(outcome)
        case "waiting":
            changed = outcome.changed()
            return "" if "held_changes" in changed and "invoices" not in changed else str(changed)
        case "refused in place":
            return ", ".join(outcome.changed())
        case _:
            if touched := ", ".join(outcome.changed()):
                return f"{touched} changed"
            return f"answered {outcome.status}" if outcome.status < 300 else _gives_away(outcome)


def _gives_away(outcome: Outcome) -> str:
    words = str(outcome.body).casefold()
    leaked = [each for each in SENSITIVE if each.casefold() in words]
    return f"{leaked} was given away" if leaked else ""
