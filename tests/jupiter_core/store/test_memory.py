"""A transaction remembers what it reads, and never what is no longer so."""

from collections.abc import Iterator
from datetime import date

import pytest

from jupiter_core.domain.desk import DeskEntry, DeskLook, DeskSection, LocalDays
from jupiter_core.domain.invoice import State
from jupiter_core.domain.refusals import AlreadyTaken, NotFound
from jupiter_core.ports import InvoiceFilter, Message, Store, UnitOfWork
from tests.factories import FIONA, SAM, WORKSPACE, a_content, a_customer, a_draft, a_sender_profile
from tests.jupiter_core.store.histories import ID, a_draft_of, a_message, add, edit, save


def test_what_a_transaction_saved_is_what_it_reads(store: Store) -> None:
    with store.write(WORKSPACE) as uow:
        assert uow.sender_profiles.all() == []
        assert uow.workspace().finance_channel == ""
        uow.sender_profiles.save(a_sender_profile())
        uow.save_workspace(uow.workspace().model_copy(update={"finance_channel": "C0FIN"}))
        uow.customers.save(a_customer())
        assert uow.customers.get("customer-acme").name == "Acme Corporation"
        uow.customers.save(a_customer(name="Acme Inc."))
        assert uow.workspace().finance_channel == "C0FIN"
        assert uow.sender_profiles.get("sender-us") == a_sender_profile()
        assert uow.customers.get("customer-acme").name == "Acme Inc."


def test_what_was_refused_is_not_remembered(store: Store) -> None:
    with store.write(WORKSPACE) as uow:
        uow.sender_profiles.save(a_sender_profile())
        assert len(uow.sender_profiles.all()) == 1
        with pytest.raises(AlreadyTaken):
            uow.sender_profiles.save(a_sender_profile(id="sender-other"))
        with pytest.raises(NotFound):
            uow.sender_profiles.get("sender-other")


def test_a_transaction_sees_what_another_one_has_left(store: Store) -> None:
    for name in ("Acme", "Acme Inc."):
        with store.write(WORKSPACE) as uow:
            uow.customers.save(a_customer(name=name))
        with store.read(WORKSPACE) as uow:
            assert uow.customers.get("customer-acme").name == name


def test_another_workspace_has_none_of_it(store: Store) -> None:
    with store.write(WORKSPACE) as uow:
        uow.sender_profiles.save(a_sender_profile())
    with store.read("T0OTHER") as uow:
        assert uow.sender_profiles.all() == []


def a_delivery(name: str) -> Message:
    body = {"endpoint_id": "hook", "event_id": name, "payload": "{}"}
    return a_message(name).model_copy(update={"body": body})


def test_messages_are_found_in_the_transaction_that_puts_them(store: Store) -> None:
    with store.write(WORKSPACE) as uow:
        work = [uow.outbox.has_work]
        uow.outbox.put(a_delivery("one"))
        work.append(uow.outbox.has_work)
        assert work == [False, True]
        assert uow.deliveries.get("one").event_id == "one"
        uow.outbox.put(a_delivery("two"))
    with store.read(WORKSPACE) as uow:
        assert [each.id for each in uow.deliveries.page("hook")] == ["two", "one"]


@pytest.mark.parametrize(
    "wanted",
    [
        InvoiceFilter(states=tuple(State)),
        InvoiceFilter(states=(State.DRAFT, State.ISSUED), customer_id="customer-acme"),
        InvoiceFilter(due_from=date(2020, 1, 1), due_to=date(2040, 1, 1)),
    ],
)
def test_a_list_is_asked_for_beside_what_was_read_before(
    store: Store, wanted: InvoiceFilter
) -> None:
    with store.write(WORKSPACE) as uow:
        add(uow, a_draft())
    with store.read(WORKSPACE) as uow:
        invoice = uow.invoices.get(ID)
        assert uow.invoices.page(wanted) == [invoice]
        assert uow.invoices.page(wanted) == [invoice]


@pytest.fixture
def foreseen(store: Store) -> Iterator[UnitOfWork]:
    """A transaction that is about to decide about an invoice that is there, with its parties."""
    with store.write(WORKSPACE) as uow:
        uow.sender_profiles.save(a_sender_profile())
        uow.customers.save(a_customer())
        uow.mail_domains.add("customer-acme", "acme.example")
        add(uow, a_draft())
    with store.write(WORKSPACE) as uow:
        uow.invoices.foresee(ID)
        uow.foresee_decision(ID)
        uow.foresee_customer(uow.invoices.get(ID))
        uow.numbers.foresee("sender-us", "JUS-")
        uow.invoices.foresee_number("JUS-000001")
        yield uow


def test_what_was_foreseen_is_what_is_there(foreseen: UnitOfWork) -> None:
    assert foreseen.invoices.get(ID) == a_draft()
    assert foreseen.sender_profiles.all() == [a_sender_profile()]
    assert foreseen.customers.get("customer-acme") == a_customer()
    assert foreseen.mail_domains.of("customer-acme") == ["acme.example"]
    assert foreseen.webhook_endpoints.all() == []
    assert foreseen.payments.credits("customer-acme", "sender-us", "USD") == []
    assert foreseen.versions.authors(ID) == [SAM]
    assert foreseen.numbers.taken("sender-us", "JUS-") == 0
    assert foreseen.invoices.day_of_number("JUS-000001") is None


def test_what_was_foreseen_and_is_written_before_it_is_read_is_what_was_written(
    foreseen: UnitOfWork,
) -> None:
    foreseen.customers.save(a_customer(name="Acme Inc."))
    foreseen.mail_domains.add("customer-acme", "acme.test")
    edit(foreseen, "Thank you")

    assert foreseen.customers.get("customer-acme").name == "Acme Inc."
    assert set(foreseen.mail_domains.of("customer-acme")) == {"acme.example", "acme.test"}
    assert foreseen.invoices.get(ID).content.memo == "Thank you"
    assert foreseen.versions.authors(ID) == [SAM, SAM]


def test_a_number_that_was_foreseen_as_free_and_is_given_meanwhile_is_given_once(
    foreseen: UnitOfWork,
) -> None:
    assert [foreseen.numbers.take("sender-us", "JUS-") for _ in range(3)] == [1, 2, 3]
    one, two = (a_draft_of(foreseen, name) for name in ("one", "two"))
    bears = {"number": "JUS-000001"}
    save(foreseen, one.edited(a_content(memo="x"), FIONA).model_copy(update=bears))

    assert foreseen.invoices.day_of_number("jus-000001") == a_content().issue_date
    with pytest.raises(AlreadyTaken, match="JUS-000001"):
        save(foreseen, two.edited(a_content(memo="x"), FIONA).model_copy(update=bears))
    assert foreseen.invoices.get("two") == two


def test_what_the_desk_has_of_an_invoice_is_foreseen_and_what_it_became_meanwhile_is_found(
    foreseen: UnitOfWork,
) -> None:
    edit(foreseen, "Thank you")
    foreseen.foresee_decision(ID)
    edit(foreseen, "Thank you all")
    assert [each.sequence for each in _drafts(foreseen)] == [3]
    foreseen.foresee_decision(ID)
    edit(foreseen, "Thank you once more")
    assert [each.sequence for each in _drafts(foreseen)] == [4]


def _drafts(uow: UnitOfWork) -> list[DeskEntry]:
    look = DeskLook(person=SAM.id, whose="", days=LocalDays(usual=uow.now.date()), at=uow.now)
    return uow.desk.entries(DeskSection.DRAFTS, look)


def test_what_was_foreseen_where_something_was_refused_is_still_read(foreseen: UnitOfWork) -> None:
    with pytest.raises(AlreadyTaken):
        foreseen.sender_profiles.save(a_sender_profile(id="sender-other"))

    assert foreseen.sender_profiles.all() == [a_sender_profile()]
    assert foreseen.customers.get("customer-acme") == a_customer()


def test_who_foresees_what_is_not_there_hears_so_when_they_ask(store: Store) -> None:
    with store.write(WORKSPACE) as uow:
        uow.invoices.foresee("nothing")
        uow.contracts.foresee("nothing")
        assert uow.workspace().finance_channel == ""
        with pytest.raises(NotFound):
            uow.invoices.get("nothing")
        with pytest.raises(NotFound):
            uow.contracts.get("nothing")


def test_another_workspace_s_invoice_is_not_foreseen(foreseen: UnitOfWork, store: Store) -> None:
    with store.read("T0OTHER") as uow:
        uow.invoices.foresee(ID)
        with pytest.raises(NotFound):
            uow.invoices.get(ID)
