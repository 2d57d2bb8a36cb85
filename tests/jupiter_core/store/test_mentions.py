"""What still names somebody is looked for before an erasure, and inside it only what is new."""

import pytest

from jupiter_core.commands.erasing import (
    EraseCustomer,
    ErasePerson,
    erase_customer,
    erase_person,
    look_for_customer,
    look_for_person,
)
from jupiter_core.commands.record import record, record_first
from jupiter_core.domain.actor import operator
from jupiter_core.domain.bank_entry import EntryState
from jupiter_core.domain.events import EventName
from jupiter_core.domain.invoice import Invoice, State
from jupiter_core.domain.party import ApContact
from jupiter_core.domain.refusals import NotFound, NotPermitted, Required
from jupiter_core.ports import Mentions, Store, UnitOfWork
from jupiter_core.store import Database
from tests.factories import SAM, WORKSPACE, a_content, a_customer, a_draft
from tests.jupiter_core.store.test_erasure import an_entry

OPERATOR = operator("U0OLGA")
OTHER = "T0OTHER"
DANA = "dana.reyes@acme.example"


def an_invoice(uow: UnitOfWork, name: str, memo: str) -> Invoice:
    """Of one version, and one event."""
    invoice = a_draft(content=a_content(memo=memo), workspace_id=uow.workspace_id)
    return record_first(uow, invoice.model_copy(update={"id": name}), by=SAM)


def written_again(uow: UnitOfWork, invoice: Invoice) -> None:
    """As it is, as one more version."""
    after = invoice.model_copy(update={"sequence": invoice.sequence + 1})
    record(uow, invoice, after, EventName.INVOICE_EDITED, by=SAM)


def looked(store: Store, text: str = DANA) -> Mentions:
    with store.read(WORKSPACE) as uow:
        return uow.erasure.look(text)


def now(store: Store, known: Mentions) -> int:
    with store.write(WORKSPACE) as uow:
        return uow.erasure.mentions(known.text, known)


def test_what_was_found_before_is_counted(store: Store) -> None:
    with store.write(WORKSPACE) as uow:
        an_invoice(uow, "one", f"For {DANA}")
        an_invoice(uow, "two", "For somebody")
        an_entry(uow, "waits", DANA, EntryState.UNMATCHED)
    with store.write(OTHER) as uow:
        an_invoice(uow, "theirs", f"For {DANA}")
    assert now(store, looked(store, DANA.upper())) == 2


def test_what_was_written_since_is_counted_too(store: Store) -> None:
    with store.write(WORKSPACE) as uow:
        invoice = an_invoice(uow, "one", f"For {DANA}")
        an_entry(uow, "first", DANA, EntryState.UNMATCHED)
    known = looked(store)
    with store.write(WORKSPACE) as uow:
        written_again(uow, invoice)
        an_invoice(uow, "two", f"For {DANA}")
        an_invoice(uow, "three", "For somebody")
    with store.write(WORKSPACE) as uow:
        an_entry(uow, "second", DANA, EntryState.UNMATCHED)
    # Two versions of one, one of two, and both entries.
    assert now(store, known) == now(store, looked(store)) == 5


def test_what_named_them_and_does_not_any_more_is_counted_no_longer(store: Store) -> None:
    with store.write(WORKSPACE) as uow:
        an_entry(uow, "first", DANA, EntryState.IGNORED)
        an_entry(uow, "second", DANA, EntryState.UNMATCHED)
    known = looked(store)
    with store.write(WORKSPACE) as uow:
        entry = uow.statements.entry("first")
        uow.statements.save_entry(entry.without_payer())
    assert now(store, known) == 1


def test_what_this_erasure_removes_is_not_counted(store: Store) -> None:
    """A draft, its version and its events; an entry that is ignored."""
    customer = a_customer()
    with store.write(WORKSPACE) as uow:
        uow.customers.save(customer)
        an_invoice(uow, "gone", "a draft")
        issued = a_draft(state=State.ISSUED, number="JUS-000001", revision=1)
        record_first(uow, issued.model_copy(update={"id": "kept"}), by=SAM)
        assert uow.erasure.mentions(customer.id) == 2
    command = EraseCustomer(by=OPERATOR, customer_id=customer.id)
    with store.read(WORKSPACE) as uow:
        known = look_for_customer(command, uow)
    with store.write(WORKSPACE) as uow:
        assert erase_customer(command, uow, known).kept == 1


def test_a_person_is_looked_for_as_they_are_erased(store: Store) -> None:
    with store.write(WORKSPACE) as uow:
        an_invoice(uow, "one", f"For {DANA}")
        an_entry(uow, "ignored", DANA, EntryState.IGNORED)
    command = ErasePerson(by=OPERATOR, who=f" {DANA.upper()} ")
    with store.read(WORKSPACE) as uow:
        known = look_for_person(command, uow)
    with store.write(WORKSPACE) as uow:
        an_entry(uow, "waits", DANA, EntryState.UNMATCHED)
        assert erase_person(command, uow, known).kept == 2


def test_what_is_known_of_somebody_else_is_not_taken_for_theirs(store: Store) -> None:
    with store.write(WORKSPACE) as uow:
        an_invoice(uow, "one", f"For {DANA}")
    known = looked(store, "somebody@else.example")
    with store.write(WORKSPACE) as uow:
        assert uow.erasure.mentions(DANA, known) == 1


def test_many_changes_since_are_all_read(database: Database) -> None:
    known = looked(database)
    with database.write(WORKSPACE) as uow:
        for n in range(501):
            an_entry(uow, f"entry-{n}", DANA, EntryState.UNMATCHED)
    assert now(database, known) == 501


def test_of_what_has_not_changed_nothing_is_read_again(database: Database) -> None:
    """It is said to name them seven times, and to do so is all that is asked of it."""
    with database.write(WORKSPACE) as uow:
        an_invoice(uow, "one", "For somebody")
    known = looked(database)
    assert known.found == {}
    told = Mentions(known.text, known.entries, {("contract", "one"): 7})
    assert now(database, told) == 7
    with database.write(WORKSPACE) as uow:
        written_again(uow, uow.invoices.get("one"))
    assert now(database, told) == 0


def test_customers_that_name_somebody_are_found_with_those_that_changed_since(store: Store) -> None:
    dana, eve = (ApContact(name="AP", email=each) for each in (DANA, "eve@acme.example"))
    with store.write(WORKSPACE) as uow:
        for name, contact in (("theirs", dana), ("was-theirs", dana), ("other", eve)):
            uow.customers.save(a_customer(id=name, name=name, ap_contact=contact))
    known = looked(store, DANA.upper())
    with store.write(WORKSPACE) as uow:
        for name, contact in (("was-theirs", eve), ("is-theirs", dana), ("new", eve)):
            uow.customers.save(a_customer(id=name, name=name, ap_contact=contact))
    with store.write(WORKSPACE) as uow:
        assert uow.erasure.customers_naming(DANA.upper(), known) == ["is-theirs", "theirs"]
        assert uow.erasure.customers_naming(DANA) == ["is-theirs", "theirs"]
        assert uow.erasure.mentions(DANA.upper(), known) == 0


def test_a_contact_is_erased_where_it_was_found_before_and_where_it_is_new(store: Store) -> None:
    """One that is only named in a note is no contact."""
    with store.write(WORKSPACE) as uow:
        uow.customers.save(a_customer(id="first", ap_contact=ApContact(name="D", email=DANA)))
        uow.customers.save(a_customer(id="note", name="N", attention=f"Not {DANA}"))
    command = ErasePerson(by=OPERATOR, who=DANA.upper())
    with store.read(WORKSPACE) as uow:
        known = look_for_person(command, uow)
    with store.write(WORKSPACE) as uow:
        customer = a_customer(id="new", name="New", ap_contact=ApContact(name="D", email=DANA))
        uow.customers.save(customer)
        assert "2 contacts" in erase_person(command, uow, known).what
        contacts = [uow.customers.get(each).ap_contact.email for each in ("first", "new")]
        assert contacts == ["", ""]
        assert uow.customers.get("note").attention == f"Not {DANA}"


def test_who_may_not_erase_or_names_nobody_is_refused_before_anything_is_read(store: Store) -> None:
    with store.read(WORKSPACE) as uow:
        with pytest.raises(NotPermitted):
            look_for_person(ErasePerson(by=SAM, who=DANA), uow)
        with pytest.raises(NotPermitted):
            look_for_customer(EraseCustomer(by=SAM, customer_id="acme"), uow)
        with pytest.raises(Required):
            look_for_person(ErasePerson(by=OPERATOR, who="  "), uow)
        with pytest.raises(NotFound):
            look_for_customer(EraseCustomer(by=OPERATOR, customer_id="nobody"), uow)
