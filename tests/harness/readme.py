"""The README taken apart: its blocks of code, its commands, its tables."""

import re
import shlex
from pathlib import Path

ROOT = Path(__file__).parents[2]
README = (ROOT / "README.md").read_text(encoding="utf-8")


def blocks(language: str) -> list[str]:
    return re.findall(rf"```{language}\n(.*?)```", README, flags=re.DOTALL)


def shown_commands() -> list[str]:
    """Each whole, over as many lines as it has."""
    return [command for block in blocks("sh") for command in _commands(block)]


def rows(title: str) -> list[list[str]]:
    """The cells of the table whose head begins with `title`, without its head."""
    table = README.split(f"| {title} |", 1)[1].split("\n\n", 1)[0]
    lines = [line for line in table.splitlines()[2:] if line.startswith("|")]
    return [[cell.strip() for cell in line.strip("|").split("|")] for line in lines]


def _commands(block: str) -> list[str]:
    found, open_lines = [], ""
    for line in block.splitlines():
        open_lines += line + "\n"
        if not line.endswith("\\") and _is_whole(open_lines):
            found.append(open_lines.strip())
            open_lines = ""
    return [each for each in found if each]


def _is_whole(text: str) -> bool:
    try:
        shlex.split(text)
    except ValueError:
        return False
    return True
