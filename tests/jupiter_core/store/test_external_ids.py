"""What another system calls something is taken once in a workspace, in every store."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from jupiter_core.domain.invoice import State
from jupiter_core.domain.refusals import AlreadyTaken
from jupiter_core.ports import Store, UnitOfWork
from tests.factories import WORKSPACE, a_customer, a_sender_profile
from tests.jupiter_core.store.histories import a_draft_of, save
from tests.jupiter_core.store.test_pages import a_proposal, keep

Keep = Callable[[UnitOfWork, str, str], Any]
"""Keeps something new under an id and an external id."""

NOUNS: dict[str, Keep] = {
    "invoice": lambda uow, name, external: a_draft_of(uow, name, external_id=external),
    "contract": lambda uow, name, external: a_proposal(uow, name, external_id=external),
    "customer": lambda uow, name, external: uow.customers.save(
        a_customer(id=name, name=name, external_id=external)
    ),
    "legal entity": lambda uow, name, external: uow.sender_profiles.save(
        a_sender_profile(id=name, legal_name=name, series=f"{name}-", external_id=external)
    ),
}


@pytest.mark.parametrize(("noun", "kept"), NOUNS.items(), ids=NOUNS)
def test_a_second_one_with_the_same_external_id_is_refused_at_its_place(
    store: Store, noun: str, kept: Keep
) -> None:
    with store.write(WORKSPACE) as uow:
        kept(uow, "first", "deal-1")
        with pytest.raises(AlreadyTaken) as refusal:
            kept(uow, "second", "deal-1")
        kept(uow, "third", "deal-2")
    assert refusal.value.path == "external_id"
    article = "an" if noun == "invoice" else "a"
    told = f"There is {article} {noun} with the external id “deal-1” already."
    assert refusal.value.sentence == told


@pytest.mark.parametrize("kept", NOUNS.values(), ids=NOUNS)
def test_any_number_may_have_none(store: Store, kept: Keep) -> None:
    with store.write(WORKSPACE) as uow:
        kept(uow, "first", "")
        kept(uow, "second", "")


@pytest.mark.parametrize("kept", NOUNS.values(), ids=NOUNS)
def test_another_workspace_may_have_the_same(store: Store, kept: Keep) -> None:
    with store.write(WORKSPACE) as uow:
        kept(uow, "first", "deal-1")
    with store.write("T0OTHER") as uow:
        kept(uow, "other", "deal-1")


def test_what_four_nouns_are_called_may_be_the_same(store: Store) -> None:
    with store.write(WORKSPACE) as uow:
        for noun, kept in NOUNS.items():
            kept(uow, noun, "deal-1")


def test_a_void_invoice_gives_it_up(store: Store) -> None:
    with store.write(WORKSPACE) as uow:
        first = a_draft_of(uow, "first", external_id="deal-1")
        save(uow, first.voided("Signed twice"))
        assert uow.invoices.find_external("deal-1") is None
        second = a_draft_of(uow, "second", external_id="deal-1")
        assert uow.invoices.find_external("deal-1") == second
        assert uow.invoices.get("first").external_id == "deal-1"
        assert uow.invoices.get("first").state is State.VOID


def test_a_contract_that_ended_before_it_was_agreed_gives_it_up(store: Store) -> None:
    with store.write(WORKSPACE) as uow:
        first = a_proposal(uow, "first", external_id="deal-1")
        keep(uow, first.model_copy(update={"ended_on": date(2026, 12, 1)}))
        second = a_proposal(uow, "second", external_id="deal-1")
        assert uow.contracts.find_external("deal-1") == second


def test_a_contract_that_was_agreed_keeps_it_beyond_its_end(store: Store) -> None:
    with store.write(WORKSPACE) as uow:
        first = a_proposal(uow, "first", external_id="deal-1")
        agreed = {"ended_on": date(2026, 12, 1), "agreed": first.proposal, "proposal": None}
        ended = keep(uow, first.model_copy(update=agreed))
        assert uow.contracts.find_external("deal-1") == ended
        with pytest.raises(AlreadyTaken):
            a_proposal(uow, "second", external_id="deal-1")


def test_another_one_can_be_given_to_a_customer_later(store: Store) -> None:
    with store.write(WORKSPACE) as uow:
        uow.customers.save(a_customer(external_id="old"))
        uow.customers.save(a_customer(external_id="new"))
        assert uow.customers.find_external("old") is None
        assert uow.customers.find_external("new") == a_customer(external_id="new")
