"""`/invoice aging`, the lists behind it, and the weekly digest, against a local workspace."""

from collections.abc import Iterator
from datetime import UTC, datetime

import pytest

from jupiter_core.commands.aging_digest import post_digest
from tests.factories import DEAL_CHANNEL, FIONA, SAM, WORKSPACE
from tests.harness.slack_bot import SlackBot, a_rig
from tests.harness.slack_reading import Json, shown

MONDAY = datetime(2026, 11, 23, 17, tzinfo=UTC)


@pytest.fixture
def rig() -> Iterator[SlackBot]:
    with a_rig() as made:
        yield made


def private(rig: SlackBot, user: str) -> Json:
    def seen() -> list[Json]:
        return [each for each in rig.channel(user) if each["ephemeral"]]

    return rig.eventually(seen)[-1]


def kinds(message: Json) -> set[str]:
    return {each["type"] for each in message["blocks"]}


def posted_digest(rig: SlackBot) -> Json:
    """The digest in the deal's channel, which is finance's here."""
    rig.clock.set(MONDAY)
    with rig.store.write(WORKSPACE) as uow:
        team = uow.workspace()
        uow.save_workspace(team.model_copy(update={"finance_channel": DEAL_CHANNEL}))
        assert post_digest(uow, WORKSPACE) == 1
    rig.deliver()
    assert not [each for each in rig.errors() if each]
    return next(each for each in rig.channel(FIONA.id) if each["text"].startswith("Aging"))


def test_finance_sees_chart_and_table_and_goes_to_the_list(rig: SlackBot) -> None:
    rig.issued()
    rig.command(FIONA.id, "/invoice aging")
    answer = private(rig, FIONA.id)
    assert answer["text"] == ("Aging, 22 Nov 2026. USD 1,345,000.00 owed, nothing overdue.")
    assert {"data_visualization", "data_table", "actions"} <= kinds(answer)
    rig.press(FIONA.id, "aging_owed", answer)
    listed = rig.eventually(
        lambda: (found := private(rig, FIONA.id))["text"].startswith("Invoices") and found
    )
    assert "JUS-000001" in shown(listed)


def test_a_figure_of_a_currency_opens_its_invoices(rig: SlackBot) -> None:
    rig.issued()
    rig.command(FIONA.id, "/invoice aging")
    line = "status:current currency:USD sort:due"
    rig.choose(FIONA.id, "aging_behind", private(rig, FIONA.id), line)
    listed = rig.eventually(
        lambda: (found := private(rig, FIONA.id))["text"].startswith("Invoices") and found
    )
    assert listed["text"].startswith(f"Invoices matching “{line}” (1)")
    assert "JUS-000001" in shown(listed)


def test_who_asks_for_a_picture_gets_it_as_a_direct_message(rig: SlackBot) -> None:
    rig.issued()
    rig.command(FIONA.id, "/invoice aging")
    rig.press(FIONA.id, "aging_picture", private(rig, FIONA.id))

    def sent() -> list[str]:
        rig.deliver()
        return [each["name"] for each in rig.files() if each["name"].startswith("aging")]

    assert rig.eventually(sent) == ["aging-2026-11-22.png"]
    posted = [each for each in rig.calls("chat.postMessage") if "Aging" in str(each)]
    assert FIONA.id in str(posted[-1])


def test_where_slack_draws_no_tables_the_same_is_said_in_lines(rig: SlackBot) -> None:
    rig.issued()
    rig._act("blocks", {"unknown": ["data_table", "data_visualization"]})
    rig.command(SAM.id, "/invoice aging")
    answer = private(rig, SAM.id)
    assert not {"data_visualization", "data_table"} & kinds(answer)
    assert "USD 1,345,000.00" in shown(answer)


def test_the_digest_is_a_chart_and_a_table_in_finances_channel(rig: SlackBot) -> None:
    rig.issued()
    message = posted_digest(rig)
    assert {"data_visualization", "data_table"} <= kinds(message)
    assert not [each for each in rig.files() if each["name"].startswith("aging")]


def test_the_digest_is_a_picture_with_its_words_where_slack_draws_none(rig: SlackBot) -> None:
    rig.issued()
    rig._act("blocks", {"unknown": ["data_table", "data_visualization"]})
    message = posted_digest(rig)
    assert not {"data_visualization", "data_table"} & kinds(message)
    (file,) = [each for each in rig.files() if each["name"].startswith("aging")]
    assert file["name"] == "aging-2026-11-23.png"
    announced = rig.calls("files.getUploadURLExternal")[-1]
    assert "USD 1,345,000.00 owed, nothing overdue: Current USD 1,345,000.00" in str(announced)
