"""Whether a workspace is still what was written: histories, the audit log, numbers, anchors."""

from collections.abc import Sequence

from jupiter_core.domain.audit import Anchor
from jupiter_core.domain.proof import Proof
from jupiter_core.domain.version import BrokenChain
from jupiter_core.ports import Store
from jupiter_core.queries.verify_histories import Histories
from jupiter_core.queries.verify_log import LogWalk
from jupiter_core.queries.verify_numbers import number_breaks


def verify(store: Store, workspace_id: str) -> list[BrokenChain]:
    """What is broken; none when all holds. Each invoice and contract once, with its first row."""
    return list(prove(store, workspace_id).broken)


def prove(store: Store, workspace_id: str, anchors: Sequence[Anchor] = ()) -> Proof:
    """All that can be proved at this moment, with the anchors that were kept elsewhere."""
    own = [each for each in anchors if each.workspace_id == workspace_id]
    with store.read(workspace_id) as uow:
        histories = Histories(uow)
        log = LogWalk(uow, own)
        named = {each.subject_id for each in histories.broken}
        broken = [
            *histories.broken,
            *(each for each in log.broken if each.subject_id not in named),
            *number_breaks(uow),
        ]
    return Proof(
        workspace_id=workspace_id,
        subjects=histories.subjects,
        versions=histories.versions,
        unkeyed=histories.unkeyed,
        unchecked=histories.unchecked + log.unchecked,
        entries=log.entries,
        began_at=log.began_at,
        adopted_at=log.adopted_at,
        anchors=log.anchors_met,
        anchored_at=log.anchored_at,
        entries_since_anchor=log.entries_since_anchor,
        numbers=sum(each.taken for each in histories.series),
        broken=tuple(broken),
    )
