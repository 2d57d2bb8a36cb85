"""Whoever opens a new form waits for nobody who writes."""

from tests.factories import SAM, WORKSPACE
from tests.harness.whole_bot import a_whole_bot


def test_a_builder_opens_while_somebody_else_is_writing() -> None:
    with a_whole_bot() as bot:
        bot.types("/invoice")  # from here on they and their channel are known
        first = bot.top("builder")["id"]
        with bot.application.database.write(WORKSPACE):
            bot.types("/invoice")
            bot.eventually(lambda: bot.modals(SAM.id)[-1]["id"] != first)
            assert bot.top("builder")["id"] != first
