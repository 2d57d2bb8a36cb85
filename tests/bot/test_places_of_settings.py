"""Files, folders and ports that settings name are looked at before anything begins, all at once."""

import io
import socket
import threading
from collections.abc import Iterator
from contextlib import chdir, closing, redirect_stderr, suppress
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
import typer
from prometheus_client import CollectorRegistry
from typer.testing import CliRunner, Result

from bot.cli.commands import cli
from bot.cli.composed import settings_given
from bot.doctor.checks import Wrong
from bot.doctor.ports import ports
from bot.main import Application, NotConfigured
from bot.metrics import serving_metrics
from bot.parts.places import expect_host, expect_port, expect_writable
from bot.settings import Settings
from bot.system import SystemClock
from bot.vitals import Vitals
from tests.factories import SECRET_KEY
from tests.harness.as_nobody import as_nobody
from tests.harness.ports import a_free_port

LOCAL = "127.0.0.1"


@pytest.fixture
def taken() -> Iterator[int]:
    """A port at which somebody else listens."""
    with closing(socket.create_server((LOCAL, 0))) as other:
        yield other.getsockname()[1]


@pytest.fixture
def open_folder() -> Iterator[Path]:
    """That everybody may look into, and only this user write to."""
    with TemporaryDirectory(dir="/tmp") as folder:
        Path(folder).chmod(0o755)
        yield Path(folder)


def started(
    monkeypatch: pytest.MonkeyPatch, folder: Path, command: str, **environment: str
) -> Result:
    monkeypatch.chdir(folder)
    given = {
        "SECRET_KEY": SECRET_KEY,
        "SLACK_BOT_TOKEN": "xoxb-local",
        "SLACK_SIGNING_SECRET": "local",
        "DATABASE_URL": "sqlite:///missing/jupiter.db",
        **environment,
    }
    for name, value in given.items():
        monkeypatch.setenv(name, value)
    return CliRunner().invoke(cli, [command])


@pytest.mark.parametrize(
    ("command", "told"),
    [
        ("run", ["ANCHOR_FILE", "DATABASE_URL", "EXTRA_FONTS", "METRICS_PORT", "PORT"]),
        ("web", ["DATABASE_URL", "EXTRA_FONTS", "METRICS_PORT", "PORT"]),
        ("worker", ["ANCHOR_FILE", "DATABASE_URL", "EXTRA_FONTS", "METRICS_PORT"]),
        ("migrate", ["DATABASE_URL", "EXTRA_FONTS"]),
    ],
)
def test_a_process_is_told_at_once_of_every_place_that_it_uses(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, taken: int, command: str, told: list[str]
) -> None:
    ran = started(
        monkeypatch,
        tmp_path,
        command,
        ANCHOR_FILE="away/anchors.jsonl",
        EXTRA_FONTS="none.ttf",
        PORT=str(taken),
        METRICS_PORT=str(taken),
        METRICS_HOST=LOCAL,
    )
    assert ran.exit_code == 2
    lines = ran.stderr.splitlines()
    assert sorted(each.partition(" ")[0] for each in lines) == told
    assert list(tmp_path.iterdir()) == []


def test_beside_a_value_that_is_none_the_places_are_told_too(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, taken: int
) -> None:
    ran = started(monkeypatch, tmp_path, "run", LOG_LEVEL="loud", PORT=str(taken))
    said = sorted(each.partition(" ")[0].rstrip(":") for each in ran.stderr.splitlines())
    assert said == ["DATABASE_URL", "LOG_LEVEL", "PORT"]


def wrong_with(file: Path) -> str:
    try:
        expect_writable("ANCHOR_FILE", file)
    except NotConfigured as mistake:
        return str(mistake)
    return ""


def test_a_file_that_is_there_or_can_be_made_is_left_as_it_is(tmp_path: Path) -> None:
    there = tmp_path / "there"
    there.write_text("one\n")
    assert wrong_with(there) == wrong_with(tmp_path / "new") == ""
    assert [each.name for each in tmp_path.iterdir()] == ["there"]
    assert there.read_text() == "one\n"


def test_of_a_file_that_cannot_be_written_it_is_said_why(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    assert wrong_with(tmp_path) == (
        f"ANCHOR_FILE cannot be used: {tmp_path} is a folder. Name a file in it"
    )
    assert wrong_with(tmp_path / "a" / "b") == (
        f"ANCHOR_FILE cannot be used: the folder {tmp_path}/a does not exist. Make it, or name a "
        "file in another one"
    )
    assert wrong_with(tmp_path / "file" / "b") == (
        f"ANCHOR_FILE cannot be used: {tmp_path}/file is no folder"
    )
    assert wrong_with(Path("/proc/anchors")).startswith(
        "ANCHOR_FILE cannot be used: no file can be made in the folder /proc ("
    )


def test_what_this_user_may_not_write_is_said(open_folder: Path) -> None:
    file = open_folder / "anchors.jsonl"
    file.touch(0o444)
    file.chmod(0o444)
    assert as_nobody(lambda: wrong_with(file)) == (
        f"ANCHOR_FILE cannot be used: {file} cannot be written by this user"
    )
    open_folder.chmod(0o555)
    assert as_nobody(lambda: wrong_with(open_folder / "new")) == (
        f"ANCHOR_FILE cannot be used: no file can be made in the folder {open_folder} "
        "(Permission denied)"
    )


def test_a_settings_file_that_may_not_be_read_is_said(open_folder: Path) -> None:
    (open_folder / ".env").write_text("PORT=1")
    (open_folder / ".env").chmod(0)

    def told() -> str:
        said = io.StringIO()
        with chdir(open_folder), redirect_stderr(said), pytest.raises(typer.Exit):
            settings_given()
        return said.getvalue()

    assert as_nobody(told) == ".env cannot be read (Permission denied)\n"


@pytest.mark.parametrize("url", ["sqlite://", "sqlite:///:memory:", "postgresql://u:p@db/jupiter"])
def test_a_database_without_a_file_is_not_looked_for(url: str) -> None:
    Application(Settings(_env_file=None, database_url=url), SystemClock()).expect_database_url()


def refused(host: str, port: int) -> str:
    with pytest.raises(NotConfigured) as mistake:
        expect_port("HOST", host, "PORT", port)
    return str(mistake.value)


def test_a_port_at_which_somebody_else_listens_is_said(taken: int) -> None:
    assert refused(LOCAL, taken) == (
        f"PORT cannot be used: another program listens at {taken} already. Stop it, or set "
        "another port"
    )
    expect_port("HOST", LOCAL, "PORT", a_free_port())


def test_a_port_is_free_while_the_last_connections_to_it_are_closing() -> None:
    with closing(socket.create_server((LOCAL, a_free_port()))) as last:
        port = last.getsockname()[1]
        client = socket.create_connection((LOCAL, port))
        last.accept()[0].close()  # whoever closes first waits
        assert client.recv(1) == b""
        client.close()
    expect_port("HOST", LOCAL, "PORT", port)


def test_a_host_that_is_not_this_machine_is_said_by_its_own_name() -> None:
    no_address = "is no address of this machine"
    assert refused("192.0.2.1", a_free_port()) == f"HOST cannot be used: '192.0.2.1' {no_address}"
    with pytest.raises(NotConfigured, match=f"^METRICS_HOST cannot be used: 'a b' {no_address}$"):
        expect_host("METRICS_HOST", "a b")


def test_a_port_of_the_systems_own_is_said() -> None:
    first = Path("/proc/sys/net/ipv4/ip_unprivileged_port_start")
    if not first.exists() or int(first.read_text()) < 1024:
        pytest.skip("here everybody may listen at every port")
    assert as_nobody(lambda: refused(LOCAL, 81)) == (
        "PORT cannot be used: ports below 1024 are the system's own, as 81 is. Set another"
    )


@pytest.mark.parametrize(
    ("host", "metrics_host", "clash"),
    [
        (LOCAL, LOCAL, True),
        ("0.0.0.0", LOCAL, True),
        (LOCAL, "0.0.0.0", True),
        (LOCAL, "127.0.0.2", False),
    ],
)
def test_one_port_is_not_for_both(host: str, metrics_host: str, clash: bool) -> None:
    port = a_free_port()
    settings = Settings(
        _env_file=None, host=host, port=port, metrics_host=metrics_host, metrics_port=port
    )
    application = Application(settings, SystemClock())
    application.expect_metrics_port()
    if clash:
        with pytest.raises(NotConfigured, match="METRICS_PORT cannot be used: it is that of PORT"):
            application.expect_port()
    else:
        application.expect_port()


def doctor_of(port: int, metrics_port: int | None = None) -> str:
    settings = Settings(_env_file=None, port=port, metrics_port=metrics_port)
    return ports(Application(settings, SystemClock()))


def test_the_doctor_takes_ports_that_are_free_or_the_bots_own() -> None:
    port, other = a_free_port(), a_free_port()
    assert doctor_of(port, other) == f"127.0.0.1:{port} is free, 127.0.0.1:{other} is free"

    def ready() -> None:
        """Always."""

    with serving_metrics(CollectorRegistry(), Vitals(ready), LOCAL, port):
        assert doctor_of(port) == f"the bot listens at 127.0.0.1:{port}"


def test_the_doctor_names_a_port_that_another_program_has() -> None:
    def silent(listener: socket.socket) -> None:
        with suppress(OSError):
            while True:
                listener.accept()[0].close()

    with closing(socket.create_server((LOCAL, 0))) as other:
        threading.Thread(target=silent, args=(other,), daemon=True).start()
        taken = other.getsockname()[1]
        with pytest.raises(Wrong, match=f"^METRICS_PORT cannot be used: .* listens at {taken} "):
            doctor_of(a_free_port(), taken)
        other.shutdown(socket.SHUT_RDWR)
