"""Walking the histories of all invoices and contracts beside their own rows, one at a time."""

from collections.abc import Iterator
from itertools import groupby
from operator import attrgetter

from jupiter_core.domain.version import BrokenChain, ChainWalk
from jupiter_core.ports import Head, KeptHead, KeptVersion, UnitOfWork

_NO_ROW = "its history is there, and it is not"


class Histories:
    """What is broken in them, and how much of it was looked at."""

    def __init__(self, uow: UnitOfWork) -> None:
        self.broken: list[BrokenChain] = []
        self.subjects = self.versions = self.unkeyed = self.unchecked = 0
        self.series = uow.audit.series()
        self._signer = uow.signer
        self._walk(uow.audit.heads(), uow.audit.versions())

    def _walk(self, heads: Iterator[KeptHead], kept: Iterator[KeptVersion]) -> None:
        """Both are in the order of their ids: what only one of them has is found at its place."""
        histories = groupby(kept, key=attrgetter("subject_id"))
        head, history = next(heads, None), next(histories, None)
        while head or history:
            if history is None or (head and head.subject_id < history[0]):
                assert head is not None
                self._check(head.subject_id, head.head, iter(()))
                head = next(heads, None)
            elif head is None or history[0] < head.subject_id:
                self._check(history[0], None, history[1])
                history = next(histories, None)
            else:
                self._check(head.subject_id, head.head, history[1])
                head, history = next(heads, None), next(histories, None)

    def _check(self, subject_id: str, head: Head | None, kept: Iterator[KeptVersion]) -> None:
        walk = ChainWalk(subject_id, self._signer)
        for each in kept:
            self.versions += 1
            if each.version is None:
                walk.breaks(each.sequence, "it cannot be read")
            else:
                walk.step(each.version)
        _end(walk, head)
        self.subjects += head is not None
        self.unkeyed += walk.unkeyed
        self.unchecked += walk.unchecked
        if walk.broken:
            self.broken.append(walk.broken)


def _end(walk: ChainWalk, head: Head | None) -> None:
    if head is None:
        walk.breaks(walk.length, _NO_ROW)
        return
    walk.end((head.sequence, head.hash))
    if walk.last is None or walk.last.document != head.document:
        walk.breaks(head.sequence, "its own row does not say what its last version says")
