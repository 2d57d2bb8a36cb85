"""The settings as far as they can be used, and a line for each that cannot."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from pydantic import ValidationError

from bot.doctor.checks import Wrong
from bot.main import Application, NotConfigured
from bot.settings import Settings

_WITH = {"mail_from": ("smtp_url",)}
"""What else has its default then: by itself it would ask for the other one again."""


@dataclass(frozen=True)
class Given:
    """`wrong` says what is wrong with each setting, by its name; it has its default then."""

    settings: Settings
    wrong: dict[str, str]


def settings_given() -> Given:
    """From the environment and `.env`. Raises Wrong where nothing of them can be read."""
    wrong: dict[str, str] = {}
    defaults: dict[str, Any] = {}
    for _ in Settings.model_fields:
        try:
            return Given(Settings(**defaults), wrong)
        except UnicodeDecodeError:
            raise Wrong(".env is not UTF-8 text. Save it as UTF-8.") from None
        except OSError as error:
            raise Wrong(f".env cannot be read ({error.strerror}).") from None
        except ValidationError as error:
            for each in error.errors():
                name = str(each["loc"][0])
                wrong[name.upper()] = str(each["msg"]).removeprefix("Value error, ")
                for default in (name.lower(), *_WITH.get(name.lower(), ())):
                    defaults[default] = Settings.model_fields[default].default
    raise Wrong("; ".join(f"{name}: {said}" for name, said in wrong.items()))


def settings_check(given: Given, application: Application) -> str:
    """What only a part can judge is tried on that part."""
    said = [f"{name}: {each}" for name, each in given.wrong.items()]
    parts: tuple[Callable[[], object], ...] = (
        lambda: application.secret_keys,
        application.expect_a_way_to_slack,
        application.expect_a_way_from_slack,
        lambda: application.anchor_plan,
        application.expect_anchor_file,
    )
    for part in parts:
        try:
            part()
        except NotConfigured as missing:
            if not any(name in str(missing) for name in given.wrong):
                said.append(str(missing))
    if said:
        raise Wrong("; ".join(each.rstrip(".").replace("\n", "; ") for each in said) + ".")
    way = "Socket Mode" if given.settings.socket_mode else "HTTP"
    return f"every one can be used; Slack reaches the bot over {way}"
