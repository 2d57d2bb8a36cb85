"""Drawing a legal entity: the list of its sections, and the form of one of them."""

from collections.abc import Sequence

from slack_sdk import WebClient

from bot.slack.closed import draw_anew
from bot.slack.context import SlackContext
from bot.slack.payload import Body
from bot.slack.views.blocks import Block
from bot.slack.views.setup.entity import ENTITY, entity_view, section_view
from bot.slack.views.setup.opened import Opened, digests, read_opened, section_facts
from jupiter_core.domain.party import SenderProfile
from jupiter_core.domain.tax_form import TaxForm
from jupiter_core.ports import UnitOfWork
from jupiter_core.queries.entity_sections import GUIDED, EntitySection


def opened_in(body: Body) -> Opened:
    """What the form remembers that was acted in."""
    return read_opened(body["view"]["private_metadata"])


def drawn_entity(
    ctx: SlackContext,
    uow: UnitOfWork,
    profile: SenderProfile,
    *,
    alone: bool = False,
    told: Sequence[Block] = (),
) -> Block:
    """All its sections."""
    opened = Opened(nonce=uow.new_id(), subject=profile.id, alone=alone)
    missing = ctx.renderer.missing_of_seller(profile.seller())
    gaps = " ".join(each.sentence for each in missing)
    form = latest_tax_form(uow, profile.id)
    return entity_view(profile, metadata=str(opened), gaps=gaps, told=told, tax_form=form)


def latest_tax_form(uow: UnitOfWork, profile_id: str) -> TaxForm | None:
    """The one that customers download, if any."""
    return next(reversed(uow.tax_forms.of(profile_id)), None)


def drawn_section(
    uow: UnitOfWork,
    section: EntitySection,
    profile: SenderProfile,
    *,
    like: Opened,
    told: Sequence[Block] = (),
) -> Block:
    """One of them, as a step or alone as the form before it was."""
    opened = Opened(
        nonce=uow.new_id(),
        subject=profile.id,
        seen=digests(section_facts(section, profile)),
        extra=section.value,
        guided=like.guided,
        alone=like.alone,
    )
    metadata = str(opened)
    return section_view(section, profile, metadata=metadata, guided=like.guided, told=told)


def show_entity(ctx: SlackContext, client: WebClient, body: Body) -> None:
    """Brings the list of sections beneath a form up to date, where it lies there."""
    opened, below = opened_in(body), body["view"].get("previous_view_id")
    if opened.guided or not below:
        return
    with ctx.reading(body) as uow:
        profile = uow.sender_profiles.get(opened.subject)
        view = drawn_entity(ctx, uow, profile, alone=opened.alone)
    draw_anew(client, below, view)


def is_entity(body: Body) -> bool:
    """Whether a list of sections was acted in."""
    return bool(body["view"]["callback_id"] == ENTITY)


def after(section: EntitySection) -> EntitySection | None:
    """The next step; None after the last one."""
    place = GUIDED.index(section) + 1
    return GUIDED[place] if place < len(GUIDED) else None


def before(section: EntitySection) -> EntitySection:
    """The step before; the first one stays."""
    return GUIDED[max(GUIDED.index(section) - 1, 0)]
