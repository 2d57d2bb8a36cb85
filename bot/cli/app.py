"""Where the `jupiter` command starts."""

import os
import signal
import sys

from bot.garbage import garbage_hardly

TERMINATED = 128 + signal.SIGTERM
"""The exit code of what was ended before its work was done."""


def _leave(_signal: int, _frame: object) -> None:
    """Leaves every `with` in order. By default a process would end with its files half written; and
    the first one of a container would not end at all."""
    sys.exit(TERMINATED)


def main() -> None:
    """What `jupiter` runs. Nothing here is a plugin of pydantic's, which it would look for in what
    is told of each installed package."""
    signal.signal(signal.SIGTERM, _leave)
    os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "__all__")
    with garbage_hardly():
        from bot.cli.commands import cli

        cli()
