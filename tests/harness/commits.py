"""The moment before a transaction is kept."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager

from sqlalchemy import Connection, Engine, event


@contextmanager
def before_commits(engine: Engine, act: Callable[[Connection], None]) -> Iterator[None]:
    """While the block lasts, `act` is called before each commit of this database; an engine's own
    listeners would hear of it when the store has sent it already."""

    def about_to_commit(connection: Connection) -> None:
        if connection.dialect is engine.dialect:
            act(connection)

    event.listen(Engine, "commit", about_to_commit)
    try:
        yield
    finally:
        event.remove(Engine, "commit", about_to_commit)
