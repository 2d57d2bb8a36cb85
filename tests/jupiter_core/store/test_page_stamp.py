"""What is written that the customer's page shows is told by its stamp, on every kind of store."""

from collections.abc import Callable, Hashable

import pytest

from jupiter_core.commands.link import ReplaceLink, replace_link
from jupiter_core.commands.po_document import HandOverPo, hand_over_po
from jupiter_core.commands.record import record_first
from jupiter_core.commands.tax_form import KeepTaxForm, keep_tax_form
from jupiter_core.domain.actor import OPERATOR
from jupiter_core.domain.approval import ApprovalPolicy
from jupiter_core.domain.content import State
from jupiter_core.domain.forwarded_link import ForwardedLink
from jupiter_core.domain.po_document import FileKind, ReadOrder
from jupiter_core.domain.workspace import Workspace
from jupiter_core.ports import Store, UnitOfWork
from tests.factories import (
    DANA,
    FIONA,
    NOW,
    SAM,
    WORKSPACE,
    a_customer,
    a_draft,
    a_sender_profile,
)
from tests.harness.po_files import PICTURES
from tests.jupiter_core.store.test_conversation import a_remark

ISSUED = a_draft(state=State.ISSUED, number="JUS-000001", revision=1)
ENTITY = ISSUED.content.seller.profile_id
LINK = ForwardedLink(
    id="link-1",
    invoice_id=ISSUED.id,
    email="lee@acme.example",
    writes=False,
    by=DANA,
    at=NOW,
    confirmed=True,
)


@pytest.fixture(autouse=True)
def issued(store: Store) -> None:
    with store.write(WORKSPACE) as uow:
        uow.save_workspace(Workspace(id=WORKSPACE, policy=ApprovalPolicy(approvers=(FIONA.id,))))
        uow.sender_profiles.save(a_sender_profile(id=ENTITY))
        record_first(uow, ISSUED, by=SAM)
        uow.conversation.add(a_remark("r0", ISSUED.id))
        uow.forwarded_links.save(LINK)


def stamp(store: Store) -> Hashable:
    with store.read(WORKSPACE) as uow:
        return uow.page_stamp(ISSUED.id, ENTITY)


def _another_link(uow: UnitOfWork) -> None:
    seen = uow.invoices.get(ISSUED.id).sequence
    replace_link(ReplaceLink(by=OPERATOR, invoice_id=ISSUED.id, expected_version=seen), uow)


def _po_file(uow: UnitOfWork) -> None:
    read, content = ReadOrder(number="4500017342"), PICTURES[FileKind.PNG]
    command = HandOverPo(
        by=DANA, invoice_id=ISSUED.id, name="order.png", content=content, read=read
    )
    hand_over_po(command, uow)


def _tax_form(uow: UnitOfWork) -> None:
    content = b"%PDF-1.7\nfirst\n%%EOF\n"
    keep_tax_form(KeepTaxForm(by=FIONA, profile_id=ENTITY, name="W-9.pdf", content=content), uow)


CHANGES: dict[str, Callable[[UnitOfWork], object]] = {
    "another link": _another_link,
    "a customer": lambda uow: uow.customers.save(a_customer(po_required=False)),
    "a question": lambda uow: uow.conversation.add(a_remark("r1", ISSUED.id)),
    "a question erased": lambda uow: uow.erasure.conversation("dana@acme.example", {ISSUED.id}),
    "a forwarded link": lambda uow: uow.forwarded_links.save(LINK.model_copy(update={"id": "l2"})),
    "a forwarded link revoked": lambda uow: uow.forwarded_links.save(
        LINK.model_copy(update={"revoked": True})
    ),
    "a file of a purchase order": _po_file,
    "a tax form": _tax_form,
}


@pytest.mark.parametrize("change", CHANGES)
def test_a_change_of_what_the_page_shows_changes_its_stamp(store: Store, change: str) -> None:
    before = stamp(store)
    with store.write(WORKSPACE) as uow:
        CHANGES[change](uow)
    assert stamp(store) != before


def test_what_is_read_and_what_another_workspace_writes_does_not(store: Store) -> None:
    before = stamp(store)
    with store.read(WORKSPACE) as uow:
        uow.invoices.get(ISSUED.id)
    with store.write("T0OTHER") as uow:
        uow.customers.save(a_customer())
        uow.conversation.add(a_remark("r9", ISSUED.id))
    assert stamp(store) == before
