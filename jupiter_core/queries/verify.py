"""Whether the history of every invoice and contract is still what was written."""

from collections.abc import Iterator

from jupiter_core.domain.refusals import NotFound
from jupiter_core.domain.version import BrokenChain, Version, first_break
from jupiter_core.ports import Contracts, Invoices, Store, UnitOfWork


def verify(store: Store, workspace_id: str) -> list[BrokenChain]:
    """The first broken row of each invoice and contract that has one; none when all hold."""
    with store.read(workspace_id) as uow:
        breaks = [
            _break_of(uow, room, subject_id)
            for room in (uow.invoices, uow.contracts)
            for subject_id in room.ids()
        ]
    return [each for each in breaks if each is not None]


def _break_of(uow: UnitOfWork, room: Invoices | Contracts, subject_id: str) -> BrokenChain | None:
    head = room.head(subject_id)
    try:
        versions = uow.versions.of(subject_id)
    except ValueError:
        sequence = next(_unreadable(uow, subject_id, head.sequence), head.sequence)
        return _broken(subject_id, sequence, "it cannot be read")
    broken = first_break(subject_id, versions, (head.sequence, head.hash))
    if broken is None and not _ends_with(versions, head.document):
        problem = "its own row does not say what its last version says"
        return _broken(subject_id, head.sequence, problem)
    return broken


def _ends_with(versions: list[Version], document: str) -> bool:
    return bool(versions) and versions[-1].document == document


def _unreadable(uow: UnitOfWork, subject_id: str, last: int) -> Iterator[int]:
    """The sequences of rows that are not even versions any more."""
    for sequence in range(1, last + 1):
        try:
            uow.versions.at(subject_id, sequence)
        except NotFound:
            continue
        except ValueError:
            yield sequence


def _broken(subject_id: str, sequence: int, problem: str) -> BrokenChain:
    return BrokenChain(subject_id=subject_id, sequence=sequence, problem=problem)
