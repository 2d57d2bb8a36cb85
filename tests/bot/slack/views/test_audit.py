"""The audit trail's table holds what Slack takes of it, and says how much that is."""

import time
from datetime import UTC, date, datetime

import pytest

from bot.simulator.blockkit.validate import valid_message_blocks
from bot.simulator.ids import Ids
from bot.slack.views.audit import audit_message
from bot.slack.views.data_table import without_native
from jupiter_core.domain.changes import Change
from jupiter_core.domain.period import Period
from jupiter_core.queries.audit_page import AuditLook, AuditPage, AuditScope
from jupiter_core.queries.exports.audit_trail import Entry
from tests.factories import FIONA

LOOK = AuditLook(
    period=Period(first=date(2026, 11, 1), last=date(2026, 11, 30)), scope=AuditScope.EVERYTHING
)


def page_of(count: int, note: str) -> AuditPage:
    entry = Entry(
        at=datetime(2026, 11, 27, 12, tzinfo=UTC),
        by=FIONA,
        noun="invoice",
        action="edited",
        title="JUS-000001, Acme Corporation",
        changes=(Change(what="Memo", old="a", new="b"),),
        note=note,
        subject_id="01JINVOICE",
    )
    return AuditPage(look=LOOK, entries=(entry,) * count, total=500)


@pytest.mark.parametrize("note", ["", "n" * 120, "n" * 400])
def test_of_many_entries_the_latest_are_shown_that_one_table_holds(note: str) -> None:
    _, blocks = audit_message(page_of(100, note))
    table = blocks[0]
    shown = len(table["rows"]) - 1
    assert table["caption"].endswith(f"(the latest {shown} of 500)")
    assert (shown == 100) is (note == "")
    assert shown >= 20
    for drawn in (blocks, without_native(blocks)):
        assert valid_message_blocks(drawn, Ids(time.time))
