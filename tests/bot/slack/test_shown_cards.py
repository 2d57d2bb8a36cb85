"""Cards that somebody asked for from the App Home, in their direct messages."""

from collections.abc import Iterator

import pytest

from jupiter_core.domain.invoice import Invoice
from jupiter_core.domain.readers import Readers
from tests.factories import FIONA, SAM, WORKSPACE
from tests.harness.slack_reading import Json, shown
from tests.harness.whole_bot import WholeBot, a_whole_bot


@pytest.fixture
def bot() -> Iterator[WholeBot]:
    with a_whole_bot() as bot:
        yield bot


def shows_at_home(bot: WholeBot, user: str, invoice: Invoice) -> str:
    """Pressed in the App Home; what the direct message shows then."""
    view = bot.home(user)
    block = next(each for each in view["blocks"] if _shows(each, invoice.id))
    where = {"action_id": "invoice_show", "view_id": view["id"], "block_id": block["block_id"]}
    bot._act("action", {"user": user, **where})
    bot.eventually(lambda: _sent_and_shown(bot, user))
    return card_of(bot, user)


def _shows(block: Json, invoice_id: str) -> bool:
    buttons = [block.get("accessory") or {}, *block.get("elements", [])]
    wanted = ("invoice_show", invoice_id)
    return any((each.get("action_id"), each.get("value")) == wanted for each in buttons)


def _sent_and_shown(bot: WholeBot, user: str) -> str:
    bot.delivered()
    return card_of(bot, user)


def card_of(bot: WholeBot, user: str) -> str:
    try:
        return shown(bot.direct_messages(user)[1][-1])
    except (StopIteration, IndexError):  # no conversation yet, or nothing in it
        return ""


def test_a_card_in_a_direct_message_follows_the_invoice(bot: WholeBot) -> None:
    invoice = bot.submitted()
    assert "Waiting for approval" in shows_at_home(bot, SAM.id, invoice)
    bot.press(FIONA.id, "invoice_approve", bot.request())
    bot.eventually(lambda: bot.invoice(invoice.id).number)
    bot.delivered()
    assert "Issued" in card_of(bot, SAM.id)
    assert "Waiting for approval" not in card_of(bot, SAM.id)
    assert len(bot.direct_messages(SAM.id)[1]) == 1


def test_who_may_read_it_no_more_is_shown_nothing_new_of_it(bot: WholeBot) -> None:
    invoice = bot.submitted()
    shows_at_home(bot, FIONA.id, invoice)
    with bot.application.database.write(WORKSPACE) as uow:
        workspace = uow.workspace()
        policy = workspace.policy.model_copy(update={"approvers": ("U0FRANK",)})
        changed = {"policy": policy, "readers": Readers.FINANCE}
        uow.save_workspace(workspace.model_copy(update=changed))
    bot.press("U0FRANK", "invoice_approve", bot.request())
    bot.eventually(lambda: bot.invoice(invoice.id).number)
    bot.delivered()
    assert "out of date" in card_of(bot, FIONA.id)
    assert "Acme" not in card_of(bot, FIONA.id)


def test_a_press_that_arrives_twice_is_one_card(bot: WholeBot) -> None:
    invoice = bot.submitted()
    shows_at_home(bot, SAM.id, invoice)
    bot.redeliver("block_actions")
    bot.delivered()
    assert len(bot.direct_messages(SAM.id)[1]) == 1
