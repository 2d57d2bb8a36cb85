"""The whole application, for the commands that need more than a file."""

import threading
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import Any

from pydantic import ValidationError

from bot.cli.terminal import stop
from bot.logs.setting_up import set_up_logging
from bot.main import Application, NotConfigured, compose
from bot.settings import Settings


def application() -> Application:
    """The whole of it, from the settings; its tables are up to date."""
    settings = settings_given()
    set_up_logging(settings.log_level, in_json=settings.log_format == "json")
    with told():
        return compose(settings)


def settings_given() -> Settings:
    """From the environment and `.env`. Ends the command with a line for each setting that cannot
    be used."""
    try:
        return Settings()
    except ValidationError as error:
        stop("\n".join(_lines(error.errors())))
    except UnicodeDecodeError:
        stop(".env is not UTF-8 text")


@contextmanager
def told() -> Iterator[None]:
    """Says what is missing in one line, instead of a traceback."""
    try:
        yield
    except NotConfigured as missing:
        stop(str(missing))


def _lines(errors: Sequence[Mapping[str, Any]]) -> Iterator[str]:
    """One for each setting, with all that is wrong with it."""
    said: dict[str, list[str]] = {}
    for each in errors:
        message = str(each["msg"]).removeprefix("Value error, ")
        said.setdefault(str(each["loc"][0]).upper(), []).append(message)
    return (f"{name}: {'; '.join(dict.fromkeys(each))}" for name, each in said.items())


def wait_for_interrupt() -> None:
    """Returns when Ctrl-C was pressed."""
    try:
        threading.Event().wait()
    except KeyboardInterrupt:
        return
