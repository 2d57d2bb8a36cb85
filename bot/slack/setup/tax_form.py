"""`/invoice setup`: the tax form of a legal entity, such as a W-9, is uploaded."""

from collections.abc import Sequence

from slack_bolt import Ack, App
from slack_sdk import WebClient

from bot.intake.refusals import UnreadableFile
from bot.slack.context import SlackContext
from bot.slack.payload import Body
from bot.slack.setup.access import expect_admin, pressed, push, submitted
from bot.slack.setup.entity import latest_tax_form, opened_in, show_entity
from bot.slack.setup.uploads import File, draw, fetched, not_saved, reading_name, uploaded
from bot.slack.views.blocks import Block, context
from bot.slack.views.setup.opened import Opened, digests
from bot.slack.views.setup.tax_form import (
    OPEN_TAX_FORM,
    TAX_FORM_FILE,
    TAX_FORM_SAVED,
    reading_tax_form,
    tax_form_facts,
    tax_form_view,
)
from jupiter_core.commands.permission import expect_finance
from jupiter_core.commands.tax_form import KeepTaxForm, keep_tax_form
from jupiter_core.domain.refusals import AlreadyDone, FileTooLarge, Refusal, Required
from jupiter_core.domain.tax_form import LARGEST
from jupiter_core.ports import UnitOfWork

_SAVED = "Tax form saved. Customers download this one from now on."


def register(app: App, ctx: SlackContext) -> None:
    """The listeners of this noun."""

    @app.action(OPEN_TAX_FORM)
    def opened(ack: Ack, body: Body, client: WebClient) -> None:
        ack()
        pressed(client, body, lambda: _open(ctx, client, body))

    @app.view(TAX_FORM_SAVED)
    def saved(ack: Ack, body: Body, client: WebClient) -> None:
        if submitted(ack, body, lambda: _checked(ctx, client, body)):
            _take(ctx, client, body)


def _open(ctx: SlackContext, client: WebClient, body: Body) -> None:
    person = expect_admin(ctx, client, body)
    with ctx.reading(body) as uow:
        view = _drawn(uow, opened_in(body), person.id)
    push(client, body, view)


def _checked(ctx: SlackContext, client: WebClient, body: Body) -> Block:
    """What is shown until the file is read. Raises NotPermitted, Required or FileTooLarge."""
    person = expect_admin(ctx, client, body)
    size = int(_file(body).get("size") or 0)
    with ctx.reading(body) as uow:
        expect_finance(uow, person.actor, "keep tax forms")
        profile = uow.sender_profiles.get(opened_in(body).subject)
    if size > LARGEST:
        raise FileTooLarge(size, LARGEST).at(TAX_FORM_FILE)
    return reading_tax_form(profile, reading_name(body, "tax-form"))


def _take(ctx: SlackContext, client: WebClient, body: Body) -> None:
    """Fetches the file and keeps it; what is wrong with it is told in the form."""
    name = reading_name(body, "tax-form")
    try:
        content = fetched(client, _file(body), LARGEST, UnreadableFile)
        view = _keep(ctx, client, body, content)
    except AlreadyDone:
        return
    except Refusal as refusal:
        draw(client, name, _again(ctx, client, body, refusal))
        return
    draw(client, name, view)
    show_entity(ctx, client, body)


def _keep(ctx: SlackContext, client: WebClient, body: Body, content: bytes) -> Block:
    """The form with what is kept then. Raises ChangedSinceSeen where somebody else was first."""
    person = expect_admin(ctx, client, body)
    opened = opened_in(body)
    with ctx.writing(body, once=opened.key) as uow:
        profile = uow.sender_profiles.get(opened.subject)
        seen = tax_form_facts(latest_tax_form(uow, profile.id))
        opened.expect_unchanged(profile.legal_name, seen)
        name = str(_file(body).get("name") or "tax form")
        command = KeepTaxForm(by=person.actor, profile_id=profile.id, name=name, content=content)
        keep_tax_form(command, uow)
        return _drawn(uow, opened, person.id, [context(_SAVED)])


def _again(ctx: SlackContext, client: WebClient, body: Body, refusal: Refusal) -> Block:
    """The form, with what is kept now."""
    person = ctx.person(client, body)
    with ctx.reading(body) as uow:
        return _drawn(uow, opened_in(body), person.id, [context(not_saved(refusal))])


def _drawn(uow: UnitOfWork, like: Opened, person_id: str, told: Sequence[Block] = ()) -> Block:
    profile = uow.sender_profiles.get(like.subject)
    form = latest_tax_form(uow, profile.id)
    seen = digests(tax_form_facts(form))
    opened = Opened(nonce=uow.new_id(), subject=profile.id, seen=seen, alone=like.alone)
    may_upload = uow.workspace().policy.allows(person_id)
    return tax_form_view(profile, form, metadata=str(opened), may_upload=may_upload, told=told)


def _file(body: Body) -> File:
    """The one that was chosen. Raises Required."""
    file = uploaded(body, TAX_FORM_FILE)
    if file is None:
        raise Required("A file").at(TAX_FORM_FILE)
    return file
