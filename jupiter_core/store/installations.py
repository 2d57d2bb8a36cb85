"""Installations, over all workspaces."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Connection, Engine, delete, or_, update
from sqlmodel import Session, col, select

from jupiter_core.ports import Installation, Tokens
from jupiter_core.store.engine import one_writer, reading, writing
from jupiter_core.store.installation_tables import (
    InstallationRow,
    InstallStateRow,
    MemberWorkspaceRow,
)
from jupiter_core.store.parking import park, unpark
from jupiter_core.store.trouble import Patience

_LIVE = col(InstallationRow.ended_at).is_(None)


class SqlInstallations:
    """See `Installations`. Whoever changes the places of one workspace or organisation does so
    one after the other, so that none parks what another one has just taken up."""

    def __init__(self, engine: Engine, patience: Patience) -> None:
        self._engine, self._patience = engine, patience

    def save(self, installation: Installation) -> None:
        with self._writing() as session:
            session.merge(_row(installation))
            session.flush()
            for workspace_id in _workspaces(session, installation.place):
                unpark(session.connection(), workspace_id)

    def find(self, place: str) -> Installation | None:
        with self._reading() as session:
            row = session.get(InstallationRow, place)
            return _installation(row) if row else None

    def of_workspace(self, workspace_id: str, organisation: str = "") -> Installation | None:
        with self._reading() as session:
            return _of_workspace(session, workspace_id, organisation)

    def live(self) -> list[Installation]:
        return self._all(select(InstallationRow).where(_LIVE).order_by(col(InstallationRow.place)))

    def belongs(self, workspace_id: str, organisation: str) -> None:
        with self._reading() as session:
            known = session.get(MemberWorkspaceRow, workspace_id)
            if known and known.organisation == organisation and not known.left:
                return
        with self._writing() as session:
            session.merge(MemberWorkspaceRow(workspace_id=workspace_id, organisation=organisation))
            session.flush()
            _settle(session, workspace_id)

    def left(self, workspace_id: str, organisation: str) -> None:
        with self._writing() as session:
            row = session.get(MemberWorkspaceRow, workspace_id)
            row = row or MemberWorkspaceRow(workspace_id=workspace_id, organisation=organisation)
            if row.organisation == organisation:
                row.left = True
                session.add(row)
                session.flush()
                _settle(session, workspace_id)

    def end(self, place: str, *, why: str, now: datetime, sealed_token: str = "") -> bool:
        this = [col(InstallationRow.place) == place, _LIVE]
        if sealed_token:
            this.append(col(InstallationRow.sealed_token) == sealed_token)
        forgotten = {"sealed_token": "", "sealed_refresh": "", "expires_at": None}
        with self._writing() as session:
            if not _changed(session, this, ended_at=now, why_ended=why, **forgotten):
                return False
            for workspace_id in _workspaces(session, place):
                _settle(session, workspace_id)
            return True

    def park(self, workspace_id: str) -> None:
        with self._writing() as session:
            _settle(session, workspace_id)

    def expiring(self, before: datetime) -> list[Installation]:
        expires = col(InstallationRow.expires_at)
        query = select(InstallationRow).where(_LIVE, expires.is_not(None), expires <= before)
        return self._all(query.order_by(expires))

    def claim_refresh(self, installation: Installation, *, now: datetime, until: datetime) -> bool:
        claimed = col(InstallationRow.refreshing_until)
        free = or_(claimed.is_(None), claimed <= now)
        with self._writing() as session:
            return _changed(session, [*_as_it_was(installation), free], refreshing_until=until)

    def refreshed(self, installation: Installation, tokens: Tokens) -> bool:
        with self._writing() as session:
            this = _as_it_was(installation)
            return _changed(session, this, **tokens.model_dump(), refreshing_until=None)

    def renew_seals(self, renewed: Callable[[str], str]) -> int:
        return sum(self._renew_seals_of(each, renewed) for each in self.live())

    def _renew_seals_of(self, each: Installation, renewed: Callable[[str], str]) -> bool:
        anew = {
            name: renewed(sealed) if sealed else ""
            for name in ("sealed_token", "sealed_refresh")
            for sealed in (getattr(each, name),)
        }
        if anew == {name: getattr(each, name) for name in anew}:
            return False
        with self._writing() as session:
            return _changed(session, _as_it_was(each), **anew)

    def workspaces_ended_before(self, moment: datetime) -> Sequence[str]:
        ended = col(InstallationRow.ended_at)
        query = select(InstallationRow.place).where(ended.is_not(None), ended < moment)
        with self._reading() as session:
            found = {one for each in session.exec(query) for one in _workspaces(session, each)}
            places = {each: _of_workspace(session, each, "") for each in found}
        gone = {each: one.ended_at for each, one in places.items() if one and one.ended_at}
        return sorted(each for each, since in gone.items() if since < moment)

    def forget(self, workspace_id: str) -> None:
        place, member = col(InstallationRow.place), col(MemberWorkspaceRow.workspace_id)
        with self._writing() as session:
            found = _of_workspace(session, workspace_id, "")
            if found and found.is_live:
                return
            session.connection().execute(delete(InstallationRow).where(place == workspace_id))
            session.connection().execute(delete(MemberWorkspaceRow).where(member == workspace_id))

    def _all(self, query: Any) -> list[Installation]:
        with self._reading() as session:
            return [_installation(each) for each in session.exec(query)]

    @contextmanager
    def _reading(self) -> Iterator[Session]:
        with self._patience(writes=False), Session(reading(self._engine)) as session:
            yield session

    @contextmanager
    def _writing(self) -> Iterator[Session]:
        with (
            self._patience(writes=True) as keeping,
            Session(writing(self._engine)) as session,
            session.begin(),
        ):
            one_writer(session.connection(), "installations")
            yield session
            session.flush()
            keeping.begun = True


class SqlInstallStates:
    """See `InstallStates`."""

    def __init__(self, engine: Engine, patience: Patience) -> None:
        self._engine, self._patience = writing(engine), patience

    def issue(self, state_hash: str, *, now: datetime, expires_at: datetime) -> None:
        with self._beginning() as connection:
            old = col(InstallStateRow.expires_at) <= now
            connection.execute(delete(InstallStateRow).where(old))
            row = InstallStateRow(state_hash=state_hash, expires_at=expires_at)
            with Session(connection) as session:
                session.add(row)
                session.flush()

    def consume(self, state_hash: str, *, now: datetime) -> bool:
        this = (
            col(InstallStateRow.state_hash) == state_hash,
            col(InstallStateRow.expires_at) > now,
        )
        with self._beginning() as connection:
            return bool(connection.execute(delete(InstallStateRow).where(*this)).rowcount)

    @contextmanager
    def _beginning(self) -> Iterator[Connection]:
        with self._patience(writes=True), self._engine.begin() as connection:
            yield connection


def _of_workspace(session: Session, workspace_id: str, organisation: str) -> Installation | None:
    member = session.get(MemberWorkspaceRow, workspace_id)
    if member and not member.left:
        organisation = organisation or member.organisation
    places = [workspace_id, *([organisation] if organisation else [])]
    rows = session.exec(select(InstallationRow).where(col(InstallationRow.place).in_(places)))
    found = [_installation(each) for each in rows]
    own_first = sorted(found, key=lambda each: (not each.is_live, each.place != workspace_id))
    return own_first[0] if own_first else None


def _settle(session: Session, workspace_id: str) -> None:
    """Parked without a live installation, and otherwise not."""
    found = _of_workspace(session, workspace_id, "")
    settle = unpark if found and found.is_live else park
    settle(session.connection(), workspace_id)


def _workspaces(session: Session, place: str) -> list[str]:
    """Those that an installation there is for."""
    row = session.get(InstallationRow, place)
    if row is None or not row.is_organisation:
        return [place]
    query = select(MemberWorkspaceRow.workspace_id).where(
        col(MemberWorkspaceRow.organisation) == place, col(MemberWorkspaceRow.left).is_(False)
    )
    return list(session.exec(query))


def _as_it_was(installation: Installation) -> list[ColumnElement[bool]]:
    return [
        col(InstallationRow.place) == installation.place,
        col(InstallationRow.sealed_token) == installation.sealed_token,
        col(InstallationRow.sealed_refresh) == installation.sealed_refresh,
        _LIVE,
    ]


def _changed(session: Session, where: Sequence[ColumnElement[bool]], **values: Any) -> bool:
    statement = update(InstallationRow).where(*where).values(**values)
    changed = session.connection().execute(statement)
    session.expire_all()
    return bool(changed.rowcount)


def _row(installation: Installation) -> InstallationRow:
    values = installation.model_dump(exclude={"scopes"})
    return InstallationRow(**values, scopes=",".join(installation.scopes))


def _installation(row: InstallationRow) -> Installation:
    values = row.model_dump(exclude={"scopes", "refreshing_until"})
    scopes = tuple(each for each in row.scopes.split(",") if each)
    return Installation(**values, scopes=scopes)
