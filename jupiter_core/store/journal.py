"""What happens around invoices: forms that are being filled in, events, counts, claimed keys."""

from collections.abc import Iterator, Sequence
from itertools import count

from sqlalchemy import bindparam
from sqlmodel import col

from jupiter_core.domain.events import Event, EventName
from jupiter_core.domain.frozen import canonical_json
from jupiter_core.domain.parsed import parsed
from jupiter_core.domain.refusals import AlreadyDone
from jupiter_core.ports import SavedForm
from jupiter_core.store.prepared import select_all
from jupiter_core.store.scope import TransactionScope
from jupiter_core.store.tables import ClaimedKeyRow, EventRow, FormRow, NumberSeriesRow

_AT_ONCE = 8
_LATEST = (
    select_all(FormRow, ("owner",), ("-updated_at", "-id"))
    .limit(bindparam("most"))
    .offset(bindparam("skip"))
)


class FormRepository:
    """See `Forms`."""

    def __init__(self, scope: TransactionScope) -> None:
        self._scope = scope

    def get(self, form_id: str) -> SavedForm:
        row = self._scope.with_id(FormRow, "form", form_id)
        return SavedForm.model_validate_json(row.document)

    def save(self, form: SavedForm) -> None:
        self._scope.put(
            FormRow(
                workspace_id=self._scope.workspace_id,
                id=form.id,
                owner=form.owner,
                updated_at=form.updated_at,
                document=canonical_json(form),
            )
        )

    def discard(self, form_id: str) -> None:
        self._scope.delete(FormRow, col(FormRow.id) == form_id)

    def of(self, owner: str) -> list[SavedForm]:
        rows = self._scope.all_by(FormRow, "-updated_at", "-id", owner=owner)
        return [SavedForm.model_validate_json(row.document) for row in rows]

    def latest(self, owner: str) -> Iterator[SavedForm]:
        for skip in count(step=_AT_ONCE):
            rows = self._scope.asked(FormRow, _LATEST, owner=owner, most=_AT_ONCE, skip=skip)
            yield from (SavedForm.model_validate_json(row.document) for row in rows)
            if len(rows) < _AT_ONCE:
                return


class EventRepository:
    """See `Events`."""

    def __init__(self, scope: TransactionScope) -> None:
        self._scope = scope

    def add(self, event: Event) -> None:
        self._scope.add(
            EventRow(
                workspace_id=event.workspace_id,
                id=event.id,
                name=event.name.value,
                subject_id=event.subject_id,
                document=canonical_json(event),
            )
        )

    def get(self, event_id: str) -> Event:
        row = self._scope.with_id(EventRow, "event", event_id)
        return parsed(Event, row.document)

    def of(self, subject_id: str) -> list[Event]:
        def read() -> tuple[Event, ...]:
            rows = self._scope.all_by(EventRow, "position", subject_id=subject_id)
            return tuple(Event.model_validate_json(row.document) for row in rows)

        return [*self._scope.memory.of(EventRow, subject_id, read)]

    def page(
        self, *, after: int = 0, names: Sequence[EventName] = (), subject_id: str = "", limit: int
    ) -> list[tuple[int, Event]]:
        query = self._scope.select(EventRow).where(col(EventRow.position) > after)
        if names:
            query = query.where(col(EventRow.name).in_([name.value for name in names]))
        if subject_id:
            query = query.where(col(EventRow.subject_id) == subject_id)
        rows = self._scope.all(query.order_by(col(EventRow.position)).limit(limit))
        return [(row.position or 0, Event.model_validate_json(row.document)) for row in rows]

    def latest(self, names: Sequence[EventName], *, limit: int) -> list[Event]:
        query = self._scope.select(EventRow)
        query = query.where(col(EventRow.name).in_([name.value for name in names]))
        rows = self._scope.all(query.order_by(col(EventRow.position).desc()).limit(limit))
        return [Event.model_validate_json(row.document) for row in rows]


class NumberRepository:
    """See `Numbers`."""

    def __init__(self, scope: TransactionScope) -> None:
        self._scope = scope

    def take(self, profile_id: str, series: str, *, before: int = 0) -> int:
        """Whoever takes next from the series waits for the end of this transaction."""
        known = self._row(profile_id, series)
        row = NumberSeriesRow(
            workspace_id=self._scope.workspace_id,
            profile_id=profile_id,
            series=series,
            taken=known.taken + 1 if known else 1,
            left_out=known.left_out if known else before,
        )
        self._scope.put(row)
        self._scope.memory.keep(NumberSeriesRow, (profile_id, series), row)
        return row.left_out + row.taken

    def foresee(self, profile_id: str, series: str) -> None:
        if not self._scope.memory.knows(NumberSeriesRow, (profile_id, series)):
            self._scope.foresee(NumberSeriesRow, profile_id=profile_id, series=series)

    def taken(self, profile_id: str, series: str) -> int:
        row = self._row(profile_id, series)
        return row.left_out + row.taken if row else 0

    def _row(self, profile_id: str, series: str) -> NumberSeriesRow | None:
        def read() -> NumberSeriesRow | None:
            return self._scope.by(NumberSeriesRow, profile_id=profile_id, series=series)

        return self._scope.memory.of(NumberSeriesRow, (profile_id, series), read)


def claim_key(scope: TransactionScope, key: str) -> None:
    """Raises AlreadyDone."""
    row = ClaimedKeyRow(workspace_id=scope.workspace_id, key=key, claimed_at=scope.now)
    if not scope.add_unless_there(row):
        raise AlreadyDone()
