"""`jupiter doctor`: what stands there is what is so, and nothing of it is secret."""

import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
import yaml
from typer.testing import CliRunner, Result

from bot.cli.commands import cli
from bot.doctor.blocks import blocks
from bot.doctor.channels import channels
from bot.doctor.checks import NotNeeded, Wrong
from bot.doctor.database import word_index
from bot.doctor.outside import answering, fonts, mail, public_address
from bot.doctor.slack import clock, scopes, token
from bot.main import Application, compose
from bot.settings import Settings
from bot.simulator.server import Simulator, running
from bot.slack_manifest import manifest_text
from bot.system import SystemClock
from tests.factories import SECRET_KEY
from tests.harness.mail_server import PASSWORD, a_mail_server
from tests.harness.ports import a_free_port

TEAM, TOKEN = "T0JUPITER", "xoxb-quiet"
SECTION = {"type": "section", "text": {"type": "plain_text", "text": "Hello"}}


@dataclass
class Installation:
    """Settings of a bot beside a local workspace."""

    simulator: Simulator
    folder: Path
    set: dict[str, Any] = field(default_factory=dict)

    @property
    def application(self) -> Application:
        return Application(self.settings(), SystemClock())

    def settings(self, **more: Any) -> Settings:
        given = {name.lower(): value for name, value in self.set.items()}
        return Settings(_env_file=None, **{**given, **more})

    def examined(self, monkeypatch: pytest.MonkeyPatch, **more: str) -> Result:
        monkeypatch.chdir(self.folder)
        for name, value in {**self.set, **more}.items():
            monkeypatch.setenv(name, value)
        return CliRunner().invoke(cli, ["doctor", "--quick"])


@pytest.fixture
def installed(tmp_path: Path) -> Iterator[Installation]:
    manifest = yaml.safe_load(manifest_text("http", "invoices.acme.example"))
    simulator = Simulator(manifest, bot_token=TOKEN)
    with running(simulator) as base_url:
        given = {
            "DATABASE_URL": f"sqlite:///{tmp_path}/jupiter.sqlite3",
            "PUBLIC_URL": "http://127.0.0.1:9",
            "PORT": str(a_free_port()),
            "SECRET_KEY": SECRET_KEY,
            "SLACK_BOT_TOKEN": TOKEN,
            "SLACK_SIGNING_SECRET": "quiet-signing-secret",
            "SLACK_API_URL": f"{base_url}/api/",
        }
        yield Installation(simulator, tmp_path, given)


def marks(run: Result) -> dict[str, str]:
    lines = (line for line in run.stdout.splitlines() if ": " in line)
    return {line[7:].partition(":")[0]: line[:7].strip() for line in lines}


def test_all_of_an_installation_is_told_and_only_what_is_wrong_is_wrong(
    installed: Installation, monkeypatch: pytest.MonkeyPatch
) -> None:
    compose(installed.settings()).database.close()
    run = installed.examined(monkeypatch)
    assert run.exit_code == 1
    assert marks(run) == {
        **dict.fromkeys(
            ("Settings", "Ports", "Tables", "Word index", "Database", "Slack token", "Scopes"), "ok"
        ),
        **dict.fromkeys(("Channels", "Mail"), "-"),
        **dict.fromkeys(("Clock", "Fonts"), "ok"),
        "Public address": "WRONG",
    }
    assert "the bot JupiterInvoice of Jupiter (T0JUPITER)" in run.stdout
    secrets = (TOKEN, SECRET_KEY, "quiet-signing-secret")
    assert not [each for each in secrets if each in run.output]


def test_settings_that_cannot_be_used_hide_only_what_needs_them(
    installed: Installation, monkeypatch: pytest.MonkeyPatch
) -> None:
    run = installed.examined(
        monkeypatch,
        PORT="many",
        LOG_LEVEL="loud",
        PUBLIC_URL="nonsense",
        SMTP_URL="smtp://mail.example",
    )
    assert run.exit_code == 1
    said = marks(run)
    assert (said["Settings"], said["Public address"], said["Slack token"]) == (
        "WRONG",
        "WRONG",
        "ok",
    )
    (line,) = [each for each in run.stdout.splitlines() if "Settings" in each]
    assert "PORT: " in line and "LOG_LEVEL: " in line and "PUBLIC_URL: " in line
    assert "MAIL_FROM: with SMTP_URL" in line
    assert "Mail: not checked without MAIL_FROM" in run.stdout
    assert "Public address: not checked without PUBLIC_URL" in run.stdout


def test_a_database_that_was_never_migrated_is_told_and_stays_away(
    installed: Installation, monkeypatch: pytest.MonkeyPatch
) -> None:
    run = installed.examined(monkeypatch)
    said = marks(run)
    assert (said["Tables"], said["Database"], said["Channels"]) == ("WRONG", "-", "-")
    assert (run.exit_code, said["Fonts"]) == (1, "ok")
    assert "run jupiter migrate" in run.stdout
    assert not (installed.folder / "jupiter.sqlite3").exists()


def test_a_token_that_slack_refuses_and_a_slack_that_is_away(installed: Installation) -> None:
    installed.set["SLACK_BOT_TOKEN"] = "xoxb-of-another"
    with pytest.raises(Wrong, match=r"Slack says invalid_auth\. Copy the bot token") as refused:
        token(installed.application)
    assert "xoxb-of-another" not in str(refused.value)
    installed.set["SLACK_API_URL"] = "http://127.0.0.1:9/api/"
    with pytest.raises(Wrong, match="Slack cannot be reached"):
        token(installed.application)


def test_scopes_that_are_missing_are_named_and_one_may_be_declined(
    installed: Installation, tmp_path: Path
) -> None:
    assert scopes(installed.application) == "all are there"
    manifest = yaml.safe_load(manifest_text("http", "invoices.acme.example"))
    manifest["oauth_config"]["scopes"]["bot"].remove("users:read.email")
    with running(Simulator(manifest, bot_token=TOKEN)) as base_url:
        installed.set["SLACK_API_URL"] = f"{base_url}/api/"
        assert scopes(installed.application) == "all are there; declined: users:read.email"
    manifest["oauth_config"]["scopes"]["bot"].remove("links:write")
    with running(Simulator(manifest, bot_token=TOKEN)) as base_url:
        installed.set["SLACK_API_URL"] = f"{base_url}/api/"
        with pytest.raises(Wrong, match=r"missing links:write\. Put the output of jupiter"):
            scopes(installed.application)


def test_a_clock_more_than_a_minute_off_is_wrong(installed: Installation) -> None:
    application = installed.application
    assert clock(application, lambda: datetime.now(UTC) + timedelta(seconds=40)) == "as Slack's"
    with pytest.raises(Wrong, match="ahead of Slack's"):
        clock(application, lambda: datetime.now(UTC) + timedelta(seconds=90))
    with pytest.raises(Wrong, match="behind Slack's"):
        clock(application, lambda: datetime.now(UTC) - timedelta(seconds=90))


def test_a_finance_channel_without_the_bot_is_named(installed: Installation) -> None:
    application = compose(installed.settings())
    with pytest.raises(NotNeeded, match="no deal and no finance channel"):
        channels(application)
    for channel in ("C0FINANCE", "C0NOWHERE"):
        with application.database.write(TEAM) as uow:
            named = uow.workspace().model_copy(update={"finance_channel": channel})
            uow.save_workspace(named)
        if channel == "C0FINANCE":
            assert channels(application) == "the bot is in all 1"
    with pytest.raises(Wrong, match="the bot is not in the finance channel C0NOWHERE"):
        channels(application)


def test_mail_is_logged_in_to_and_none_is_sent(installed: Installation) -> None:
    with pytest.raises(NotNeeded):
        mail(installed.application)
    with a_mail_server() as postbox:
        installed.set["SMTP_URL"] = f"smtp://127.0.0.1:{postbox.port}?starttls=no"
        installed.set["MAIL_FROM"] = "invoices@jupiter.example"
        assert mail(installed.application) == f"127.0.0.1:{postbox.port} answers (no TLS)"
        installed.set["SMTP_URL"] = (
            f"smtp://me:{PASSWORD.replace(' ', '%20')}@127.0.0.1:{postbox.port}"
        )
        with pytest.raises(Wrong, match="offers no STARTTLS") as refused:
            mail(installed.application)
        assert PASSWORD not in str(refused.value)
        assert postbox.mails == []
    with pytest.raises(Wrong, match="could not be reached"):
        mail(installed.application)


def test_an_address_is_told_by_who_answers_there(installed: Installation) -> None:
    with pytest.raises(Wrong, match="cannot be reached"):
        answering("http://127.0.0.1:9")
    with pytest.raises(Wrong, match="answers 404"):
        public_address(installed.settings(public_url=installed.simulator.base_url))


def test_a_font_that_is_none_is_named(installed: Installation, tmp_path: Path) -> None:
    (tmp_path / "broken.ttf").write_bytes(b"no font")
    with pytest.raises(Wrong, match="EXTRA_FONTS cannot be used"):
        fonts(installed.settings(extra_fonts=(tmp_path / "broken.ttf",)))


def test_slack_is_asked_about_each_drawing_and_what_it_would_refuse_is_named(
    installed: Installation,
) -> None:
    good = {"message": {"text": "Hello", "blocks": [SECTION]}}
    bad = {"view": {"type": "modal", "callback_id": "builder", "blocks": [SECTION]}}
    said = blocks(installed.application, lambda: [good])
    assert said == "Slack would take each of 1 kinds of views and messages"
    with pytest.raises(Wrong, match=r"refuse 1 of 2: view builder \(/view"):
        blocks(installed.application, lambda: [good, bad])
    assert installed.simulator.workspace.messages.top_level("C0ACME", None) == []


def test_without_a_token_nothing_is_played(installed: Installation) -> None:
    quiet = Application(installed.settings(slack_bot_token=None), SystemClock())
    played: list[int] = []
    with pytest.raises(NotNeeded, match="see Settings"):
        blocks(quiet, lambda: played.append(1) or [])  # type: ignore[func-returns-value]
    assert played == []


def test_what_is_missing_is_told_once_and_nothing_is_called_wrong_that_nobody_looked_at(
    installed: Installation, monkeypatch: pytest.MonkeyPatch
) -> None:
    compose(installed.settings()).database.close()
    del installed.set["SLACK_BOT_TOKEN"]
    del installed.set["SLACK_SIGNING_SECRET"]
    run = installed.examined(monkeypatch)
    said = marks(run)
    assert run.exit_code == 1
    assert [name for name, mark in said.items() if mark == "WRONG"] == [
        "Settings",
        "Public address",
    ]
    assert [said[each] for each in ("Slack token", "Scopes", "Channels", "Clock")] == ["-"] * 4
    assert run.stdout.count("SLACK_BOT_TOKEN is not set") == 1
    assert ".;" not in run.stdout


def test_a_sqlite_that_cannot_index_words_is_told_with_a_way_out(installed: Installation) -> None:
    class Old(sqlite3.Connection):
        def execute(self, *_asked: Any) -> Any:
            raise sqlite3.OperationalError("no such tokenizer: trigram")

    with pytest.raises(Wrong, match=r"no such tokenizer: trigram.*3.34 or later.*PostgreSQL"):
        word_index(installed.settings(), lambda: Old(":memory:"))
    with pytest.raises(NotNeeded):
        word_index(installed.settings(database_url="postgresql://database/jupiter"))
