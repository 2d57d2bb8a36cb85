"""Lists of invoices by what a filter asks for, each a statement that is made once a process."""

from collections.abc import Mapping, Sequence
from datetime import timedelta
from functools import cache
from typing import Any

from sqlalchemy import BindParameter, ColumnElement, Select, bindparam, exists, union_all
from sqlalchemy import select as sa_select
from sqlmodel import col, select
from sqlmodel.sql.expression import SelectOfScalar

from jupiter_core.domain.invoice import State
from jupiter_core.domain.text import key_of
from jupiter_core.ports import InvoiceFilter
from jupiter_core.store.desk_tables import DeskEntryRow as Desk
from jupiter_core.store.prepared import unindexed
from jupiter_core.store.tables import CREDIT_NOTES, IS_OPEN, InvoiceRow

_EARLIEST_DAY, _LATEST_DAY = timedelta(hours=14), timedelta(hours=-12)
"""Where on earth a day begins first, it is that much later than UTC, and where it begins last that
much earlier."""
FEW = 1000
"""What a window of days or moments has is read whole up to so much."""

_SAME = {
    "customer_id": InvoiceRow.customer_id,
    "contract_id": InvoiceRow.contract_id,
    "deal_channel": InvoiceRow.deal_channel,
    "number_key": InvoiceRow.number_key,
    "external_key": InvoiceRow.external_key,
    "po_number": InvoiceRow.po_number,
    "corrects": InvoiceRow.corrects,
}
_BESIDE = " beside"
"""Behind the name of a condition that is asked of what another index found."""
_STATE_N = "state_"
"""Before the place of each state that is asked for, where it is one by one."""
_STATE, _DUE, _UPDATED = InvoiceRow.state, InvoiceRow.due_date, InvoiceRow.updated_at


def _of_windows(column: Any, name: str) -> dict[str, ColumnElement[bool]]:
    value: BindParameter[Any] = bindparam(name)
    later = name.endswith("_from")
    ways = {name: col(column), f"{name}{_BESIDE}": unindexed(column)}
    return {key: each >= value if later else each <= value for key, each in ways.items()}


_WINDOWS: Mapping[str, ColumnElement[bool]] = {
    **_of_windows(_DUE, "due_from"),
    **_of_windows(_DUE, "due_to"),
    **_of_windows(_UPDATED, "updated_from"),
}
_CONDITIONS: Mapping[str, ColumnElement[bool]] = {
    **{name: col(column) == bindparam(name) for name, column in _SAME.items()},
    **_WINDOWS,
    "credit_notes": CREDIT_NOTES,
    "no_credit_notes": col(InvoiceRow.corrects) == "",
    "states": col(_STATE).in_(bindparam("states", expanding=True)),
    # Whatever else it is found by, there are fewer of that than of a state.
    f"states{_BESIDE}": unindexed(_STATE).in_(bindparam("states", expanding=True)),
    **{f"{_STATE_N}{n}": col(_STATE) == bindparam(f"{_STATE_N}{n}") for n in range(len(State))},
    "open": IS_OPEN,
    "due_anywhere": unindexed(_DUE) < bindparam("due_anywhere"),
    "not_due_everywhere": ~exists().where(
        col(Desk.workspace_id) == InvoiceRow.workspace_id,
        col(Desk.subject_id) == InvoiceRow.id,
        col(Desk.due_on) > "",
        col(Desk.due_on) < bindparam("not_due_everywhere"),
    ),
    "after": col(InvoiceRow.id) < bindparam("after"),
    "ids": col(InvoiceRow.id).in_(bindparam("ids", expanding=True)),
}
"""By the names of their parameters, of which `open`, `credit_notes` and its opposite have none."""


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
        "states": [*dict.fromkeys(state.value for state in wanted.states)],
        "due_from": wanted.due_from and wanted.due_from.isoformat(),
        "due_to": wanted.due_to and wanted.due_to.isoformat(),
        "updated_from": wanted.updated_from,
    }
    found: dict[str, Any] = {name: value for name, value in same.items() if value}
    if wanted.credit_notes is not None:
        found["credit_notes" if wanted.credit_notes else "no_credit_notes"] = True
    if wanted.overdue and wanted.at:
        found["open"] = True
        found["due_anywhere"] = (wanted.at + _EARLIEST_DAY).date().isoformat()
    if wanted.overdue is False and wanted.at:
        found["not_due_everywhere"] = (wanted.at + _LATEST_DAY).date().isoformat()
    return found


def in_windows(given: Mapping[str, Any]) -> bool:
    """Whether one of the conditions is of days or moments."""
    return bool(_WINDOWS.keys() & given.keys())


def names_of(given: Mapping[str, Any], *, in_order: bool) -> tuple[str, ...]:
    """The conditions' names; `in_order` of the list itself, no window's index is used."""
    beside = set(_WINDOWS) if in_order else set()
    beside |= {"states"} if _SAME.keys() & given.keys() else set()
    return tuple(f"{name}{_BESIDE}" if name in beside else name for name in given)


def state_by_state(given: Mapping[str, Any]) -> dict[str, Any]:
    """The same, which asks for each state by itself: the index has them in their order one by one,
    and of two that are rare nothing else is met. What another index finds stays as it is."""
    if _SAME.keys() & given.keys():
        return {**given}
    states = {f"{_STATE_N}{n}": each for n, each in enumerate(given.get("states", ()))}
    return {**states, **{name: each for name, each in given.items() if name != "states"}}


@cache
def some_by(names: tuple[str, ...]) -> Select[str]:
    """The ids of up to `most` of those, in any order."""
    where = (_CONDITIONS[name] for name in names)
    ours = col(InvoiceRow.workspace_id) == bindparam("ours")
    return sa_select(col(InvoiceRow.id)).where(ours, *where).limit(bindparam("most"))


@cache
def more_by(names: tuple[str, ...]) -> Select[str]:
    """The id of one of those, where they are more than `few`."""
    return some_by(names).limit(1).offset(bindparam("few"))


@cache
def page_by(names: tuple[str, ...]) -> SelectOfScalar[InvoiceRow]:
    """The newest `most` of those for which all conditions of these names hold, of the workspace
    `ours`; of several states, those of any."""
    newest_first = col(InvoiceRow.id).desc()
    states = [name for name in names if name.startswith(_STATE_N)] or [""]
    others = tuple(name for name in names if name not in states)
    # The ids alone first: what has to be sorted is then without its documents.
    each = [
        some_by((state, *others) if state else others).order_by(newest_first) for state in states
    ]
    query = select(InvoiceRow).where(col(InvoiceRow.workspace_id) == bindparam("ours"))
    return query.where(col(InvoiceRow.id).in_(_newest(each))).order_by(newest_first)


def _newest(each: Sequence[Select[str]]) -> Select[str]:
    """The newest `most` of all, each of which has its newest."""
    if len(each) == 1:
        return each[0]
    found = union_all(*(sa_select(one.subquery().c.id) for one in each)).subquery()
    return sa_select(found.c.id).order_by(found.c.id.desc()).limit(bindparam("most"))
