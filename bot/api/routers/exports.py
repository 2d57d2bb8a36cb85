"""Exports for a period: tables as CSV, JSON or XLSX, and journals for accounting systems."""

from collections.abc import Iterator
from typing import Annotated, Any

from fastapi import APIRouter, Depends, Path, Query
from fastapi.responses import Response, StreamingResponse
from starlette.background import BackgroundTask

from bot.api.context import Caller, caller
from bot.api.described import answers
from bot.api.routers.invoices import Text
from bot.exports.request import ExportFile, ExportKind, ExportRequest, export
from bot.exports.tables import Format
from bot.intake.documents.values import Day
from bot.wording.disposition import disposition
from jupiter_core.domain.api_key import Scope
from jupiter_core.domain.period import Period

Reads = Annotated[Caller, Depends(caller(Scope.INVOICES_READ))]
_CHUNK = 1 << 16
_REQUESTS = 10
"""So many of a key's requests an export counts for."""
_MORE: dict[ExportKind, tuple[Scope, ...]] = {
    ExportKind.AUDIT_TRAIL: (Scope.CONTRACTS_READ, Scope.EVENTS_READ),
    **{kind: (Scope.SENDER_PROFILES_READ,) for kind in ExportKind if kind.is_journal},
}

router = APIRouter(tags=["Exports"])


def _described() -> dict[int | str, dict[str, Any]]:
    found = answers(200, None, "The file; its name says what and when", 400, 404)
    binary = {"schema": {"type": "string", "format": "binary"}}
    media_types = {each.media_type.partition(";")[0] for each in Format} | {"application/zip"}
    rows = {"schema": {"type": "array", "items": {"type": "object"}}}
    found[200]["content"] = {**dict.fromkeys(sorted(media_types), binary), "application/json": rows}
    return found


@router.get(
    "/exports/{kind}",
    summary="Export a period",
    response_class=Response,
    responses=_described(),
)
def exported(
    caller: Reads,
    kind: Annotated[ExportKind, Path(description="A table, or a journal in a system's form.")],
    first: Annotated[Day, Query(alias="from", description="The first day of the period.")],
    last: Annotated[Day, Query(alias="to", description="Its last day.")],
    form: Annotated[Format, Query(alias="format", description="Of a table.")] = Format.CSV,
    sender_profile: Annotated[
        Text, Query(description="The id of the legal entity of a journal.")
    ] = "",
    person: Annotated[
        Text, Query(description="The Slack user id of one person, for the audit trail.")
    ] = "",
) -> Response:
    """By issue date, by the day of a payment, by the moment of an action. Journals need the
    accounts of the legal entity and balance to the cent; where a file has a limit, several come in
    a ZIP. The audit trail needs `contracts:read` and `events:read` too, a journal
    `sender-profiles:read`."""
    for scope in _MORE.get(kind, ()):
        caller.key.expect(scope)
    caller.spend(_REQUESTS - 1)
    request = ExportRequest(
        kind=kind,
        period=Period.checked(first, last),
        form=form,
        profile_id=sender_profile,
        person=person,
    )
    with caller.reading() as uow:
        made = export(request, uow, caller.ctx.clock.now())
    headers = {"Content-Disposition": disposition(made.name, download=True)}
    return StreamingResponse(
        _chunks(made),
        media_type=made.media_type,
        headers={**headers, "Cache-Control": "private, no-store"},
        background=BackgroundTask(made.content.close),
    )


def _chunks(made: ExportFile) -> Iterator[bytes]:
    while chunk := made.content.read(_CHUNK):
        yield chunk
