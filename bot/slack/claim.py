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
)
from bot.intake.new.typed import Typed, typed_of_material
from bot.slack.context import Body, SlackContext
from bot.slack.forms import new_contract_form, new_form
from bot.slack.invoice.modal import open_new
from bot.slack.people import Person
from jupiter_core.commands.handover import take
from jupiter_core.commands.parties import SaveCustomer, save_customer
from jupiter_core.domain.party import Customer, SenderProfile
from jupiter_core.domain.refusals import Mistakes, Required
from jupiter_core.ports import UnitOfWork


def claim(ctx: SlackContext, client: WebClient, body: Body, code: str) -> None:
    """Opens the modal filled with the draft, which is that person's from now on.

    Raises Required without a code, NotPermitted, HandoverGone or AlreadyDone; then the draft can
    still be taken.
    """
    if not code:
        raise Required("The code, as in /invoice claim 7KQ2-M9XD-4RTB,")
    channel = str(body.get("channel_id") or "")
    deal_channel = "" if channel.startswith("D") else channel

    def made(uow: UnitOfWork, person: Person) -> Form:
        handover = take(code, uow)
        typed = typed_of_material(handover.kind, handover.material)
        parties = _parties(ctx, uow, person, typed)
        if handover.kind == "contract":
            new = new_contract_form(uow, person, deal_channel)
            return claimed_contract(typed, new, parties)
        return claimed_invoice(typed, new_form(uow, person, deal_channel), parties)

    open_new(ctx, client, body, made)


def _parties(ctx: SlackContext, uow: UnitOfWork, person: Person, typed: Typed) -> DraftParties:
    entity = _entity(uow, sender_name(typed))
    known = _known(uow, customer_name(typed))
    if known:
        return DraftParties(known, entity)
    added = _added(ctx, uow, person, typed)
    return DraftParties(added, entity, added=added is not None)


def _entity(uow: UnitOfWork, name: str) -> SenderProfile | None:
    profiles = (each for each in uow.sender_profiles.all() if not each.archived)
    return next((each for each in profiles if _same(each.legal_name, name)), None)


def _known(uow: UnitOfWork, name: str) -> Customer | None:
    found = uow.customers.search(name) if name else []
    return next((each for each in found if _same(each.name, name)), None)


def _added(ctx: SlackContext, uow: UnitOfWork, person: Person, typed: Typed) -> Customer | None:
    """A new customer, where all is there that one needs."""
    try:
        customer = typed_customer(typed, uow.new_id())
        return save_customer(SaveCustomer(by=person.actor, customer=customer), uow, ctx.paper)
    except Mistakes:
        return None


def _same(one: str, other: str) -> bool:
    return " ".join(one.split()).casefold() == " ".join(other.split()).casefold()
