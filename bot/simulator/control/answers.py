"""Bodies read into types, refusals turned into answers."""

from collections.abc import Awaitable, Callable
from typing import TypeVar

from pydantic import BaseModel, ConfigDict, ValidationError
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from bot.simulator.wire import Json, Refusal

Endpoint = Callable[[Request], Awaitable[Json]]


class Body(BaseModel):
    """What a control call takes: exactly its fields."""

    model_config = ConfigDict(extra="forbid", frozen=True)


B = TypeVar("B", bound=Body)


async def read(request: Request, kind: type[B]) -> B:
    """The request's JSON body. Raises Refusal `invalid_body`."""
    try:
        return kind.model_validate_json(await request.body() or b"{}")
    except ValidationError as invalid:
        first = invalid.errors()[0]
        place = ".".join(str(part) for part in first["loc"])
        raise Refusal("invalid_body", f"{place or 'body'}: {first['msg']}", 422) from None


def query(request: Request, name: str) -> str:
    """A query parameter. Raises Refusal `missing_parameter`."""
    value = request.query_params.get(name)
    if not value:
        raise Refusal("missing_parameter", f"Say {name}=… in the address.")
    return value


def route(method: str, path: str, endpoint: Endpoint) -> Route:
    """A control call: JSON out, and a refusal as `{error, detail}` with its status."""

    async def answer(request: Request) -> Response:
        headers = {"Cache-Control": "no-store"}
        try:
            return JSONResponse(await endpoint(request), headers=headers)
        except Refusal as refusal:
            return JSONResponse(refusal.body(), refusal.status, headers=headers)

    return Route(f"/control{path}", answer, methods=[method])
