"""`/invoice export` in Slack: for whom, and how the file arrives."""

import csv
import io
from collections.abc import Iterator
from datetime import date

import httpx
import pytest

from bot.slack.exports import last_month
from jupiter_core.domain.period import Period
from tests.factories import FIONA, NOW, SAM, WANDA, WORKSPACE
from tests.harness.slack_bot import SlackBot, a_rig

NOVEMBER = {"from": "2026-11-01", "to": "2026-11-30"}


@pytest.fixture
def rig() -> Iterator[SlackBot]:
    with a_rig() as made:
        yield made


def asked(rig: SlackBot, user: str, **chosen: str) -> None:
    rig.command(user, "/invoice export")
    for name, value in {**NOVEMBER, **chosen}.items():
        rig.fill(user, name, value)
    answer = rig.submit(user)
    assert not answer.get("errors"), answer
    rig.deliver()


def test_finance_gets_the_file_in_a_direct_message(rig: SlackBot) -> None:
    invoice = rig.issued()
    asked(rig, FIONA.id, format="csv")
    _, messages = rig.direct_messages(FIONA.id)
    said = [each["text"] for each in messages if "Invoices, " in each["text"]]
    assert said == ["Invoices, 1 Nov 2026 to 30 Nov 2026: 1 rows."]
    (file,) = [each for each in rig.files() if each["name"].startswith("invoices-")]
    content = httpx.get(file["url"], headers={"Authorization": "Bearer xoxb-local"}, timeout=60)
    (row,) = csv.DictReader(io.StringIO(content.text))
    assert (row["number"], row["total"]) == (invoice.number, "1345000.00")


def test_nobody_else_exports(rig: SlackBot) -> None:
    rig.command(SAM.id, "/invoice export")
    assert "may not export records" in rig.told(SAM.id)
    assert not rig.modals(SAM.id)


def test_an_admin_exports_too_and_it_is_in_the_record(rig: SlackBot) -> None:
    asked(rig, WANDA.id, kind="audit_trail")
    with rig.store.read(WORKSPACE) as uow:
        events = [each for _, each in uow.events.page(limit=100)]
    (exported,) = [each for each in events if each.name == "workspace.exported"]
    assert (exported.by.id, exported.note) == (
        WANDA.id,
        "Audit trail, 1 Nov 2026 to 30 Nov 2026",
    )


def test_a_journal_without_accounts_says_what_to_do(rig: SlackBot) -> None:
    rig.issued()
    asked(rig, FIONA.id, kind="xero")
    _, messages = rig.direct_messages(FIONA.id)
    assert "couldn't be exported. No ledger accounts are set" in messages[-1]["text"]
    assert not rig.errors()


def test_a_period_that_ends_before_it_begins_is_told_at_its_field(rig: SlackBot) -> None:
    rig.command(FIONA.id, "/invoice export")
    rig.fill(FIONA.id, "from", "2026-11-30")
    rig.fill(FIONA.id, "to", "2026-11-01")
    answer = rig.submit(FIONA.id)
    assert set(answer["errors"]) == {"to"}


def test_a_send_that_is_tried_again_goes_on_in_its_message(rig: SlackBot) -> None:
    rig.issued()
    rig.fault("files.completeUploadExternal", "error", error="internal_error")
    asked(rig, FIONA.id)
    rig.clock.advance(minutes=5)
    rig.deliver()
    _, messages = rig.direct_messages(FIONA.id)
    assert len([each for each in messages if each["text"].startswith("Invoices, ")]) == 1


@pytest.mark.parametrize(
    ("today", "first", "last"),
    [
        (date(2027, 3, 9), date(2027, 2, 1), date(2027, 2, 28)),
        (date(2028, 3, 31), date(2028, 2, 1), date(2028, 2, 29)),
        (date(2027, 1, 1), date(2026, 12, 1), date(2026, 12, 31)),
        (NOW.date(), date(2026, 10, 1), date(2026, 10, 31)),
    ],
)
def test_the_form_begins_with_last_month(today: date, first: date, last: date) -> None:
    assert last_month(today) == Period(first=first, last=last)
