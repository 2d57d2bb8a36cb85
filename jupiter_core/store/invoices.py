"""Invoices, as rows."""

from collections.abc import Iterator, Sequence
from contextlib import AbstractContextManager, nullcontext
from datetime import date
from typing import Any

from sqlalchemy import bindparam, or_
from sqlalchemy import select as sa_select
from sqlmodel import col

from jupiter_core.domain.invoice import BEFORE_ISSUE, OPEN, Invoice, State
from jupiter_core.domain.parsed import parsed
from jupiter_core.domain.period import Period
from jupiter_core.domain.refusals import AlreadyDone, AlreadyTaken, ChangedSinceSeen, Refusal
from jupiter_core.domain.text import key_of
from jupiter_core.domain.version import Version
from jupiter_core.ports import Head, InvoiceFilter, InvoiceSummary
from jupiter_core.store.derived import derive_entries
from jupiter_core.store.invoice_pages import (
    FEW,
    conditions_of,
    in_windows,
    more_by,
    names_of,
    page_by,
    some_by,
    state_by_state,
)
from jupiter_core.store.rows import rows_in
from jupiter_core.store.scope import TransactionScope
from jupiter_core.store.tables import InvoiceRow
from jupiter_core.store.versions import version_row

_DAY_OF_NUMBER = (
    sa_select(col(InvoiceRow.issue_date))
    .where(col(InvoiceRow.workspace_id) == bindparam("ours"))
    .where(col(InvoiceRow.number_key) == bindparam("number_key"))
)
_MAY_BE_TAKEN = (
    *("external_key", "replaces"),
    *("contract_id", "contract_revision", "contract_sequence"),
)


class InvoiceRepository:
    """See `Invoices`."""

    def __init__(self, scope: TransactionScope) -> None:
        self._scope = scope

    def get(self, invoice_id: str) -> Invoice:
        def read() -> Invoice:
            return parsed(Invoice, self._row(invoice_id, lock=True).document)

        return self._scope.memory.of(InvoiceRow, invoice_id, read)

    def foresee(self, invoice_id: str) -> None:
        self._scope.foresee(InvoiceRow, lock=True, id=invoice_id)

    def foresee_number(self, number: str) -> None:
        self._scope.foresee_read(InvoiceRow, _DAY_OF_NUMBER, number_key=key_of(number))

    def find_number(self, number: str) -> Invoice | None:
        row = self._scope.by(InvoiceRow, number_key=key_of(number))
        return Invoice.model_validate_json(row.document) if row else None

    def day_of_number(self, number: str) -> date | None:
        found = self._scope.read(InvoiceRow, _DAY_OF_NUMBER, number_key=key_of(number))
        return date.fromisoformat(found[0][0]) if found else None

    def find_external(self, external_id: str) -> Invoice | None:
        row = self._scope.by(InvoiceRow, external_key=external_id)
        return Invoice.model_validate_json(row.document) if row else None

    def page(self, wanted: InvoiceFilter, *, after: str = "", limit: int = 50) -> list[Invoice]:
        """Read until there are enough: what is overdue hangs on each entity's own day."""
        found: list[Invoice] = []
        while True:
            given = {**conditions_of(wanted), **({"after": after} if after else {})}
            rows = self._page(given, limit)
            read = (Invoice.model_validate_json(row.document) for row in rows)
            found += [each for each in read if wanted.takes(each)]
            if len(rows) < limit or len(found) >= limit:
                return found[:limit]
            after = rows[-1].id

    def _page(self, given: dict[str, Any], limit: int) -> Sequence[InvoiceRow]:
        """What a window has is sorted where that is little; much of it is met soon by whoever
        goes through all in order."""
        self._scope.keep_derived()  # the desk is asked too
        if in_windows(given):
            names = names_of(given, in_order=False)
            if not self._scope.read(InvoiceRow, more_by(names), few=FEW, **given):
                few = self._scope.read(InvoiceRow, some_by(names), most=FEW, **given)
                given = {"ids": sorted((id_ for (id_,) in few), reverse=True)[:limit]}
        given = state_by_state(given)
        query = page_by(names_of(given, in_order=True))
        return self._scope.asked(InvoiceRow, query, most=limit, **given)

    def add(self, invoice: Invoice, version: Version) -> None:
        row = _row_of(invoice, version)
        with self._scope.refusing(_refusals(invoice)):
            self._scope.add(row)
            self._scope.add(version_row(version))
        derive_entries(self._scope, invoice, version.at)

    def save(self, invoice: Invoice, version: Version) -> None:
        seen = invoice.sequence - 1
        row, before = _row_of(invoice, version), self._row(invoice.id, lock=True)
        if invoice.number and row.number_key != before.number_key:
            self._expect_free(invoice.number)
        with self._refusing(invoice, row, before):
            if not self._scope.replace(row, before, sequence=seen):
                current = self._row(invoice.id).sequence
                raise ChangedSinceSeen(invoice.title, "somebody else was first", seen, current)
            self._scope.add(version_row(version))
        self._scope.memory.keep(InvoiceRow, ("row", invoice.id, True), row)
        self._scope.memory.keep(InvoiceRow, invoice.id, invoice)
        derive_entries(self._scope, invoice, version.at)

    def _expect_free(self, number: str) -> None:
        """It stays so: a workspace has one writer."""
        if self.day_of_number(number):
            raise AlreadyTaken("number", number)

    def _refusing(
        self, invoice: Invoice, row: InvoiceRow, before: InvoiceRow
    ) -> AbstractContextManager[None]:
        """Nothing is in the way of who asks for nothing new: then nobody waits for an answer."""
        same = all(getattr(row, name) == getattr(before, name) for name in _MAY_BE_TAKEN)
        return nullcontext() if same else self._scope.refusing(_refusals(invoice))

    def head(self, invoice_id: str) -> Head:
        row = self._row(invoice_id, lock=True)
        return Head(sequence=row.sequence, hash=row.head_hash, document=row.document)

    def ids(self) -> list[str]:
        query = self._scope.select(InvoiceRow).order_by(col(InvoiceRow.id))
        return [row.id for row in self._scope.all(query)]

    def summaries(
        self, *, drafted_by: str | None = None, states: Sequence[State] = (), limit: int = 50
    ) -> list[InvoiceSummary]:
        query = self._scope.select_part(InvoiceRow, without=("document",))
        if drafted_by is not None:
            query = query.where(col(InvoiceRow.drafted_by) == drafted_by)
        if states:
            query = query.where(col(InvoiceRow.state).in_([state.value for state in states]))
        newest_first = (col(InvoiceRow.updated_at).desc(), col(InvoiceRow.id).desc())
        found = self._scope.connection.execute(query.order_by(*newest_first).limit(limit))
        return [_summary(row) for row in rows_in(InvoiceRow, tuple(found.keys()), found)]

    def before_issue_of(self, party_id: str) -> list[str]:
        its = or_(col(InvoiceRow.seller_id) == party_id, col(InvoiceRow.customer_id) == party_id)
        states = sorted(state.value for state in BEFORE_ISSUE)
        query = self._scope.select(InvoiceRow).where(its, col(InvoiceRow.state).in_(states))
        return [row.id for row in self._scope.all(query.order_by(col(InvoiceRow.id)))]

    def open_numbers_of(self, profile_id: str) -> list[str]:
        query = (
            self._scope.select(InvoiceRow)
            .where(col(InvoiceRow.seller_id) == profile_id, col(InvoiceRow.corrects) == "")
            .where(col(InvoiceRow.state).in_(sorted(state.value for state in OPEN)))
            .order_by(col(InvoiceRow.id))
        )
        return [row.number or "" for row in self._scope.all(query)]

    def credit_notes_before_issue(self, number: str) -> list[Invoice]:
        query = (
            self._scope.select(InvoiceRow)
            .where(col(InvoiceRow.state).in_(sorted(state.value for state in BEFORE_ISSUE)))
            .where(col(InvoiceRow.corrects) == number)
            .order_by(col(InvoiceRow.id))
        )
        return [Invoice.model_validate_json(row.document) for row in self._scope.all(query)]

    def due_for_issue(self, up_to: str) -> list[str]:
        query = (
            self._scope.select(InvoiceRow)
            .where(col(InvoiceRow.state) == State.APPROVED.value)
            .where(col(InvoiceRow.issue_date) <= up_to)
            .order_by(col(InvoiceRow.issue_date), col(InvoiceRow.id))
        )
        return [row.id for row in self._scope.all(query)]

    def of_contract(self, contract_id: str) -> list[Invoice]:
        query = (
            self._scope.select(InvoiceRow)
            .where(col(InvoiceRow.contract_id) == contract_id)
            .order_by(col(InvoiceRow.contract_sequence), col(InvoiceRow.id))
        )
        return [Invoice.model_validate_json(row.document) for row in self._scope.all(query)]

    def without_po(self) -> list[str]:
        query = (
            self._scope.select(InvoiceRow)
            .where(col(InvoiceRow.state).in_(sorted(state.value for state in OPEN)))
            .where(col(InvoiceRow.po_number) == "", col(InvoiceRow.corrects) == "")
            .order_by(col(InvoiceRow.issue_date), col(InvoiceRow.id))
        )
        return [row.id for row in self._scope.all(query)]

    def issued_in(self, period: Period, profile_id: str = "") -> Iterator[Invoice]:
        query = self._scope.select(InvoiceRow).where(
            col(InvoiceRow.issue_date) >= period.first.isoformat(),
            col(InvoiceRow.issue_date) <= period.last.isoformat(),
            col(InvoiceRow.number).is_not(None),
        )
        if profile_id:
            query = query.where(col(InvoiceRow.seller_id) == profile_id)
        in_order = query.order_by(col(InvoiceRow.issue_date), col(InvoiceRow.id))
        for row in self._scope.each(in_order):
            yield Invoice.model_validate_json(row.document)

    def _row(self, invoice_id: str, *, lock: bool = False) -> InvoiceRow:
        def read() -> InvoiceRow:
            return self._scope.with_id(InvoiceRow, "invoice", invoice_id, lock=lock)

        return self._scope.memory.of(InvoiceRow, ("row", invoice_id, lock), read)


def _row_of(invoice: Invoice, version: Version) -> InvoiceRow:
    return InvoiceRow(
        workspace_id=invoice.workspace_id, id=invoice.id, **_columns(invoice, version)
    )


def _columns(invoice: Invoice, version: Version) -> dict[str, Any]:
    content = invoice.content
    return {
        "sequence": invoice.sequence,
        "head_hash": version.hash,
        "number": invoice.number,
        "number_key": key_of(invoice.number) if invoice.number else None,
        "state": invoice.state.value,
        "seller_id": content.seller.profile_id,
        "customer_id": content.bill_to.customer_id,
        "customer": content.bill_to.legal_name,
        "total_minor": invoice.total.minor,
        "currency": content.currency,
        "issue_date": content.issue_date.isoformat(),
        "due_date": content.due_date.isoformat(),
        "po_number": content.po_number,
        "deal_channel": invoice.deal_channel,
        "drafted_by": invoice.drafted_by.person,
        "corrects": content.corrects,
        "replaces": content.replaces,
        "contract_id": invoice.contract_id,
        "contract_revision": invoice.contract_revision,
        "contract_sequence": invoice.contract_sequence,
        "external_key": _external_key(invoice),
        "updated_at": version.at,
        "document": version.document,
    }


def _external_key(invoice: Invoice) -> str | None:
    """A void invoice gives up what another system calls it, so that it can be billed anew."""
    return invoice.external_id or None if invoice.state is not State.VOID else None


def _summary(row: InvoiceRow) -> InvoiceSummary:
    return InvoiceSummary(
        id=row.id,
        number=row.number,
        state=State(row.state),
        customer=row.customer,
        total_minor=row.total_minor,
        currency=row.currency,
        due_date=row.due_date,
        po_number=row.po_number,
        deal_channel=row.deal_channel,
        drafted_by=row.drafted_by,
        corrects=row.corrects,
        updated_at=row.updated_at,
    )


def _refusals(invoice: Invoice) -> dict[str, Refusal]:
    external = AlreadyTaken("invoice with the external id", invoice.external_id)
    return {
        "invoices_number_key": AlreadyTaken("number", invoice.number or ""),
        "invoices_external_key": external.at("external_id"),
        # Another process made this invoice of the schedule meanwhile, so that all is well.
        "invoices_contract_sequence": AlreadyDone(),
    }
