"""A mail as HTML: inline styles, no pictures, no tables but Outlook's, readable in the dark."""

from functools import cache
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined, Template

from bot.delivery.email.letter import MailText


def as_html(letter: MailText) -> str:
    """Whatever was typed is shown as typed."""
    return _template().render(letter=letter)


@cache
def _template() -> Template:
    environment = Environment(
        loader=FileSystemLoader(Path(__file__).parent),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    return environment.get_template("mail.html")
