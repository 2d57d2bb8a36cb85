"""When something breaks, whoever acted hears of it, and nothing has changed."""

from collections.abc import Iterator

import pytest

from bot.simulator.seed import BOT_USER
from bot.slack.views.invoice.history import PAGE
from jupiter_core.domain.invoice import State
from tests.factories import FIONA, SAM
from tests.harness.whole_bot import WholeBot, a_whole_bot

NOAH = "U0NOAH"
SILENT = "Slack couldn't confirm who you are"


@pytest.fixture
def bot() -> Iterator[WholeBot]:
    with a_whole_bot() as bot:
        yield bot


def test_where_slack_does_not_say_who_somebody_is_they_are_asked_to_try_again(
    bot: WholeBot,
) -> None:
    bot.doubts_person(SAM.id)
    bot.fault("users.info", "server_error")
    bot.types("/invoice")
    assert SILENT in bot.told(SAM.id)
    bot.types("/invoice")
    assert bot.top("builder")


def test_a_click_by_somebody_whom_slack_does_not_know_changes_nothing(bot: WholeBot) -> None:
    invoice = bot.submitted()
    bot.fault("users.info", "error", error="fatal_error")
    bot.press(FIONA.id, "invoice_approve", bot.request())
    assert SILENT in bot.told(FIONA.id)
    assert bot.invoice(invoice.id) == invoice
    bot.press(FIONA.id, "invoice_approve", bot.request())
    bot.eventually(lambda: bot.invoice(invoice.id).state is State.ISSUED)


def test_a_form_that_could_not_be_taken_stays_open_with_a_sentence_on_its_field(
    bot: WholeBot,
) -> None:
    bot.fill_builder()
    bot.doubts_channel()
    bot.fault("conversations.info", "server_error")
    answer = bot.submit(SAM.id)
    assert "Nothing was saved" in next(iter(answer["errors"].values()))
    assert bot.invoices() == []
    assert bot.submit(SAM.id)["stack"] == []
    assert len(bot.invoices()) == 1


def test_a_refusal_reaches_its_reader_where_the_bot_has_left_the_channel(bot: WholeBot) -> None:
    bot.submitted()
    request = bot.request()
    bot.membership(BOT_USER, member=False)
    bot.press(NOAH, "invoice_approve", request)
    assert "Guests cannot" in bot.eventually(lambda: _direct(bot, NOAH))


def test_a_refusal_in_a_modal_comes_as_a_direct_message(bot: WholeBot) -> None:
    """The page of a history, turned by somebody who is a guest by now."""
    issued = bot.issued()
    bot.types(f"/invoice history {issued.number}")
    view = bot.modal(SAM.id)
    bot.press(SAM.id, "invoice_record_payment", bot.card())
    bot.told(SAM.id)
    page = {
        "channel": None,
        "user": {"id": NOAH},
        "view": view,
        "container": {"type": "view", "view_id": view["id"]},
        "actions": [
            {"action_id": PAGE, "block_id": "b", "type": "button", "value": f"{issued.id}:0"}
        ],
    }
    bot.alter("block_actions", lambda payload: payload.update(page))
    assert "Guests cannot" in bot.eventually(lambda: _direct(bot, NOAH))


def test_whoever_closed_the_window_meanwhile_is_not_told_of_it(bot: WholeBot) -> None:
    bot.types("/invoice")
    bot.top("builder")
    bot.fault("views.update", "error", error="not_found")
    bot.fill(SAM.id, "builder_terms", "60")
    bot.eventually(lambda: bot.calls("views.update"))
    bot.types("/invoice list nonsense")
    assert "nonsense" in bot.told(SAM.id)
    assert len(bot.private(SAM.id)) == 1
    assert _direct(bot, SAM.id) == ""


def test_a_window_that_slack_does_not_open_any_more_is_asked_for_again(bot: WholeBot) -> None:
    bot.fault("views.open", "error", error="expired_trigger_id")
    bot.types("/invoice")
    assert "Please try again" in bot.told(SAM.id)


def test_a_window_that_slack_is_too_busy_to_open_is_told_as_that(bot: WholeBot) -> None:
    bot.fault("views.open", "rate_limited")
    bot.types("/invoice")
    assert "Slack is busy" in bot.told(SAM.id)


def _direct(bot: WholeBot, user: str) -> str:
    """The last direct message to a person; empty where there is none."""
    try:
        return str(bot.direct_messages(user)[1][-1]["text"])
    except (StopIteration, IndexError):
        return ""
