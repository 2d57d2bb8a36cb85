"""What AP asked for by link and waits for a person of the deal team."""

from dataclasses import dataclass

from jupiter_core.commands.amendment import Amend, amend
from jupiter_core.commands.approval import Approve, approve
from jupiter_core.commands.draft import SubmitInvoice, submit_invoice
from jupiter_core.commands.held_change import Hold, hold_for_person
from jupiter_core.commands.po_number import propose_po_number
from jupiter_core.domain.invoice import Invoice
from jupiter_core.ports import Renderer, UnitOfWork
from tests.attacks.roles.people import actor
from tests.factories import DANA, DEAL_CHANNEL, a_customer
from tests.harness.fakes import FakeStore


@dataclass
class ByLink:
    """`ap_email` is an invoice whose AP contact AP changed, `held` a change that waits, `by_hand`
    an invoice whose customer has no mailbox."""

    ap_email: str = ""
    held: str = ""
    by_hand: str = ""


def asked_by_link(
    store: FakeStore, workspace_id: str, terms: object, renderer: Renderer, coming: str
) -> ByLink:
    """`terms` are those of an invoice; `coming` is an invoice of the contract."""
    made = ByLink()
    with store.write(workspace_id) as uow:
        plain = a_customer(id="customer-plain", name="Acme Corporation by hand")
        contact = plain.ap_contact.model_copy(update={"email": ""})
        uow.customers.save(plain.model_copy(update={"ap_contact": contact}))
        by_hand = terms.model_copy(update={"customer_id": "customer-plain"})  # type: ignore[attr-defined]
        made.by_hand = _issued(uow, by_hand, renderer).id
        made.ap_email = _with_another_email(uow, _issued(uow, terms, renderer), renderer).id
        made.held = _held(uow, _issued(uow, terms, renderer))
        invoice = uow.invoices.get(coming)
        content = invoice.content.model_copy(update={"po_number": "4500017342"})
        propose_po_number(uow, invoice.model_copy(update={"content": content}), by=DANA)
    return made


def _issued(uow: UnitOfWork, terms: object, renderer: Renderer) -> Invoice:
    command = SubmitInvoice(by=actor("author"), deal_channel=DEAL_CHANNEL, terms=terms)
    invoice = submit_invoice(command, uow, renderer)
    for by in ("approver", "first"):
        seen = uow.invoices.get(invoice.id).sequence
        approve(Approve(by=actor(by), subject_id=invoice.id, expected_version=seen), uow)
    return uow.invoices.get(invoice.id)


def _with_another_email(uow: UnitOfWork, invoice: Invoice, renderer: Renderer) -> Invoice:
    now = invoice.amendable()
    contact = now.ap_contact.model_copy(update={"email": "lee@acme.example"})
    amendment = now.model_copy(update={"ap_contact": contact})
    command = Amend(
        by=DANA, invoice_id=invoice.id, expected_version=invoice.sequence, amendment=amendment
    )
    return amend(command, uow, renderer)


def _held(uow: UnitOfWork, invoice: Invoice) -> str:
    amendment = invoice.amendable().model_copy(update={"po_number": "4500017342"})
    wanted = Amend(
        by=DANA, invoice_id=invoice.id, expected_version=invoice.sequence, amendment=amendment
    )
    return hold_for_person(Hold(change=wanted, typed={"po_number": "4500017342"}), uow).id
