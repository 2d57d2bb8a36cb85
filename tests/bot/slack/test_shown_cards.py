"""“Show” in the App Home: the invoice in a modal, where it was pressed."""

from collections.abc import Iterator

import pytest

from jupiter_core.domain.invoice import Invoice
from jupiter_core.domain.readers import Readers
from tests.factories import FIONA, SAM, WORKSPACE
from tests.harness.slack_reading import Json, actions_of, shown
from tests.harness.whole_bot import WholeBot, a_whole_bot


@pytest.fixture
def bot() -> Iterator[WholeBot]:
    with a_whole_bot() as bot:
        yield bot


def shows_at_home(bot: WholeBot, user: str, invoice: Invoice) -> None:
    view = bot.home(user)
    block = next(each for each in view["blocks"] if _shows(each, invoice.id))
    where = {"action_id": "invoice_show", "view_id": view["id"], "block_id": block["block_id"]}
    bot._act("action", {"user": user, **where})


def _shows(block: Json, invoice_id: str) -> bool:
    buttons = [block.get("accessory") or {}, *block.get("elements", [])]
    wanted = ("invoice_show", invoice_id)
    return any((each.get("action_id"), each.get("value")) == wanted for each in buttons)


def test_an_invoice_from_home_is_shown_in_a_modal_and_not_in_a_message(bot: WholeBot) -> None:
    invoice = bot.submitted()
    shows_at_home(bot, SAM.id, invoice)
    view = bot.modal(SAM.id)
    assert "Waiting for approval" in shown(view)
    assert "invoice_edit" in actions_of(view)
    bot.delivered()
    assert bot.direct_messages(SAM.id)[1] == []


def test_who_may_read_it_no_more_is_shown_nothing_of_it(bot: WholeBot) -> None:
    invoice = bot.submitted()
    home = bot.home(FIONA.id)
    with bot.application.database.write(WORKSPACE) as uow:
        workspace = uow.workspace()
        policy = workspace.policy.model_copy(update={"approvers": ("U0FRANK",)})
        changed = {"policy": policy, "readers": Readers.FINANCE}
        uow.save_workspace(workspace.model_copy(update=changed))
    block = next(each for each in home["blocks"] if _shows(each, invoice.id))
    where = {"action_id": "invoice_show", "view_id": home["id"], "block_id": block["block_id"]}
    bot._act("action", {"user": FIONA.id, **where})
    bot.eventually(lambda: bot.direct_messages(FIONA.id)[1])
    assert "Acme" not in str(bot.modals(FIONA.id))
    assert "There is no invoice" in bot.direct_messages(FIONA.id)[1][-1]["text"]
