"""The bot's token goes to Slack and nowhere else."""

import pytest
from slack_sdk import WebClient

from bot.intake.statements.parts import UnreadableStatement
from bot.slack.download import _is_slacks, downloaded

API = "https://slack.com/api/"


@pytest.mark.parametrize(
    ("url", "ours"),
    [
        ("https://files.slack.com/files-pri/T1-F1/download/s.xml", True),
        ("https://slack.com/files/F1", True),
        ("https://evil-slack.com/files/F1", False),
        ("https://files.slack.com.evil.example/F1", False),
        ("http://files.slack.com/F1", False),
        ("https://drive.example/F1", False),
        ("file:///etc/passwd", False),
        ("", False),
    ],
)
def test_whose_address_it_is(url: str, ours: bool) -> None:
    assert _is_slacks(url, API) is ours


def test_a_local_workspace_is_asked_at_its_own_address_and_port() -> None:
    assert _is_slacks("http://127.0.0.1:8401/files/F1/s.xml", "http://127.0.0.1:8401/api/")
    assert not _is_slacks("http://127.0.0.1:9/files/F1/s.xml", "http://127.0.0.1:8401/api/")


def test_a_file_that_slack_only_links_to_is_not_fetched() -> None:
    client = WebClient("xoxb-secret", base_url=API)

    with pytest.raises(UnreadableStatement, match="upload the file itself"):
        downloaded(client, {"url_private": "https://drive.example/F1"}, 100, UnreadableStatement)
