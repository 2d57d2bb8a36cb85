"""The operator's mail settings: read at the start, and refused there in one sentence."""

from pathlib import Path
from typing import Any

import pytest
from pydantic import SecretStr

from bot.main import Application, NotConfigured, compose
from bot.settings import Settings


def composed(folder: Path, **mail: Any) -> Application:
    settings = Settings(
        _env_file=None,
        database_url=f"sqlite:///{folder}/jupiter.sqlite3",
        secret_key=(SecretStr("Zq7vT0mXe4Lr9WbK2hYc6NsJ8uPd3GfA5iRo1Ex"),),
        **mail,
    )
    return compose(settings)


def test_without_a_url_there_is_no_mail_server(tmp_path: Path) -> None:
    assert composed(tmp_path).mail_server is None


def test_a_url_and_an_address_are_a_mail_server(tmp_path: Path) -> None:
    url = SecretStr("smtps://jupiter:secret@mail.example")
    server = composed(tmp_path, smtp_url=url, mail_from="invoices@jupiter.example").mail_server
    assert server is not None
    assert (server.host, server.port) == ("mail.example", 465)


def test_a_url_that_is_not_understood_stops_the_start_without_its_password(tmp_path: Path) -> None:
    url = SecretStr("smtp://jupiter:secret@mail.example?starttls=maybe")
    with pytest.raises(NotConfigured) as refused:
        composed(tmp_path, smtp_url=url, mail_from="invoices@jupiter.example")
    assert "SMTP_URL is not understood" in str(refused.value)
    assert "secret" not in str(refused.value)


@pytest.mark.parametrize("mail_from", ["invoices@jupiter", "Jupiter <invoices@jupiter.example>"])
def test_an_address_to_send_from_that_is_none_stops_it_too(tmp_path: Path, mail_from: str) -> None:
    with pytest.raises(NotConfigured, match="MAIL_FROM cannot be used"):
        composed(tmp_path, smtp_url=SecretStr("smtp://mail.example"), mail_from=mail_from)
