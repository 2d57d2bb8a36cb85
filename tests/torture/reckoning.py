"""What must be true afterwards, read from the tables, Slack, the mailbox and the CRM."""

import json
import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from sqlalchemy import text

from bot.simulator.journal import Journal
from bot.simulator.wire import Json
from jupiter_core.queries.verify import prove
from jupiter_core.store.engine import reading, writing
from tests.factories import WORKSPACE
from tests.torture.scene import Scene

POSTED = {
    *("card", "approval_request", "approval_closed", "approval_counted"),
    *("notice", "announcement", "direct", "ask_approver"),
}
"""The kinds that go to Slack as one message, which names its row; files do not."""
POSTING, SHARING = "chat.postMessage", "files.completeUploadExternal"
IN_TIME = "nothing to decide any more"
"""Why an approver is not asked: the decision was faster than the question."""
FOR_EACH_DEAL = {
    "card": 3,  # submitted, issued with its approval, given its PO number
    "document": 3,  # each but the approval, which changes no paper
    "approval_request": 1,
    "approval_closed": 1,
    "announcement": 1,  # who gave the PO number
    "email": 1,  # AP is not told of what AP did
    "event": 6,  # drafted, submitted, approved, issued, mailed, given its PO number
}


@dataclass(frozen=True)
class Row:
    position: int
    id: str
    stream: str
    destination: str
    kind: str
    sent: bool
    dead: bool
    error: str | None
    body: str
    receipt: str | None

    @property
    def known_as(self) -> str:
        """What tells a receiver that it is a repeat: of a webhook, the event's id."""
        return str(json.loads(self.body)["event_id"]) if self.destination == "webhook" else self.id

    @property
    def said(self) -> Json:
        """What was kept of the place where it went."""
        return dict(json.loads(self.receipt or "{}"))

    @property
    def needless(self) -> bool:
        return self.said.get("skipped") == IN_TIME


@dataclass
class Reckoning:
    """`wrong` is empty when nothing was lost and nothing came out of order; `repeats` says what
    arrived more than once, by place."""

    deals: int = 0
    messages: int = 0
    versions: int = 0
    wrong: list[str] = field(default_factory=list)
    repeats: Counter[str] = field(default_factory=Counter)


def rows_of(scene: Scene) -> list[Row]:
    query = text(
        "SELECT position, id, stream, destination, kind, sent_at IS NOT NULL, "
        "dead_at IS NOT NULL, error, body, receipt FROM outbox ORDER BY position"
    )
    with reading(scene.store.engine).connect() as connection:
        return [Row(*each) for each in connection.execute(query)]


def leased(scene: Scene) -> set[tuple[str, str]]:
    """The messages that are being sent, or were when their process ended, and by whom."""
    query = text(
        "SELECT id, lease_owner FROM outbox WHERE sent_at IS NULL AND lease_until IS NOT NULL"
    )
    with reading(scene.store.engine).connect() as connection:
        return {(row[0], row[1]) for row in connection.execute(query)}


def end_pauses(scene: Scene) -> None:
    """As waiting does."""
    query = text(
        "UPDATE outbox SET not_before = '2020-01-01 00:00:00' "
        "WHERE sent_at IS NULL AND dead_at IS NULL AND not_before > '2020-01-02 00:00:00'"
    )
    with writing(scene.store.engine).begin() as connection:
        connection.execute(query)


def reckoned(scene: Scene, invoice_ids: Sequence[str]) -> Reckoning:
    rows = rows_of(scene)
    result = Reckoning(deals=len(invoice_ids), messages=len(rows))
    _all_sent(rows, result)
    _each_deal_told(rows, invoice_ids, result)
    _slack_in_order(rows, scene.simulator.journal, result)
    _files_arrived(rows, scene, result)
    _arrived(rows, "email", _mails(scene), result)
    _arrived(rows, "webhook", Counter(scene.hooks.ids), result)
    _numbers_and_chains(scene, len(invoice_ids), result)
    return result


def _all_sent(rows: Sequence[Row], result: Reckoning) -> None:
    for row in rows:
        if row.dead or not row.sent:
            state = f"was given up: {row.error}" if row.dead else "was never sent"
            result.wrong.append(f"{row.kind} {row.id} of {row.stream} {state}")


def _each_deal_told(rows: Sequence[Row], invoice_ids: Sequence[str], result: Reckoning) -> None:
    told: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for row in rows:
        told[row.stream.rpartition(":")[2]][row.kind] += 1
    for each in invoice_ids:
        for kind, count in FOR_EACH_DEAL.items():
            if told[each][kind] != count:
                result.wrong.append(f"{each} has {told[each][kind]} of {kind}, not {count}")


def _slack_in_order(rows: Sequence[Row], journal: Journal, result: Reckoning) -> None:
    """By first arrival; what came again is counted, not judged here."""
    arrived = [name for _, name in _arrivals(journal)]
    places = {row.id: row for row in rows if row.destination == "slack"}
    order: defaultdict[str, list[int]] = defaultdict(list)
    for each in dict.fromkeys(arrived):
        if each in places:
            order[places[each].stream].append(places[each].position)
    for stream, positions in order.items():
        if positions != sorted(positions):
            result.wrong.append(f"{stream} arrived out of order: {positions}")
    wanted = {row.id for row in places.values() if row.kind in POSTED and not row.needless}
    missing = wanted - set(arrived)
    result.wrong.extend(f"{places[each].kind} {each} never arrived in Slack" for each in missing)
    posted = Counter(name for method, name in _arrivals(journal) if method == POSTING)
    result.repeats["slack"] = sum(count - 1 for count in posted.values())


def _arrivals(journal: Journal) -> Iterator[tuple[str, str]]:
    """Method and row of each message that was posted or changed."""
    for method, request in _calls(journal, POSTING, "chat.update"):
        metadata = request.get("metadata") or {}
        yield method, metadata.get("event_payload", {}).get("message_id", "")


def _calls(journal: Journal, *methods: str) -> Iterator[tuple[str, Json]]:
    """Method and request of calls that took effect, whether or not the answer came back."""
    for entry in journal.after(0):
        if entry.direction == "api" and entry.name in methods:
            answer = entry.response if isinstance(entry.response, Mapping) else {}
            if answer.get("lost", answer).get("ok"):
                yield entry.name, entry.request


def _files_arrived(rows: Sequence[Row], scene: Scene, result: Reckoning) -> None:
    """A draft's paper goes when the next one is up; an issued invoice's papers all stay."""
    documents = [row for row in rows if row.kind == "document"]
    standing = {each["id"] for each in scene.people.files()}
    for row in documents:
        if not row.said.get("draft") and row.said.get("file_id") not in standing:
            result.wrong.append(f"the paper of {row.stream} ({row.said}) does not stand in Slack")
    channels = {row.said.get("channel") for row in documents}
    calls = _calls(scene.simulator.journal, SHARING)
    shared = [call for _, call in calls if call.get("channel_id") in channels]
    result.repeats["files"] = max(0, len(shared) - len(documents))
    if len(shared) < len(documents):
        result.wrong.append(f"{len(shared)} files came to Slack, not {len(documents)}")


def _mails(scene: Scene) -> Counter[str]:
    named = (re.match(r"<(.+)@", str(each["Message-ID"])) for each in scene.mails.mails)
    return Counter(each.group(1) for each in named if each)


def _arrived(rows: Sequence[Row], destination: str, there: Counter[str], result: Reckoning) -> None:
    wanted = {row.known_as for row in rows if row.destination == destination}
    result.wrong.extend(f"{destination} {each} never arrived" for each in wanted - set(there))
    result.repeats[destination] = sum(count - 1 for count in there.values())


def _numbers_and_chains(scene: Scene, deals: int, result: Reckoning) -> None:
    proof = prove(scene.store, WORKSPACE)
    result.versions = proof.versions
    result.wrong.extend(each.sentence for each in proof.broken)
    if proof.numbers != deals:
        result.wrong.append(f"{proof.numbers} numbers were taken for {deals} deals")
