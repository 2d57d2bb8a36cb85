"""No room of one workspace reaches into another."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest

from jupiter_core.domain.desk import LocalDays
from jupiter_core.domain.events import EventName
from jupiter_core.domain.invoice import State
from jupiter_core.domain.refusals import NotFound
from jupiter_core.domain.workspace import Workspace
from jupiter_core.ports import ContractFilter, InvoiceFilter, PaymentFilter, Store, UnitOfWork
from tests.factories import NOW, WORKSPACE, a_customer, a_draft, a_sender_profile
from tests.harness.fakes import FakeStore
from tests.jupiter_core.store.histories import (
    ID,
    a_draft_of,
    a_form,
    a_message,
    add,
    an_event,
    save,
)
from tests.jupiter_core.store.systems import (
    a_delivery,
    a_held_change,
    a_key,
    an_answer,
    an_attempt,
    an_endpoint,
)
from tests.jupiter_core.store.test_pages import a_proposal
from tests.jupiter_core.store.test_payments import a_payment

Ask = Callable[[UnitOfWork], Any]

BY_ID: dict[str, Ask] = {
    "invoice": lambda uow: uow.invoices.get(ID),
    "head": lambda uow: uow.invoices.head(ID),
    "head of a contract": lambda uow: uow.contracts.head("contract-1"),
    "saving": lambda uow: save(uow, a_draft(sequence=2)),
    "version": lambda uow: uow.versions.at(ID, 1),
    "sender profile": lambda uow: uow.sender_profiles.get("sender-us"),
    "customer": lambda uow: uow.customers.get("customer-acme"),
    "form": lambda uow: uow.forms.get("form-1"),
    "event": lambda uow: uow.events.get("event-1"),
    "dead letter": lambda uow: uow.outbox.revive("message-1"),
    "api key": lambda uow: uow.api_keys.get("key-1"),
    "webhook endpoint": lambda uow: uow.webhook_endpoints.get("endpoint-1"),
    "delivery": lambda uow: uow.deliveries.get("delivery-1"),
    "held change": lambda uow: uow.held_changes.get("held-1"),
    "payment": lambda uow: uow.payments.get("payment-1"),
}
LISTS: dict[str, Ask] = {
    "invoices": lambda uow: uow.invoices.summaries(),
    "ids": lambda uow: uow.invoices.ids(),
    "number": lambda uow: uow.invoices.find_number("JUS-000001"),
    "due": lambda uow: uow.invoices.due_for_issue("2099-01-01"),
    "of a party": lambda uow: uow.invoices.before_issue_of("sender-us"),
    "credit notes": lambda uow: uow.invoices.credit_notes_before_issue(""),
    "versions": lambda uow: uow.versions.of(ID),
    "sender profiles": lambda uow: uow.sender_profiles.all(),
    "customers": lambda uow: uow.customers.search(""),
    "forms": lambda uow: uow.forms.of("U0SAM"),
    "events": lambda uow: uow.events.of("invoice-1"),
    "receipt": lambda uow: uow.outbox.receipt("thread-1", "card"),
    "receipts": lambda uow: uow.outbox.receipts_in(["thread-1"], "card").get("thread-1"),
    "dead letters": lambda uow: uow.outbox.dead_letters(),
    "given up": lambda uow: uow.outbox.given_up(),
    "page of invoices": lambda uow: uow.invoices.page(InvoiceFilter()),
    "external id": lambda uow: uow.invoices.find_external("deal-1"),
    "past due": lambda uow: uow.reminders.untold(LocalDays(usual=date(2099, 1, 1))),
    "page of contracts": lambda uow: uow.contracts.page(ContractFilter()),
    "external id of a contract": lambda uow: uow.contracts.find_external("deal-1"),
    "page of customers": lambda uow: uow.customers.page(),
    "customer by name": lambda uow: uow.customers.named("Acme Corporation"),
    "page of events": lambda uow: uow.events.page(limit=9),
    "latest events": lambda uow: uow.events.latest(tuple(EventName), limit=9),
    "api keys": lambda uow: uow.api_keys.all(),
    "answer": lambda uow: uow.answers.find("key-1", "deal 42 €"),
    "webhook endpoints": lambda uow: uow.webhook_endpoints.all(),
    "deliveries": lambda uow: uow.deliveries.page("endpoint-1"),
    "attempts": lambda uow: uow.deliveries.attempts_of("delivery-1"),
    "held changes": lambda uow: uow.held_changes.of(ID),
    "payments": lambda uow: uow.payments.page(PaymentFilter()),
    "expired changes": lambda uow: uow.held_changes.any_expired(),
}


def fill(store: FakeStore) -> None:
    """Something in every room."""
    with store.write(WORKSPACE) as uow:
        add(uow, a_draft(number="JUS-000001", state=State.APPROVED))
        a_draft_of(uow, "issued", state=State.ISSUED, external_id="deal-1")
        a_proposal(uow, "contract-1", external_id="deal-1")
        uow.api_keys.save(a_key())
        uow.answers.keep(an_answer())
        uow.webhook_endpoints.save(an_endpoint())
        uow.deliveries.log(an_attempt("delivery-1", 1))
        uow.sender_profiles.save(a_sender_profile())
        uow.customers.save(a_customer())
        uow.forms.save(a_form())
        uow.events.add(an_event("event-1"))
        uow.outbox.put(a_message("message-0"))
        uow.outbox.put(a_message("message-1"))
        uow.outbox.put(a_delivery("delivery-1"))
        uow.held_changes.save(a_held_change())
        uow.payments.save(a_payment())
        uow.save_workspace(Workspace(id=WORKSPACE, name="Jupiter"))
    store.outbox.claim(owner="w", now=NOW, lease_until=NOW, limit=1)
    store.outbox.sent("message-0", owner="w", now=NOW, receipt={"ts": "1.0"})
    store.outbox.claim(owner="w", now=NOW, lease_until=NOW, limit=1)
    with store.write(WORKSPACE) as uow:
        assert uow.outbox.bury("message-1", owner="w", error="no such channel")


@pytest.mark.parametrize("ask", BY_ID.values(), ids=BY_ID)
def test_an_id_of_another_workspace_is_not_found(store: FakeStore, ask: Ask) -> None:
    fill(store)
    with store.write("T0OTHER") as uow, pytest.raises(NotFound):
        ask(uow)


@pytest.mark.parametrize("ask", LISTS.values(), ids=LISTS)
def test_nothing_of_another_workspace_is_listed(store: FakeStore, ask: Ask) -> None:
    fill(store)
    with store.read(WORKSPACE) as uow:
        assert ask(uow)
    with store.read("T0OTHER") as uow:
        assert not ask(uow)


ADDITIONS: dict[str, Ask] = {
    "invoice": lambda uow: add(uow, a_draft()),
    "event": lambda uow: uow.events.add(an_event("event-1")),
    "message": lambda uow: uow.outbox.put(a_message("message-1")),
    "workspace": lambda uow: uow.save_workspace(Workspace(id=WORKSPACE)),
}


@pytest.mark.parametrize("addition", ADDITIONS.values(), ids=ADDITIONS)
def test_what_belongs_to_another_workspace_cannot_be_added(store: Store, addition: Ask) -> None:
    with store.write("T0OTHER") as uow, pytest.raises(ValueError, match="in a transaction of"):
        addition(uow)


def test_forgetting_leaves_what_waits_elsewhere_and_what_is_not_over(store: Store) -> None:
    for workspace_id in (WORKSPACE, "T0OTHER"):
        with store.write(workspace_id) as uow:
            uow.held_changes.save(a_held_change())
    good = a_held_change().model_copy(
        update={"id": "held-2", "expires_at": NOW + timedelta(hours=1)}
    )
    with store.write(WORKSPACE) as uow:
        uow.held_changes.save(good)
        assert uow.held_changes.forget_expired() == 1
        assert uow.held_changes.of(ID) == [good]
    with store.read("T0OTHER") as uow:
        assert uow.held_changes.get("held-1") == a_held_change()


def test_discarding_a_form_of_another_workspace_does_nothing(store: Store) -> None:
    with store.write(WORKSPACE) as uow:
        uow.forms.save(a_form())
    with store.write("T0OTHER") as uow:
        uow.forms.discard("form-1")
        uow.forms.save(a_form(channel="C0OTHER"))
        assert uow.workspace() == Workspace(id="T0OTHER")
    with store.read(WORKSPACE) as uow:
        assert uow.forms.get("form-1") == a_form()
