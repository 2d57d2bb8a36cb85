"""The text of a stranger's PDF, read by a process of its own that may fail."""

import json
import subprocess
import sys
from pathlib import Path
from typing import NamedTuple

_CHILD = str(Path(__file__).with_name("pdf_child.py"))
_SECONDS = 8
_LONGEST = 400_000
"""Letters of the answer: the child's bound, each escaped."""


class PdfText(NamedTuple):
    """Empty where none could be read; `active` says that it holds scripts or attached files."""

    text: str = ""
    active: bool = False


def pdf_text(content: bytes) -> PdfText:
    """Of the first pages; a file that is encrypted, broken or takes too long has no text."""
    try:
        ran = subprocess.run(  # noqa: S603
            [sys.executable, "-I", _CHILD],
            input=content,
            capture_output=True,
            timeout=_SECONDS,
            env={},
            cwd="/",
            check=True,
        )
        said = json.loads(ran.stdout[:_LONGEST])
    except (OSError, subprocess.SubprocessError, ValueError):
        return PdfText()
    return PdfText(str(said["text"]), bool(said["active"]))
