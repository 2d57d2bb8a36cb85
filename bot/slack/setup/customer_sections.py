"""A customer's sections: drawing the list of them and the form of one, and saving that one.

Admins edit those of any customer; whoever made one in a draft of their own edits them too, as long
as that draft is open.
"""

from collections.abc import Sequence
from functools import partial

from slack_bolt import Ack, App
from slack_sdk import WebClient

from bot.intake.drafts.kinds import form_in
from bot.intake.modals.customer import read_customer_section
from bot.intake.modals.numbers import told_at
from bot.slack.closed import draw_anew
from bot.slack.context import SlackContext
from bot.slack.forms import billing_entities, expect_drafter, own_form
from bot.slack.payload import Body
from bot.slack.people import Person
from bot.slack.setup.access import chosen, expect_admin, pressed, push, show_home, submitted
from bot.slack.setup.entity import opened_in
from bot.slack.views.blocks import Block
from bot.slack.views.setup.customer import (
    CUSTOMER_SECTION_SAVED,
    EDIT_CUSTOMER_SECTION,
    customer_section_view,
    customer_view,
)
from bot.slack.views.setup.customer_fields import Known
from bot.slack.views.setup.opened import Opened, customer_section_facts, digests
from jupiter_core.commands.parties import SaveCustomer, find_profile, save_customer
from jupiter_core.domain.party import Customer
from jupiter_core.domain.refusals import NotFound
from jupiter_core.ports import UnitOfWork
from jupiter_core.queries.customer_sections import CustomerSection
from jupiter_core.queries.e_invoice_readiness import e_invoice_readiness


def register(app: App, ctx: SlackContext) -> None:
    """The listeners of this noun."""

    @app.action(EDIT_CUSTOMER_SECTION)
    def edit(ack: Ack, body: Body, client: WebClient) -> None:
        ack()
        pressed(client, body, lambda: _open(ctx, client, body))

    @app.view(CUSTOMER_SECTION_SAVED)
    def saved(ack: Ack, body: Body, client: WebClient) -> None:
        if submitted(ack, body, lambda: _save(ctx, client, body)):
            _show_customer(ctx, client, body)
            show_home(ctx, client, body)


def drawn_customer(
    ctx: SlackContext,
    uow: UnitOfWork,
    customer: Customer,
    *,
    made_in: str = "",
    told: Sequence[Block] = (),
) -> Block:
    """All their sections, for the admin or for whoever made them in a draft."""
    opened = Opened(nonce=uow.new_id(), subject=customer.id, alone=bool(made_in), made_in=made_in)
    usual = customer.defaults.sender_profile_id if customer.defaults else ""
    entity = find_profile(uow, usual) if usual else None
    return customer_view(
        customer,
        metadata=str(opened),
        readiness=e_invoice_readiness(uow, ctx.renderer, customer),
        told=told,
        entity=entity.legal_name if entity else "",
    )


def _open(ctx: SlackContext, client: WebClient, body: Body) -> None:
    opened, section = opened_in(body), CustomerSection(chosen(body))
    person = _expect_may(ctx, client, body, opened)
    with ctx.reading(body) as uow:
        _expect_own(uow, body, opened, person)
        customer = uow.customers.get(opened.subject)
        seen = digests(customer_section_facts(section, customer))
        update = {"nonce": uow.new_id(), "seen": seen, "extra": section.value}
        needs = e_invoice_readiness(uow, ctx.renderer, customer)
        known = Known(billing_entities(uow), needs)
    metadata = str(opened.model_copy(update=update))
    push(client, body, customer_section_view(section, customer, metadata=metadata, known=known))


def _save(ctx: SlackContext, client: WebClient, body: Body) -> None:
    """The section as typed; all else of the customer as it is by now."""
    opened = opened_in(body)
    section = CustomerSection(opened.extra)
    person = _expect_may(ctx, client, body, opened)
    with ctx.writing(body, once=opened.key) as uow:
        _expect_own(uow, body, opened, person)
        known = uow.customers.get(opened.subject)
        opened.expect_unchanged(known.name, customer_section_facts(section, known))
        customer = read_customer_section(section, body["view"]["state"]["values"], known)
        if customer != known:
            command = SaveCustomer(by=person.actor, customer=customer)
            with told_at(partial(_place_in, section)):
                save_customer(command, uow, ctx.renderer)


def _place_in(section: CustomerSection, path: str) -> str:
    """The short form has the first AP contact's e-mail and not the others, which it may repeat."""
    repeated = section is CustomerSection.NAME and path.startswith("more_contacts")
    return "ap_contact.email" if repeated else path


def _expect_may(ctx: SlackContext, client: WebClient, body: Body, opened: Opened) -> Person:
    """An admin, or whoever made the customer in a draft. Raises NotPermitted to all others."""
    return ctx.person(client, body) if opened.made_in else expect_admin(ctx, client, body)


def _expect_own(uow: UnitOfWork, body: Body, opened: Opened, person: Person) -> None:
    """Raises NotPermitted, or NotFound where the draft is not theirs, or of another customer."""
    if not opened.made_in:
        return
    expect_drafter(uow, person)
    if form_in(own_form(uow, body, opened.made_in)).customer_id != opened.subject:
        raise NotFound("draft", "that this window showed")


def _show_customer(ctx: SlackContext, client: WebClient, body: Body) -> None:
    """Brings the list of sections beneath the form up to date."""
    opened, below = opened_in(body), body["view"].get("previous_view_id")
    with ctx.reading(body) as uow:
        customer = uow.customers.get(opened.subject)
        view = drawn_customer(ctx, uow, customer, made_in=opened.made_in)
    draw_anew(client, below, view)
