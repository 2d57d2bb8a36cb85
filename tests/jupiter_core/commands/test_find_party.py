"""Finding or adding a party: an external id wins, and another external id is somebody else."""

import pytest

from jupiter_core.commands.find_party import (
    FindOrAddCustomer,
    find_or_add_customer,
    find_sender_called,
)
from jupiter_core.commands.parties import SaveCustomer, save_customer
from jupiter_core.domain.actor import Actor, ActorKind
from jupiter_core.domain.address import Address
from jupiter_core.domain.api_key import NotInScope, Scope
from jupiter_core.domain.events import EventName
from jupiter_core.domain.party import Customer
from jupiter_core.domain.refusals import AlreadyTaken, Required, SeveralCustomers, ValidationErrors
from jupiter_core.ports import UnitOfWork
from tests.factories import SAM, WORKSPACE, a_customer, a_sender_profile
from tests.harness.api_keys import an_api_key
from tests.harness.workspace import MemoryWorkspace

GLOBEX = a_customer(id="", name="Globex Inc.")
WRONG = ValidationErrors([Required("The country").at("address.country")])


@pytest.fixture
def desk() -> MemoryWorkspace:
    """Acme is `crm-1` for another system, Initech is known by name alone."""
    made = MemoryWorkspace()
    with made.store.write(WORKSPACE) as uow:
        uow.customers.save(a_customer(external_id="crm-1"))
        uow.customers.save(a_customer(id="customer-initech", name="Initech Ltd"))
        uow.sender_profiles.save(a_sender_profile(external_id="erp-1"))
    return made


def _called(desk: MemoryWorkspace, name: str, external_id: str = "") -> str:
    """Whom a description of Acme's address names; empty where somebody new is meant."""
    described = a_customer(id="", name=name or "-")
    with desk.store.write(WORKSPACE) as uow:
        try:
            found, new = _sought(desk, uow, name, external_id, described)
        except ValidationErrors:
            return ""
    return "" if new else found.id


@pytest.mark.parametrize(
    ("name", "external_id", "found"),
    [
        ("  acme   CORPORATION ", "", "customer-acme"),
        ("Initech Ltd", "crm-1", "customer-acme"),
        ("Initech Ltd", "crm-2", "customer-initech"),
        ("Acme Corporation", "crm-1", "customer-acme"),
        ("Acme Corporation", "crm-2", ""),
        ("Acme", "", ""),
        ("", "", ""),
    ],
)
def test_an_external_id_wins_over_a_name_and_another_one_is_another_customer(
    desk: MemoryWorkspace, name: str, external_id: str, found: str
) -> None:
    assert _called(desk, name, external_id) == found


def test_a_name_without_an_external_id_is_given_the_first_and_no_second(
    desk: MemoryWorkspace,
) -> None:
    """Two systems' customers of one name were both billed as the one who was there."""
    assert _called(desk, "Initech Ltd", "crm-2") == "customer-initech"
    assert _called(desk, "Initech Ltd", "crm-3") == ""
    with desk.store.read(WORKSPACE) as uow:
        assert [each.external_id for each in uow.customers.named("Initech Ltd")] == [
            *("crm-3", "crm-2"),
        ]
        events = [each.name for each in uow.events.of("customer-initech")]
    assert EventName.CUSTOMER_CHANGED in events


def test_at_another_place_it_is_another_customer(desk: MemoryWorkspace) -> None:
    oslo = _in("Oslo", "NO")
    with desk.store.write(WORKSPACE) as uow:
        customer, new = _sought(desk, uow, "Initech Ltd", "crm-2", oslo)
        assert new
        assert uow.customers.get("customer-initech").external_id == ""
        assert _sought(desk, uow, "Initech Ltd", "crm-2", WRONG) == (customer, False)


def test_of_branches_the_described_place_tells_which_is_meant(desk: MemoryWorkspace) -> None:
    with desk.store.write(WORKSPACE) as uow:
        uow.customers.save(_in("Oslo", "NO", id="customer-oslo", name="Initech Ltd"))
        found, new = _sought(desk, uow, "Initech Ltd", "", _in("oslo", "NO"))
        assert (found.id, new) == ("customer-oslo", False)
        assert _sought(desk, uow, "Initech Ltd", "", a_customer())[0].id == "customer-initech"
        for unclear in (WRONG, _in("Bergen", "NO")):
            with pytest.raises(SeveralCustomers) as refused:
                _sought(desk, uow, "Initech Ltd", "", unclear)
            assert refused.value.path == "name"
            assert "in Phoenix, Oslo" in refused.value.sentence


def _in(city: str, country: str, **changes: object) -> Customer:
    address = Address(street="Storgata 1", city=city, postal_code="0150", country=country)
    return a_customer(address=address, **{"id": "", **changes})


@pytest.mark.parametrize(
    ("name", "external_id", "there"),
    [
        (" jupiter us  INC.", "", True),
        ("Jupiter US Inc.", "erp-1", True),
        ("Another", "erp-1", True),
        ("Jupiter US Inc.", "erp-2", False),
        ("", "", False),
    ],
)
def test_the_rule_for_legal_entities_is_the_same(
    desk: MemoryWorkspace, name: str, external_id: str, there: bool
) -> None:
    with desk.store.read(WORKSPACE) as uow:
        found = find_sender_called(uow, name, external_id)
    assert (found.id if found else "") == ("sender-us" if there else "")


def _sought(
    desk: MemoryWorkspace,
    uow: UnitOfWork,
    name: str,
    external_id: str,
    described: Customer | ValidationErrors,
) -> tuple[Customer, bool]:
    command = FindOrAddCustomer(by=SAM, name=name, external_id=external_id, described=described)
    return find_or_add_customer(command, uow, desk.renderer)


def test_who_is_there_is_left_as_they_are_whatever_is_said_of_them(desk: MemoryWorkspace) -> None:
    with desk.store.write(WORKSPACE) as uow:
        customer, new = _sought(desk, uow, "Acme Corporation", "crm-1", WRONG)
        assert (customer, new) == (a_customer(external_id="crm-1"), False)
        assert uow.customers.get(customer.id) == customer


def test_who_is_not_there_is_added_under_an_id_of_ours(desk: MemoryWorkspace) -> None:
    with desk.store.write(WORKSPACE) as uow:
        customer, new = _sought(desk, uow, GLOBEX.name, "crm-9", GLOBEX)
        assert new
        assert customer.id
        assert uow.customers.find_external("crm-9") == customer
        assert _sought(desk, uow, "globex inc.", "crm-9", GLOBEX) == (customer, False)


def test_what_is_wrong_is_told_only_of_who_is_not_there(desk: MemoryWorkspace) -> None:
    with pytest.raises(ValidationErrors) as raised, desk.store.write(WORKSPACE) as uow:
        _sought(desk, uow, GLOBEX.name, "", WRONG)
    assert [each.path for each in raised.value.refusals] == ["address.country"]


def test_two_who_cannot_be_told_apart_are_one_too_many(desk: MemoryWorkspace) -> None:
    command = SaveCustomer(by=SAM, customer=a_customer(id="second", name="INITECH ltd"))
    with pytest.raises(AlreadyTaken) as raised, desk.store.write(WORKSPACE) as uow:
        save_customer(command, uow, desk.renderer)
    assert raised.value.path == "name"


def test_a_key_that_may_not_write_customers_gives_none_an_external_id(
    desk: MemoryWorkspace,
) -> None:
    key = an_api_key(desk.store, Scope.INVOICES_WRITE)
    by = Actor(kind=ActorKind.API_KEY, id=key.key.id, name="The CRM", owner=SAM.id)
    command = FindOrAddCustomer(
        by=by, name="Initech Ltd", external_id="crm-2", described=a_customer(id="")
    )
    with pytest.raises(NotInScope), desk.store.write(WORKSPACE) as uow:
        find_or_add_customer(command, uow, desk.renderer)
