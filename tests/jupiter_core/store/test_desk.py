"""The desk's lists, counts and sums, in every store."""

from datetime import date, timedelta
from typing import Any

import pytest

from jupiter_core.domain.account import Credit
from jupiter_core.domain.approval import Approval, Delegator
from jupiter_core.domain.collection import Collection
from jupiter_core.domain.desk import DeskLook, DeskSection, LocalDays, Owed
from jupiter_core.domain.invoice import State
from jupiter_core.domain.money import LARGEST_MINOR, Money
from jupiter_core.ports import Store, UnitOfWork
from tests.factories import FIONA, FRANK, NOW, SAM, WORKSPACE, a_content, a_line
from tests.harness.fakes import FixedClock
from tests.jupiter_core.store.histories import a_draft_of, edit, save
from tests.jupiter_core.store.test_pages import a_proposal

TODAY = date(2026, 11, 22)
ALL = DeskLook(person=FIONA.id, whose="", days=LocalDays(usual=TODAY), at=NOW)
SAMS = ALL.model_copy(update={"person": SAM.id, "whose": SAM.id})


def due(day: date, minor: int = 10000, currency: str = "USD", **content: Any) -> Any:
    """What an invoice says that is due then, of so much."""
    price = Money.of_minor(minor, currency)
    line = a_line(currency=currency).model_copy(update={"unit_price": price})
    changes = {"issue_date": day, "net_terms": 0, "lines": (line,), "currency": currency}
    return a_content(**{**changes, **content})


def issued(uow: UnitOfWork, name: str, content: Any, **changes: Any) -> None:
    zero = Money.zero(content.currency)
    given = {"state": State.ISSUED, "number": name, "paid": zero, **changes}
    a_draft_of(uow, name, content=content, **given)


def ids(uow: UnitOfWork, section: DeskSection, look: DeskLook = ALL, **page: int) -> list[str]:
    found = [each.subject_id for each in uow.desk.entries(section, look, **page)]
    if not page:
        assert uow.desk.count(section, look) == len(found)
    return found


def test_what_is_owed_is_overdue_from_the_day_after_and_soon_for_seven_days(store: Store) -> None:
    with store.write(WORKSPACE) as uow:
        for days in (-2, -1, 0, 7, 8):
            issued(uow, f"{days:+}", due(TODAY + timedelta(days=days)))
        assert ids(uow, DeskSection.OVERDUE) == ["-2", "-1"]
        assert ids(uow, DeskSection.DUE_SOON) == ["+0", "+7"]


def test_sums_are_by_currency_of_what_is_left_to_pay(store: Store) -> None:
    late, soon = TODAY - timedelta(days=1), TODAY + timedelta(days=1)
    with store.write(WORKSPACE) as uow:
        part, note = (
            Money.of_minor(2500, "USD"),
            Credit(number="C", amount=Money.of_minor(1500, "USD")),
        )
        issued(uow, "a", due(late), paid=part, credits=(note,), state=State.PARTIALLY_PAID)
        issued(uow, "b", due(soon, 30001))
        issued(uow, "c", due(TODAY + timedelta(days=30), 5, "EUR"))
        issued(uow, "paid", due(late), state=State.PAID, paid=Money.of_minor(10000, "USD"))
        issued(uow, "note", due(late, corrects="a"))
        a_draft_of(uow, "draft", content=due(late))
        assert uow.desk.owed(ALL) == [
            Owed(currency="EUR", open_minor=5, open_count=1),
            Owed(
                currency="USD",
                open_minor=36001,
                open_count=2,
                overdue_minor=6000,
                overdue_count=1,
                soon_minor=30001,
                soon_count=1,
            ),
        ]


def test_what_is_owed_is_told_with_its_dispute_or_its_promise(store: Store) -> None:
    nobody = Collection()
    disputed = nobody.disputed("Never ordered", FIONA, NOW)
    promised = nobody.promising(TODAY + timedelta(days=3), TODAY, FIONA, NOW)
    with store.write(WORKSPACE) as uow:
        issued(uow, "a", due(TODAY), collection=disputed)
        issued(uow, "b", due(TODAY), collection=promised)
        issued(uow, "c", due(TODAY))
        told = uow.desk.entries(DeskSection.DUE_SOON, ALL)
        assert {each.subject_id: (each.disputed, each.promised_on) for each in told} == {
            "a": (True, None),
            "b": (False, date(2026, 11, 25)),
            "c": (False, None),
        }


def test_a_sum_may_be_more_than_any_amount(store: Store) -> None:
    with store.write(WORKSPACE) as uow:
        for n in range(3):
            issued(uow, f"i{n}", due(TODAY, LARGEST_MINOR))
        assert uow.desk.owed(ALL)[0].open_minor == 3_000_000_000_000_000


def test_each_legal_entity_has_its_own_day(store: Store) -> None:
    tomorrow = TODAY + timedelta(days=1)
    look = ALL.model_copy(
        update={"days": LocalDays(usual=TODAY, elsewhere=(("sender-us", tomorrow),))}
    )
    with store.write(WORKSPACE) as uow:
        issued(uow, "here", due(TODAY))
        assert ids(uow, DeskSection.OVERDUE, look) == ["here"]
        assert ids(uow, DeskSection.OVERDUE) == []
        assert uow.desk.owed(look)[0].overdue_minor == 10000


def test_what_is_shown_of_others_can_be_left_out(store: Store) -> None:
    with store.write(WORKSPACE) as uow:
        issued(uow, "sam's", due(TODAY))
        issued(uow, "frank's", due(TODAY), drafted_by=FRANK)
        assert ids(uow, DeskSection.DUE_SOON) == ["frank's", "sam's"]
        assert ids(uow, DeskSection.DUE_SOON, SAMS) == ["sam's"]
        assert uow.desk.owed(SAMS)[0].open_count == 1


def test_to_approve_is_what_they_neither_wrote_nor_approved(
    store: Store, clock: FixedClock
) -> None:
    yes = Approval(by=FIONA.id, by_name="Fiona", at=NOW, content_hash="0" * 64)
    waits = {"state": State.PENDING_APPROVAL}
    with store.write(WORKSPACE) as uow:
        a_draft_of(uow, "later", **waits)
        a_draft_of(uow, "written", authors=(SAM.id, FIONA.id), **waits)
        a_draft_of(uow, "submitted", submitted_by=FIONA.id, **waits)
        a_draft_of(uow, "approved by her", approvals=(yes,), approvals_needed=2, **waits)
        a_draft_of(uow, "draft")
        a_proposal(uow, "contract", submitted_by=SAM.id)
    clock.advance(minutes=1)
    with store.write(WORKSPACE) as uow:
        edit(uow, "newer", "later")
        assert ids(uow, DeskSection.TO_APPROVE) == ["contract", "later"]
        written = {"later", "written", "submitted", "approved by her", "contract"}
        assert set(ids(uow, DeskSection.SUBMITTED, SAMS)) == written
        assert ids(uow, DeskSection.SUBMITTED) == []
        frank = ALL.model_copy(update={"person": FRANK.id})
        assert uow.desk.count(DeskSection.TO_APPROVE, frank) == 5


def test_a_delegate_has_to_approve_what_neither_of_the_two_wrote_nor_approved(
    store: Store,
) -> None:
    """Bo, for Fiona and for Frank."""
    for_both = (Delegator(FIONA.id, "Fiona"), Delegator(FRANK.id, "Frank"))
    look = ALL.model_copy(update={"person": "U0BO", "approves_for": for_both[:1]})
    for_fiona = {"by": "U0BO", "by_name": "Bo", "at": NOW, "content_hash": "0" * 64}
    yes = Approval(**for_fiona, on_behalf_of=FIONA.id, on_behalf_of_name="Fiona")
    waits = {"state": State.PENDING_APPROVAL}
    with store.write(WORKSPACE) as uow:
        a_draft_of(uow, "sam's", **waits)
        a_draft_of(uow, "fiona's", authors=(SAM.id, FIONA.id), **waits)
        a_draft_of(uow, "bo's", authors=("U0BO",), **waits)
        a_draft_of(uow, "approved", approvals=(yes,), approvals_needed=2, **waits)
        assert ids(uow, DeskSection.TO_APPROVE, look) == ["sam's"]
        two = look.model_copy(update={"approves_for": for_both})
        assert ids(uow, DeskSection.TO_APPROVE, two) == ["fiona's", "sam's"]
        (first, second) = uow.desk.entries(DeskSection.TO_APPROVE, two)
        assert (first.delegator(for_both), second.delegator(for_both)) == for_both[::-1]
        assert "approved" not in ids(uow, DeskSection.TO_APPROVE)


def test_an_id_that_another_one_contains_is_somebody_else(store: Store) -> None:
    with store.write(WORKSPACE) as uow:
        a_draft_of(uow, "one", state=State.PENDING_APPROVAL, authors=("U0FIONA2", "U%"))
        assert ids(uow, DeskSection.TO_APPROVE) == ["one"]
        wild = ALL.model_copy(update={"person": "U_"})
        assert ids(uow, DeskSection.TO_APPROVE, wild) == ["one"]


def test_what_was_sent_back_is_apart_from_other_drafts(store: Store) -> None:
    with store.write(WORKSPACE) as uow:
        a_draft_of(uow, "back", reason="Wrong " + "x" * 400)
        a_draft_of(uow, "draft")
        a_draft_of(uow, "frank's", reason="Wrong", drafted_by=FRANK)
        assert ids(uow, DeskSection.SENT_BACK, SAMS) == ["back"]
        assert ids(uow, DeskSection.DRAFTS, SAMS) == ["draft"]
        (entry,) = uow.desk.entries(DeskSection.SENT_BACK, SAMS)
        assert (len(entry.sent_back), entry.sent_back[:7]) == (300, "Wrong x")


def test_a_po_is_waited_for_where_the_customer_needs_one(store: Store) -> None:
    optional = a_content().bill_to.model_copy(update={"po_required": False})
    with store.write(WORKSPACE) as uow:
        issued(uow, "waits", due(TODAY))
        issued(uow, "has one", due(TODAY, po_number="45"))
        issued(uow, "needs none", due(TODAY, bill_to=optional))
        issued(uow, "credit note", due(TODAY, corrects="waits"))
        a_draft_of(uow, "draft", content=due(TODAY))
        assert ids(uow, DeskSection.WAITING_FOR_PO) == ["waits"]


def test_paid_stays_for_two_weeks_the_last_first(store: Store) -> None:
    with store.write(WORKSPACE) as uow:
        for days in (0, 13, 14, 15):
            at = NOW - timedelta(days=days)
            issued(uow, f"{days}", due(TODAY), state=State.PAID, settled_at=at)
        issued(uow, "open", due(TODAY))
        assert ids(uow, DeskSection.RECENTLY_PAID) == ["0", "13", "14"]


def test_a_list_is_read_in_pages(store: Store) -> None:
    with store.write(WORKSPACE) as uow:
        for n in range(5):
            issued(uow, f"i{n}", due(TODAY + timedelta(days=n)))
        assert ids(uow, DeskSection.DUE_SOON, limit=2) == ["i0", "i1"]
        assert ids(uow, DeskSection.DUE_SOON, offset=4, limit=2) == ["i4"]


def test_an_entry_follows_its_invoice(store: Store) -> None:
    with store.write(WORKSPACE) as uow:
        a_draft_of(uow, "one", content=due(TODAY), paid=Money.zero("USD"))
        draft = uow.invoices.get("one")
        save(uow, draft.model_copy(update={"state": State.PENDING_APPROVAL, "sequence": 2}))
        (entry,) = uow.desk.entries(DeskSection.TO_APPROVE, ALL)
        assert (entry.sequence, entry.customer, entry.total_minor) == (2, "Acme Corporation", 10000)
        assert ids(uow, DeskSection.DRAFTS, SAMS) == []


@pytest.mark.parametrize("section", list(DeskSection))
def test_another_workspace_has_a_desk_of_its_own(store: Store, section: DeskSection) -> None:
    with store.write("T0OTHER") as uow:
        issued(uow, "open", due(TODAY))
        a_draft_of(uow, "waits", state=State.PENDING_APPROVAL)
        a_draft_of(uow, "draft")
        a_draft_of(uow, "back", reason="No")
    with store.read(WORKSPACE) as uow:
        assert ids(uow, section) == ids(uow, section, SAMS) == []
        assert uow.desk.owed(ALL) == []


def test_what_is_erased_has_no_entry(store: Store) -> None:
    with store.write(WORKSPACE) as uow:
        issued(uow, "open", due(TODAY))
        uow.erasure.subject("open")
        assert ids(uow, DeskSection.DUE_SOON) == []
