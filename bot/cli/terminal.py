"""What the `jupiter` commands read, and how they end when something is wrong."""

import sys
from pathlib import Path
from typing import NoReturn

import typer

from jupiter_core.domain.refusals import Refusal, ValidationErrors


def text_of(file: Path) -> str:
    """The file's text; stops with a sentence when it cannot be read."""
    try:
        content = sys.stdin.buffer.read() if file == Path("-") else file.read_bytes()
        return content.decode("utf-8")
    except OSError as error:
        stop(f"{file}: {error.strerror}")
    except UnicodeDecodeError:
        stop(f"{file} is not UTF-8 text")


def content_of(file: Path, most: int) -> bytes:
    """No more than `most` bytes and one; stops with a sentence when it cannot be read."""
    try:
        if file == Path("-"):
            return sys.stdin.buffer.read(most + 1)
        with file.open("rb") as opened:
            return opened.read(most + 1)
    except OSError as error:
        stop(f"{file}: {error.strerror}")


def stop_for(refusal: Refusal) -> NoReturn:
    """With the path of what is wrong, where it has one."""
    several = isinstance(refusal, ValidationErrors)
    stop(f"{refusal.path}: {refusal}" if refusal.path and not several else str(refusal))


def stop(sentence: str, code: int = 2) -> NoReturn:
    """Ends the command with this exit code, the sentence on standard error."""
    typer.echo(sentence, err=True)
    raise typer.Exit(code)
