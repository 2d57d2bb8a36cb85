"""`jupiter openapi`: the description of the API."""

import json

import typer

from bot.api.app import described


def openapi() -> None:
    """Prints the description of the API, OpenAPI 3.1; needs no database."""
    typer.echo(json.dumps(described(), indent=2, ensure_ascii=False))
