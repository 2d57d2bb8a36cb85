"""`/invoice claim CODE`: a draft of the builder at /new becomes a draft of this workspace."""

from slack_sdk import WebClient

from bot.intake.drafts.kinds import Form
from bot.intake.new.claimed import (
    DraftParties,
    claimed_contract,
    claimed_invoice,
    customer_name,
    sender_name,
    typed_customer,
    with_usual_prices_told,
)
from bot.intake.new.typed import Typed, typed_of_material
from bot.slack.context import SlackContext
from bot.slack.deal_channel import channel_of_payload
from bot.slack.forms import followed, new_contract_form, new_form
from bot.slack.invoice.modal import open_new
from bot.slack.payload import Body
from bot.slack.people import Person
from jupiter_core.commands.find_party import (
    FindOrAddCustomer,
    find_or_add_customer,
    find_sender_called,
)
from jupiter_core.commands.handover import take
from jupiter_core.domain.party import Customer, SenderProfile
from jupiter_core.domain.refusals import Required, SeveralCustomers, ValidationErrors
from jupiter_core.ports import UnitOfWork


def claim(ctx: SlackContext, client: WebClient, body: Body, code: str) -> None:
    """Opens the modal filled with the draft, which is that person's from now on.

    Raises Required without a code, NotPermitted, HandoverGone or AlreadyDone; then the draft can
    still be taken.
    """
    if not code:
        raise Required("The code, as in /invoice claim 7KQ2-M9XD-4RTB,")
    deal_channel = channel_of_payload(body)

    def made(uow: UnitOfWork, person: Person) -> Form:
        handover = take(code, uow)
        typed = typed_of_material(handover.kind, handover.material)
        parties = _parties(ctx, uow, person, typed)
        if handover.kind == "contract":
            new = new_contract_form(uow, person, deal_channel)
            contract = followed(uow, claimed_contract(typed, new, parties))
            return with_usual_prices_told(contract, typed)
        new_invoice = new_form(uow, person, deal_channel)
        invoice = followed(uow, claimed_invoice(typed, new_invoice, parties))
        return with_usual_prices_told(invoice, typed)

    open_new(ctx, client, body, made)


def _parties(ctx: SlackContext, uow: UnitOfWork, person: Person, typed: Typed) -> DraftParties:
    entity = _entity(uow, sender_name(typed))
    customer, added = _customer(ctx, uow, person, typed)
    return DraftParties(customer, entity, added=added)


def _entity(uow: UnitOfWork, name: str) -> SenderProfile | None:
    found = find_sender_called(uow, name)
    return None if found and found.archived else found


def _customer(
    ctx: SlackContext, uow: UnitOfWork, person: Person, typed: Typed
) -> tuple[Customer | None, bool]:
    """Who has the name, else a new customer, where all is there that one needs; and whether they
    are new."""
    described: Customer | ValidationErrors
    try:
        described = typed_customer(typed, "")
    except ValidationErrors as mistakes:
        described = mistakes
    command = FindOrAddCustomer(by=person.actor, name=customer_name(typed), described=described)
    try:
        return find_or_add_customer(command, uow, ctx.renderer)
    except (ValidationErrors, SeveralCustomers):
        return None, False
