"""What AP and the deal team say to each other, on every kind of store."""

import pytest

from jupiter_core.commands.erasing import EraseCustomer, ErasePerson, erase_customer, erase_person
from jupiter_core.commands.record import record_first
from jupiter_core.domain.actor import OPERATOR
from jupiter_core.domain.conversation import Remark, Topic
from jupiter_core.domain.invoice import State
from jupiter_core.domain.refusals import NotFound
from jupiter_core.ports import Store
from tests.factories import DANA, FIONA, NOW, SAM, WORKSPACE, a_customer, a_draft


def a_remark(remark_id: str, invoice_id: str = "invoice-1", **changes: object) -> Remark:
    said = Remark(
        id=remark_id,
        invoice_id=invoice_id,
        topic=Topic.QUESTION,
        text="Für welches Projekt?",
        by=DANA,
        at=NOW,
        event_id=f"event-{remark_id}",
    )
    return said.model_copy(update=changes)


def test_it_is_read_as_it_was_said_oldest_first(store: Store) -> None:
    question = a_remark("r1")
    answered = a_remark(
        "r2", topic=Topic.ANSWER, by=FIONA, answers="r1", mailed_to="dana@acme.example"
    )
    with store.write(WORKSPACE) as uow:
        uow.conversation.add(answered)
        uow.conversation.add(question)
        uow.conversation.add(a_remark("r3", "invoice-2"))
    with store.read(WORKSPACE) as uow:
        assert uow.conversation.of("invoice-1") == [question, answered]
        assert uow.conversation.get("r2") == answered


def test_nobody_reads_that_of_another_workspace(store: Store) -> None:
    with store.write(WORKSPACE) as uow:
        uow.conversation.add(a_remark("r1"))
    with store.read("T0OTHER") as uow:
        assert uow.conversation.of("invoice-1") == []
        with pytest.raises(NotFound):
            uow.conversation.get("r1")


def test_it_goes_with_the_invoice_the_customer_and_the_person(store: Store) -> None:
    with store.write(WORKSPACE) as uow:
        customer = a_customer()
        uow.customers.save(customer)
        theirs = a_draft(state=State.ISSUED, number="JUS-000001", revision=1)
        record_first(uow, theirs, by=SAM)
        uow.conversation.add(a_remark("r1", theirs.id))
        uow.conversation.add(a_remark("r2", "another", text="Ask Jürgen Müller."))
        uow.conversation.add(a_remark("r3", "another"))
        uow.conversation.add(a_remark("r4", "erased"))
        erase_customer(EraseCustomer(by=OPERATOR, customer_id=customer.id), uow)
        assert uow.conversation.of(theirs.id) == []
        erase_person(ErasePerson(by=OPERATOR, who="jürgen müller"), uow)
        assert [each.id for each in uow.conversation.of("another")] == ["r3"]
        uow.erasure.subject("erased")
        assert uow.conversation.of("erased") == []
