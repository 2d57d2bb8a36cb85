"""A quick line after `/invoice`, or a message's text, opens the modal filled in."""

import html
import re
from collections.abc import Mapping, Sequence

from slack_bolt import Ack, App
from slack_sdk import WebClient

from bot.intake.drafts.contract import ContractForm
from bot.intake.drafts.kinds import Form
from bot.intake.shorthand.forms import filled_contract, filled_invoice, in_dollars, signed
from bot.intake.shorthand.from_catalogue import contract_from_catalogue, invoice_from_catalogue
from bot.intake.shorthand.grammar import bare
from bot.intake.shorthand.line import Quick, read_quick
from bot.intake.shorthand.named_taxes import contract_with_taxes, invoice_with_taxes
from bot.intake.shorthand.names import Named
from bot.intake.shorthand.products import NamedProduct
from bot.intake.shorthand.taxes import ListedTax
from bot.slack.context import SlackContext
from bot.slack.deal_channel import channel_of_payload
from bot.slack.forms import (
    expect_drafter,
    followed,
    label_of,
    new_contract_form,
    new_form,
    with_references_of,
)
from bot.slack.invoice.modal import open_new
from bot.slack.payload import Body
from bot.slack.people import Person
from bot.slack.telling import refusal_view
from bot.slack.turn import open_window, opens_window
from bot.wording.customers import places_of, told_apart
from jupiter_core.commands.parties import find_profile
from jupiter_core.commands.product import find_product
from jupiter_core.domain.party import Customer
from jupiter_core.domain.refusals import Refusal
from jupiter_core.ports import UnitOfWork

_SEARCHED_WORDS = 12
_PRODUCT_WORDS = 40
_LONGEST_NAME = 100
_LINK = re.compile(r"<[^<>|]*\|([^<>]*)>")


def register(app: App, ctx: SlackContext) -> None:
    @app.shortcut("invoice_from_message")
    def from_message(ack: Ack, body: Body, client: WebClient) -> None:
        ack()
        try:
            person = ctx.person(client, body)
            with ctx.reading(body) as uow:
                expect_drafter(uow, person)
                quick = understood(uow, unescaped(str(body["message"].get("text") or "")))
            open_filled(ctx, client, body, quick)
        except Refusal as refusal:
            open_window(client, body, refusal_view(refusal))


def open_quick(
    ctx: SlackContext,
    client: WebClient,
    body: Body,
    text: str,
    *,
    contract: bool = False,
    surely: bool = False,
) -> bool:
    """Opens the modal filled with what `text` says; False when nothing of it is understood, or
    nothing of a `contract`, or, where it must `surely` be a deal, neither a known customer nor an
    amount.

    Raises NotPermitted, AlreadyDone. Whoever may not draft is told so before anything is read, so
    that nothing can be learnt of the customers by trying their names.
    """
    opens_window()
    person = ctx.person(client, body)
    with ctx.reading(body) as uow:
        expect_drafter(uow, person)
        quick = understood(uow, text)
    if quick.is_empty or (contract and not quick.is_contract):
        return False
    if surely and not (quick.customer_id or quick.lines or quick.remarks):
        return False
    open_filled(ctx, client, body, quick)
    return True


def understood(uow: UnitOfWork, text: str) -> Quick:
    """What the text says, with our customers' and legal entities' names."""
    words = [bare(word[:_LONGEST_NAME]) for word in text.split()[:_SEARCHED_WORDS]]
    found = {
        each.id: each
        for word in words
        if len(word) > 1
        for each in uow.customers.search(word, limit=20)
    }
    names = told_apart(found.values())
    profiles = [each for each in uow.sender_profiles.all() if not each.archived]
    quick = read_quick(
        text,
        [Named(*each) for each in names.items()],
        [Named(each.id, each.legal_name) for each in profiles],
        _products(uow, text),
        [ListedTax(tax.name, tax.rate) for each in profiles for tax in each.taxes],
    )
    return _of_one_place(quick, found, words)


def _products(uow: UnitOfWork, text: str) -> list[NamedProduct]:
    """Those in use that a word of the text may name: by its code, or as a word of its name."""
    words = dict.fromkeys(bare(word[:_LONGEST_NAME]) for word in text.split()[:_PRODUCT_WORDS])
    found = {
        each.id: each
        for word in words
        if len(word) > 1 and not word.isdigit()
        for each in (uow.products.find_code(word), *uow.products.search(word, limit=20))
        if each and not each.retired
    }
    return [NamedProduct(each.id, each.code, each.name) for each in found.values()]


def _of_one_place(quick: Quick, found: Mapping[str, Customer], words: Sequence[str]) -> Quick:
    """Of several customers of one name, the one whose city is said too; else the person is asked,
    for the wrong one would be billed."""
    chosen = found.get(quick.customer_id)
    if chosen is None:
        return quick
    name = chosen.name.casefold()
    same = [each for each in found.values() if each.name.casefold() == name]
    said = {word.casefold() for word in words}
    there = [each for each in same if {bare(w).casefold() for w in each.place.split()} <= said]
    if len(same) == 1:
        return quick
    if len(there) == 1:
        return quick.model_copy(update={"customer_id": there[0].id, "remarks": ()})
    asked = f"Several customers are called {chosen.name}: in {places_of(same)}. Choose one below."
    return quick.model_copy(update={"customer_id": "", "remarks": (asked,)})


def open_filled(ctx: SlackContext, client: WebClient, body: Body, quick: Quick) -> None:
    """The contract's modal where it speaks of one, else the invoice's."""
    if quick.is_empty:
        words = (*quick.used, *quick.not_understood)
        quick = quick.model_copy(update={"not_understood": words, "customer_typed": ""})
    deal_channel = channel_of_payload(body)

    open_new(ctx, client, body, lambda uow, person: filled(uow, person, quick, deal_channel))


def filled(uow: UnitOfWork, person: Person, quick: Quick, deal_channel: str) -> Form:
    """What the line says, and what follows from it for the rest."""
    customer = uow.customers.get(quick.customer_id) if quick.customer_id else None
    entity = uow.sender_profiles.get(quick.entity_id) if quick.entity_id else None
    named = (find_product(uow, each.product_id) for each in quick.lines if each.product_id)
    products = {each.id: each for each in named if each}
    form: Form
    if quick.is_contract:
        new = new_contract_form(uow, person, deal_channel)
        form = followed(uow, filled_contract(quick, new, customer, entity))
        form = signed(contract_from_catalogue(form, quick, products))
    else:
        plain = new_form(uow, person, deal_channel)
        form = followed(uow, filled_invoice(quick, plain, customer, entity))
        form = invoice_from_catalogue(form, products)
    if customer:
        form = form.model_copy(update={"customer_name": label_of(uow, customer)})
        form = with_references_of(form, customer)
    form = followed(uow, in_dollars(form)) if quick.currency == "$" else form
    billing = find_profile(uow, form.sender_profile_id)
    if isinstance(form, ContractForm):
        return contract_with_taxes(form, quick.taxes, billing)
    return invoice_with_taxes(form, quick.taxes, billing)


def unescaped(text: str) -> str:
    """A message's text as it was typed; of a link, its label."""
    return html.unescape(_LINK.sub(r"\1", text))
