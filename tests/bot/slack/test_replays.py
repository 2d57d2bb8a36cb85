"""Everything arrives twice: the second time changes nothing, and disturbs nobody."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor

import pytest

from tests.factories import FIONA, SAM, WORKSPACE
from tests.harness.slack_reading import actions_of
from tests.harness.whole_bot import WholeBot, a_whole_bot


@pytest.fixture
def bot() -> Iterator[WholeBot]:
    with a_whole_bot() as bot:
        yield bot


def test_a_command_that_arrives_twice_opens_one_form_and_says_nothing(bot: WholeBot) -> None:
    bot.types("/invoice")
    bot.top("builder")
    assert bot.alter("slash_commands").status == 200
    bot.types("/invoice gibberish")
    assert "gibberish" in bot.told(SAM.id)
    assert len(bot.private(SAM.id)) == 1
    assert len(bot.open_forms(SAM.id)) == 1


def test_a_po_that_was_typed_once_and_arrives_twice_is_one_version(bot: WholeBot) -> None:
    issued = bot.issued()
    bot.types(f"/invoice po {issued.number} 4500017342")
    assert "version 2" in bot.told(SAM.id)
    assert bot.alter("slash_commands").status == 200
    bot.types("/invoice gibberish")
    bot.eventually(lambda: len(bot.private(SAM.id)) == 2)
    assert bot.invoice(issued.id).revision == 2


def test_a_builder_that_is_submitted_several_times_at_once_makes_one_invoice(
    bot: WholeBot,
) -> None:
    """The channel is asked for over the network, between two transactions."""
    bot.fill_builder()
    bot.fault("conversations.info", "slow", count=4, seconds=0.3)
    bot.submit(SAM.id)
    with ThreadPoolExecutor(3) as threads:
        answers = list(threads.map(lambda _: bot.alter("view_submission"), range(3)))
    assert [each.status for each in answers] == [200] * 3
    assert len(bot.invoices()) == 1


def test_two_submissions_that_both_passed_the_check_make_one_invoice(bot: WholeBot) -> None:
    bot.fill_builder()
    bot.doubts_channel()
    bot.fault("conversations.info", "error", error="internal_error")
    assert bot.submit(SAM.id)["errors"]
    bot.fault("conversations.info", "slow", count=3, seconds=0.3)
    with ThreadPoolExecutor(3) as threads:
        list(threads.map(lambda _: bot.alter("view_submission"), range(3)))
    assert len(bot.invoices()) == 1


def test_two_approvers_at_once_issue_one_invoice_under_one_number(bot: WholeBot) -> None:
    invoice = bot.submitted()
    request = bot.request()
    with ThreadPoolExecutor(2) as threads:
        list(
            threads.map(
                lambda user: bot.press(user, "invoice_approve", request), (FIONA.id, "U0FRANK")
            )
        )
    bot.eventually(lambda: bot.invoice(invoice.id).number)
    with bot.application.database.read(WORKSPACE) as uow:
        assert [each.why for each in uow.versions.of(invoice.id)].count("invoice.issued") == 1
    other = [told for user in (FIONA.id, "U0FRANK") for told in bot.private(user)]
    assert all("cannot be approved now" in each for each in other)


def test_the_request_of_an_issued_invoice_has_no_buttons_and_a_late_click_is_told_so(
    bot: WholeBot,
) -> None:
    invoice = bot.submitted()
    bot.press(SAM.id, "invoice_approve", bot.request())
    bot.told(SAM.id)
    bot.press(FIONA.id, "invoice_approve", bot.request())
    bot.eventually(lambda: bot.invoice(invoice.id).number)
    bot.delivered()
    assert not [each for each in bot.thread() if "invoice_approve" in actions_of(each)]
    late = {"user": {"id": "U0FRANK"}, "trigger_id": "late"}
    bot.alter("block_actions", lambda payload: payload.update(late))
    assert "cannot be approved now" in bot.told("U0FRANK")
    assert bot.invoice(invoice.id).sequence == 4


def test_an_event_that_arrives_twice_shows_the_same(bot: WholeBot) -> None:
    for _ in range(2):
        bot.event(type="app_home_opened", user=SAM.id, tab="home", channel="D1")
    bot.eventually(lambda: len(bot.calls("views.publish")) == 2)
    first, second = bot.calls("views.publish")
    assert first["request"]["view"] == second["request"]["view"]
