"""The composition root: an application of all its sides, on a database that is up to date."""

from dataclasses import dataclass

import uvicorn
from sqlalchemy.exc import SQLAlchemyError

from bot.parts.not_configured import NotConfigured
from bot.parts.renderer import renderer_of
from bot.parts.web import WebSide
from bot.settings import Settings
from bot.slack.installed import Installed
from bot.system import SystemClock
from jupiter_core.ports import StoreTrouble
from jupiter_core.store import Database, OtherSchema, SharedTime, file_of

__all__ = [
    "Application",
    "NotConfigured",
    "compose",
    "opened_to_verify",
    "renderer_of",
    "web_server",
]


@dataclass(frozen=True)
class Application(WebSide):
    """The parts of one process, made once from its settings. Nothing runs yet."""

    def expect_usable_settings(self, *, serves: bool = False, sends: bool = False) -> None:
        """Raises NotConfigured with a line for each that is not; where it `serves`, of those that
        Slack and the port need, too, and where it `sends`, of the anchor's file."""
        serving = (self.expect_slack, self.expect_port) if serves else ()
        sending = (self.expect_anchor_file,) if sends else ()
        either = (self.expect_metrics_port,) if serves or sends else ()
        mistakes = []
        for part in (
            lambda: self.secret_keys,
            self.expect_database_url,
            lambda: self.renderer,
            lambda: self.mail_server,
            lambda: self.anchor_plan,
            *(*sending, *serving, *either),
        ):
            try:
                part()
            except NotConfigured as mistake:
                mistakes.append(str(mistake))
        if mistakes:
            raise NotConfigured("\n".join(mistakes))


def compose(
    settings: Settings,
    installed: Installed | None = None,
    *,
    serves: bool = False,
    sends: bool = False,
) -> Application:
    """The parts, on a database whose schema is up to date. Raises NotConfigured."""
    application = Application(settings, SharedTime(SystemClock()), installed)
    application.expect_usable_settings(serves=serves, sends=sends)
    try:
        application.database.migrate()
    except (ValueError, SQLAlchemyError, OtherSchema, StoreTrouble) as error:
        raise _unusable(error) from error
    return application


def opened_to_verify(settings: Settings) -> Database:
    """The database as it is: nothing is migrated, and nothing written. A key is not needed.

    Raises NotConfigured.
    """
    application = Application(settings, SystemClock())
    _ = application.renderer
    try:
        file = file_of(settings.database_url.get_secret_value())
        if file and not file.is_file():
            raise NotConfigured(f"DATABASE_URL cannot be used: there is no database at {file}")
        database = Database(
            settings.database_url.get_secret_value(),
            application.clock,
            application.ids,
            application.signer,
            only_read=True,
        )
        database.expect_present_schema()
    except (ValueError, SQLAlchemyError, OtherSchema) as error:
        raise _unusable(error) from error
    return database


def _unusable(error: Exception) -> NotConfigured:
    said = str(getattr(error, "orig", None) or error).partition("\n")[0]
    return NotConfigured(f"DATABASE_URL cannot be used: {said}")


def web_server(application: Application) -> uvicorn.Server:
    """Of all that is served; nothing listens yet."""
    return application.server
