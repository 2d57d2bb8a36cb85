"""Rules of the composition objects: texts, options, confirm dialogs."""

from collections.abc import Iterable

from bot.simulator.blockkit.shapes import Flag, ListOf, Object, OneOf, Shape, String, Typed, typed
from bot.simulator.wire import Json

ID = String(255)
URL = String(3000, pattern=r"[a-zA-Z][a-zA-Z0-9+.-]*:.+", expected="must be a valid URL")
WEB_URL = String(3000, pattern=r"https?://[^\s]+", expected="must be a valid URL")
OPTION_VALUE = String(150)
MOST_OPTIONS = 100


def plain(longest: int, shortest: int = 1) -> Object:
    """A `plain_text` object."""
    return typed("plain_text", {"text": String(longest, shortest), "emoji": Flag()}, "text")


def marked(longest: int) -> Object:
    """A `mrkdwn` object."""
    return typed("mrkdwn", {"text": String(longest), "verbatim": Flag()}, "text")


def either(longest: int) -> Typed:
    """A text object of either kind."""
    return Typed({"plain_text": plain(longest), "mrkdwn": marked(longest)})


def option(text: Shape, **more: Shape) -> Object:
    fields = {"text": text, "value": OPTION_VALUE, "description": plain(75), **more}
    return Object(fields, ("text", "value"))


MENU_OPTION = option(plain(75))
BOX_OPTION = Object(
    {"text": either(75), "value": OPTION_VALUE, "description": either(75)}, ("text", "value")
)
OVERFLOW_OPTION = option(plain(75), url=URL)
OPTION_GROUP = Object(
    {"label": plain(75), "options": ListOf(MENU_OPTION, MOST_OPTIONS)}, ("label", "options")
)

CONFIRM = Object(
    {
        "title": plain(100),
        "text": either(300),
        "confirm": plain(30),
        "deny": plain(30),
        "style": OneOf(("primary", "danger")),
    },
    ("title", "text", "confirm", "deny"),
)

CONVERSATION_FILTER = Object(
    {
        "include": ListOf(OneOf(("im", "mpim", "private", "public")), 4),
        "exclude_external_shared_channels": Flag(),
        "exclude_bot_users": Flag(),
    }
)
DISPATCH_CONFIG = Object(
    {
        "trigger_actions_on": ListOf(OneOf(("on_enter_pressed", "on_character_entered")), 2),
    },
    ("trigger_actions_on",),
)


def all_options(element: Json) -> list[Json]:
    """Every option that an element lists, in groups or not."""
    groups = element.get("option_groups") or []
    listed = list(element.get("options") or [])
    return listed + [each for group in groups for each in group.get("options", [])]


def initial_is_listed(element: Json) -> Iterable[str]:
    """`initial_option(s)` must be among the options, and equal to them."""
    chosen = element.get("initial_options") or []
    if element.get("initial_option"):
        chosen = [element["initial_option"]]
    listed = all_options(element)
    if any(each not in listed for each in chosen):
        yield "invalid initial option: it is not one of the options"


def options_or_groups(element: Json) -> Iterable[str]:
    if (element.get("options") is None) == (element.get("option_groups") is None):
        yield "must define either `options` or `option_groups`, not both"
