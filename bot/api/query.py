"""Query parameters. Those that an operation does not have are refused, so that a filter with a
typing error is not answered with everything."""

from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any

from fastapi import Request

from bot.api.refusals import UnknownParameter
from jupiter_core.domain.refusals import NotFound
from jupiter_core.ports import UnitOfWork


def expect_known_query(request: Request) -> None:
    """Raises UnknownParameter."""
    known = sorted(set(_names(request.scope["route"].dependant)))
    unknown = sorted(set(request.query_params) - set(known))
    if unknown:
        raise UnknownParameter(unknown, known)


def customer_id(uow: UnitOfWork, said: str) -> str:
    """The customer's id, where its external id was said; what nobody has is left as it is."""
    try:
        return uow.customers.get(said).id if said else ""
    except NotFound:
        found = uow.customers.find_external(said)
        return found.id if found else said


def in_utc(moment: datetime | None) -> datetime | None:
    """A moment that names no zone is taken as UTC."""
    if moment is None or moment.tzinfo:
        return moment
    return moment.replace(tzinfo=UTC)


def _names(dependant: Any) -> Iterator[str]:
    """Of the operation and of all that it depends on, as they are sent."""
    yield from (each.alias for each in dependant.query_params)
    for each in dependant.dependencies:
        yield from _names(each)
