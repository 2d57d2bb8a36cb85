"""The version history of an invoice, for Slack and for the customer's page."""

from datetime import datetime

from jupiter_core.domain.actor import Actor
from jupiter_core.domain.changes import Change, changes_between
from jupiter_core.domain.frozen import Frozen
from jupiter_core.ports import UnitOfWork


class VersionEntry(Frozen):
    """One version: its label, who made it when and why, and what became different."""

    sequence: int
    revision: int
    label: str
    at: datetime
    by: Actor
    why: str
    note: str
    changes: tuple[Change, ...]


def history(uow: UnitOfWork, invoice_id: str) -> list[VersionEntry]:
    """Every version, oldest first. Raises NotFound."""
    uow.invoices.get(invoice_id)
    entries: list[VersionEntry] = []
    before = None
    for version in uow.versions.of(invoice_id):
        after = version.invoice()
        entries.append(
            VersionEntry(
                sequence=version.sequence,
                revision=version.revision,
                label=version.label,
                at=version.at,
                by=version.by,
                why=version.why,
                note=version.note,
                changes=changes_between(before, after) if before else (),
            )
        )
        before = after
    return entries


def published(entries: list[VersionEntry]) -> list[VersionEntry]:
    """What the customer may see: from issue on, one entry for each version of the paper.

    Where several rows share a revision (a new link), the first one made the paper.
    """
    seen: dict[int, VersionEntry] = {}
    for entry in entries:
        if entry.revision:
            seen.setdefault(entry.revision, entry)
    return list(seen.values())
