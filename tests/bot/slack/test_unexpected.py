"""When something breaks, whoever acted hears of it, and nothing has changed."""

from collections.abc import Iterator

import pytest

from bot.presenters.card_history import PAGE
from bot.simulator.seed import BOT_USER
from jupiter_core.domain.invoice import State
from tests.bot.slack.whole_bot import WholeBot, a_whole_bot
from tests.factories import FIONA, SAM

NOAH = "U0NOAH"
SILENT = "Slack does not tell me who you are"


@pytest.fixture
def bot() -> Iterator[WholeBot]:
    with a_whole_bot() as bot:
        yield bot


def test_where_slack_does_not_say_who_somebody_is_they_are_asked_to_try_again(
    bot: WholeBot,
) -> None:
    bot.fault("users.info", "server_error")
    bot.command("/invoice")
    assert SILENT in bot.told(SAM.id)
    bot.command("/invoice")
    assert bot.modal(SAM.id)["callback_id"] == "builder"


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
    _, told = bot.eventually(lambda: _direct(bot, NOAH))
    assert "Guests cannot" in told[-1]["text"]


def test_a_refusal_in_a_modal_comes_as_a_direct_message(bot: WholeBot) -> None:
    """The page of a history, turned by somebody who is a guest by now."""
    issued = bot.issued()
    bot.command(f"/invoice history {issued.number}")
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
    _, told = bot.eventually(lambda: _direct(bot, NOAH))
    assert "Guests cannot" in told[-1]["text"]


def _direct(bot: WholeBot, user: str) -> tuple[str, list[dict[str, str]]] | None:
    try:
        return bot.direct_messages(user)
    except StopIteration:
        return None
