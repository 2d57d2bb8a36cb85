"""What an operator sets wrongly is said in a line each, all of them at once, and nothing starts."""

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from bot.cli.commands import cli
from bot.settings import Settings
from tests.factories import SECRET_KEY


def migrating(
    monkeypatch: pytest.MonkeyPatch, folder: Path, command: str = "migrate", **environment: str
) -> Result:
    monkeypatch.chdir(folder)
    given = {"SECRET_KEY": SECRET_KEY, "DATABASE_URL": "sqlite:///jupiter.db", **environment}
    for name, value in given.items():
        monkeypatch.setenv(name, value)
    return CliRunner().invoke(cli, [command])


def test_every_mistake_has_its_line(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    ran = migrating(
        monkeypatch,
        tmp_path,
        LOG_LEVEL="verbose",
        SLACK_API_URL="nonsense",
        PUBLIC_URL="https://",
        SECRET_KEY="short",
        PORT="many",
        TRUSTED_PROXIES="proxy.internal",
        SMTP_URL="smtp://mail.example",
        ANCHOR_HOURS="0",
        SLACK_ALLOWED_WORKSPACES="T0NORTH, acme.slack.com",
    )
    lines = ran.stderr.splitlines()
    assert ran.exit_code == 2
    assert sorted(each.partition(": ")[0] for each in lines) == [
        *("ANCHOR_HOURS", "LOG_LEVEL", "MAIL_FROM", "PORT", "PUBLIC_URL", "SECRET_KEY"),
        *("SLACK_ALLOWED_WORKSPACES", "SLACK_API_URL", "TRUSTED_PROXIES"),
    ]
    assert "LOG_LEVEL: Input should be 'DEBUG', 'INFO', 'WARNING', 'ERROR' or 'CRITICAL'" in lines
    assert "SLACK_API_URL: not a web address, which begins with https:// and names a host" in lines
    assert (
        "SLACK_ALLOWED_WORKSPACES: 'acme.slack.com' is no id of a workspace (T…) or an "
        "organisation (E…)"
    ) in lines
    assert not (tmp_path / "jupiter.db").exists()


def test_what_only_a_part_can_judge_has_its_line_too(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    ran = migrating(
        monkeypatch,
        tmp_path,
        EXTRA_FONTS="none.ttf",
        SMTP_URL="http://mail.example",
        MAIL_FROM="a@b.example",
        ANCHOR_URL="ftp://anchors.example",
    )
    assert ran.exit_code == 2
    words = [each.partition(" ")[0] for each in ran.stderr.splitlines()]
    assert words == ["EXTRA_FONTS", "SMTP_URL", "ANCHOR_URL"]


def test_what_only_a_part_can_judge_is_said_beside_what_is_no_value_at_all(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    ran = migrating(
        monkeypatch,
        tmp_path,
        LOG_LEVEL="verbose",
        EXTRA_FONTS="none.ttf",
        MAIL_FROM="nobody",
        SMTP_URL="smtp://mail.example",
        SLACK_BOT_TOKEN="xoxb-",
        SLACK_APP_TOKEN="xoxb-1",
        WEBHOOK_ALLOWED_HOSTS="http://hooks.internal/, 10.0.0.7:8080, [::1]:80, hooks",
        command="run",
        HOST="no such host",
    )
    assert ran.exit_code == 2
    words = [each.partition(" ")[0].rstrip(":") for each in ran.stderr.splitlines()]
    assert sorted(words) == [
        *("EXTRA_FONTS", "HOST", "LOG_LEVEL", "MAIL_FROM", "SLACK_APP_TOKEN", "SLACK_BOT_TOKEN"),
        "WEBHOOK_ALLOWED_HOSTS",
    ]
    assert "10.0.0.7" not in ran.stderr.replace("such as hooks.internal or 10.0.0.7:8080", "")
    assert not (tmp_path / "jupiter.db").exists()


def test_what_slack_needs_is_said_before_the_tables_are_looked_at(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    ran = migrating(monkeypatch, tmp_path, command="web", ANCHOR_URL="ftp://anchors.example")
    words = [each.partition(" ")[0] for each in ran.stderr.splitlines()]
    assert words == ["ANCHOR_URL", "SLACK_BOT_TOKEN", "Set"]
    assert not (tmp_path / "jupiter.db").exists()


@pytest.mark.parametrize("said", ["info", "Info", " INFO "])
def test_a_level_of_the_log_is_known_in_any_case(
    monkeypatch: pytest.MonkeyPatch, said: str
) -> None:
    monkeypatch.setenv("LOG_LEVEL", said)
    assert Settings(_env_file=None).log_level == "INFO"


def test_a_settings_file_that_is_no_text_is_said(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    (tmp_path / ".env").write_bytes(b"PUBLIC_URL=\xff\xfe")
    ran = migrating(monkeypatch, tmp_path)
    assert (ran.exit_code, ran.stderr) == (2, ".env is not UTF-8 text\n")


def test_who_migrates_is_told_that_it_is_done(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, migrated_file: Path
) -> None:
    (tmp_path / "jupiter.db").write_bytes(migrated_file.read_bytes())
    ran = migrating(monkeypatch, tmp_path)
    assert (ran.exit_code, ran.stdout) == (0, "The tables are those of this program.\n")


def test_tables_of_a_newer_program_are_left_as_they_are(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, migrated_file: Path
) -> None:
    file = tmp_path / "jupiter.db"
    file.write_bytes(migrated_file.read_bytes())
    with closing(sqlite3.connect(file)) as database, database:
        database.execute("UPDATE alembic_version SET version_num = 'v9999'")
    ran = migrating(monkeypatch, tmp_path)
    assert ran.exit_code == 2
    assert ran.stderr.startswith("DATABASE_URL cannot be used: Its tables are of a newer")
    assert len(ran.stderr.splitlines()) == 1
    with closing(sqlite3.connect(file)) as database:
        assert database.execute("SELECT version_num FROM alembic_version").fetchall() == [
            ("v9999",)
        ]
