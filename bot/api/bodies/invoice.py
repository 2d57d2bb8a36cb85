"""An invoice's body into the terms and the amendment that the core knows."""

from datetime import date
from zoneinfo import ZoneInfo

from bot.api.bodies.parties import customer_named, sender_named
from bot.api.schemas.invoice import AmendBody, TermsBody
from jupiter_core.commands.draft import InvoiceTerms
from jupiter_core.domain.actor import Actor
from jupiter_core.domain.amendment import Amendment
from jupiter_core.domain.party import SenderProfile
from jupiter_core.ports import Renderer, UnitOfWork


def terms_in(said: TermsBody, uow: UnitOfWork, renderer: Renderer, *, by: Actor) -> InvoiceTerms:
    """With the parties looked up or made. Raises what they raise."""
    customer = customer_named(said.customer, uow, renderer, by=by)
    sender = sender_named(said.sender, uow, renderer, by=by)
    return InvoiceTerms(
        customer_id=customer.id,
        sender_profile_id=sender.id,
        currency=said.currency,
        net_terms=said.net_terms,
        issue_date=said.issue_date or _today(uow, sender),
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


def _today(uow: UnitOfWork, sender: SenderProfile) -> date:
    return uow.now.astimezone(ZoneInfo(sender.time_zone)).date()
