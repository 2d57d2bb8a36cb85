"""A list as a CSV file."""

import csv
import io
from datetime import date

import pytest

from bot.delivery.slack.list_files import list_csv
from jupiter_core.domain.invoice import State
from jupiter_core.domain.readers import Readers
from jupiter_core.domain.search import Order, SearchKind, Sight, Wanted
from jupiter_core.queries.finding import still_seen
from tests.factories import FIONA, SAM, WORKSPACE, a_content, a_customer, a_draft
from tests.harness.fakes import FakeStore, FixedClock, a_fake_store
from tests.jupiter_core.store.histories import add

TODAY = date(2027, 2, 1)
ALL = Sight(person=FIONA.id, everything=True)


@pytest.fixture
def store() -> FakeStore:
    return a_fake_store(FixedClock())


def rows(store: FakeStore, **wanted: object) -> list[dict[str, str]]:
    asked = Wanted.model_validate({"sight": ALL, "today": TODAY, "order": Order.CUSTOMER, **wanted})
    with store.read(WORKSPACE) as uow:
        text = list_csv(uow, asked).decode()
    return list(csv.DictReader(io.StringIO(text)))


def an_invoice(store: FakeStore, name: str, customer: str, **changes: object) -> None:
    content = a_content(bill_to=a_customer(name=customer).bill_to())
    with store.write(WORKSPACE) as uow:
        add(uow, a_draft(id=name, content=content, **changes))


def test_a_row_says_what_the_list_said(store: FakeStore) -> None:
    an_invoice(store, "a", "Acme Corporation", number="JUS-000001", state=State.ISSUED)
    (row,) = rows(store)
    assert row == {
        "number": "JUS-000001",
        "customer": "Acme Corporation",
        "currency": "USD",
        "total": "1345000.00",
        "due": "1345000.00",
        "status": "overdue",
        "issue_date": "2026-11-22",
        "due_date": "2027-01-06",
        "po_number": "",
        "external_id": "",
        "credit_note_for": "",
    }


@pytest.mark.parametrize("sign", ["=", "+", "-", "@", "\t"])
def test_no_cell_is_a_formula(store: FakeStore, sign: str) -> None:
    an_invoice(store, "a", f"{sign}cmd|' /C calc'!A0")
    (row,) = rows(store)
    assert row["customer"] == f"'{sign}cmd|' /C calc'!A0"


def test_more_rows_than_are_read_at_once_are_all_there(store: FakeStore) -> None:
    with store.write(WORKSPACE) as uow:
        for n in range(1001):
            add(uow, a_draft(id=f"i{n:04}", number=f"JUS-{n:06}"))
    assert len({row["number"] for row in rows(store, order=Order.DATE)}) == 1001


def test_contracts_have_columns_of_their_own(store: FakeStore) -> None:
    assert rows(store, kind=SearchKind.CONTRACT) == []


def test_whoever_may_read_less_by_now_gets_less(store: FakeStore) -> None:
    with store.write(WORKSPACE) as uow:
        changed = uow.workspace().model_copy(update={"readers": Readers.FINANCE})
        uow.save_workspace(changed)
        then = Sight(person="U0NOBODY", everything=True)
        assert still_seen(uow, then) == Sight(person="U0NOBODY")
        own = Sight(person=SAM.id)
        assert still_seen(uow, own) == own
