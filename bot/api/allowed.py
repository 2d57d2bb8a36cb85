"""Which methods an address takes: several routes may share one."""

from collections.abc import Iterable

from starlette.routing import BaseRoute, Match, Route
from starlette.types import Scope


def allowed(routes: Iterable[BaseRoute], scope: Scope) -> str:
    """As the header `Allow` has them."""
    found = (
        each.methods or ()
        for each in routes
        if isinstance(each, Route) and each.matches(scope)[0] is not Match.NONE
    )
    return ", ".join(sorted({method for methods in found for method in methods}))
