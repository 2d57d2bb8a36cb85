"""Saving one section of a legal entity."""

from collections.abc import Sequence

from slack_sdk import WebClient

from bot.intake.modals.account import read_first_account
from bot.intake.modals.entity import read_section
from bot.slack.context import SlackContext
from bot.slack.payload import Body
from bot.slack.setup.access import expect_admin
from bot.slack.setup.entity import after, drawn_entity, drawn_section, opened_in
from bot.slack.views.blocks import Block
from bot.slack.views.setup.opened import Opened, section_facts
from jupiter_core.commands.bank_details import ProposeBankDetails, propose_bank_details
from jupiter_core.commands.parties import SaveSenderProfile, save_sender_profile
from jupiter_core.domain.actor import Actor
from jupiter_core.domain.party import SenderProfile
from jupiter_core.ports import UnitOfWork
from jupiter_core.queries.entity_sections import EntitySection


def save_section(
    ctx: SlackContext,
    client: WebClient,
    body: Body,
    logo: str | None = None,
    told: Sequence[Block] = (),
) -> Block | None:
    """Saves the section, with a new `logo` where there is one; in the steps of a new entity, what
    comes next, which `told` stands in."""
    person = expect_admin(ctx, client, body)
    opened = opened_in(body)
    section = EntitySection(opened.extra)
    with ctx.writing(body, once=opened.key) as uow:
        known = uow.sender_profiles.get(opened.subject)
        opened.expect_unchanged(known.legal_name, section_facts(section, known))
        if section is EntitySection.BANK:
            _propose(ctx, uow, body, known, person.actor)
        else:
            profile = read_section(section, body["view"]["state"]["values"], known)
            _keep(ctx, uow, known, _with_logo(profile, logo), person.actor)
        saved = uow.sender_profiles.get(opened.subject)
        return _coming(ctx, uow, section, saved, opened, told)


def _with_logo(profile: SenderProfile, logo: str | None) -> SenderProfile:
    return profile if logo is None else profile.model_copy(update={"logo": logo})


def _coming(
    ctx: SlackContext,
    uow: UnitOfWork,
    section: EntitySection,
    saved: SenderProfile,
    opened: Opened,
    told: Sequence[Block],
) -> Block | None:
    if not opened.guided:
        return drawn_section(uow, section, saved, like=opened, told=told) if told else None
    coming = after(section)
    if coming is None:
        return drawn_entity(ctx, uow, saved, alone=opened.alone, told=told)
    return drawn_section(uow, coming, saved, like=opened)


def _keep(
    ctx: SlackContext, uow: UnitOfWork, known: SenderProfile, profile: SenderProfile, by: Actor
) -> None:
    if profile != known:
        save_sender_profile(SaveSenderProfile(by=by, profile=profile), uow, ctx.renderer)


def _propose(
    ctx: SlackContext, uow: UnitOfWork, body: Body, known: SenderProfile, by: Actor
) -> None:
    """The first account of an entity. Other people confirm it before it is used."""
    values = body["view"]["state"]["values"]
    account = None if known.has_account else read_first_account(values, uow.now.date())
    if account:
        command = ProposeBankDetails(by=by, profile_id=known.id, accounts=(account,))
        propose_bank_details(command, uow, ctx.renderer)
