"""How pages are drawn: Jinja with autoescape, so that whatever was typed is shown as typed."""

from functools import cache
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup, escape

from bot.wording.page.wording import filled


@cache
def templates() -> Environment:
    """Those of all pages: whatever draws with them, a process reads each once."""
    environment = Environment(
        loader=FileSystemLoader(Path(__file__).parent / "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters.update(filled=filled, bold=_bold, struck=_struck)
    return environment


def _bold(text: str) -> Markup:
    return Markup("<b>{}</b>").format(text)


def _struck(text: str) -> Markup:
    return Markup('<del class="old">{}</del>').format(escape(text))
