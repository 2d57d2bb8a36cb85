"""`jupiter backup` and `jupiter restore`: a copy of a SQLite database in use, and back again."""

from datetime import datetime
from pathlib import Path
from typing import Annotated

import typer
from pydantic import SecretStr

from bot.cli.composed import settings_given, told
from bot.cli.terminal import stop
from bot.logs.setting_up import set_up_logging
from bot.main import compose
from bot.settings import Settings
from jupiter_core.store import BackupRefused, Database, back_up, sqlite_file
from jupiter_core.store import restore as put_back


def backup(
    file: Annotated[Path, typer.Argument(help="A new file, which only you can read")],
) -> None:
    """Copies the database into one file, as of one moment, while others go on writing.

    The file has all records in plain text: keep it encrypted, and apart from the keys.
    """
    settings = settings_given()
    try:
        back_up(_database_of(settings), file)
    except BackupRefused as refused:
        stop(str(refused))
    except OSError as error:
        stop(f"{file}: {error.strerror}")
    typer.echo(f"{file}: {file.stat().st_size:,} bytes.")


def restore(
    file: Annotated[Path, typer.Argument(help="A backup")],
    replace: Annotated[
        bool, typer.Option("--replace", help="Keep the present database beside it.")
    ] = False,
) -> None:
    """Puts a backup in the database's place, while nothing else runs.

    What was unsent at the time of the backup may have been sent since, so that nothing of it is
    sent, and nothing is issued by itself, until `jupiter outbox release`.
    """
    settings = settings_given()
    set_up_logging("ERROR")
    target = _database_of(settings)
    kept = _beside(target) if replace and target.exists() else None
    held = 0

    def prepare(url: str) -> None:
        nonlocal held
        database = _opened(settings, url)
        held = database.hold_outbox()
        database.close()

    try:
        with told():
            put_back(file, target, prepare, kept=kept)
    except BackupRefused as refused:
        stop(str(refused))
    except OSError as error:
        stop(f"{error.filename or target}: {error.strerror}")
    typer.echo(f"{file} is now {target}." + (f" Before: {kept}." if kept else ""))
    for line in after_restoring(_opened(settings, f"sqlite:///{target}"), held):
        typer.echo(line)


def after_restoring(database: Database, held: int) -> list[str]:
    """What whoever restored it has to look at before anything is sent or issued."""
    return [
        f"Held back: {held:,} unsent messages. No timer runs.",
        *(
            f"{each.workspace_id}, legal entity {each.profile_id}: the last number of "
            f"{each.series} is {each.taken:,}."
            for each in database.last_numbers()
        ),
        "Numbers given since will be given again: enter what was issued since, in its order.",
        "Then run jupiter verify, start, and run jupiter outbox release.",
    ]


def _opened(settings: Settings, url: str) -> Database:
    """With its tables up to date."""
    return compose(settings.model_copy(update={"database_url": SecretStr(url)})).database


def _database_of(settings: Settings) -> Path:
    try:
        return sqlite_file(settings.database_url.get_secret_value())
    except BackupRefused as refused:
        stop(str(refused))


def _beside(target: Path) -> Path:
    """A name that no file has: the moment is to the second, and a second run is refused."""
    return target.with_name(f"{target.name}.before-{datetime.now().astimezone():%Y%m%dT%H%M%S}")
