"""The whole application, for the commands that need more than a file."""

import threading
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import Any

from pydantic import ValidationError

from bot.cli.terminal import stop
from bot.doctor.checks import Wrong
from bot.doctor.given import settings_given as settings_as_far_as_readable
from bot.logs.setting_up import set_up_logging
from bot.main import Application, NotConfigured, compose
from bot.settings import Settings
from bot.system import SystemClock


def application(*, serves: bool = False, sends: bool = False) -> Application:
    """The whole of it, from the settings; its tables are up to date."""
    settings = settings_given(serves=serves, sends=sends)
    set_up_logging(settings.log_level, in_json=settings.log_format == "json")
    with told():
        return compose(settings, serves=serves, sends=sends)


def settings_given(*, serves: bool = False, sends: bool = False) -> Settings:
    """From the environment and `.env`. Ends the command with a line for each setting that cannot
    be used, those among them that only a part can judge."""
    try:
        return Settings()
    except ValidationError as error:
        said = _lines(error.errors())
        stop("\n".join((*said.values(), *_lines_of_parts(said, serves=serves, sends=sends))))
    except UnicodeDecodeError:
        stop(".env is not UTF-8 text")
    except OSError as error:
        stop(f".env cannot be read ({error.strerror})")


@contextmanager
def told() -> Iterator[None]:
    """Says what is missing in one line, instead of a traceback."""
    try:
        yield
    except NotConfigured as missing:
        stop(str(missing))


def _lines_of_parts(said: Mapping[str, str], *, serves: bool, sends: bool) -> list[str]:
    """Of the settings that can be read; those of which a line is `said` have their defaults."""
    try:
        readable = settings_as_far_as_readable().settings
        parts = Application(readable, SystemClock())
        parts.expect_usable_settings(serves=serves, sends=sends)
    except (Wrong, NotConfigured) as mistakes:
        found = str(mistakes).splitlines() if isinstance(mistakes, NotConfigured) else []
        return [each for each in found if not any(name in each for name in said)]
    return []


def _lines(errors: Sequence[Mapping[str, Any]]) -> dict[str, str]:
    """One for each setting by its name, with all that is wrong with it."""
    said: dict[str, list[str]] = {}
    for each in errors:
        message = str(each["msg"]).removeprefix("Value error, ")
        said.setdefault(str(each["loc"][0]).upper(), []).append(message)
    return {name: f"{name}: {'; '.join(dict.fromkeys(each))}" for name, each in said.items()}


def wait_for_interrupt() -> None:
    """Returns when Ctrl-C was pressed."""
    try:
        threading.Event().wait()
    except KeyboardInterrupt:
        return
