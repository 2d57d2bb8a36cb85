"""Where the `jupiter` command starts."""

import os

from bot.garbage import garbage_hardly


def main() -> None:
    """What `jupiter` runs. Nothing here is a plugin of pydantic's, which it would look for in what
    is told of each installed package."""
    os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "__all__")
    with garbage_hardly():
        from bot.cli.commands import cli

        cli()
