"""Whatever is typed behind `/invoice` gets a sentence, shown as typed and to nobody else."""

from collections.abc import Iterator

import pytest

from bot.slack.views.blocks import escaped
from jupiter_core.commands.team import SaveTeam, save_team
from tests.factories import FIONA, SAM, WORKSPACE
from tests.harness.whole_bot import WholeBot, a_whole_bot

HOSTILE = (
    "<!channel> <https://evil.example|Pay here>",
    "*bold* _it_ ~no~ `code` &amp; <b>HTML</b>",
    "\u202egnihtemos \U0001f4b8 \u0000 end",
    "x" * 10_000,
    "'; DROP TABLE invoices; --",
)


@pytest.fixture(scope="module")
def bot() -> Iterator[WholeBot]:
    with a_whole_bot() as bot:
        yield bot


@pytest.mark.parametrize("typed", HOSTILE, ids=["mentions", "markup", "letters", "long", "sql"])
@pytest.mark.parametrize("word", ["", "show ", "po ", "history ", "list ", "contract "])
def test_hostile_words_are_answered_with_a_sentence(bot: WholeBot, word: str, typed: str) -> None:
    before = len(bot.private(SAM.id))
    bot.types(f"/invoice {word}{typed}")
    bot.eventually(lambda: len(bot.private(SAM.id)) > before or _closed(bot))
    told = bot.private(SAM.id)[before:]
    assert all("<!channel>" not in each and "<https:" not in each for each in told)
    assert not any("our side" in each for each in told)
    assert [each for each in bot.channel(FIONA.id) if not each["ephemeral"]] == []


def _closed(bot: WholeBot) -> bool:
    """Whether a modal opened instead, which is then closed."""
    stack = bot.modals(SAM.id)
    for view in reversed(stack):
        bot.http.post("/control/close", json={"user": SAM.id, "view_id": view["id"]})
    return bool(stack)


def test_only_the_deals_team_adds_a_po_by_command_as_by_button() -> None:
    with a_whole_bot() as bot:
        _expect_refused(bot)


def _expect_refused(bot: WholeBot) -> None:
    issued = bot.issued()
    with bot.application.database.write(WORKSPACE) as uow:
        policy = uow.workspace().policy
        save_team(SaveTeam(policy=policy, drafters=(FIONA.id,)), uow)
    before = len(bot.private(SAM.id))
    bot.types(f"/invoice po {issued.number} 4500017342")
    bot.eventually(lambda: len(bot.private(SAM.id)) > before)
    assert escaped("you may not add a PO number").lower() in bot.private(SAM.id)[-1].lower()
    assert bot.invoice(issued.id) == issued
