"""Which methods an address takes: several routes may share one."""

from collections.abc import Iterable

from starlette.routing import BaseRoute, Match, Route
from starlette.types import Scope


def allowed(routes: Iterable[BaseRoute], scope: Scope) -> str:
    """As the header `Allow` has them; HEAD is taken wherever GET is."""
    found = (
        each.methods or ()
        for each in routes
        if isinstance(each, Route) and each.matches(scope)[0] is not Match.NONE
    )
    methods = {method for methods in found for method in methods}
    return ", ".join(sorted({*methods, "HEAD"} if "GET" in methods else methods))
