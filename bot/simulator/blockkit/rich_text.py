"""Rules of rich text."""

from bot.simulator.blockkit.shapes import Flag, ListOf, Object, OneOf, String, Typed, Whole, typed
from bot.simulator.blockkit.texts import ID, URL

_STYLE = Object(
    {
        name: Flag()
        for name in ("bold", "italic", "strike", "code", "underline", "highlight", "unlink")
    }
)
_NAME = String(255)
_RUN = Typed(
    {
        "text": typed("text", {"text": String(4000), "style": _STYLE}, "text"),
        "link": typed(
            "link",
            {"url": URL, "text": String(3000, 0), "style": _STYLE, "unsafe": Flag()},
            "url",
        ),
        "emoji": typed(
            "emoji", {"name": _NAME, "unicode": _NAME, "skin_tone": Whole(1, 6)}, "name"
        ),
        "user": typed("user", {"user_id": _NAME, "style": _STYLE}, "user_id"),
        "usergroup": typed("usergroup", {"usergroup_id": _NAME, "style": _STYLE}, "usergroup_id"),
        "channel": typed("channel", {"channel_id": _NAME, "style": _STYLE}, "channel_id"),
        "broadcast": typed("broadcast", {"range": OneOf(("here", "channel", "everyone"))}, "range"),
        "color": typed("color", {"value": String(16)}, "value"),
        "date": typed(
            "date",
            {
                "timestamp": Whole(0, 10**11),
                "format": String(255),
                "url": URL,
                "fallback": String(255),
                "style": _STYLE,
            },
            "timestamp",
            "format",
        ),
    }
)
_RUNS = ListOf(_RUN, 1000, 0)
_SECTION = typed("rich_text_section", {"elements": _RUNS}, "elements")
_BORDER = Whole(0, 1)
_PART = Typed(
    {
        "rich_text_section": _SECTION,
        "rich_text_list": typed(
            "rich_text_list",
            {
                "style": OneOf(("bullet", "ordered")),
                "elements": ListOf(_SECTION, 1000),
                "indent": Whole(0, 8),
                "offset": Whole(0, 10**6),
                "border": _BORDER,
            },
            "style",
            "elements",
        ),
        "rich_text_preformatted": typed(
            "rich_text_preformatted",
            {"elements": _RUNS, "border": _BORDER, "language": String(64)},
            "elements",
        ),
        "rich_text_quote": typed(
            "rich_text_quote", {"elements": _RUNS, "border": _BORDER}, "elements"
        ),
    }
)
RICH_TEXT = typed("rich_text", {"block_id": ID, "elements": ListOf(_PART, 1000, 0)}, "elements")
