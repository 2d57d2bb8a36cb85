"""The App Home."""

from datetime import date

from bot.slack.views.home import HomeView, home
from jupiter_core.outbox.messages import MessageKind
from jupiter_core.ports import DeadLetter, Message
from tests.bot.slack.views.test_listing import LONG, a_form, a_summary
from tests.factories import NOW, WORKSPACE
from tests.harness.drawn_views import expect_home, texts_in

TODAY = date(2026, 11, 22)
NOTHING = HomeView(forms=(), mine=(), to_approve=(), stuck=(), is_admin=False, may_draft=False)


def _stuck(error: str) -> DeadLetter:
    message = Message(
        id="01JMESSAGE",
        workspace_id=WORKSPACE,
        stream="invoice:1",
        destination="slack",
        kind=MessageKind.CARD,
        body={},
    )
    return DeadLetter(message=message, error=error, failed_at=NOW)


def test_a_home_without_anything_says_what_to_do() -> None:
    view = home(NOTHING, TODAY)
    expect_home(view)
    assert any("Nothing yet" in text for text in texts_in(view))


def test_buttons_are_for_those_who_may() -> None:
    assert "New invoice" not in texts_in(home(NOTHING, TODAY))
    drafter = NOTHING.model_copy(update={"may_draft": True})
    assert "New invoice" in texts_in(home(drafter, TODAY))
    assert "Set up" not in texts_in(home(drafter, TODAY))
    admin = NOTHING.model_copy(update={"is_admin": True})
    assert "Set up" in texts_in(home(admin, TODAY))


def test_what_waits_comes_before_what_was_made() -> None:
    view = NOTHING.model_copy(update={"to_approve": (a_summary(),), "mine": (a_summary(),)})
    texts = texts_in(home(view, TODAY))
    assert texts.index("Waiting for your approval") < texts.index("Your invoices")


def test_the_fullest_home_is_a_view_that_slack_accepts() -> None:
    view = HomeView(
        forms=(a_form(LONG),) * 30,
        mine=(a_summary(customer=LONG),) * 30,
        to_approve=(a_summary(customer=LONG),) * 30,
        stuck=(_stuck("x" * 10_000),) * 30,
        is_admin=True,
        may_draft=True,
    )
    drawn = home(view, TODAY)
    expect_home(drawn)
    assert "Your invoices" in texts_in(drawn)
