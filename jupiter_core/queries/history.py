"""The version history of an invoice or a contract, for Slack and for the customer's page."""

from datetime import datetime

from jupiter_core.domain.actor import Actor
from jupiter_core.domain.changes import Change
from jupiter_core.domain.contract.contract import Contract
from jupiter_core.domain.frozen import Frozen
from jupiter_core.domain.invoice import Invoice
from jupiter_core.domain.version import Version
from jupiter_core.ports import UnitOfWork
from jupiter_core.ports.subject import S, SubjectKind


class VersionEntry(Frozen):
    """One version: its label, who made it when and why, and what became different. `on_behalf_of`
    is the name of the approver for whom a delegate approved it."""

    sequence: int
    revision: int
    label: str
    at: datetime
    by: Actor
    why: str
    note: str
    changes: tuple[Change, ...]
    on_behalf_of: str = ""


def history(uow: UnitOfWork, kind: SubjectKind[S], subject_id: str) -> list[VersionEntry]:
    """Every version of an invoice or a contract, oldest first. Raises NotFound."""
    kind.get(uow, subject_id)
    entries: list[VersionEntry] = []
    before: S | None = None
    for version in uow.versions.of(subject_id):
        after = kind.read(version)
        entries.append(
            VersionEntry(
                sequence=version.sequence,
                revision=version.revision,
                label=version.label,
                at=version.at,
                by=version.by,
                why=version.why,
                note=version.note,
                changes=kind.changes(before, after) if before else (),
                on_behalf_of=on_behalf_of(after, version),
            )
        )
        before = after
    return entries


def on_behalf_of(subject: Invoice | Contract, version: Version) -> str:
    """The name of the approver for whom a delegate made that version of it by approving; empty
    where none did."""
    given = subject.approvals
    if isinstance(subject, Contract):
        given = (*given, *subject.agreed_by)
    by, at = version.by.person, version.at
    return next((each.on_behalf_of_name for each in given if each.is_of(by, at)), "")


_MONEY = frozenset({"Paid", "Status"})


def shown_to_customer(entries: list[VersionEntry]) -> list[VersionEntry]:
    """What the customer may see: each version of the paper, and what money came in or went back
    meanwhile, which makes no paper."""
    papers = published(entries)
    return [
        each
        for each in entries
        if each in papers
        or (each.revision and any(change.what in _MONEY for change in each.changes))
    ]


def published(entries: list[VersionEntry]) -> list[VersionEntry]:
    """From issue on, one entry for each version of the paper.

    Where several rows share a revision (a new link, a payment), the first one made the paper.
    """
    seen: dict[int, VersionEntry] = {}
    for entry in entries:
        if entry.revision:
            seen.setdefault(entry.revision, entry)
    return list(seen.values())
