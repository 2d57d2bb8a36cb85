"""What `jupiter verify` says: what is proved, what is broken, and what cannot be proved."""

from collections.abc import Iterator

from jupiter_core.domain.proof import Proof

_OUTSIDE = (
    "what is not in the log: forms that are being filled in, API answers, drafts left on /new "
    "that nobody has taken, which requests were answered before, what Slack, mail and webhooks "
    "answered"
)
_WHOLE = (
    "anything against somebody who has the key as well as the database, unless an anchor that "
    "they cannot change says otherwise"
)
NEVER_PROVED = (_OUTSIDE, _WHOLE)


def proof_lines(proof: Proof) -> Iterator[str]:
    """Plain text, a line each, of one workspace."""
    yield f"Workspace {proof.workspace_id}"
    yield from (f"  proved: {each}" for each in _proved(proof))
    yield from (f"  BROKEN: {each.sentence}" for each in proof.broken)
    yield from (f"  not proved: {each}" for each in _not_proved(proof))


def verdict(proofs: list[Proof]) -> str:
    """The last line, over all workspaces."""
    broken = sum(len(each.broken) for each in proofs)
    if broken:
        return f"{_count(broken, 'place')} broken."
    unchecked = sum(each.unchecked for each in proofs)
    if unchecked:
        return (
            f"Nothing broken was found, but {_count(unchecked, 'seal')} could not be checked: "
            "set SECRET_KEY, and AUDIT_KEY where there is one."
        )
    if not proofs:
        return "There is nothing to prove: the database is empty."
    return "What is said to be proved holds. What is not proved is said above."


def _proved(proof: Proof) -> Iterator[str]:
    if proof.broken:
        return
    sealed = "each chained to the one before" if proof.unchecked else "every seal holds"
    subjects = f"{proof.subjects:,} invoices and contracts"
    yield f"{_count(proof.versions, 'version')} of {subjects}, {sealed}"
    if proof.began_at:
        yield (
            f"{_count(proof.entries, 'entry', 'entries')} of the audit log since "
            f"{proof.began_at:%Y-%m-%d %H:%M} UTC, without a gap; every invoice, contract, legal "
            "entity, customer, API key, webhook endpoint, event and message is as written last, "
            "and so is the team's policy"
        )
    if proof.numbers:
        yield f"{_count(proof.numbers, 'invoice number')} without a gap"
    if proof.anchors:
        newest = f"the newest of {proof.anchored_at:%Y-%m-%d %H:%M} UTC"
        yield f"{_count(proof.anchors, 'anchor')}, {newest}"


def _not_proved(proof: Proof) -> Iterator[str]:
    if proof.unchecked:
        yield (
            f"{_count(proof.unchecked, 'seal')}: without the key, whoever has the database may "
            "have made them"
        )
    if proof.adopted_at:
        yield (
            f"what happened before {proof.adopted_at:%Y-%m-%d %H:%M} UTC: the log began then, over "
            "rows that it took as they were"
        )
    if proof.unkeyed:
        yield (
            f"that {_count(proof.unkeyed, 'version')} from before there was a key were not made "
            "later; they are as they were when the log began"
        )
    if not proof.anchors:
        yield "that no entries were cut off the end of the log: name a file with --anchors"
    elif proof.entries_since_anchor:
        since = _count(proof.entries_since_anchor, "entry", "entries")
        yield f"that nothing was cut off after the {since} behind the newest anchor"


def _count(n: int, one: str, several: str = "") -> str:
    return f"{n:,} {one if n == 1 else several or f'{one}s'}"
