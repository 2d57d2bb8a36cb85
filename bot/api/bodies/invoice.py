"""An invoice's body into the terms and the amendment that the core knows."""

from bot.api.bodies.parties import customer_named, sender_named
from bot.api.bodies.product_line import Billed, lines_in
from bot.api.bodies.usual import UsualTerms, usual_deal
from bot.api.schemas.invoice import AmendBody, NewInvoice, TermsBody
from jupiter_core.commands.draft import InvoiceTerms
from jupiter_core.domain.actor import Actor
from jupiter_core.domain.amendment import Amendment
from jupiter_core.domain.deal_defaults import DealDefaults
from jupiter_core.domain.early_payment import early_payment_of
from jupiter_core.domain.late_fee import late_fee_of
from jupiter_core.ports import Renderer, UnitOfWork


def new_terms_in(
    body: NewInvoice, uow: UnitOfWork, renderer: Renderer, *, by: Actor
) -> InvoiceTerms:
    """With what is usual for the customer where nothing is said. Raises what the parties raise, or
    Required at `sender` where nothing is known of it."""
    deal = usual_deal(body, uow, renderer, by=by)
    sender = uow.sender_profiles.get(deal.sender_id)
    usual = deal.customer.defaults or DealDefaults()
    said = "net_terms" in body.model_fields_set
    own_fee = "late_fee" in body.model_fields_set
    return InvoiceTerms(
        customer_id=deal.customer.id,
        sender_profile_id=sender.id,
        currency=body.currency,
        early_payment=early_payment_of(body.early_payment),
        net_terms=body.net_terms if said else deal.terms.net_terms,
        due_rule=body.due_rule if said else deal.terms.rule,
        late_fee=late_fee_of(body.late_fee) if own_fee else deal.late_fee,
        issue_date=body.issue_date or sender.today(uow.now),
        po_number=body.po_number,
        memo=body.memo,
        references=body.own_references(),
        lines=lines_in(body.lines, uow, Billed(body.currency, sender.id, usual, True)),
        **{**body.sums(), **_usual_prices(body, deal)},
    )


def _usual_prices(body: NewInvoice, deal: UsualTerms) -> dict[str, bool]:
    """Empty where the body says it."""
    said = "prices_include_tax" in body.model_fields_set
    return {} if said else {"prices_include_tax": deal.prices_include_tax}


def terms_in(body: TermsBody, uow: UnitOfWork, renderer: Renderer, *, by: Actor) -> InvoiceTerms:
    """With the parties looked up or made. Raises what they raise."""
    customer = customer_named(body.customer, uow, renderer, by=by)
    sender = sender_named(body.sender, uow, renderer, by=by)
    usual = customer.defaults or DealDefaults()
    return InvoiceTerms(
        customer_id=customer.id,
        sender_profile_id=sender.id,
        currency=body.currency,
        net_terms=body.net_terms,
        due_rule=body.due_rule,
        late_fee=late_fee_of(body.late_fee),
        early_payment=early_payment_of(body.early_payment),
        issue_date=body.issue_date or sender.today(uow.now),
        po_number=body.po_number,
        memo=body.memo,
        references=body.own_references(),
        lines=lines_in(body.lines, uow, Billed(body.currency, sender.id, usual)),
        **body.sums(),
    )


def amendment_in(body: AmendBody, before: Amendment) -> Amendment:
    """What is left out stays."""
    texts = body.model_dump(include={"po_number", "attention", "cost_centre"}, exclude_none=True)
    contact = body.ap_contact.meant() if body.ap_contact else before.ap_contact
    address = body.address.meant() if body.address else before.address
    more = body.more_contacts
    contacts = before.more_contacts if more is None else tuple(each.meant() for each in more)
    references = body.references
    said = None if references is None else tuple(each.meant() for each in references)
    changes = {
        **texts,
        "ap_contact": contact,
        "address": address,
        "more_contacts": contacts,
        "references": before.references if said is None else said,
    }
    return before.model_copy(update=changes)
