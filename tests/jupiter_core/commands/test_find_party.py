"""Finding or adding a party: an external id wins, and another external id is somebody else."""

import pytest

from jupiter_core.commands.find_party import (
    FindOrAddCustomer,
    find_customer_called,
    find_or_add_customer,
    find_sender_called,
)
from jupiter_core.domain.party import Customer
from jupiter_core.domain.refusals import AlreadyTaken, Required, ValidationErrors
from jupiter_core.ports import UnitOfWork
from tests.factories import SAM, WORKSPACE, a_customer, a_sender_profile
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
    with desk.store.read(WORKSPACE) as uow:
        found = find_customer_called(uow, name, external_id)
    return found.id if found else ""


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
        ("Acme\u202eCorporation", "", ""),
    ],
)
def test_an_external_id_wins_over_a_name_and_another_one_is_another_customer(
    desk: MemoryWorkspace, name: str, external_id: str, found: str
) -> None:
    assert _called(desk, name, external_id) == found


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


def test_another_external_id_does_not_take_a_name_over(desk: MemoryWorkspace) -> None:
    acme = a_customer(id="")
    with pytest.raises(AlreadyTaken) as raised, desk.store.write(WORKSPACE) as uow:
        _sought(desk, uow, acme.name, "crm-2", acme)
    assert raised.value.path == "name"
