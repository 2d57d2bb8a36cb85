"""The page on which somebody allows the app into a workspace."""

from collections.abc import Mapping, Sequence
from html import escape

from bot.simulator.many.places import Place
from bot.simulator.seed import User


def authorize_page(
    app: str, scopes: Sequence[str], places: Sequence[Place], hidden: Mapping[str, str]
) -> str:
    """Plain HTML: a choice of where, and two buttons."""
    asked = "".join(f"<li>{escape(each)}</li>" for each in scopes)
    choices = "".join(_choice(each, user) for each in places for user in each.admins)
    fields = "".join(
        f'<input type="hidden" name="{escape(name)}" value="{escape(value)}">'
        for name, value in hidden.items()
    )
    return (
        '<!doctype html><html lang="en"><head><meta charset="utf-8">'
        f"<title>Install {escape(app)}</title></head><body><main>"
        f"<h1>{escape(app)} asks for permission</h1><ul>{asked}</ul>"
        f'<form method="post">{fields}'
        f'<label>Install in <select name="where">{choices}</select></label> '
        '<button name="answer" value="allow">Allow</button> '
        '<button name="answer" value="cancel">Cancel</button>'
        "</form></main></body></html>"
    )


def _choice(place: Place, user: User) -> str:
    value = f"{place.id}/{user.id}"
    return (
        f'<option value="{escape(value)}">{escape(place.name)} as {escape(user.real_name)}</option>'
    )
