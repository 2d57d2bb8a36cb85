"""What a process does that migrates and is killed in the middle."""

import os
import signal
from typing import Any

from sqlalchemy import event

from jupiter_core.store import Database
from tests.factories import A_SIGNER
from tests.harness.fakes import CountingIds, FixedClock


def main(url: str, words: str) -> None:
    """It ends before the first statement that has these words."""
    database = Database(url, FixedClock(), CountingIds(), A_SIGNER)

    @event.listens_for(database.engine, "before_cursor_execute")
    def looked(_connection: Any, _cursor: Any, statement: str, *_rest: Any) -> None:
        if words in " ".join(statement.split()):
            os.kill(os.getpid(), signal.SIGKILL)

    database.migrate()
