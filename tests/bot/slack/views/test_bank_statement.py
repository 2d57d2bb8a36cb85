"""What waits of bank statements, on Home."""

from datetime import date

from bot.slack.views.bank_statement.waiting import (
    read_choice,
    waiting_modal,
    waiting_rows,
)
from bot.slack.views.desk.home import DeskView, desk_home
from bot.wording.bank_statement import entry_line
from jupiter_core.domain.bank_entry import EntryState, ImportedEntry
from jupiter_core.domain.match_proposal import Certainty, Part, Proposal
from jupiter_core.domain.money import Money
from jupiter_core.domain.statement import StatementEntry, StatementFormat
from jupiter_core.ports import WaitingEntries
from jupiter_core.queries.bank_entries import WaitingPart
from tests.factories import NOW
from tests.harness.drawn_views import expect_home


def usd(amount: str) -> Money:
    return Money.of(amount, "USD")


def an_entry(number: int, *, proposed: bool = False, reversal: bool = False) -> ImportedEntry:
    part = Part(invoice_id="i-1", number="JUS-1", amount=usd("5.00"))
    certain = Proposal(parts=(part,), certainty=Certainty.CERTAIN, reasons=("named",))
    return ImportedEntry(
        id=f"entry-{number}",
        statement_id="s",
        profile_id="p",
        account="1",
        identity=str(number),
        entry=StatementEntry(
            booked_on=date(2026, 11, 20),
            amount=usd("5.00"),
            remittance="*<!here>*",
            is_reversal=reversal,
        ),
        state=EntryState.PROPOSED if proposed else EntryState.UNMATCHED,
        proposals=(certain,) if proposed else (),
    )


def a_part(*entries: ImportedEntry, count: int) -> WaitingPart:
    return WaitingPart(totals=(WaitingEntries(count=count, total=usd("5000.00")),), entries=entries)


def offered(entry: ImportedEntry) -> list[str]:
    row = waiting_rows(a_part(entry, count=1), 1)[1]
    return [each["text"]["text"] for each in row["accessory"]["options"]]


def test_a_row_offers_what_can_be_done_with_it() -> None:
    assert offered(an_entry(1, proposed=True)) == ["Book", "Choose invoices", "Ignore"]
    assert offered(an_entry(1)) == ["Choose invoices", "Ignore"]
    assert offered(an_entry(1, reversal=True)) == ["Ignore"]


def test_home_has_the_sum_the_latest_and_the_way_to_all() -> None:
    part = a_part(*(an_entry(n) for n in range(10)), count=1234)
    view = DeskView(name="Fiona", now=NOW, today=NOW.date(), bank=part)

    home = desk_home(view)

    expect_home(home)
    text = str(home)
    assert "Payments to match (1,234)" in text
    assert "USD 5,000.00 in 1,234" in text
    assert "Show all 1,234" in text
    assert "'type': 'plain_text', 'text': '20 Nov 2026  ·  USD 5.00  ·  *<!here>*" in text


def test_where_nothing_waits_home_says_nothing_of_it_and_the_modal_so() -> None:
    assert waiting_rows(WaitingPart(), 10) == []
    assert "Nothing waits to be matched" in str(waiting_modal(WaitingPart()))


def test_an_option_that_was_never_offered_ignores_nothing_by_itself() -> None:
    assert read_choice("entry_book:e1") == ("entry_book", "e1")
    assert read_choice("drop_tables") == ("entry_ignore", "")


def test_a_row_says_what_may_have_come_before_until_somebody_has_decided() -> None:
    entry = an_entry(1, proposed=True).model_copy(update={"seen_as": StatementFormat.CAMT_053})
    said = "One of this day and amount came in before as camt.053."

    assert said in str(waiting_rows(a_part(entry, count=1), 1))
    assert said not in entry_line(entry.model_copy(update={"state": EntryState.BOOKED}))
