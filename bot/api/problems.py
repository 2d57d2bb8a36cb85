"""Problems by RFC 9457: one shape for everything that is refused, with every field's error.

A mistake in the body has a JSON pointer (`#/lines/0/quantity`), one in the address or a header
the name of that parameter.
"""

from collections.abc import Iterator, Mapping, Sequence
from http import HTTPStatus
from typing import Any

import structlog
from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse
from fastapi.routing import APIRoute
from pydantic import Field
from starlette.exceptions import HTTPException
from starlette.routing import BaseRoute

from bot.api import sentences
from bot.api.allowed import allowed
from bot.api.pointers import pointer_about, pointer_into, pointer_of
from bot.api.refusals import OWN, KeyNotKnown, TooManyRequests, UnknownParameter
from bot.api.statuses import code_of, plain_code, status_of
from bot.api.store_trouble import TROUBLES
from bot.intake.documents.shapes import OF_THE_KIND, place_of
from bot.intake.errors import each_of
from bot.logs.errors import traced
from jupiter_core.domain.frozen import Frozen
from jupiter_core.domain.refusals import Refusal, ValidationErrors
from jupiter_core.ports import StoreTrouble

MEDIA_TYPE = "application/problem+json"
_log = structlog.get_logger(__name__)


class FieldError(Frozen):
    """One mistake. `pointer` is into the body, or where there is none into what the request is
    about; `parameter` names one of the address or a header."""

    code: str = Field(examples=["required"])
    detail: str = Field(examples=["A description is required."])
    pointer: str | None = Field(default=None, examples=["#/lines/0/description"])
    parameter: str | None = None


class Problem(Frozen):
    """What was refused, and nothing has changed. `code` is for programs, `detail` for people."""

    type: str = Field(examples=["/api/docs#changed_since_seen"])
    title: str
    status: int
    code: str = Field(examples=["changed_since_seen"])
    detail: str
    request_id: str = Field(description="Quote it when you contact support.")
    errors: tuple[FieldError, ...] = ()


def register(api: FastAPI, routes: Sequence[BaseRoute]) -> None:
    """Every way in which a request can fail ends here; `routes` are all of the API's own."""
    _register_refusals(api)
    _register_failures(api, routes)


def _register_refusals(api: FastAPI) -> None:
    """What was asked for cannot be done, or not so."""

    @api.exception_handler(Refusal)
    def refused(request: Request, refusal: Refusal) -> JSONResponse:
        status = OWN.get(type(refusal)) or status_of(refusal)
        several = isinstance(refusal, ValidationErrors)
        placed = several or refusal.path is not None
        errors = tuple(_field_error(each, request) for each in each_of(refusal)) if placed else ()
        if isinstance(refusal, UnknownParameter):
            errors = tuple(_parameter_error(refusal, name) for name in refusal.names)
        detail = sentences.SEVERAL.get(type(refusal), refusal.sentence)
        code = "mistakes" if type(refusal) is ValidationErrors else code_of(type(refusal))
        return problem(request, status, detail, code=code, errors=errors, headers=_headers(refusal))

    @api.exception_handler(RequestValidationError)
    def malformed(request: Request, error: RequestValidationError) -> JSONResponse:
        errors = tuple(_shape_errors(error))
        unreadable = any(_is_no_json(each, request) for each in error.errors())
        if unreadable:
            return problem(request, 400, sentences.NOT_JSON, code="not_json")
        detail = "The request does not match the schema; see `errors`."
        return problem(request, 422, detail, code="mistakes", errors=errors)


def _register_failures(api: FastAPI, routes: Sequence[BaseRoute]) -> None:
    """What is not served, and what fails here."""

    @api.exception_handler(HTTPException)
    def not_served(request: Request, error: HTTPException) -> JSONResponse:
        if error.status_code == 400:
            return problem(request, 400, sentences.NOT_JSON, code="not_json")
        detail = sentences.SERVED.get(error.status_code, str(error.detail))
        headers = dict(error.headers or {})
        if error.status_code == 405:
            headers["Allow"] = allowed(routes, request.scope)
        return problem(request, error.status_code, detail, headers=headers)

    @api.exception_handler(StoreTrouble)
    def busy(request: Request, trouble: StoreTrouble) -> JSONResponse:
        """The database is locked by others, away or broken; whoever watches it has said it."""
        code, detail = TROUBLES[type(trouble)]
        headers = {"Retry-After": str(trouble.seconds)}
        return problem(request, 503, detail, code=code, headers=headers)

    @api.exception_handler(Exception)
    def failed(request: Request, error: Exception) -> JSONResponse:
        """Whatever no other handler takes."""
        _log.error("api_failed", request_id=request_id(request), error=traced(error))
        return problem(request, 500, "An error on our side. Nothing was done.")


def problem(
    request: Request,
    status: int,
    detail: str,
    *,
    code: str = "",
    errors: Sequence[FieldError] = (),
    headers: Mapping[str, str] | None = None,
) -> JSONResponse:
    """`code` is the status's own name where none is given."""
    phrase = HTTPStatus(status).phrase
    code = code or plain_code(status)
    content = Problem(
        type=f"/api/docs#{code}",
        title=phrase,
        status=status,
        code=code,
        detail=detail,
        request_id=request_id(request),
        errors=tuple(errors),
    )
    return JSONResponse(
        content.model_dump(mode="json", exclude_none=True),
        status_code=status,
        media_type=MEDIA_TYPE,
        headers=dict(headers or {}),
    )


def request_id(request: Request) -> str:
    """As the envelope has named this request."""
    return str(request.scope.get("state", {}).get("request_id", ""))


def _field_error(refusal: Refusal, request: Request) -> FieldError:
    """At what the request has of its path, a place in the body or a parameter; else at a place in
    what it is about, such as the invoice whose e-invoice is asked for."""
    found = FieldError(code=code_of(type(refusal)), detail=refusal.sentence)
    route, path = request.scope.get("route"), refusal.path
    if not path or not isinstance(route, APIRoute):
        return found
    if route.body_field:
        fields = getattr(route.body_field.field_info.annotation, "model_fields", {})
        return found.model_copy(update={"pointer": pointer_of(path, fields)})
    if path in {each.alias for each in route.dependant.query_params}:
        return found.model_copy(update={"parameter": path})
    return found.model_copy(update={"pointer": pointer_about(path)})


def _parameter_error(refusal: UnknownParameter, name: str) -> FieldError:
    return FieldError(code=code_of(type(refusal)), detail=refusal.here, parameter=name)


def _shape_errors(error: RequestValidationError) -> Iterator[FieldError]:
    """A list that is too short only because nothing in it could be read is not told."""
    found = error.errors()
    for each in found:
        place = tuple(each["loc"])
        below = (other["loc"][: len(place)] for other in found if len(other["loc"]) > len(place))
        if each["type"] != "too_short" or place not in map(tuple, below):
            yield _shape_error(each, error.body)


def _shape_error(error: Mapping[str, Any], body: Any) -> FieldError:
    place, *steps = place_of(error)
    refusal = error.get("ctx", {}).get("refusal")
    if isinstance(refusal, Refusal):
        found = FieldError(code=code_of(type(refusal)), detail=refusal.sentence)
    else:
        found = FieldError(code=str(error["type"]), detail=_said(error))
    if place != "body":
        parameter = ".".join(map(str, steps)) or str(place)
        return found.model_copy(update={"parameter": parameter})
    missing = error["type"] in ("missing", "refusal", *OF_THE_KIND)
    return found.model_copy(update={"pointer": pointer_into(body, steps, missing=missing)})


def _is_no_json(error: Mapping[str, Any], request: Request) -> bool:
    """Nor is a body whose Content-Type says that it is something else: it was not read as JSON."""
    said = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    is_json = said == "application/json" or (said.startswith("application/") and "+json" in said)
    return error["type"] == "json_invalid" or (
        not is_json and error["type"] != "missing" and tuple(error["loc"]) == ("body",)
    )


def _said(error: Mapping[str, Any]) -> str:
    """In our words where there are some; `ctx` fills them in."""
    words = sentences.SHAPES.get(error["type"])
    if words:
        return words.format_map(error.get("ctx", {}))
    said = str(error["msg"]).removeprefix("Value error, ")
    return said if said.endswith(".") else f"{said}."


def _headers(refusal: Refusal) -> dict[str, str]:
    if isinstance(refusal, KeyNotKnown):
        return {"WWW-Authenticate": 'Bearer realm="JupiterInvoice"'}
    if isinstance(refusal, TooManyRequests):
        return {"Retry-After": str(refusal.wait)}
    return {}
