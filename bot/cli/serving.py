"""`jupiter run`, `web` and `worker`: the bot in one process or in several, and its tables."""

from bot.cli.composed import application, end_on_sigterm, told, wait_for_interrupt
from bot.garbage import garbage_seldom
from bot.main import web_server


def run() -> None:
    """Serves a workspace: Slack, the customers' pages, the outbox and the timer."""
    composed = application()
    with told():
        composed.expect_slack()
        server = web_server(composed)
        end_on_sigterm()
        with garbage_seldom(), composed.metered(), composed.listening(), composed.working():
            server.run()


def web() -> None:
    """Serves Slack and the customers' pages only; `jupiter worker` does the rest."""
    composed = application()
    with told():
        composed.expect_slack()
        server = web_server(composed)
        end_on_sigterm()
        with garbage_seldom(), composed.metered(), composed.listening():
            server.run()


def worker() -> None:
    """Sends the outbox and issues what is due; any number may run on one PostgreSQL."""
    composed = application()
    end_on_sigterm()
    with told(), garbage_seldom(), composed.metered(), composed.working():
        wait_for_interrupt()


def migrate() -> None:
    """Brings the database to the present schema; the other commands do it too."""
    application()
