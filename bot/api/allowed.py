"""Which methods an address takes: several routes may share one."""

from collections.abc import Iterable

from starlette.routing import BaseRoute, Match, Route
from starlette.types import Scope


def allowed(routes: Iterable[BaseRoute], scope: Scope) -> str:
    """As the header `Allow` has them; HEAD is taken wherever GET is.

    An address that stands before one with a name in its place (`/contracts/preview` before
    `/contracts/{contract_id}`) has its own methods, and not those of the other.
    """
    there = [each for each in routes if isinstance(each, Route) and _is_at(each, scope)]
    same = (each.methods or () for each in there if each.path == there[0].path)
    methods = {method for each in same for method in each}
    return ", ".join(sorted({*methods, "HEAD"} if "GET" in methods else methods))


def _is_at(route: Route, scope: Scope) -> bool:
    return route.matches(scope)[0] is not Match.NONE
