"""A process that starts while Slack is away serves all else, and joins Slack when it answers."""

import shutil
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.error import URLError

import pytest
from pydantic import SecretStr
from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError

from bot.main import compose
from bot.settings import Settings
from bot.slack.joining import Joining, TokenRefused
from tests.factories import SECRET_KEY
from tests.harness.web_client import web_client

OURS = "T0OURS"


def said(error: str) -> Exception:
    return SlackApiError("no", {"ok": False, "error": error})  # type: ignore[no-untyped-call]


class ScriptedSlack(WebClient):
    """Fails in these ways, one after the other, and then answers; `held` keeps it silent."""

    def __init__(self, *troubles: Exception, held: threading.Event | None = None) -> None:
        super().__init__()
        self._troubles, self._held = iter(troubles), held

    def auth_test(self, **kwargs: Any) -> Any:
        if self._held:
            self._held.wait(10)
        for trouble in self._troubles:
            raise trouble
        return {"team_id": OURS}


@pytest.fixture
def silence() -> Iterator[threading.Event]:
    """A Slack that is held answers when this is set, and at the latest after the test."""
    held = threading.Event()
    yield held
    held.set()


def test_where_slack_answers_it_is_joined_before_the_start_goes_on() -> None:
    connected = threading.Event()
    joining = Joining(ScriptedSlack(), connected.set)
    joining.begin()
    assert connected.is_set()
    assert joining.is_ours(OURS)
    assert not joining.is_ours("T0THEIRS")


@pytest.mark.parametrize(
    "trouble", [said("ratelimited"), said("internal_error"), URLError("refused"), OSError()]
)
def test_where_slack_is_away_the_start_goes_on_and_slack_is_joined_later(
    trouble: Exception,
) -> None:
    connected = threading.Event()
    joining = Joining(ScriptedSlack(trouble, trouble), connected.set, first_seconds=0.01)
    joining.begin()
    assert connected.wait(10)
    assert joining.is_ours(OURS)
    joining.end()


def test_a_slack_that_says_nothing_at_all_holds_the_start_up_for_a_moment_only(
    silence: threading.Event,
) -> None:
    connected = threading.Event()
    joining = Joining(ScriptedSlack(held=silence), connected.set, patience=0.01)
    joining.begin()
    assert not connected.is_set()
    silence.set()
    assert connected.wait(10)


def test_a_socket_that_does_not_open_is_tried_again() -> None:
    opened, tries = threading.Event(), iter([URLError("down"), None])

    def connect() -> None:
        if trouble := next(tries):
            raise trouble
        opened.set()

    joining = Joining(ScriptedSlack(), connect, first_seconds=0.01)
    joining.begin()
    assert opened.wait(10)
    joining.end()


@pytest.mark.parametrize("word", ["invalid_auth", "token_revoked", "account_inactive"])
def test_a_token_that_no_waiting_mends_is_told(word: str) -> None:
    joining = Joining(ScriptedSlack(said(word)), first_seconds=60)
    with pytest.raises(TokenRefused, match=word):
        joining.begin()
    joining.end()


def test_until_slack_has_said_which_team_is_ours_none_is() -> None:
    joining = Joining(ScriptedSlack(said("ratelimited")))
    assert not joining.is_ours(OURS)
    assert joining.is_ours(OURS)


def test_the_pages_and_the_api_come_up_while_slack_is_away(
    tmp_path: Path, migrated_file: Path
) -> None:
    shutil.copy(migrated_file, tmp_path / "jupiter.db")
    settings = Settings(
        _env_file=None,
        database_url=SecretStr(f"sqlite:///{tmp_path}/jupiter.db"),
        secret_key=(SecretStr(SECRET_KEY),),
        slack_bot_token=SecretStr("xoxb-local"),
        slack_signing_secret=SecretStr("local"),
        slack_api_url="http://127.0.0.1:1/api",
    )
    application = compose(settings)
    with application.listening():
        client = web_client(application.web)
        assert client.get("/readyz").status_code == 200
        assert client.get("/api/v1/invoices").status_code == 401
        assert client.get("/i/none").status_code == 404
    application.database.close()
