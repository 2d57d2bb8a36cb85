"""The page's modules as one script and its sheets as one: a browser asks once, not sixty times.

They are put together at each request, so that what was changed is seen when the page is loaded
again.
"""

import re
from pathlib import Path
from posixpath import dirname, join, normpath

SHEETS = (
    "style.css",
    "style/sidebar.css",
    "style/message.css",
    "style/composer.css",
    "style/blocks.css",
    "style/fields.css",
    "style/dialog.css",
)
"""The later ones go before."""

_IMPORT = re.compile(r'^import (\{[^}]*\}|\* as \w+) from "([^"]+)";$', re.MULTILINE)
_EXPORT = re.compile(r"^export ((?:async )?(?:function|class|const)) (\w+)", re.MULTILINE)
_OTHER = re.compile(r"^(?:import|export)\b.*", re.MULTILINE)


class NoWhole(ValueError):
    """A module imports or exports in another way than all others do, or in a circle."""


def whole_script(folder: Path, first: str = "main.js") -> str:
    """All that `first` imports, each module once and after what it imports itself.

    A module becomes a function that gives what it exports. Raises NoWhole.
    """
    joined: dict[str, str] = {}
    _join(folder, first, joined, ())
    return "\n".join(joined.values())


def whole_sheet(folder: Path) -> str:
    return "\n".join((folder / each).read_text("utf-8") for each in SHEETS)


def _join(folder: Path, name: str, joined: dict[str, str], within: tuple[str, ...]) -> None:
    if name in joined:
        return
    if name in within:
        raise NoWhole(f"{name} is imported in a circle: {', '.join(within)}")
    source = (folder / name).read_text("utf-8")
    for said in _IMPORT.finditer(source):
        _join(folder, _path(name, said[2]), joined, (*within, name))
    joined[name] = _as_function(name, source)


def _as_function(name: str, source: str) -> str:
    given = ", ".join(said[2] for said in _EXPORT.finditer(source))
    body = _EXPORT.sub(r"\1 \2", source)
    body = _IMPORT.sub(
        lambda said: f"const {_names(said[1])} = {_given(_path(name, said[2]))};", body
    )
    if other := _OTHER.search(body):
        raise NoWhole(f"{name}: {other[0]}")
    return f"const {_given(name)} = (() => {{\n{body}\nreturn {{ {given} }};\n}})();"


def _names(imported: str) -> str:
    """`{ a, b as c }` as a constant takes it from an object, and `* as all` as that object."""
    return imported.removeprefix("* as ").replace(" as ", ": ")


def _given(name: str) -> str:
    """What stands for all that a module exports."""
    return "$" + re.sub(r"\W", "_", name)


def _path(name: str, imported: str) -> str:
    return normpath(join(dirname(name), imported))
