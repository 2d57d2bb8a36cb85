"""Lists of invoices by what a filter asks for, each a statement that is made once a process."""

from collections.abc import Mapping
from datetime import timedelta
from functools import cache
from typing import Any

from sqlalchemy import ColumnElement, bindparam
from sqlalchemy import select as sa_select
from sqlmodel import col, select
from sqlmodel.sql.expression import SelectOfScalar

from jupiter_core.domain.invoice import OPEN
from jupiter_core.domain.text import key_of
from jupiter_core.ports import InvoiceFilter
from jupiter_core.store.tables import CREDIT_NOTES, InvoiceRow

_EARLIEST_DAY = timedelta(hours=14)
"""Where on earth a day begins first, it is that much later than UTC."""
_OPEN_STATES = sorted(state.value for state in OPEN)

_SAME = {
    "customer_id": InvoiceRow.customer_id,
    "contract_id": InvoiceRow.contract_id,
    "deal_channel": InvoiceRow.deal_channel,
    "number_key": InvoiceRow.number_key,
    "external_key": InvoiceRow.external_key,
    "po_number": InvoiceRow.po_number,
    "corrects": InvoiceRow.corrects,
}
_STATE = col(InvoiceRow.state)
_CONDITIONS: Mapping[str, ColumnElement[bool]] = {
    **{name: col(column) == bindparam(name) for name, column in _SAME.items()},
    "credit_notes": CREDIT_NOTES,
    "no_credit_notes": col(InvoiceRow.corrects) == "",
    "states": _STATE.in_(bindparam("states", expanding=True)),
    "open_states": _STATE.in_(bindparam("open_states", expanding=True)),
    "due_anywhere": col(InvoiceRow.due_date) < bindparam("due_anywhere"),
    "due_from": col(InvoiceRow.due_date) >= bindparam("due_from"),
    "due_to": col(InvoiceRow.due_date) <= bindparam("due_to"),
    "updated_from": col(InvoiceRow.updated_at) >= bindparam("updated_from"),
    "after": col(InvoiceRow.id) < bindparam("after"),
}
"""By the names of their parameters; `credit_notes` and its opposite need none."""


def conditions_of(wanted: InvoiceFilter) -> dict[str, Any]:
    """The conditions that a filter has, with their values."""
    same = {
        "customer_id": wanted.customer_id,
        "contract_id": wanted.contract_id,
        "deal_channel": wanted.deal_channel,
        "number_key": key_of(wanted.number),
        "external_key": wanted.external_id,
        "po_number": wanted.po_number,
        "corrects": wanted.corrects,
        "states": [state.value for state in wanted.states],
        "due_from": wanted.due_from and wanted.due_from.isoformat(),
        "due_to": wanted.due_to and wanted.due_to.isoformat(),
        "updated_from": wanted.updated_from,
    }
    found: dict[str, Any] = {name: value for name, value in same.items() if value}
    if wanted.credit_notes is not None:
        found["credit_notes" if wanted.credit_notes else "no_credit_notes"] = True
    if wanted.overdue and wanted.at:
        found["open_states"] = _OPEN_STATES
        found["due_anywhere"] = (wanted.at + _EARLIEST_DAY).date().isoformat()
    return found


@cache
def page_by(names: tuple[str, ...]) -> SelectOfScalar[InvoiceRow]:
    """The newest `most` of those for which all conditions of these names hold, of the workspace
    `ours`."""
    newest_first = col(InvoiceRow.id).desc()
    where = (_CONDITIONS[name] for name in names)
    # The ids alone first: what has to be sorted is then without its documents.
    ids = sa_select(col(InvoiceRow.id)).where(
        col(InvoiceRow.workspace_id) == bindparam("ours"), *where
    )
    first = ids.order_by(newest_first).limit(bindparam("most"))
    query = select(InvoiceRow).where(col(InvoiceRow.workspace_id) == bindparam("ours"))
    return query.where(col(InvoiceRow.id).in_(first)).order_by(newest_first)
