"""The workspaces as one server: Slack's own addresses, and each workspace below `/w/<its id>`."""

import asyncio
import base64
import binascii
from functools import cached_property
from urllib.parse import urlencode

from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import HTMLResponse, JSONResponse, RedirectResponse, Response
from starlette.routing import Mount, Route

from bot.simulator.control.answers import Body, read, route
from bot.simulator.doors import answered, read_call
from bot.simulator.many.page import authorize_page
from bot.simulator.many.workspaces import Workspaces
from bot.simulator.server import Address
from bot.simulator.wire import Json, Refusal, SlackError

AUTHORIZE = "/oauth/v2/authorize"


class Somewhere(Body):
    """A workspace's id, or the organisation's."""

    place: str


class ManyWorkspaces(Workspaces):
    """With `app`, the ASGI application that serves them."""

    @cached_property
    def connections(self) -> dict[Address, asyncio.Transport]:
        """The open connections, by the client's address; each workspace may cut one."""
        shared: dict[Address, asyncio.Transport] = {}
        for each in self.one.values():
            each.__dict__["connections"] = shared
        return shared

    @property
    def base_url(self) -> str:
        return self._base_url

    @base_url.setter
    def base_url(self, url: str) -> None:
        self._base_url = url
        for team, each in self.one.items():
            each.base_url = f"{url}/w/{team}"

    @cached_property
    def app(self) -> Starlette:
        _ = self.connections
        return Starlette(
            routes=[
                Route(AUTHORIZE, self._asked, methods=["GET"]),
                Route(AUTHORIZE, self._allowed, methods=["POST"]),
                Route("/api/oauth.v2.access", self._access, methods=["POST"]),
                Route("/api/auth.revoke", self._revoked, methods=["GET", "POST"]),
                Route("/api/{method}", self._web_api, methods=["GET", "POST"]),
                route("POST", "/uninstall", self._uninstalled),
                route("POST", "/revoke", self._silently_revoked),
                route("POST", "/withdraw", self._withdrawn),
                route("POST", "/give", self._given_to),
                *(Mount(f"/w/{team}", each.app) for team, each in self.one.items()),
            ]
        )

    async def _asked(self, request: Request) -> Response:
        query = request.query_params
        if query.get("client_id") != self.client_id:
            return HTMLResponse("Invalid client_id parameter", 400)
        one = next(iter(self.one.values()))
        scopes = [each for each in query.get("scope", "").split(",") if each]
        if unknown := sorted(set(scopes) - one.manifest.scopes):
            return HTMLResponse(f"Invalid permissions requested: {', '.join(unknown)}", 400)
        hidden = {name: query.get(name, "") for name in ("redirect_uri", "state")}
        return HTMLResponse(authorize_page(one.manifest.name, scopes, self.places(), hidden))

    async def _allowed(self, request: Request) -> Response:
        form = {name: str(value) for name, value in (await request.form()).items()}
        back: Json = {"state": form.get("state", "")}
        if form.get("answer") == "allow":
            place, _, user = form.get("where", "").partition("/")
            try:
                self.place(place)
            except Refusal as refusal:
                return JSONResponse(refusal.body(), refusal.status)
            back["code"] = self.grants.code(place, user, form["redirect_uri"])
        else:
            back["error"] = "access_denied"
        return RedirectResponse(f"{form['redirect_uri']}?{urlencode(back)}", 302)

    async def _access(self, request: Request) -> Response:
        _, args, malformed = await read_call(request)
        try:
            if malformed:
                raise malformed
            self._expect_app(request)
            if args.get("grant_type") == "refresh_token":
                return JSONResponse(self.refreshed(str(args.get("refresh_token") or "")))
            uri = str(args.get("redirect_uri") or "")
            return JSONResponse(self.redeemed(str(args.get("code") or ""), uri))
        except SlackError as refusal:
            return JSONResponse(refusal.body())

    def _expect_app(self, request: Request) -> None:
        scheme, _, given = request.headers.get("authorization", "").partition(" ")
        try:
            said = base64.b64decode(given).decode() if scheme.lower() == "basic" else ""
        except (binascii.Error, UnicodeDecodeError):
            said = ""
        if said.partition(":")[0] != self.client_id:
            raise SlackError("invalid_client_id")
        if said.partition(":")[2] != self.client_secret:
            raise SlackError("bad_client_secret")

    async def _revoked(self, request: Request) -> Response:
        token, _, _ = await read_call(request)
        try:
            self.grants.revoke(self.grants.place_of(token))
        except SlackError as refusal:
            return JSONResponse(refusal.body())
        return JSONResponse({"ok": True, "revoked": True})

    async def _web_api(self, request: Request) -> Response:
        token, args, malformed = await read_call(request)
        if request.path_params["method"] in ("api.test", "auth.test"):
            args.setdefault("team_id", self._any_team(token))
        try:
            one = self.called_by(token, args)
        except SlackError as refusal:
            return JSONResponse(refusal.body())
        return await answered(one, one.drop, request, (one.bot_token, args, malformed))

    def _any_team(self, token: str | None) -> str:
        try:
            return self.place(self.grants.place_of(token)).teams[0]
        except SlackError:
            return ""

    async def _uninstalled(self, request: Request) -> Json:
        return await self.uninstall((await read(request, Somewhere)).place)

    async def _silently_revoked(self, request: Request) -> Json:
        return self.revoke((await read(request, Somewhere)).place)

    async def _withdrawn(self, request: Request) -> Json:
        return await self.withdraw((await read(request, Somewhere)).place)

    async def _given_to(self, request: Request) -> Json:
        return await self.give((await read(request, Somewhere)).place)
