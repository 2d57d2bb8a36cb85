"""The web's side: the customer's pages, the API, and Slack's address where it comes over HTTP."""

from dataclasses import dataclass
from functools import cached_property

import uvicorn
from fastapi import FastAPI

from bot.api.app import Api, make_api
from bot.api.app import register as register_api
from bot.metrics.requests import MeteredRequests
from bot.parts.not_configured import NotConfigured
from bot.parts.places import EVERYWHERE, expect_port
from bot.parts.slack import SlackSide
from bot.slack.http import register as register_slack_over_http
from bot.slack.installations.doors import register as register_install
from bot.system import new_secret
from bot.web.app import register as register_pages
from bot.web.guard import HEADERS
from bot.web.pools import Pools
from bot.web.server import server_of
from bot.web.transport import StrictTransport


@dataclass(frozen=True)
class WebSide(SlackSide):
    """What is served over HTTP."""

    @cached_property
    def web(self) -> FastAPI:
        """The customer's pages, the API and, where Slack comes over HTTP, its address.

        An address with a slash too many is not found: a redirect would be made of the Host header.
        """
        web = FastAPI(title="JupiterInvoice", openapi_url=None, redirect_slashes=False)
        register_pages(
            web,
            store=self.database,
            renderer=self.renderer,
            links=self.links,
            wake=self.jobs.wake,
            clock=self.clock,
            mails=self.mail_server is not None,
            counters=self.database.limits,
            vitals=self.vitals,
        )
        register_api(web, self.api, self.ids)
        secret = self.settings.slack_signing_secret
        if secret is not None and not self.settings.socket_mode:
            register_slack_over_http(web, self.bolt, secret.get_secret_value())
        if self.settings.many_workspaces:
            busy, limits = self.install_pages.busy, self.database.limits
            register_install(web, self.flow, HEADERS, limits, self.clock, busy)
        return web

    @cached_property
    def served(self) -> StrictTransport:
        """What a server serves: the web application, with threads for each kind of request, and
        with what every answer of it has."""
        always = self.settings.public_url.startswith("https://")
        counted = MeteredRequests(Pools(self.web), self.meters, self.ids.new)
        return StrictTransport(counted, always=always)

    @cached_property
    def api(self) -> Api:
        """REST v1."""
        return make_api(
            store=self.database,
            renderer=self.renderer,
            links=self.links,
            secret_box=self.secret_box,
            clock=self.clock,
            new_secret=new_secret,
            wake=self.jobs.wake,
            allowed_hosts=self.settings.webhook_allowed_hosts,
            counters=self.database.limits,
            is_active=self.is_active,
            mails=self.mail_server is not None,
            note_look=self.kept_looks.note,
        )

    @cached_property
    def server(self) -> uvicorn.Server:
        """Of all that is served; nothing listens yet."""
        settings = self.settings
        return server_of(
            self.served,
            host=settings.host,
            port=settings.port,
            connections=settings.max_connections,
            proxies=settings.trusted_proxies,
            ends=self._end,
        )

    def expect_port(self) -> None:
        """Raises NotConfigured where it cannot be listened at."""
        settings = self.settings
        expect_port("HOST", settings.host, "PORT", settings.port)
        hosts = {settings.host, settings.metrics_host}
        if settings.port == settings.metrics_port and (len(hosts) == 1 or hosts & EVERYWHERE):
            raise NotConfigured("METRICS_PORT cannot be used: it is that of PORT. Set another one")

    def _end(self) -> None:
        """Whoever sends begins nothing new while the last requests are answered."""
        self.ending.begin()
        self.jobs.tell_to_stop()
