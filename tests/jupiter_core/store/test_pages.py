"""Lists that other systems read page by page, in every store."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest

from jupiter_core.domain.contract.agreement import Agreement
from jupiter_core.domain.contract.contract import Contract, ContractState
from jupiter_core.domain.desk import LocalDays
from jupiter_core.domain.events import EventName
from jupiter_core.domain.invoice import State
from jupiter_core.domain.schedule.build import schedule_of
from jupiter_core.domain.version import GENESIS, Version
from jupiter_core.ports import ContractFilter, InvoiceFilter, Store, UnitOfWork
from tests.factories import (
    NOW,
    SAM,
    WORKSPACE,
    a_content,
    a_customer,
    a_sender_profile,
)
from tests.harness.contracts import a_contract
from tests.harness.fakes import FixedClock
from tests.jupiter_core.store.histories import a_draft_of, an_event, edit, save

OTHER = "T0OTHER"
HOUR = timedelta(hours=1)


def a_proposal(uow: UnitOfWork, name: str, **changes: object) -> Contract:
    """A new contract with `name` as its id."""
    terms = a_contract()
    proposal = Agreement(
        customer_id="customer-acme",
        sender_profile_id="sender-us",
        terms=terms,
        schedule=schedule_of(terms),
    )
    contract = Contract(
        id=name,
        workspace_id=uow.workspace_id,
        deal_channel="",
        name=f"Contract {name}",
        customer_name="Acme Corporation",
        seller_name="Jupiter US Inc.",
        proposal=proposal,
        drafted_by=SAM,
        authors=(SAM.id,),
    ).model_copy(update=changes)
    uow.contracts.add(contract, _version(uow, contract, GENESIS))
    return contract


def keep(uow: UnitOfWork, contract: Contract) -> Contract:
    """Its next version."""
    head = uow.contracts.head(contract.id)
    after = contract.model_copy(update={"sequence": head.sequence + 1})
    uow.contracts.save(after, _version(uow, after, head.hash))
    return after


def _version(uow: UnitOfWork, contract: Contract, previous_hash: str) -> Version:
    return Version.sealed(
        contract,
        at=uow.now,
        by=SAM,
        why="contract.created",
        note="",
        previous_hash=previous_hash,
        seal=uow.signer.seal,
    )


def ids_of(store: Store, **wanted: object) -> list[str]:
    with store.read(WORKSPACE) as uow:
        found = uow.invoices.page(InvoiceFilter.model_validate(wanted))
    return [each.id for each in found]


def contracts_of(store: Store, **wanted: object) -> list[str]:
    with store.read(WORKSPACE) as uow:
        found = uow.contracts.page(ContractFilter.model_validate(wanted))
    return [each.id for each in found]


@pytest.fixture
def three(store: Store, clock: FixedClock) -> Store:
    """An issued invoice of Acme, a draft of Globex, and a void one; an hour lies between."""
    globex = a_customer(id="customer-globex", name="Globex")
    contents = (
        a_content(issue_date=date(2026, 11, 1), po_number="4500017342"),
        a_content(bill_to=globex.bill_to(), issue_date=date(2026, 12, 1)),
        a_content(issue_date=date(2027, 1, 1)),
    )
    states: tuple[dict[str, Any], ...] = (
        {"state": State.ISSUED, "number": "JUS-000001", "external_id": "deal-1"},
        {"contract_id": "contract-1", "contract_sequence": 1, "external_id": "deal-2"},
        {"state": State.VOID, "external_id": "deal-1"},
    )
    for n, (content, said) in enumerate(zip(contents, states, strict=True), start=1):
        with store.write(WORKSPACE) as uow:
            a_draft_of(uow, f"invoice-{n}", content=content, **said)
        clock.advance(hours=1)
    with store.write(OTHER) as uow:
        a_draft_of(uow, "invoice-9", external_id="deal-1")
    return store


FILTERS: dict[str, tuple[dict[str, object], list[int]]] = {
    "all": ({}, [3, 2, 1]),
    "one state": ({"states": ["draft"]}, [2]),
    "two states": ({"states": ["issued", "void"]}, [3, 1]),
    "customer": ({"customer_id": "customer-globex"}, [2]),
    "contract": ({"contract_id": "contract-1"}, [2]),
    "number": ({"number": "jus-000001"}, [1]),
    "external id": ({"external_id": "deal-1"}, [1]),
    "external id in another case": ({"external_id": "Deal-1"}, []),
    "due from": ({"due_from": date(2027, 1, 15)}, [3, 2]),
    "due to": ({"due_to": date(2027, 1, 15)}, [2, 1]),
    "due on": ({"due_from": date(2027, 1, 15), "due_to": date(2027, 1, 15)}, [2]),
    "updated from": ({"updated_from": NOW + HOUR}, [3, 2]),
    "PO number": ({"po_number": "4500017342"}, [1]),
    "PO number in part": ({"po_number": "45000"}, []),
    "overdue": ({"overdue": True, "at": datetime(2026, 12, 17, 12, tzinfo=UTC)}, [1]),
    "due on the entity's own day": (
        {"overdue": True, "at": datetime(2026, 12, 17, 3, tzinfo=UTC)},
        [],
    ),
    "not overdue": ({"overdue": False, "at": datetime(2026, 12, 17, 12, tzinfo=UTC)}, [3, 2]),
    "several": ({"customer_id": "customer-acme", "states": ["issued"]}, [1]),
    "nobody's": ({"customer_id": "' OR '1'='1"}, []),
}


@pytest.mark.parametrize(("wanted", "found"), FILTERS.values(), ids=FILTERS)
def test_invoices_are_found_by_what_is_asked_for(
    three: Store, wanted: dict[str, object], found: list[int]
) -> None:
    assert ids_of(three, **wanted) == [f"invoice-{n}" for n in found]


def test_a_change_moves_what_updated_from_finds(three: Store, clock: FixedClock) -> None:
    now = clock.now()
    with three.write(WORKSPACE) as uow:
        edit(uow, "changed", "invoice-2")
    assert ids_of(three, updated_from=now) == ["invoice-2"]
    assert ids_of(three, updated_from=now + timedelta(microseconds=1)) == []


def test_what_is_not_overdue_is_paged_over_what_is(three: Store) -> None:
    at = datetime(2027, 3, 1, tzinfo=UTC)
    timely = InvoiceFilter(overdue=False, at=at)
    with three.read(WORKSPACE) as uow:
        pages = [uow.invoices.page(timely, after=after, limit=1) for after in ("", "invoice-3")]
        late = uow.invoices.page(InvoiceFilter(overdue=True, at=at), limit=1)
        assert uow.invoices.page(timely, after="invoice-2", limit=1) == []
    assert [each.id for page in pages for each in page] == ["invoice-3", "invoice-2"]
    assert [each.id for each in late] == ["invoice-1"]


def test_invoices_are_paged_latest_made_first_and_none_twice(three: Store) -> None:
    everything = InvoiceFilter()
    with three.read(WORKSPACE) as uow:
        first = uow.invoices.page(everything, limit=2)
        second = uow.invoices.page(everything, after=first[-1].id, limit=2)
        assert uow.invoices.page(everything, after=second[-1].id, limit=2) == []
    assert [each.id for each in (*first, *second)] == ["invoice-3", "invoice-2", "invoice-1"]


def test_a_page_goes_on_where_it_was_although_something_came_before_it(three: Store) -> None:
    with three.write(WORKSPACE) as uow:
        a_draft_of(uow, "invoice-4")
        after = uow.invoices.page(InvoiceFilter(), after="invoice-3")
    assert [each.id for each in after] == ["invoice-2", "invoice-1"]


@pytest.fixture
def contracts(store: Store, clock: FixedClock) -> Store:
    with store.write(WORKSPACE) as uow:
        a_proposal(uow, "contract-1", external_id="deal-1")
        ended = a_proposal(uow, "contract-2", external_id="deal-2")
    clock.advance(hours=1)
    with store.write(WORKSPACE) as uow:
        keep(uow, ended.model_copy(update={"ended_on": date(2026, 12, 1)}))
        a_proposal(uow, "contract-3", submitted_by=SAM.id)
    with store.write(OTHER) as uow:
        a_proposal(uow, "contract-9", external_id="deal-1")
    return store


CONTRACT_FILTERS: dict[str, tuple[dict[str, object], list[int]]] = {
    "all": ({}, [3, 2, 1]),
    "draft": ({"states": [ContractState.DRAFT]}, [1]),
    "waiting or ended": ({"states": ["pending_approval", "ended"]}, [3, 2]),
    "customer": ({"customer_id": "customer-acme"}, [3, 2, 1]),
    "another customer": ({"customer_id": "customer-globex"}, []),
    "external id": ({"external_id": "deal-1"}, [1]),
    "external id that was given up": ({"external_id": "deal-2"}, []),
    "updated from": ({"updated_from": NOW + HOUR}, [3, 2]),
}


@pytest.mark.parametrize(("wanted", "found"), CONTRACT_FILTERS.values(), ids=CONTRACT_FILTERS)
def test_contracts_are_found_by_what_is_asked_for(
    contracts: Store, wanted: dict[str, object], found: list[int]
) -> None:
    assert contracts_of(contracts, **wanted) == [f"contract-{n}" for n in found]


def test_contracts_are_paged_latest_made_first(contracts: Store) -> None:
    with contracts.read(WORKSPACE) as uow:
        first = uow.contracts.page(ContractFilter(), limit=2)
        rest = uow.contracts.page(ContractFilter(), after=first[-1].id, limit=2)
    assert [each.id for each in (*first, *rest)] == ["contract-3", "contract-2", "contract-1"]


def test_customers_are_paged_by_id(store: Store) -> None:
    with store.write(WORKSPACE) as uow:
        for name in ("c", "a", "b"):
            uow.customers.save(a_customer(id=name, name=f"Customer {name}"))
    with store.write(OTHER) as uow:
        uow.customers.save(a_customer(id="d"))
    with store.read(WORKSPACE) as uow:
        first = uow.customers.page(limit=2)
        rest = uow.customers.page(after=first[-1].id, limit=2)
        assert uow.customers.page(after="c") == []
    assert [each.id for each in (*first, *rest)] == ["a", "b", "c"]


def test_customers_of_some_words_are_paged_by_id_too(store: Store) -> None:
    with store.write(WORKSPACE) as uow:
        for name in ("c", "a", "b"):
            uow.customers.save(a_customer(id=name, name=f"Ästhetik {name} 100% GmbH"))
        uow.customers.save(a_customer(id="d", name="Acme"))
    with store.write(OTHER) as uow:
        uow.customers.save(a_customer(id="e", name="Ästhetik e"))
    with store.read(WORKSPACE) as uow:
        first = uow.customers.page(words="gmbh ÄSTHETIK", limit=2)
        rest = uow.customers.page(words="gmbh ÄSTHETIK", after=first[-1].id, limit=2)
        assert uow.customers.page(words="a%h") == []
        assert len(uow.customers.page(words="100%")) == 3
    assert [each.id for each in (*first, *rest)] == ["a", "b", "c"]


def test_a_customer_is_found_by_name_in_any_letter_case(store: Store) -> None:
    with store.write(WORKSPACE) as uow:
        uow.customers.save(a_customer(name="Ästhetik GmbH"))
        assert uow.customers.named("ÄSTHETIK gmbh") == [a_customer(name="Ästhetik GmbH")]
        assert uow.customers.named("Ästhetik") == []
        assert uow.customers.named("") == []
    with store.read(OTHER) as uow:
        assert uow.customers.named("Ästhetik GmbH") == []


def test_parties_are_found_by_what_another_system_calls_them(store: Store) -> None:
    with store.write(WORKSPACE) as uow:
        uow.customers.save(a_customer(external_id="0015g00000XyZ"))
        uow.customers.save(a_customer(id="second", name="Second"))
        uow.sender_profiles.save(a_sender_profile(external_id="us"))
        assert uow.customers.find_external("0015g00000XyZ") is not None
        assert uow.customers.find_external("0015G00000xYz") is None
        assert uow.customers.find_external("") is None
        assert uow.sender_profiles.find_external("us") == a_sender_profile(external_id="us")
        assert uow.sender_profiles.find_external("") is None
    with store.read(OTHER) as uow:
        assert uow.customers.find_external("0015g00000XyZ") is None
        assert uow.sender_profiles.find_external("us") is None


def test_events_are_paged_in_the_order_they_happened(store: Store) -> None:
    with store.write(WORKSPACE) as uow:
        for name in ("z", "a"):
            uow.events.add(an_event(name))
    with store.write(OTHER) as uow:
        theirs = an_event("theirs").model_copy(update={"workspace_id": OTHER})
        uow.events.add(theirs)
    with store.write(WORKSPACE) as uow:
        uow.events.add(an_event("m"))
    with store.read(WORKSPACE) as uow:
        first = uow.events.page(limit=2)
        rest = uow.events.page(after=first[-1][0], limit=2)
        assert uow.events.page(after=rest[-1][0], limit=2) == []
    assert [event.id for _, event in (*first, *rest)] == ["z", "a", "m"]
    positions = [position for position, _ in (*first, *rest)]
    assert positions == sorted(set(positions))


def test_the_latest_events_of_some_kinds_come_first(store: Store) -> None:
    paid = {"name": EventName.INVOICE_PAID}
    with store.write(WORKSPACE) as uow:
        for name in ("1", "2", "3"):
            uow.events.add(an_event(name).model_copy(update=paid))
        uow.events.add(an_event("4"))
    with store.write(OTHER) as uow:
        uow.events.add(an_event("5").model_copy(update={**paid, "workspace_id": OTHER}))
    with store.read(WORKSPACE) as uow:
        found = uow.events.latest((EventName.INVOICE_PAID,), limit=2)
        assert [each.id for each in found] == ["3", "2"]
        assert uow.events.latest((EventName.INVOICE_VOIDED,), limit=2) == []


def test_events_are_found_by_name_and_by_subject(store: Store) -> None:
    paid = {"name": EventName.INVOICE_PAID}
    with store.write(WORKSPACE) as uow:
        uow.events.add(an_event("1"))
        uow.events.add(an_event("2").model_copy(update=paid))
        uow.events.add(an_event("3", "invoice-2").model_copy(update=paid))

    def found(**wanted: object) -> list[str]:
        with store.read(WORKSPACE) as uow:
            return [event.id for _, event in uow.events.page(limit=9, **wanted)]  # type: ignore[arg-type]

    assert found(names=(EventName.INVOICE_PAID,)) == ["2", "3"]
    assert found(names=(EventName.INVOICE_PAID, EventName.INVOICE_AMENDED)) == ["1", "2", "3"]
    assert found(subject_id="invoice-1") == ["1", "2"]
    assert found(names=(EventName.INVOICE_PAID,), subject_id="invoice-2") == ["3"]


def test_what_is_past_due_is_open_and_was_due_before_that_day(store: Store) -> None:
    with store.write(WORKSPACE) as uow:
        for n, state in enumerate((State.ISSUED, State.PARTIALLY_PAID, State.PAID, State.DRAFT)):
            content = a_content(issue_date=date(2026, 11, 9 - n), net_terms=0)
            a_draft_of(uow, f"invoice-{n}", content=content, state=state)
        assert uow.reminders.untold(_on("2026-11-10")) == ["invoice-1", "invoice-0"]
        assert uow.reminders.untold(_on("2026-11-09")) == ["invoice-1"]
    with store.read(OTHER) as uow:
        assert uow.reminders.untold(_on("2099-01-01")) == []


def test_what_is_past_due_is_so_where_its_entity_is_and_is_told_once(store: Store) -> None:
    with store.write(WORKSPACE) as uow:
        for n in (0, 1):
            content = a_content(issue_date=date(2026, 11, 9 - n), net_terms=0)
            a_draft_of(uow, f"invoice-{n}", content=content, state=State.ISSUED)
        seller = content.seller.profile_id
        there = ((seller, date(2026, 11, 9)), ("sender-far", date(2026, 11, 12)))
        assert uow.reminders.untold(_on("2026-11-10", *there)) == ["invoice-1"]
        uow.reminders.told("invoice-1")
        assert uow.reminders.untold(_on("2026-11-10")) == ["invoice-0"]
        assert uow.reminders.untold(_on("2026-11-09", (seller, date(2026, 11, 10)))) == [
            "invoice-0"
        ]


def _on(usual: str, *elsewhere: tuple[str, date]) -> LocalDays:
    return LocalDays(usual=date.fromisoformat(usual), elsewhere=elsewhere)


def test_saving_a_version_keeps_what_another_system_calls_it(three: Store) -> None:
    with three.write(WORKSPACE) as uow:
        before = uow.invoices.get("invoice-2")
        save(uow, before.edited(a_content(memo="new"), SAM))
        found = uow.invoices.find_external("deal-2")
    assert found is not None
    assert found.content.memo == "new"
