"""Whether the history of every invoice is still what was written."""

from collections.abc import Iterator

from jupiter_core.domain.refusals import NotFound
from jupiter_core.domain.version import BrokenChain, Version, first_break
from jupiter_core.ports import Store, UnitOfWork


def verify(store: Store, workspace_id: str) -> list[BrokenChain]:
    """The first broken row of every invoice that has one; empty when all seals hold."""
    with store.read(workspace_id) as uow:
        breaks = [_break_of(uow, invoice_id) for invoice_id in uow.invoices.ids()]
    return [each for each in breaks if each is not None]


def _break_of(uow: UnitOfWork, invoice_id: str) -> BrokenChain | None:
    head = uow.invoices.head(invoice_id)
    try:
        versions = uow.versions.of(invoice_id)
    except ValueError:
        sequence = next(_unreadable(uow, invoice_id, head.sequence), head.sequence)
        return _broken(invoice_id, sequence, "it cannot be read")
    broken = first_break(invoice_id, versions, (head.sequence, head.hash))
    if broken is None and not _ends_with(versions, head.document):
        problem = "the invoice's row does not say what its last version says"
        return _broken(invoice_id, head.sequence, problem)
    return broken


def _ends_with(versions: list[Version], document: str) -> bool:
    return bool(versions) and versions[-1].document == document


def _unreadable(uow: UnitOfWork, invoice_id: str, last: int) -> Iterator[int]:
    """The sequences of rows that are not even versions any more."""
    for sequence in range(1, last + 1):
        try:
            uow.versions.at(invoice_id, sequence)
        except NotFound:
            continue
        except ValueError:
            yield sequence


def _broken(invoice_id: str, sequence: int, problem: str) -> BrokenChain:
    return BrokenChain(subject_id=invoice_id, sequence=sequence, problem=problem)
