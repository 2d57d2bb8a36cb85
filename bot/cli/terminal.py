"""What the `jupiter` commands begin with, and how they end when something is wrong."""

import logging
import signal
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any, NoReturn

import structlog
import typer
from pydantic import ValidationError

from bot.logs.errors import Unquoting, unquoting
from bot.logs.quiet import QuietServers, Seldom
from bot.main import Application, NotConfigured, compose
from bot.settings import Settings
from jupiter_core.domain.refusals import Refusal, ValidationErrors

_NOISY = ("slack_bolt", "slack_sdk", "httpcore", "apscheduler", "fpdf", "fontTools", "alembic")


def application() -> Application:
    """The whole of it, from the settings; its tables are up to date."""
    settings = settings_given()
    set_up_logging(settings.log_level)
    with told():
        return compose(settings)


def settings_given() -> Settings:
    """From the environment and `.env`. Ends the command, naming each setting that cannot be
    used."""
    try:
        return Settings()
    except ValidationError as error:
        stop("; ".join(f"{_name(each)}: {each['msg']}" for each in error.errors()))


@contextmanager
def told() -> Iterator[None]:
    """Says what is missing in one line, instead of a traceback."""
    try:
        yield
    except NotConfigured as missing:
        stop(str(missing))


def text_of(file: Path) -> str:
    """The file's text; stops with a sentence when it cannot be read."""
    try:
        content = sys.stdin.buffer.read() if file == Path("-") else file.read_bytes()
        return content.decode("utf-8")
    except OSError as error:
        stop(f"{file}: {error.strerror}")
    except UnicodeDecodeError:
        stop(f"{file} is not UTF-8 text")


def content_of(file: Path, most: int) -> bytes:
    """No more than `most` bytes and one; stops with a sentence when it cannot be read."""
    try:
        if file == Path("-"):
            return sys.stdin.buffer.read(most + 1)
        with file.open("rb") as opened:
            return opened.read(most + 1)
    except OSError as error:
        stop(f"{file}: {error.strerror}")


def stop_for(refusal: Refusal) -> NoReturn:
    """With the path of what is wrong, where it has one."""
    several = isinstance(refusal, ValidationErrors)
    stop(f"{refusal.path}: {refusal}" if refusal.path and not several else str(refusal))


def stop(sentence: str, code: int = 2) -> NoReturn:
    """Ends the command with this exit code, the sentence on standard error."""
    typer.echo(sentence, err=True)
    raise typer.Exit(code)


def _name(error: Mapping[str, Any]) -> str:
    location = error["loc"]
    return str(location[0]).upper() if location else "settings"


def end_on_sigterm() -> None:
    """SIGTERM leaves every `with` in order: what is being sent is recorded first.

    For the main thread. Otherwise the process would end at once, and repeat that message later.
    """

    def end(_signal: int, _frame: object) -> None:
        sys.exit(0)

    signal.signal(signal.SIGTERM, end)


def set_up_logging(level: str) -> None:
    """One line an event, through the standard library's loggers too; never a body or a token."""
    handler = logging.StreamHandler()
    handler.setFormatter(Unquoting("%(levelname)s %(name)s: %(message)s"))
    handler.addFilter(QuietServers())
    logging.basicConfig(level=level, handlers=[handler])
    for noisy in _NOISY:
        logging.getLogger(noisy).setLevel(logging.WARNING)
    structlog.configure(
        processors=[
            Seldom(),
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper(fmt="iso"),
            unquoting,
            structlog.dev.ConsoleRenderer(colors=False),
        ],
        wrapper_class=structlog.make_filtering_bound_logger(logging.getLevelName(level)),
    )
