"""Sender profiles, customers and the workspace's settings, in every store."""

import unicodedata

import pytest

from jupiter_core.domain.approval import ApprovalPolicy
from jupiter_core.domain.refusals import AlreadyTaken, NotFound
from jupiter_core.domain.workspace import Workspace
from jupiter_core.ports import Store
from tests.factories import WORKSPACE, a_customer, a_draft, a_sender_profile
from tests.jupiter_core.store.histories import add


def test_a_sender_profile_is_read_as_it_was_saved(store: Store) -> None:
    profile = a_sender_profile(legal_name="Jupiter “Ü” GmbH & Co. KG")
    with store.write(WORKSPACE) as uow:
        uow.sender_profiles.save(profile)
    with store.read(WORKSPACE) as uow:
        assert uow.sender_profiles.get(profile.id) == profile
        assert uow.sender_profiles.all() == [profile]


def test_saving_a_profile_again_replaces_it(store: Store) -> None:
    with store.write(WORKSPACE) as uow:
        uow.sender_profiles.save(a_sender_profile())
        uow.sender_profiles.save(a_sender_profile(phone="+1 415 555 0199"))
        (only,) = uow.sender_profiles.all()
    assert only.phone == "+1 415 555 0199"


def test_profiles_come_by_legal_name_in_any_letter_case(store: Store) -> None:
    names = ["alpha Ltd", "Beta Ltd", "Äther GmbH", "gamma Ltd"]
    with store.write(WORKSPACE) as uow:
        for n, name in enumerate(reversed(names)):
            uow.sender_profiles.save(a_sender_profile(id=str(n), legal_name=name, series=f"S{n}-"))
        found = [each.legal_name for each in uow.sender_profiles.all()]
    assert found == ["alpha Ltd", "Beta Ltd", "gamma Ltd", "Äther GmbH"]


@pytest.mark.parametrize(
    ("changes", "what"),
    [
        ({"legal_name": "JUPITER us inc.", "series": "NEW-"}, "legal entity"),
        ({"legal_name": "Another Inc.", "series": "jus-"}, "number series"),
    ],
)
def test_a_legal_name_and_a_series_belong_to_one_profile(
    store: Store, changes: dict[str, object], what: str
) -> None:
    with store.write(WORKSPACE) as uow:
        uow.sender_profiles.save(a_sender_profile())
        with pytest.raises(AlreadyTaken) as refusal:
            uow.sender_profiles.save(a_sender_profile(id="second", **changes))
        uow.sender_profiles.save(a_sender_profile(id="third", legal_name="Third", series="T-"))
    assert refusal.value.what == what
    with store.read(WORKSPACE) as uow:
        assert {each.id for each in uow.sender_profiles.all()} == {"sender-us", "third"}


def test_another_workspace_may_have_the_same_names(store: Store) -> None:
    for workspace_id in (WORKSPACE, "T0OTHER"):
        with store.write(workspace_id) as uow:
            uow.sender_profiles.save(a_sender_profile())
            uow.customers.save(a_customer())
    with store.read("T0OTHER") as uow:
        assert uow.sender_profiles.all() == [a_sender_profile()]


def test_a_customer_is_read_as_it_was_saved(store: Store) -> None:
    with store.write(WORKSPACE) as uow:
        uow.customers.save(a_customer(po_required=False))
        uow.customers.save(a_customer())
    with store.read(WORKSPACE) as uow:
        assert uow.customers.get("customer-acme") == a_customer()


def test_a_customers_name_is_taken_once(store: Store) -> None:
    with store.write(WORKSPACE) as uow:
        uow.customers.save(a_customer())
        with pytest.raises(AlreadyTaken):
            uow.customers.save(a_customer(id="second", name="ACME corporation"))
        assert [each.id for each in uow.customers.search("")] == ["customer-acme"]


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("", ["100% Ästhetik GmbH", "Acme Corporation", "Acme_Holding"]),
        ("acme", ["Acme Corporation", "Acme_Holding"]),
        ("CORP  acme", ["Acme Corporation"]),
        ("ästh", ["100% Ästhetik GmbH"]),
        (unicodedata.normalize("NFD", "Ästh"), ["100% Ästhetik GmbH"]),
        ("%", ["100% Ästhetik GmbH"]),
        ("e_h", ["Acme_Holding"]),
        ("acme zeta", []),
        ("\\", []),
    ],
)
def test_customers_are_found_by_all_the_words(store: Store, words: str, found: list[str]) -> None:
    with store.write(WORKSPACE) as uow:
        for name in ("Acme_Holding", "100% Ästhetik GmbH", "Acme Corporation"):
            uow.customers.save(a_customer(id=name, name=name))
    with store.read(WORKSPACE) as uow:
        assert [each.name for each in uow.customers.search(words)] == found
        assert [each.name for each in uow.customers.search(words, limit=1)] == found[:1]


def test_names_that_begin_with_what_is_typed_come_before_those_that_have_it_later(
    store: Store,
) -> None:
    with store.write(WORKSPACE) as uow:
        for name in ("A Bank of Oslo", "Banco", "Bank of Acme", "Bär Bank", "Urban Ltd"):
            uow.customers.save(a_customer(id=name, name=name))
    with store.read(WORKSPACE) as uow:
        in_order = ["Banco", "Bank of Acme", "A Bank of Oslo", "Bär Bank"]
        for most in (1, 2, 3, 4, 5):
            found = [each.name for each in uow.customers.search("ba", limit=most)]
            assert found == in_order[:most]
        assert [each.name for each in uow.customers.search("BAN")] == [*in_order, "Urban Ltd"]
        assert [each.name for each in uow.customers.search("bank  of")] == [
            "Bank of Acme",
            "A Bank of Oslo",
        ]


def test_a_new_workspace_has_the_policy_of_an_empty_form(store: Store) -> None:
    with store.read(WORKSPACE) as uow:
        assert uow.workspace() == Workspace(id=WORKSPACE)


def test_a_workspace_is_read_as_it_was_saved(store: Store) -> None:
    policy = ApprovalPolicy(approvers=("U0FIONA", "U0FRANK"), approvals=2)
    with store.write(WORKSPACE) as uow:
        uow.save_workspace(Workspace(id=WORKSPACE))
        uow.save_workspace(Workspace(id=WORKSPACE, name="Jupiter", policy=policy))
    with store.read(WORKSPACE) as uow:
        assert uow.workspace() == Workspace(id=WORKSPACE, name="Jupiter", policy=policy)


def test_workspaces_are_those_that_were_saved_and_those_with_invoices(store: Store) -> None:
    with store.write("T2") as uow:
        uow.save_workspace(Workspace(id="T2"))
        add(uow, a_draft(workspace_id="T2"))
    with store.write("T1") as uow:
        uow.save_workspace(Workspace(id="T1"))
    with store.write("T3") as uow:
        add(uow, a_draft(id="in T3", workspace_id="T3"))
    assert store.workspaces() == ["T1", "T2", "T3"]


def test_nobody_is_found_under_an_unknown_id(store: Store) -> None:
    with store.read(WORKSPACE) as uow:
        with pytest.raises(NotFound):
            uow.sender_profiles.get("nobody")
        with pytest.raises(NotFound):
            uow.customers.get("nobody")


def test_two_of_one_name_are_kept_where_place_or_external_id_tells_them_apart(
    store: Store,
) -> None:
    oslo = a_customer().address.model_copy(update={"city": "Oslo"})
    with store.write(WORKSPACE) as uow:
        uow.customers.save(a_customer())
        uow.customers.save(a_customer(id="oslo", name="ACME Corporation", address=oslo))
        uow.customers.save(a_customer(id="second", external_id="crm-2"))
        for same in ({"address": oslo}, {"external_id": "crm-2"}):
            with pytest.raises(AlreadyTaken):
                uow.customers.save(a_customer(id="third", **same))
    with store.read(WORKSPACE) as uow:
        found = [each.id for each in uow.customers.named("acme CORPORATION")]
    assert found == ["customer-acme", "oslo", "second"]
