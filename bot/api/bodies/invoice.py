"""An invoice's body into the terms and the amendment that the core knows."""

from bot.api.bodies.parties import customer_named, sender_named
from bot.api.bodies.usual import usual_deal
from bot.api.schemas.invoice import AmendBody, NewInvoice, TermsBody
from bot.intake.documents.invoice import LineBody
from jupiter_core.commands.draft import InvoiceTerms
from jupiter_core.domain.actor import Actor
from jupiter_core.domain.amendment import Amendment
from jupiter_core.domain.deal_defaults import DealDefaults
from jupiter_core.ports import Renderer, UnitOfWork


def new_terms_in(
    said: NewInvoice, uow: UnitOfWork, renderer: Renderer, *, by: Actor
) -> InvoiceTerms:
    """With what is usual for the customer where nothing is said. Raises what the parties raise, or
    Required at `sender` where nothing is known of it."""
    deal = usual_deal(said, uow, renderer, by=by)
    sender = uow.sender_profiles.get(deal.sender_id)
    usual = deal.customer.defaults or DealDefaults()
    return InvoiceTerms(
        customer_id=deal.customer.id,
        sender_profile_id=sender.id,
        currency=said.currency,
        net_terms=said.net_terms if "net_terms" in said.model_fields_set else deal.net_terms,
        issue_date=said.issue_date or sender.today(uow.now),
        po_number=said.po_number,
        memo=said.memo,
        lines=tuple(_with_usual_tax(each, usual).meant() for each in said.lines),
    )


def _with_usual_tax(line: LineBody, usual: DealDefaults) -> LineBody:
    if usual.tax_rate is None or line.model_fields_set & {"tax_rate", "tax_category"}:
        return line
    tax = {"tax_rate": usual.tax_rate, "tax_category": usual.tax_category}
    return line.model_copy(update=tax)


def terms_in(said: TermsBody, uow: UnitOfWork, renderer: Renderer, *, by: Actor) -> InvoiceTerms:
    """With the parties looked up or made. Raises what they raise."""
    customer = customer_named(said.customer, uow, renderer, by=by)
    sender = sender_named(said.sender, uow, renderer, by=by)
    return InvoiceTerms(
        customer_id=customer.id,
        sender_profile_id=sender.id,
        currency=said.currency,
        net_terms=said.net_terms,
        issue_date=said.issue_date or sender.today(uow.now),
        po_number=said.po_number,
        memo=said.memo,
        lines=said.items(),
    )


def amendment_in(said: AmendBody, before: Amendment) -> Amendment:
    """What is left out stays."""
    texts = said.model_dump(include={"po_number", "attention", "cost_centre"}, exclude_none=True)
    contact = said.ap_contact.meant() if said.ap_contact else before.ap_contact
    address = said.address.meant() if said.address else before.address
    changes = {**texts, "ap_contact": contact, "address": address}
    return before.model_copy(update=changes)
