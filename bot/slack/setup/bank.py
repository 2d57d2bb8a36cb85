"""`/invoice setup`: proposing bank details, from the view of a sender profile."""

import re

from slack_bolt import Ack, App
from slack_sdk import WebClient

from bot.intake.modals.account import parse_account
from bot.slack.closed import draw_anew
from bot.slack.context import SlackContext
from bot.slack.payload import Body
from bot.slack.setup.access import (
    chosen,
    click_key,
    expect_admin,
    pressed,
    push,
    show_home,
    submitted,
)
from bot.slack.setup.entity import is_entity, opened_in
from bot.slack.views.setup.bank import (
    ACCOUNT_PROPOSED,
    ADD_ACCOUNT,
    CHANGE_ACCOUNT,
    REMOVE_ACCOUNT,
    account_view,
    bank_facts,
    bank_view,
    base_of,
    with_account,
)
from bot.slack.views.setup.home import FIND_BANK, OPEN_BANK
from bot.slack.views.setup.opened import Opened, digests, read_opened
from jupiter_core.commands.bank_details import ProposeBankDetails, propose_bank_details
from jupiter_core.domain.bank import BankAccount
from jupiter_core.domain.party import SenderProfile
from jupiter_core.domain.refusals import NotFound
from jupiter_core.ports import UnitOfWork

_PROPOSED = "Proposed. We've notified the approvers, who have to confirm."


def register(app: App, ctx: SlackContext) -> None:
    """The listeners of this noun; confirming is in `setup_decisions`."""

    @app.action(OPEN_BANK)
    def opened(ack: Ack, body: Body, client: WebClient) -> None:
        ack()
        pressed(client, body, lambda: _open(ctx, client, body))

    @app.action(FIND_BANK)
    def found(ack: Ack, body: Body, client: WebClient) -> None:
        ack()
        if pressed(client, body, lambda: _open(ctx, client, body)):
            show_home(ctx, client, body)

    @app.action(ADD_ACCOUNT)
    @app.action(CHANGE_ACCOUNT)
    def edit(ack: Ack, body: Body, client: WebClient) -> None:
        ack()
        pressed(client, body, lambda: _open_account(ctx, client, body))

    @app.action(re.compile(f"^{REMOVE_ACCOUNT}_"))
    def remove(ack: Ack, body: Body, client: WebClient) -> None:
        ack()
        pressed(client, body, lambda: _remove(ctx, client, body))

    @app.view(ACCOUNT_PROPOSED)
    def proposed(ack: Ack, body: Body, client: WebClient) -> None:
        if submitted(ack, body, lambda: _propose(ctx, client, body)):
            below = body["view"]["previous_view_id"]
            show_bank(ctx, client, body, below, _PROPOSED)
            show_home(ctx, client, body)


def show_bank(ctx: SlackContext, client: WebClient, body: Body, view_id: str, said: str) -> None:
    """Brings the view of bank details up to date, saying what was done."""
    opened = read_opened(body["view"]["private_metadata"])
    person = ctx.person(client, body)
    with ctx.reading(body) as uow:
        profile = uow.sender_profiles.get(opened.subject)
        metadata = str(_opened(uow, profile, alone=opened.alone))
    view = bank_view(profile, person.id, metadata=metadata, said=said)
    draw_anew(client, view_id, view)


def _open(ctx: SlackContext, client: WebClient, body: Body) -> None:
    person = expect_admin(ctx, client, body)
    with ctx.reading(body) as uow:
        profile = uow.sender_profiles.get(chosen(body))
        within = is_entity(body)
        alone = within and opened_in(body).alone
        metadata = str(_opened(uow, profile, alone=alone))
    view = bank_view(profile, person.id, metadata=metadata)
    if within:
        # The form of an account is put on top of it, and three views are the most.
        client.views_update(view_id=body["view"]["id"], view=view)
    else:
        push(client, body, view)


def _open_account(ctx: SlackContext, client: WebClient, body: Body) -> None:
    person = expect_admin(ctx, client, body)
    opened = opened_in(body)
    currency = chosen(body)
    with ctx.reading(body) as uow:
        profile = uow.sender_profiles.get(opened.subject)
        metadata = str(_opened(uow, profile, currency, alone=opened.alone))
    account = _in_currency(base_of(profile, person.id), currency) if currency else None
    country = profile.address.country
    push(client, body, account_view(account, metadata=metadata, country=country))


def _propose(ctx: SlackContext, client: WebClient, body: Body) -> None:
    person = expect_admin(ctx, client, body)
    opened = read_opened(body["view"]["private_metadata"])
    with ctx.writing(body, once=opened.key) as uow:
        account = parse_account(body["view"]["state"]["values"], uow.now.date())
        profile = _as_seen(uow, opened)
        accounts = with_account(base_of(profile, person.id), account, opened.extra)
        command = ProposeBankDetails(by=person.actor, profile_id=profile.id, accounts=accounts)
        propose_bank_details(command, uow, ctx.renderer)


def _remove(ctx: SlackContext, client: WebClient, body: Body) -> None:
    person = expect_admin(ctx, client, body)
    opened = read_opened(body["view"]["private_metadata"])
    with ctx.writing(body, once=click_key(body)) as uow:
        profile = _as_seen(uow, opened)
        base = base_of(profile, person.id)
        gone = _in_currency(base, chosen(body))
        kept = tuple(each for each in base if each != gone)
        command = ProposeBankDetails(by=person.actor, profile_id=profile.id, accounts=kept)
        propose_bank_details(command, uow, ctx.renderer)
    show_bank(ctx, client, body, body["view"]["id"], _PROPOSED)
    show_home(ctx, client, body)


def _opened(
    uow: UnitOfWork, profile: SenderProfile, currency: str = "", *, alone: bool = False
) -> Opened:
    seen = digests(bank_facts(profile))
    return Opened(nonce=uow.new_id(), subject=profile.id, seen=seen, extra=currency, alone=alone)


def _as_seen(uow: UnitOfWork, opened: Opened) -> SenderProfile:
    """Raises NotFound, or ChangedSinceSeen when its bank details are not what was shown."""
    profile = uow.sender_profiles.get(opened.subject)
    opened.expect_unchanged(profile.legal_name, bank_facts(profile))
    return profile


def _in_currency(accounts: tuple[BankAccount, ...], currency: str) -> BankAccount:
    for each in accounts:
        if each.currency == currency:
            return each
    raise NotFound("bank account in", currency)
