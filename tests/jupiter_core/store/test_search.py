"""Finding, in a store of every kind."""

from datetime import date
from typing import Any

import pytest

from jupiter_core.domain.invoice import Invoice, State
from jupiter_core.domain.search import Order, SearchKind, Sight, Term, Wanted
from jupiter_core.domain.text import key_of
from jupiter_core.ports import Store, UnitOfWork
from jupiter_core.store import Database
from jupiter_core.store.search_tables import SearchEntryRow
from tests.factories import SAM, WORKSPACE, a_content, a_customer, a_draft, a_line
from tests.jupiter_core.store.histories import add, save
from tests.jupiter_core.store.test_pages import a_proposal

ALL = Sight(person="U0FIONA", everything=True)
TODAY = date(2026, 12, 24)


def an_invoice(uow: UnitOfWork, name: str, number: str | None = None, **changes: Any) -> Invoice:
    content = changes.pop("content", {})
    price = changes.pop("price", "1200000.00")
    customer = changes.pop("customer", "Acme Corporation")
    filled = a_content(
        lines=(a_line(price=price),), bill_to=a_customer(name=customer).bill_to(), **content
    )
    draft = a_draft(
        id=name, workspace_id=uow.workspace_id, content=filled, number=number, **changes
    )
    return add(uow, draft)


def three(store: Store) -> None:
    with store.write(WORKSPACE) as uow:
        an_invoice(
            uow,
            "a",
            "JUS-000001",
            state=State.ISSUED,
            content={"po_number": "4500017342", "issue_date": date(2026, 1, 5), "memo": "Straße"},
        )
        an_invoice(
            uow,
            "b",
            "JUS-000010",
            customer="Globex 100% GmbH",
            price="45.00",
            external_id="deal-1",
            deal_channel="C0GLOBEX",
            content={"issue_date": date(2026, 12, 1), "net_terms": 45},
            state=State.ISSUED,
        )
        an_invoice(uow, "c", customer="Initech", price="99.50", drafted_by=SAM)


def found(store: Store, *terms: Term, **wanted: Any) -> list[str]:
    asked = Wanted(**{"sight": ALL, "today": TODAY, "terms": terms, **wanted})
    with store.read(WORKSPACE) as uow:
        rows = uow.search.page(asked)
        assert uow.search.count(asked) == len(rows)
    return [each.subject_id for each in rows]


@pytest.mark.parametrize(
    ("term", "ids"),
    [
        (Term(number="jus-1"), ["a"]),
        (Term(number="1"), ["a"]),
        (Term(number="10"), ["b"]),
        (Term(text="corporation"), ["a"]),
        (Term(text="450001"), ["a"]),
        (Term(text="dana@"), ["c", "b", "a"]),
        (Term(text="strasse"), ["a"]),
        (Term(text="deal-1"), ["b"]),
        (Term(text="100%"), ["b"]),
        (Term(text="1%"), []),
        (Term(text="10_"), []),
        (Term(text="1", whole=True), ["b"]),
        (Term(amount="1200000"), ["a"]),
        (Term(amount="45", currency="USD"), ["b"]),
        (Term(amount="45", currency="EUR"), []),
        (Term(amount="99.5"), ["c"]),
        (Term(), []),
    ],
)
def test_a_word_is_found_wherever_it_may_stand(store: Store, term: Term, ids: list[str]) -> None:
    three(store)
    assert sorted(found(store, term)) == sorted(ids)


def test_several_words_must_all_be_there(store: Store) -> None:
    three(store)
    assert found(store, Term(text="dana@"), Term(text="globex")) == ["b"]
    assert found(store, Term(text="corporation"), Term(text="globex")) == []


def test_filters_leave_only_what_they_name(store: Store) -> None:
    three(store)
    assert found(store, states=("draft",)) == ["c"]
    assert found(store, overdue=True) == ["a"]
    assert sorted(found(store, unpaid=True)) == ["a", "b"]
    assert found(store, channel="C0GLOBEX") == ["b"]
    assert found(store, customer="init") == ["c"]
    assert found(store, po="7342") == ["a"]
    assert found(store, issued_from=date(2026, 12, 1), issued_to=date(2026, 12, 1)) == ["b"]


def test_an_exact_number_comes_first(store: Store) -> None:
    with store.write(WORKSPACE) as uow:
        an_invoice(uow, "exact", "2027-00012")
        an_invoice(uow, "po", "X-7", content={"po_number": "2027-12"})
        an_invoice(uow, "memo", "X-8", content={"memo": "instead of 2027-12"})
    said = Term(text="2027-12", number="2027-12")
    assert found(store, said) == ["exact", "po", "memo"]


def test_it_is_sorted_as_wanted(store: Store) -> None:
    three(store)
    assert found(store, order=Order.AMOUNT) == ["a", "c", "b"]
    assert found(store, order=Order.CUSTOMER) == ["a", "b", "c"]
    assert found(store, order=Order.DATE)[-1] == "a"
    assert found(store, order=Order.DUE)[0] == "a"


def test_nobody_is_shown_more_than_they_may_read(store: Store) -> None:
    three(store)
    assert found(store, sight=Sight(person="U0NOBODY")) == []
    in_globex = Sight(person="U0NOBODY", channels=frozenset({"C0GLOBEX"}))
    assert found(store, sight=in_globex) == ["b"]
    assert sorted(found(store, sight=Sight(person=SAM.id))) == ["a", "b", "c"]


def test_another_workspace_is_never_searched(store: Store) -> None:
    three(store)
    with store.read("T0OTHER") as uow:
        assert uow.search.page(Wanted(sight=ALL, today=TODAY)) == []


def test_pages_follow_one_another(store: Store) -> None:
    three(store)
    wanted = Wanted(sight=ALL, today=TODAY, order=Order.CUSTOMER)
    with store.read(WORKSPACE) as uow:
        pages = [uow.search.page(wanted, skip=n, limit=1) for n in range(4)]
    assert [[each.subject_id for each in page] for page in pages] == [["a"], ["b"], ["c"], []]


def test_what_changes_is_found_by_what_it_is_now(store: Store) -> None:
    three(store)
    with store.write(WORKSPACE) as uow:
        draft = uow.invoices.get("c")
        edited = draft.content.model_copy(update={"memo": "the second wording"})
        save(uow, draft.edited(edited, SAM))
    assert found(store, Term(text="second wording")) == ["c"]


def test_contracts_are_found_by_name_and_customer(store: Store) -> None:
    with store.write(WORKSPACE) as uow:
        a_proposal(uow, "contract-1")
    kind = SearchKind.CONTRACT
    assert found(store, Term(text="acme"), kind=kind) == ["contract-1"]
    assert found(store, Term(text="acme")) == []


def test_a_database_without_entries_gets_them_when_it_is_opened(database: Database) -> None:
    three(database)
    with database.engine.begin() as connection:
        connection.exec_driver_sql("DELETE FROM search_entries WHERE subject_id = 'a'")
        connection.exec_driver_sql(
            "UPDATE search_entries SET form = 0, words = '' WHERE subject_id = 'b'"
        )
    database.migrate()
    assert found(database, Term(text="corporation")) == ["a"]
    assert found(database, Term(text="globex")) == ["b"]


@pytest.mark.parametrize("unreadable", [3, 600])
def test_entries_of_an_old_form_are_made_anew_whatever_else_cannot_be_read(
    database: Database, unreadable: int
) -> None:
    three(database)
    with database.engine.begin() as connection:
        connection.exec_driver_sql("UPDATE search_entries SET form = 0, words = ''")
        others = ", ".join(each for each in SearchEntryRow.model_fields if each != "subject_id")
        for at in range(unreadable):  # before, between and behind those that can be read
            connection.exec_driver_sql(
                f"INSERT INTO search_entries (subject_id, {others}) "
                f"SELECT '{'abc'[at % 3]}{at}', {others} FROM search_entries WHERE subject_id = 'b'"
            )
    database.migrate()
    for name, words in {"a": "corporation", "b": "globex", "c": "initech"}.items():
        assert found(database, Term(text=words)) == [name]
    with database.engine.begin() as connection:
        left = connection.exec_driver_sql("SELECT count(*) FROM search_entries WHERE form = 0")
        assert left.scalar_one() == unreadable


@pytest.mark.parametrize("typed", ["\x00", "end\x00 acme", "\ud800corp", "globex\x00"])
def test_what_no_database_can_be_asked_for_parts_words(store: Store, typed: str) -> None:
    three(store)
    with store.write(WORKSPACE) as uow:
        uow.customers.save(a_customer(name="Acme Corporation"))
    key = key_of(typed)
    found(store, Term(text=" ".join(key.split())), customer=key, po=key)
    with store.read(WORKSPACE) as uow:
        assert uow.customers.named(typed) == []
        assert uow.products.page(words=typed) == []
        known = uow.customers.search("\x00acme\ud800")
    assert [each.name for each in known] == ["Acme Corporation"]
