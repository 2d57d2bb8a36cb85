"""Which methods an address takes: several routes may share one."""

from collections.abc import Iterable

from starlette.routing import BaseRoute, Match
from starlette.types import Scope

_METHODS = ("DELETE", "GET", "PATCH", "POST", "PUT")


def allowed(routes: Iterable[BaseRoute], scope: Scope) -> str:
    """As the header `Allow` has them; HEAD is taken wherever GET is."""
    known = tuple(routes)
    methods = [each for each in _METHODS if _takes(known, {**scope, "method": each})]
    return ", ".join(sorted([*methods, "HEAD"] if "GET" in methods else methods))


def _takes(routes: Iterable[BaseRoute], scope: Scope) -> bool:
    return any(each.matches(scope)[0] is Match.FULL for each in routes)
