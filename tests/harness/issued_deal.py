"""The deal, issued today by the commands themselves, for what works on a whole application."""

from jupiter_core.commands.approval import Approve, approve
from jupiter_core.commands.draft import InvoiceTerms, SubmitInvoice, submit_invoice
from jupiter_core.domain.approval import ApprovalPolicy
from jupiter_core.domain.invoice import Invoice
from jupiter_core.domain.workspace import Workspace
from jupiter_core.ports import Renderer, UnitOfWork
from tests.factories import (
    DEAL_CHANNEL,
    FIONA,
    SAM,
    WORKSPACE,
    a_customer,
    a_sender_profile,
    the_deal_lines,
)


def an_issued_deal(uow: UnitOfWork, renderer: Renderer) -> Invoice:
    """With its parties, in a workspace that has none: submitted by Sam, approved by Fiona."""
    uow.sender_profiles.save(a_sender_profile())
    uow.customers.save(a_customer())
    uow.save_workspace(Workspace(id=WORKSPACE, policy=ApprovalPolicy(approvers=(FIONA.id,))))
    terms = InvoiceTerms(
        customer_id="customer-acme",
        sender_profile_id="sender-us",
        currency="USD",
        net_terms=45,
        issue_date=a_sender_profile().today(uow.now),
        lines=the_deal_lines(),
    )
    command = SubmitInvoice(by=SAM, deal_channel=DEAL_CHANNEL, terms=terms)
    draft = submit_invoice(command, uow, renderer)
    approve(Approve(by=FIONA, subject_id=draft.id, expected_version=draft.sequence), uow)
    return uow.invoices.get(draft.id)
