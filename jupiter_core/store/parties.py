"""Sender profiles, customers and the workspace itself, as rows."""

from collections.abc import Sequence
from functools import cache
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, bindparam, func, literal, tuple_
from sqlalchemy import select as sa_select
from sqlmodel import col, select
from sqlmodel.sql.expression import SelectOfScalar

from jupiter_core.domain.frozen import canonical_json
from jupiter_core.domain.grams import beginning
from jupiter_core.domain.parsed import parsed
from jupiter_core.domain.party import Customer, SenderProfile
from jupiter_core.domain.refusals import AlreadyTaken, NotFound
from jupiter_core.domain.text import key_of
from jupiter_core.domain.workspace import Workspace
from jupiter_core.store.approval_looks import look_anew
from jupiter_core.store.having import HasText
from jupiter_core.store.memory import ALL
from jupiter_core.store.scope import TransactionScope
from jupiter_core.store.tables import CustomerRow, SenderProfileRow, WorkspaceRow
from jupiter_core.store.word_candidates import Candidates, found_by
from jupiter_core.store.word_index import CUSTOMER, keep_words

_IN_ORDER = "legal_name_key"
_AT_FIRST = 3000
"""Names: that many are read from their index in the time that 200 customers are looked up in."""
_LAST = "\U0010ffff"
"""No text goes on with what comes behind it."""


class SenderProfileRepository:
    """See `SenderProfiles`."""

    def __init__(self, scope: TransactionScope) -> None:
        self._scope = scope

    def get(self, profile_id: str) -> SenderProfile:
        found = self._by_id().get(profile_id)
        if found is None:
            raise NotFound("legal entity", profile_id)
        return found

    def all(self) -> list[SenderProfile]:
        return [*self._by_id().values()]

    def foresee(self) -> None:
        if not self._scope.memory.knows(SenderProfileRow, ALL):
            self._scope.foresee_all(SenderProfileRow, _IN_ORDER)

    def _by_id(self) -> dict[str, SenderProfile]:
        """All of them, which are few, in order."""
        return self._scope.memory.of(SenderProfileRow, ALL, self._read)

    def _read(self) -> dict[str, SenderProfile]:
        rows = self._scope.all_by(SenderProfileRow, _IN_ORDER)
        return {row.id: parsed(SenderProfile, row.document) for row in rows}

    def find_external(self, external_id: str) -> SenderProfile | None:
        query = self._scope.select(SenderProfileRow)
        row = self._scope.first(query.where(col(SenderProfileRow.external_key) == external_id))
        return SenderProfile.model_validate_json(row.document) if row else None

    def save(self, profile: SenderProfile) -> None:
        row = SenderProfileRow(
            workspace_id=self._scope.workspace_id,
            id=profile.id,
            legal_name_key=key_of(profile.legal_name),
            series_key=_series_key(profile),
            external_key=profile.external_id or None,
            document=canonical_json(profile),
        )
        taken = {
            "sender_profiles_legal_name_key": AlreadyTaken("legal entity", profile.legal_name),
            "sender_profiles_series_key": AlreadyTaken("number series", profile.series),
            "sender_profiles_external_key": AlreadyTaken(
                "legal entity with the external id", profile.external_id
            ).at("external_id"),
        }
        with self._scope.refusing(taken):
            self._scope.put(row)
        look_anew(self._scope)


def _series_key(profile: SenderProfile) -> str:
    """What two entities cannot have both; whether their numbers could meet is asked before."""
    return key_of(profile.numbers() if profile.number_pattern else profile.series)


class CustomerRepository:
    """See `Customers`."""

    def __init__(self, scope: TransactionScope) -> None:
        self._scope = scope

    def get(self, customer_id: str) -> Customer:
        def read() -> Customer:
            row = self._scope.with_id(CustomerRow, "customer", customer_id)
            return parsed(Customer, row.document)

        return self._scope.memory.of(CustomerRow, customer_id, read)

    def foresee(self, customer_id: str) -> None:
        if not self._scope.memory.knows(CustomerRow, customer_id):
            self._scope.foresee(CustomerRow, id=customer_id)

    def search(self, words: str, limit: int = 100) -> list[Customer]:
        """Of two letters thousands of names have one of their words, but an index knows those that
        begin so: they are met first, and the rest is looked for where they are not enough."""
        typed = " ".join(key_of(words).split())
        begins = _Range(typed, f"{typed}{_LAST}")
        rows = [*self._scope.asked(CustomerRow, _beginning(), most=limit, **begins._asdict())]
        if typed and len(rows) < limit:
            rows += self._met(words, begins, limit - len(rows))
        return [Customer.model_validate_json(row.document) for row in rows]

    def find_external(self, external_id: str) -> Customer | None:
        query = self._scope.select(CustomerRow)
        row = self._scope.first(query.where(col(CustomerRow.external_key) == external_id))
        return Customer.model_validate_json(row.document) if row else None

    def named(self, name: str) -> list[Customer]:
        query = self._scope.select(CustomerRow).where(col(CustomerRow.name_key) == key_of(name))
        rows = self._scope.all(query.order_by(col(CustomerRow.id)))
        return [Customer.model_validate_json(row.document) for row in rows]

    def _met(self, words: str, apart: "_Range", limit: int) -> Sequence[CustomerRow]:
        """By name, without those in a range; of a word that many have, enough are soon met by
        whoever reads all in order."""
        ours, name = col(CustomerRow.workspace_id) == self._scope.workspace_id, _NAME
        found = self._found(words)
        if found is not None and found.are_none:
            return []
        if found is None or found.may_be_many:
            end = sa_select(name).where(ours).order_by(*_BY_NAME).offset(_AT_FIRST).limit(1)
            first = name < func.coalesce(end.scalar_subquery(), _LAST)
            where = (ours, first, *_sought(words, name), apart.without(name))
            rows = self._scope.all(_in_order(where, _BY_NAME, limit))
            if len(rows) == limit:
                return rows
        among = found.among(*_KEY) if found is not None and found.are_few else ours
        where = (among, *_sought(words, name), apart.without(name))
        return self._scope.all(_in_order(where, _BY_NAME, limit))

    def page(self, *, after: str = "", words: str = "", limit: int = 50) -> list[Customer]:
        here: ColumnElement[bool] = col(CustomerRow.workspace_id) == self._scope.workspace_id
        found = self._found(words)
        if found is not None and found.are_none:
            return []
        if found is not None and found.are_few:
            here = found.among(*_KEY)
        where = (here, *_sought(words, _NAME), col(CustomerRow.id) > after)
        rows = self._scope.all(_in_order(where, (col(CustomerRow.id),), limit))
        return [Customer.model_validate_json(row.document) for row in rows]

    def _found(self, words: str) -> Candidates | None:
        return found_by(self._scope, CUSTOMER, [(each,) for each in _beginnings(words)])

    def save(self, customer: Customer) -> None:
        row = CustomerRow(
            workspace_id=self._scope.workspace_id,
            id=customer.id,
            name_key=key_of(customer.name),
            place_key=_place_key(customer),
            external_key=customer.external_id or None,
            document=canonical_json(customer),
        )
        external = AlreadyTaken("customer with the external id", customer.external_id)
        taken = {
            "customers_place_key": AlreadyTaken("customer", customer.name),
            "customers_external_key": external.at("external_id"),
        }
        with self._scope.refusing(taken):
            self._scope.put(row)
        keep_words(self._scope, CUSTOMER, customer.id, f" {row.name_key} ")


_KEY = (col(CustomerRow.workspace_id), col(CustomerRow.id))
_NAME = col(CustomerRow.name_key)
_BY_NAME = (_NAME, col(CustomerRow.id))


class _Range(NamedTuple):
    """Names from `first` on and below `last`."""

    first: str
    last: str

    def without(self, name: Any) -> ColumnElement[bool]:
        """Whether a name is outside of it."""
        outside: ColumnElement[bool] = (name < self.first) | (name >= self.last)
        return outside


def _beginnings(words: str) -> list[str]:
    return [beginning(word) for word in key_of(words).split()]


def _sought(words: str, name: Any) -> list[ColumnElement[bool]]:
    """Each word anywhere in the name; one of two Latin letters where a word of it begins."""
    return [HasText(literal(" ") + name, each) for each in _beginnings(words)]


@cache
def _beginning() -> SelectOfScalar[CustomerRow]:
    """The first `most` of the workspace `ours` in the range of these names."""
    name, ours = col(CustomerRow.name_key), col(CustomerRow.workspace_id) == bindparam("ours")
    where = (ours, name >= bindparam("first"), name < bindparam("last"))
    return _in_order(where, _BY_NAME, bindparam("most"))


def _in_order(
    where: Sequence[ColumnElement[bool]], order: Sequence[Any], limit: Any
) -> SelectOfScalar[CustomerRow]:
    """Found by an index that has the names: no document is read but those of the page."""
    return _page(sa_select(*_KEY).where(*where).order_by(*order).limit(limit), order)


def _page(ids: Any, order: Sequence[Any] = _BY_NAME) -> SelectOfScalar[CustomerRow]:
    return select(CustomerRow).where(tuple_(*_KEY).in_(ids)).order_by(*order)


def _place_key(customer: Customer) -> str:
    """What tells two of one name apart: where they are, and what another system calls them."""
    address = customer.address
    return f"{key_of(address.city or address.country)}\n{customer.external_id}"


def workspace_in(scope: TransactionScope) -> Workspace:
    """The workspace as it was saved, or a new one."""

    def read() -> Workspace:
        row = scope.by(WorkspaceRow)
        return parsed(Workspace, row.document) if row else Workspace(id=scope.workspace_id)

    return scope.memory.of(WorkspaceRow, ALL, read)


def save_workspace_in(scope: TransactionScope, workspace: Workspace) -> None:
    """Adds or replaces it."""
    scope.put(WorkspaceRow(workspace_id=workspace.id, document=canonical_json(workspace)))
    look_anew(scope)
