"""Resend, pressed in the App Home, where no message can be replaced."""

from bot.simulator.seed import BOT_USER
from tests.factories import FIONA
from tests.harness.slack_reading import shown
from tests.harness.whole_bot import a_whole_bot


def test_what_could_not_be_delivered_is_resent_from_the_home_and_said_so() -> None:
    with a_whole_bot() as bot:
        bot.membership(BOT_USER, member=False)
        bot.submitted()
        bot.membership(BOT_USER, member=True)
        home = bot.home(FIONA.id)
        bot.press_in(FIONA.id, "delivery_resend", home["id"])
        bot.eventually(lambda: len(bot.channel()) == 1 and len(bot.thread()) == 3)
        _, told = bot.direct_messages(FIONA.id)
        asked, said = told
        assert "approve" in asked["text"]
        assert "sending again" in said["text"]


def test_all_that_could_not_be_delivered_is_resent_in_one_press() -> None:
    with a_whole_bot() as bot:
        bot.membership(BOT_USER, member=False)
        bot.submitted()
        bot.submitted()
        bot.membership(BOT_USER, member=True)
        home = bot.home(FIONA.id)
        assert "Resend all 2" in shown(home)
        bot.press_in(FIONA.id, "delivery_resend_all", home["id"])
        bot.eventually(lambda: len(bot.channel()) == 2)
        _, told = bot.direct_messages(FIONA.id)
        assert "Sending 2 messages again." in told[-1]["text"]
        assert "Could not be delivered" not in shown(bot.home(FIONA.id))
