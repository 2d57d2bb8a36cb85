"""`/readyz` is true: a database that answers and takes nothing is not ready."""

import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import pytest
from httpx import Response
from pydantic import SecretStr

from bot.main import Application
from bot.settings import Settings
from bot.system import SystemClock
from jupiter_core.outbox.messages import EMAIL, MessageKind
from jupiter_core.ports import Clock, Message
from jupiter_core.store import SharedTime
from tests.factories import SECRET_KEY, WORKSPACE
from tests.harness.fakes import FixedClock
from tests.harness.web_client import web_client

A_MAIL = Message(
    id="01M",
    workspace_id=WORKSPACE,
    stream="invoice:1",
    destination=EMAIL,
    kind=MessageKind.EMAIL,
    body={},
)


@contextmanager
def serving(url: str, clock: Clock = SystemClock()) -> Iterator[Application]:
    settings = Settings(
        _env_file=None,
        database_url=SecretStr(url),
        secret_key=(SecretStr(SECRET_KEY),),
        slack_bot_token=SecretStr("xoxb-local"),
    )
    application = Application(settings, clock)
    with closing(application.database):
        yield application


def ready(application: Application) -> Response:
    return web_client(application.web).get("/readyz")


def copied(source: Path, folder: Path) -> Path:
    return Path(shutil.copy(source, folder / "jupiter.db"))


def test_it_says_for_how_long_the_outbox_waits(tmp_path: Path, migrated_file: Path) -> None:
    file = copied(migrated_file, tmp_path)
    with serving(f"sqlite:///{file}") as application:
        fresh = ready(application).json()
        assert (fresh["status"], fresh["outbox_oldest_seconds"]) == ("ready", 0)
        with application.database.write(WORKSPACE) as uow:
            uow.outbox.put(A_MAIL)
        with closing(sqlite3.connect(file)) as writer, writer:
            writer.execute("UPDATE outbox SET not_before = '2026-01-01 00:00:00.000000'")
        answer = ready(application)
        assert answer.status_code == 200
        assert answer.json()["outbox_oldest_seconds"] > 86_400
        assert "nobody sends it" in answer.json()["warnings"][-1]


def test_it_says_whether_any_worker_is_running(tmp_path: Path, migrated_file: Path) -> None:
    file = copied(migrated_file, tmp_path)
    with serving(f"sqlite:///{file}") as application:
        nobody = ready(application)
        with application.working():
            application.jobs.show_life()
            somebody = ready(application)
        gone = ready(application)
    assert (nobody.status_code, nobody.json()["worker_seen_seconds"]) == (200, None)
    assert nobody.json()["warnings"] == [
        "No worker is running: start jupiter worker, or jupiter run."
    ]
    assert somebody.json() == {
        "status": "ready",
        "outbox_oldest_seconds": 0,
        "outbox_due_seconds": 0,
        "worker_seen_seconds": 0,
    }
    assert gone.json() == nobody.json()


def test_a_database_that_can_only_be_read_is_not_ready(tmp_path: Path, migrated_file: Path) -> None:
    file = copied(migrated_file, tmp_path)
    with serving(f"sqlite:///file:{file}?mode=ro&uri=true") as application:
        answer = ready(application)
    assert (answer.status_code, answer.headers["Retry-After"]) == (503, "60")
    assert answer.json() == {"status": "The database is read-only"}


def test_tables_of_another_version_are_not_ready(tmp_path: Path, migrated_file: Path) -> None:
    file = copied(migrated_file, tmp_path)
    with closing(sqlite3.connect(file)) as writer, writer:
        writer.execute("UPDATE alembic_version SET version_num = 'v0039_outbox_lanes_2'")
    with serving(f"sqlite:///{file}") as application:
        answer = ready(application)
    assert answer.status_code == 503
    assert answer.json() == {"status": "The database is of another schema"}


def test_a_writer_at_work_does_not_make_it_unready(tmp_path: Path, migrated_file: Path) -> None:
    file = copied(migrated_file, tmp_path)
    with serving(f"sqlite:///{file}") as application, closing(sqlite3.connect(file)) as writer:
        writer.execute("BEGIN IMMEDIATE")
        assert ready(application).status_code == 200


@pytest.mark.parametrize(("set_ahead", "tried"), [(0, 1), (86_400, 0)])
def test_a_machine_s_clock_that_was_set_ahead_keeps_a_process_on_sqlite_from_claiming(
    tmp_path: Path, migrated_file: Path, set_ahead: float, tried: int
) -> None:
    clock = FixedClock()
    url = f"sqlite:///{copied(migrated_file, tmp_path)}"
    with serving(url, SharedTime(clock)) as application:
        jobs = application.jobs
        with application.database.write(WORKSPACE) as uow:
            uow.outbox.put(A_MAIL)
        clock.advance(seconds=set_ahead)
        assert jobs.drain() == tried
