"""The versions of invoices and contracts, and the payments read off them, for other systems."""

from datetime import datetime
from itertools import pairwise

from pydantic import Field

from jupiter_core.domain.changes import Change, changes_between
from jupiter_core.domain.invoice import Invoice
from jupiter_core.domain.version import Version
from jupiter_core.ports import UnitOfWork
from jupiter_core.ports.subject import INVOICE, S, SubjectKind
from jupiter_core.queries.resources.shapes import (
    Amount,
    Currency,
    Difference,
    Resource,
    VersionResource,
    Who,
)


class Differences(Resource):
    """What is different in `to_sequence`, seen from `from_sequence`; null is before the first."""

    from_sequence: int | None
    to_sequence: int
    changes: tuple[Difference, ...]


class InvoicePaymentResource(Resource):
    """One payment. `sequence` is that of the version which records it."""

    sequence: int
    at: datetime
    by: Who
    amount: Amount
    currency: Currency
    reference: str = Field(description="The payer's or the bank's.")
    amount_due: Amount = Field(description="What was still due afterwards.")


def versions_of(
    uow: UnitOfWork, kind: SubjectKind[S], subject_id: str
) -> tuple[VersionResource, ...]:
    """All of an invoice or a contract, oldest first. Raises NotFound."""
    kind.get(uow, subject_id)
    versions = uow.versions.of(subject_id)
    subjects: list[S] = [kind.read(each) for each in versions]
    changes = [(), *(kind.changes(*pair) for pair in pairwise(subjects))]
    return tuple(_shown(*each) for each in zip(versions, changes, strict=False))


def version_of(uow: UnitOfWork, kind: SubjectKind[S], subject_id: str, sequence: int) -> Version:
    """Raises NotFound, also for what is of another kind."""
    kind.get(uow, subject_id)
    return uow.versions.at(subject_id, sequence)


def differences(
    uow: UnitOfWork, invoice_id: str, sequence: int, since: int | None = None
) -> Differences:
    """Against any version, older or newer; the one before, where none is named."""
    after = version_of(uow, INVOICE, invoice_id, sequence).invoice()
    named = since or sequence - 1
    if not named:
        return Differences(from_sequence=None, to_sequence=sequence, changes=())
    changes = changes_between(uow.versions.at(invoice_id, named).invoice(), after)
    return Differences(
        from_sequence=named,
        to_sequence=sequence,
        changes=tuple(Difference.of(each) for each in changes),
    )


def payments_of(uow: UnitOfWork, invoice_id: str) -> tuple[InvoicePaymentResource, ...]:
    """All, oldest first. Raises NotFound."""
    uow.invoices.get(invoice_id)
    found: list[InvoicePaymentResource] = []
    before: Invoice | None = None
    for version in uow.versions.of(invoice_id):
        after = version.invoice()
        if before and after.paid.minor > before.paid.minor:
            found.append(_payment(version, before, after))
        before = after
    return tuple(found)


def _shown(version: Version, changes: tuple[Change, ...]) -> VersionResource:
    return VersionResource(
        sequence=version.sequence,
        version=version.revision,
        at=version.at,
        by=Who.of(version.by),
        why=version.why,
        note=version.note,
        changes=tuple(Difference.of(each) for each in changes),
        hash=version.hash,
    )


def _payment(version: Version, before: Invoice, after: Invoice) -> InvoicePaymentResource:
    amount = after.paid - before.paid
    return InvoicePaymentResource(
        sequence=version.sequence,
        at=version.at,
        by=Who.of(version.by),
        amount=str(amount),
        currency=amount.currency,
        reference=version.note,
        amount_due=str(after.amount_due),
    )
