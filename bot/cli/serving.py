"""`jupiter run`, `web` and `worker`: the bot in one process or in several, and its tables."""

from collections.abc import Iterator
from contextlib import contextmanager, nullcontext

import typer

from bot.allocator import memory_given_back
from bot.cli.composed import application, told
from bot.cli.ending import Sigterm, end_in_time, on_sigterm
from bot.garbage import garbage_seldom
from bot.main import Application, web_server
from bot.switching import switched_shortly


def run() -> None:
    """Serves a workspace: Slack, the customers' pages, the outbox and the timer."""
    _serve(sends=True)


def web() -> None:
    """Serves Slack and the customers' pages only; `jupiter worker` does the rest."""
    _serve(sends=False)


def _serve(*, sends: bool) -> None:
    composed = application(serves=True, sends=sends)
    with told():
        server = web_server(composed)
        on_sigterm(server.handle_exit)
        with (
            garbage_seldom(),
            memory_given_back(),
            switched_shortly(),
            composed.metered(),
            composed.listening(),
            composed.working() if sends else nullcontext(),
            composed.answering(),
            _ending_in_time(composed),
        ):
            server.run()


def worker() -> None:
    """Sends the outbox and issues what is due; any number may run on one PostgreSQL."""
    composed = application(sends=True)
    sigterm = Sigterm()
    with (
        told(),
        garbage_seldom(),
        memory_given_back(),
        switched_shortly(),
        composed.metered(),
        composed.working(),
        _ending_in_time(composed),
    ):
        sigterm.wait()


def migrate() -> None:
    """Brings the database to the present schema; the other commands do it too."""
    application()
    typer.echo("The tables are those of this program.")


@contextmanager
def _ending_in_time(composed: Application) -> Iterator[None]:
    """From when the block is left, the process is there for so long at most."""
    try:
        yield
    finally:
        end_in_time(composed.ending)
