"""A payload of another workspace where the app is installed too: it reaches nothing of this one."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest

from tests.factories import FIONA, SAM, WORKSPACE
from tests.harness.whole_bot import WholeBot, a_whole_bot

OTHER = "T0OTHER"


@pytest.fixture
def bot() -> Iterator[WholeBot]:
    with a_whole_bot({WORKSPACE, OTHER}.__contains__) as bot:
        yield bot


def from_elsewhere(payload: dict[str, Any]) -> None:
    payload["trigger_id"] = "another"
    payload["team_id"] = OTHER
    if "team" in payload:
        payload["team"]["id"] = OTHER
        payload["user"]["team_id"] = OTHER
    if "view" in payload:
        payload["view"]["app_installed_team_id"] = OTHER
    for each in payload.get("authorizations", ()):
        each["team_id"] = OTHER


def test_a_click_approves_nothing(bot: WholeBot) -> None:
    invoice = bot.submitted()
    bot.press(SAM.id, "invoice_approve", bot.request())
    bot.told(SAM.id)

    def by_fiona(payload: dict[str, Any]) -> None:
        from_elsewhere(payload)
        payload["user"]["id"] = FIONA.id

    bot.alter("block_actions", by_fiona)
    assert bot.told(FIONA.id)
    assert bot.invoice(invoice.id) == invoice


def test_a_submission_takes_nobodys_form(bot: WholeBot) -> None:
    bot.fill_builder()
    bot.doubts_channel()
    bot.fault("conversations.info", "error")
    bot.submit(SAM.id)
    answer = bot.alter("view_submission", from_elsewhere)
    assert answer.status == 200
    assert bot.invoices() == []


def test_a_command_shows_nothing(bot: WholeBot) -> None:
    bot.issued()
    bot.types("/invoice help")
    bot.told(SAM.id)
    for words in ("list all", "show JUS-000001", "history JUS-000001"):
        assert "Acme" not in _answer(bot, words)
    assert bot.modals(SAM.id) == []


def _answer(bot: WholeBot, words: str) -> str:
    """What Sam is told of a command that was typed elsewhere."""

    def typed(payload: dict[str, Any]) -> None:
        from_elsewhere(payload)
        payload["text"] = words

    before = len(bot.private(SAM.id))
    bot.alter("slash_commands", typed)
    bot.eventually(lambda: len(bot.private(SAM.id)) > before)
    return bot.private(SAM.id)[-1]


def test_a_search_finds_nobodys_customers(bot: WholeBot) -> None:
    bot.fill_builder()
    assert b"Acme" in bot.alter("block_suggestion").body
    assert b"Acme" not in bot.alter("block_suggestion", from_elsewhere).body


def test_a_link_is_shown_to_nobody_elsewhere(bot: WholeBot) -> None:
    issued = bot.issued()
    url = bot.application.links.url(issued)
    shared = {"type": "link_shared", "channel": "C0ACME", "message_ts": "1.1", "user": SAM.id}
    links = [{"domain": "127.0.0.1", "url": url}]
    bot.event(**shared, links=links, unfurl_id="u", source="composer")
    bot.eventually(lambda: bot.calls("chat.unfurl"))
    answer = bot.alter("event_callback", from_elsewhere)
    assert answer.status == 200
    _until_idle(bot)
    assert len(bot.calls("chat.unfurl")) == 1


def _until_idle(bot: WholeBot, act: Callable[[], object] | None = None) -> None:
    """Whatever came before has been handled once this is answered."""
    bot.event(type="app_home_opened", user=SAM.id, tab="home", channel="D1")
    bot.eventually(lambda: bot.calls("views.publish"))
