"""From the browser's form to Slack through the whole bot, on SQLite."""

import re
from collections.abc import Iterator
from datetime import UTC, datetime

import httpx
import pytest

from bot.intake.new.example import example
from bot.intake.new.typed import Typed
from jupiter_core.commands.handover import take
from jupiter_core.domain.handover import HandoverGone
from jupiter_core.domain.invoice import Invoice
from tests.factories import SAM, WORKSPACE
from tests.harness.builder_client import sent_of
from tests.harness.whole_bot import WholeBot, a_whole_bot


@pytest.fixture
def bot() -> Iterator[WholeBot]:
    with a_whole_bot() as bot:
        yield bot


def left(bot: WholeBot, typed: Typed) -> str:
    """The code under which the page keeps the form."""
    path = "/new/save" if typed.kind == "invoice" else "/new/contract/save"
    url = f"{bot.application.settings.public_url}{path}"
    page = httpx.post(url, data=sent_of(typed), timeout=15).text
    found = re.search(r"/invoice claim ([0-9A-Z-]{14})<", page)
    assert found
    return found[1]


def test_a_form_of_the_page_becomes_an_invoice_that_waits_for_approval(bot: WholeBot) -> None:
    typed = example("invoice", datetime.now(UTC).date())
    code = left(bot, typed)
    bot.types(f"/invoice claim {code}")
    bot.top("builder")
    bot.submit(SAM.id)
    invoice: Invoice = bot.eventually(bot.invoices)[0]
    assert str(invoice.total) == "1345000.00"
    assert invoice.content.bill_to.legal_name == "Société Lumière SAS"
    assert invoice.number is None
    with pytest.raises(HandoverGone), bot.application.database.write("T0OTHER") as uow:
        take(code, uow)


def test_a_command_that_arrives_twice_takes_the_draft_once_and_says_nothing(
    bot: WholeBot,
) -> None:
    code = left(bot, example("contract", datetime.now(UTC).date()))
    bot.types(f"/invoice claim {code}")
    bot.top("contract_builder")
    assert bot.alter("slash_commands").status == 200
    bot.types("/invoice gibberish")
    assert "gibberish" in bot.told(SAM.id)
    assert len(bot.private(SAM.id)) == 1


def test_a_modal_that_slack_does_not_open_leaves_the_draft_with_who_took_it(
    bot: WholeBot,
) -> None:
    code = left(bot, example("invoice", datetime.now(UTC).date()))
    bot.fault("views.open", "error", error="expired_trigger_id")
    bot.types(f"/invoice claim {code}")
    bot.eventually(lambda: _forms(bot) == 1)
    bot.types("/invoice list")
    bot.eventually(lambda: "Société Lumière SAS" in str(bot.channel(SAM.id)))


def _forms(bot: WholeBot) -> int:
    with bot.application.database.read(WORKSPACE) as uow:
        return len(uow.forms.of(SAM.id))
