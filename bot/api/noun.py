"""The routes of one noun, looked through only for an address that begins as one of theirs.

FastAPI asks each router of an application about each of its routes, until one says yes: a request
for the last noun tried the patterns of 130 routes, which took longer than many an answer.
"""

from fastapi import APIRouter
from starlette.routing import BaseRoute, Match
from starlette.types import Scope


class Noun(APIRouter):
    """Answers as any router of these routes; they are all there when it is made."""

    def __init__(self, routes: list[BaseRoute]) -> None:
        super().__init__(routes=routes)
        self._beginnings = tuple({_path_of(each).partition("{")[0] for each in routes})

    def matches(self, scope: Scope) -> tuple[Match, Scope]:
        """Whether one of its routes may be meant."""
        path: str = scope["path"].removeprefix(scope.get("root_path", ""))
        if path.startswith(self._beginnings):
            return super().matches(scope)
        return Match.NONE, {}


def _path_of(route: BaseRoute) -> str:
    """`/invoices/{invoice_id}`."""
    return str(getattr(route, "path", ""))
