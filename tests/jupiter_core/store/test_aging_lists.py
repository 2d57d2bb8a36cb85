"""The lists behind the figures of the aging: their sums are the figures, to the cent."""

from datetime import date, timedelta
from typing import Any

import pytest

from bot.intake.search.query import read_query
from bot.slack.views.aging_lists import lists_menu
from jupiter_core.domain.account import Credit
from jupiter_core.domain.desk import LocalDays
from jupiter_core.domain.invoice import State
from jupiter_core.domain.money import Money
from jupiter_core.domain.search import PaperKind, SearchEntry, Sight, Wanted
from jupiter_core.ports import Store, UnitOfWork
from jupiter_core.queries.aging import aging
from tests.factories import FIONA, NOW, SAM, WORKSPACE, a_sender_profile
from tests.jupiter_core.store import test_aging
from tests.jupiter_core.store.test_aging import TODAY

ALL = Sight(person=FIONA.id, everything=True)
DAYS = LocalDays(usual=TODAY)


def issued(uow: UnitOfWork, name: str, late: int, **more: Any) -> None:
    """With a PO, unless it is said otherwise."""
    content = {"po_number": "4711", **more.pop("content", {})}
    test_aging.issued(uow, name, late, content=content, **more)


def listed(uow: UnitOfWork, **wanted: Any) -> list[SearchEntry]:
    asked = Wanted(sight=ALL, today=TODAY, days=DAYS, **wanted)
    found = uow.search.page(asked, limit=100)
    assert uow.search.count(asked) == len(found)
    return found


def ids(found: list[SearchEntry]) -> list[str]:
    return sorted(each.subject_id for each in found)


def some(uow: UnitOfWork) -> None:
    """By hand: what is in which bucket, and what of it is left to pay."""
    credit = Credit(number="C", amount=Money.of_minor(20_03, "USD"))
    part = {"paid": Money.of_minor(30_01, "USD"), "state": State.PARTIALLY_PAID}
    uow.sender_profiles.save(a_sender_profile())
    issued(uow, "future", -5, minor=1_11)
    issued(uow, "today", 0, minor=2_22, content={"po_number": ""})
    issued(uow, "one", 1, minor=4_44)
    issued(uow, "thirty", 30, minor=8_88)
    issued(uow, "part", 31, minor=100_00, credits=(credit,), **part)
    issued(uow, "sixty", 60, minor=3, drafted_by=FIONA)
    issued(uow, "euros", 40, minor=7_77, currency="EUR")
    issued(uow, "old", 91, minor=5_55)
    issued(uow, "paid", 20, minor=9_99, state=State.PAID, settled_at=NOW)
    issued(uow, "paid-before", 80, minor=6_66, state=State.PAID, settled_at=NOW - timedelta(31))
    issued(uow, "void", 40, minor=70_00, state=State.VOID)
    issued(uow, "note", 5, minor=1_23, content={"corrects": "paid"})
    issued(uow, "asked", 3, minor=11, state=State.PENDING_APPROVAL)
    issued(uow, "note-asked", 3, state=State.PENDING_APPROVAL, content={"corrects": "paid"})


@pytest.mark.parametrize(
    ("line", "found", "sum_due"),
    [
        ("status:current", ["future", "today"], 3_33),
        ("overdue:1-30", ["one", "thirty"], 13_32),
        ("overdue:31-60", ["part", "sixty"], 49_99),
        ("overdue:61-90", [], 0),
        ("overdue:91+", ["old"], 5_55),
        ("status:unpaid", ["future", "old", "one", "part", "sixty", "thirty", "today"], 72_19),
        ("status:overdue", ["old", "one", "part", "sixty", "thirty"], 68_86),
        ("status:waiting_for_po", ["today"], 2_22),
    ],
)
def test_a_line_finds_what_is_owed_at_that_age(
    store: Store, line: str, found: list[str], sum_due: int
) -> None:
    query = read_query(f"{line} currency:USD").model_dump(
        include={"unpaid", "overdue", "past_due", "po_awaited", "currency"}
    )
    with store.write(WORKSPACE) as uow:
        some(uow)
        rows = listed(uow, **query)
        assert (ids(rows), sum(each.due_minor for each in rows)) == (found, sum_due)


def test_what_was_issued_paid_or_asked_for_lately_is_found(store: Store) -> None:
    billed = ("issued", "partially_paid", "paid")
    with store.write(WORKSPACE) as uow:
        some(uow)
        lately = listed(uow, states=billed, issued_days=30, paper=PaperKind.INVOICE)
        assert ids(lately) == ["future", "one", "paid", "today"]
        assert ids(listed(uow, states=billed, issued_days=6)) == ["future", "note", "one", "today"]
        assert ids(listed(uow, paid_since=NOW - timedelta(30))) == ["paid"]
        waits = listed(uow, states=("pending_approval",), paper=PaperKind.INVOICE)
        assert ids(waits) == ["asked"]
        assert ids(listed(uow, paper=PaperKind.CREDIT_NOTE)) == ["note", "note-asked"]
        assert ids(listed(uow, currency="EUR")) == ["euros"]


def test_the_sum_of_each_list_is_its_figure(store: Store) -> None:
    """As the menu offers them; a menu's figure says its sum and how many invoices it is of."""
    with store.write(WORKSPACE) as uow:
        some(uow)
        (usd,) = [each for each in aging(uow).currencies if each.currency == "USD"]
        menu = lists_menu(usd, everybody=True)
        assert menu is not None
        assert [each["text"]["text"] for each in menu["options"]] == [
            *("Owed: USD 72.19 (7)", "Current: USD 3.33 (2)", "1–30 days: USD 13.32 (2)"),
            *("31–60 days: USD 49.99 (2)", "Over 90 days: USD 5.55 (1)"),
            # 72.19 owed; of 90 days 133.33 billed, less a credit note of 1.23
            "DSO 49.2 days: billed in 90 days",
            # 1.11 + 2.22 + 4.44 + 9.99
            *("Issued: USD 17.76 (4)", "Paid: USD 9.99 (1)", "Waiting for a PO: USD 2.22 (1)"),
            "Waiting for approval: USD 0.11 (1)",
        ]


def test_days_are_those_of_each_legal_entity(store: Store) -> None:
    """Where it is already tomorrow, what was due today is late, and issued a day earlier."""
    ahead = LocalDays(usual=TODAY, elsewhere=(("sender-us", TODAY + timedelta(days=1)),))
    with store.write(WORKSPACE) as uow:
        issued(uow, "a", 0)
        late = Wanted(sight=ALL, today=TODAY, days=ahead, overdue=True)
        lately = Wanted(sight=ALL, today=TODAY, days=ahead, issued_days=1)
        assert (uow.search.count(late), uow.search.count(lately)) == (1, 0)
        usual = {"days": DAYS}
        assert uow.search.count(late.model_copy(update=usual)) == 0
        assert uow.search.count(lately.model_copy(update=usual)) == 1


def test_a_list_that_was_asked_for_by_an_older_release_is_still_read(store: Store) -> None:
    """Without the days of the entities, what is overdue is so on the day `today`."""
    with store.write(WORKSPACE) as uow:
        issued(uow, "a", 1)
        kept = {"sight": {"person": SAM.id, "everything": True, "channels": []}, "overdue": True}
        wanted = Wanted.model_validate({**kept, "today": date(2026, 11, 22)})
        assert ids(uow.search.page(wanted)) == ["a"]
