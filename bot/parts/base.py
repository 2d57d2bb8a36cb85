"""What every side of a process stands on: keys, the database, the renderer, the meters."""

import secrets
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from functools import cached_property

from bot.logs.outage import Outage
from bot.metrics import Meters, Queues, serving_metrics
from bot.parts.not_configured import NotConfigured
from bot.parts.places import expect_host, expect_port, expect_writable
from bot.parts.renderer import renderer_of
from bot.security.links import Links
from bot.security.secret_box import SecretBox
from bot.security.signing_keys import signer_of
from bot.settings import Settings
from bot.system import Ulids
from bot.threads import Ending
from bot.vitals import Vitals
from jupiter_core.documents.pdf import PdfRenderer
from jupiter_core.domain.seal import Signer
from jupiter_core.ports import Clock
from jupiter_core.store import Database, SharedTime, file_of


@dataclass(frozen=True)
class Base:
    """Made once from the settings. Nothing runs yet."""

    settings: Settings
    clock: Clock

    @cached_property
    def ending(self) -> Ending:
        """How long what it holds is waited for in the end."""
        return Ending()

    @cached_property
    def ids(self) -> Ulids:
        return Ulids(self.clock)

    @cached_property
    def database(self) -> Database:
        _ = self.secret_keys  # nothing is written that no key seals
        made = Database(
            self.settings.database_url.get_secret_value(),
            self.clock,
            self.ids,
            self.signer,
            watch=Outage(),
            synchronous=self.settings.sqlite_synchronous,
        )
        if isinstance(self.clock, SharedTime):
            made.keep_time(self.clock)
        return made

    def expect_database_url(self) -> None:
        """Raises NotConfigured where it is of no known form, or its file cannot be written; a
        server is not asked."""
        try:
            file = file_of(self.settings.database_url.get_secret_value())
        except ValueError as error:
            raise NotConfigured(f"DATABASE_URL cannot be used: {error}") from None
        if file:
            expect_writable("DATABASE_URL", file)

    @cached_property
    def signer(self) -> Signer:
        """Of versions and the audit log. Without a key, it can check no seal."""
        both = (self.settings.audit_key, self.settings.secret_key)
        return signer_of(*([key.get_secret_value() for key in keys] for keys in both))

    @cached_property
    def meters(self) -> Meters:
        """What this process does, counted; what waits in the database, when it is asked for."""
        meters = Meters()
        queues = Queues(
            lambda: self.database.outbox_depths(), lambda: self.database.numbers_given(), self.clock
        )
        meters.registry.register(queues)
        return meters

    @cached_property
    def vitals(self) -> Vitals:
        return Vitals(self.database.expect_usable)

    def expect_metrics_port(self) -> None:
        """Raises NotConfigured where one is set and cannot be listened at."""
        host, port = self.settings.metrics_host, self.settings.metrics_port
        if port is None:
            expect_host("METRICS_HOST", host)
        else:
            expect_port("METRICS_HOST", host, "METRICS_PORT", port)

    @contextmanager
    def metered(self) -> Iterator[None]:
        """Where a port is set, Prometheus reads the meters there and probes ask for health, until
        the block ends. Raises NotConfigured."""
        settings, vitals = self.settings, self.vitals
        host, port = settings.metrics_host, settings.metrics_port
        with ExitStack() as stack:
            try:
                stack.enter_context(serving_metrics(self.meters.registry, vitals, host, port))
            except OSError as error:
                raise NotConfigured(f"METRICS_PORT cannot be used: {error.strerror}") from error
            yield

    @cached_property
    def renderer(self) -> PdfRenderer:
        return renderer_of(self.settings, self.meters)

    @cached_property
    def secret_keys(self) -> list[str]:
        """Newest first."""
        keys = [key.get_secret_value() for key in self.settings.secret_key]
        if not keys:
            raise NotConfigured(
                "SECRET_KEY is not set. It signs the customers' links and seals what is kept; "
                f"32 characters or more, for example {secrets.token_urlsafe(32)}"
            )
        return keys

    @cached_property
    def links(self) -> Links:
        return Links(self.settings.public_url, self.secret_keys)

    @cached_property
    def secret_box(self) -> SecretBox:
        return SecretBox(self.secret_keys)
