"""What a route takes from a request is found out once for each code, and not in each app anew.

FastAPI builds a validator for each argument of each route. A test begins with an app of its own, of
the same fifty routes: that was a twentieth of a worker's processor time.
"""

from collections.abc import Callable, Sequence
from dataclasses import replace
from types import FunctionType
from typing import Any

from fastapi import routing
from fastapi.dependencies.utils import _get_body_field as _body

_build = routing._build_dependant_with_parameterless_dependencies
_built: dict[tuple[Any, ...], tuple[Any, list[Any], bool]] = {}
_bodies: dict[tuple[Any, ...], Any] = {}


def remember_route_arguments() -> None:
    """From now on, in this process."""
    setattr(routing, _build.__name__, built)
    setattr(routing, _body.__name__, body_field)


def built(
    *, path: str, call: Callable[..., Any], dependencies: Sequence[Any]
) -> tuple[Any, list[Any], bool]:
    """As FastAPI finds it, who is asked each time of what is no plain function or stands for
    another one, or where the router has something to say too."""
    plain = isinstance(call, FunctionType) and not hasattr(call, "__wrapped__")
    if dependencies or not plain:
        return _build(path=path, call=call, dependencies=dependencies)
    told = (call.__annotations__, call.__defaults__, call.__kwdefaults__)
    key = (path, call.__code__, repr(told))
    if key not in _built:
        _built[key] = _build(path=path, call=call, dependencies=())
    found, body, embedded = _built[key]
    return replace(found, call=call), body, embedded


def body_field(*, body_params: list[Any], name: str, embed_body_fields: bool) -> Any:
    """Of just these arguments, which live as long as what is known of them."""
    key = (name, embed_body_fields, *map(id, body_params))
    if key not in _bodies:
        field = _body(body_params=body_params, name=name, embed_body_fields=embed_body_fields)
        _bodies[key] = (body_params, field)
    return _bodies[key][1]
