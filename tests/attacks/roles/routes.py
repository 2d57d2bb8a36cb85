"""All routes of the web application: the API's, the customer's pages', and those beside them."""

from collections.abc import Iterator
from typing import Any

from starlette.routing import Mount

from bot.api.app import PLACE, routes

_METHODS = ("GET", "POST", "PUT", "PATCH", "DELETE")
"""HEAD is answered as GET is."""


def operations() -> list[str]:
    """Of the API, as its table has them: `GET /invoices/{invoice_id}`."""
    return list(dict.fromkeys(_walked(routes().routes, "")))


def pages(web: Any) -> list[str]:
    """All that is served beside the API, and the API's description."""
    return [each for each in _served(web) if f" {PLACE}/" not in each]


def operations_served(web: Any) -> list[str]:
    """Of the API as it hangs in the application, without its place."""
    return [each.replace(PLACE, "") for each in _served(web) if f" {PLACE}/" in each]


def _served(web: Any) -> list[str]:
    doors = [f"POST {each.cls.path}" for each in web.user_middleware if hasattr(each.cls, "path")]
    return list(dict.fromkeys([*_walked(web.routes, ""), *doors]))


def _walked(found: Any, place: str) -> Iterator[str]:
    for route in found:
        if hasattr(route, "original_router"):
            yield from _walked(route.original_router.routes, place)
        elif getattr(route, "methods", None):
            names = (each for each in _METHODS if each in route.methods)
            yield from (f"{name} {place}{route.path}" for name in names)
        else:
            within = _application(route.app)
            below = f"{place}{route.path}" if isinstance(route, Mount) else place
            routes_there = within.routes if within is not None else ()
            yield from _walked(routes_there, below) if routes_there else (f"GET {below}",)


def _application(mounted: Any) -> Any:
    """What stands within its wrappings; None for what serves files."""
    while mounted is not None and not hasattr(mounted, "routes"):
        mounted = getattr(mounted, "_app", None) or getattr(mounted, "app", None)
    return mounted
