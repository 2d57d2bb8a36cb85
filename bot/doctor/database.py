"""The database: that it answers, has the tables of this program, and takes writes."""

from bot.doctor.checks import Wrong
from bot.main import Application, NotConfigured, opened_to_verify
from jupiter_core.ports import StoreTrouble

_KEY = "doctor"


class _Undone(Exception):
    """Rolls back what was written only to see whether it can be."""


def schema(application: Application) -> str:
    """Nothing is migrated."""
    try:
        settings = application.settings.model_copy(update={"extra_fonts": ()})
        database = opened_to_verify(settings)
        database.close()
    except NotConfigured as error:
        raise Wrong(f"{error} Start the database, or run jupiter migrate.") from None
    except StoreTrouble as trouble:
        raise Wrong(f"{trouble} See DATABASE_URL.") from None
    return "it answers, and its tables are those of this program"


def writable(application: Application) -> str:
    """Writes a row and takes it back."""
    schema(application)
    try:
        with application.database.write(_KEY) as uow:
            uow.once(_KEY)
            raise _Undone
    except _Undone:
        return "it takes writes"
    except StoreTrouble as trouble:
        raise Wrong(
            f"{trouble} Give the user of DATABASE_URL the right to write, and see its disk."
        ) from None
    except NotConfigured as missing:
        raise Wrong(str(missing)) from None
