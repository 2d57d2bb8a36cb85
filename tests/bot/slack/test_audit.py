"""`/invoice audit`: who decided what and when, by person and period."""

from collections.abc import Iterator

import pytest

from tests.factories import FIONA, FRANK, SAM
from tests.harness.slack_bot import SlackBot, a_rig
from tests.harness.slack_reading import Json, shown


@pytest.fixture
def rig() -> Iterator[SlackBot]:
    with a_rig() as made:
        yield made


def answered(rig: SlackBot, words: str, user: str = FIONA.id) -> Json:
    """The last message that only they see, once it has the words."""

    def look() -> Json | None:
        found = [each for each in rig.channel(user) if each["ephemeral"]]
        return found[-1] if found and words in str(found[-1]) else None

    message = rig.eventually(look)
    assert message is not None
    return message


def test_an_approver_sees_who_approved_what(rig: SlackBot) -> None:
    rig.issued()
    rig.command(FIONA.id, "/invoice audit")
    message = answered(rig, "data_table")
    (table,) = [each for each in message["blocks"] if each["type"] == "data_table"]
    (row,) = [[cell["text"] for cell in each] for each in table["rows"][1:]]
    assert row[1:4] == ["Fiona Chen", "approved", "JUS-000001, Acme Corporation"]
    assert table["caption"] == ("Approvals and decisions, 23 Oct 2026 to 22 Nov 2026 (1)")


def test_it_is_narrowed_to_a_person_and_widened_again(rig: SlackBot) -> None:
    rig.issued()
    rig.command(FIONA.id, f"/invoice audit <@{FRANK.id}>")
    nobody = answered(rig, "Nothing in this period.")
    rig.press(FIONA.id, "audit_everyone", nobody)
    everybody = answered(rig, "data_table")
    rig.choose(FIONA.id, "audit_scope", everybody, "everything")
    whole = answered(rig, "Everything, 23 Oct 2026")
    assert "issued\nJUS-000001, Acme Corporation" in shown(whole)
    assert "issued\nJUS-000001" not in shown(everybody)


def test_where_slack_draws_no_tables_the_same_is_said_in_lines(rig: SlackBot) -> None:
    rig.issued()
    rig._act("blocks", {"unknown": ["data_table"]})
    rig.command(FIONA.id, "/invoice audit")
    assert "approved" in shown(answered(rig, "Approvals and decisions"))


def test_who_neither_approves_nor_administers_is_refused(rig: SlackBot) -> None:
    rig.command(SAM.id, "/invoice audit")
    assert "see the audit trail" in answered(rig, "audit trail", SAM.id)["text"]
