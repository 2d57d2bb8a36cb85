"""Who may set up, and where a refusal of it is shown: on its field, or in place of the view."""

from collections.abc import Callable, Iterable

from slack_bolt import Ack
from slack_sdk import WebClient

from bot.intake.errors import each_of
from bot.intake.modals.values import inputs_of, path_of
from bot.logs.settings_asked import settings_asked_for
from bot.slack.closed import draw_anew
from bot.slack.context import SlackContext
from bot.slack.payload import Body, team_of, what_of
from bot.slack.people import Person
from bot.slack.telling import refusal_view, refuse_submission, tell_privately
from bot.slack.turn import push_window
from bot.slack.views.blocks import Block
from bot.slack.views.setup.home import SHOWN_CUSTOMERS, Setup, home_view
from bot.slack.views.setup.opened import read_opened
from jupiter_core.domain.party import SenderProfile
from jupiter_core.domain.refusals import AlreadyDone, Refusal
from jupiter_core.ports import Renderer

_DEED = "set anything up"


def expect_admin(ctx: SlackContext, client: WebClient, body: Body) -> Person:
    """Whoever acts, if they are a workspace admin now; who it was is logged and kept. Raises
    NotPermitted."""
    person = ctx.person_now(client, body)
    team, what = team_of(body), what_of(body)
    with settings_asked_for(workspace=team, person=person.id, what=what, note=ctx.note_look):
        person.expect_admin(_DEED)
    return person


def submitted(
    ack: Ack, body: Body, work: Callable[[], Block | None], *, replay: Block | None = None
) -> bool:
    """Acks a submission when `work` is done; whether it was.

    A refusal is shown on its field, or on the first one. A view that `work` gives takes the
    place of the form, which is closed otherwise. A replay does nothing but show `replay`.
    """
    try:
        view = work()
    except AlreadyDone:
        _close(ack, replay)
        return False
    except Refusal as refusal:
        places = inputs_of(body["view"])
        paths = {path: _place_of(path, places) for path in paths_of(refusal)}
        refuse_submission(ack, refusal, paths, default=places[0])
        return False
    _close(ack, view)
    return True


def _close(ack: Ack, view: Block | None) -> None:
    if view:
        ack(response_action="update", view=view)
    else:
        ack()


def pressed(client: WebClient, body: Body, work: Callable[[], None]) -> bool:
    """Does what a button asks for; whether it was done. A refusal is told to its presser alone.

    A modal is replaced by the sentence: it offered what cannot be done. A replay says nothing.
    """
    try:
        work()
    except AlreadyDone:
        return False
    except Refusal as refusal:
        if "view" in body:
            client.views_update(view_id=body["view"]["id"], view=refusal_view(refusal))
        else:
            tell_privately(client, body, refusal.sentence)
        return False
    return True


def push(client: WebClient, body: Body, view: Block) -> None:
    """Puts a view on top of the one that was acted in."""
    push_window(client, body, view)


def show_home(ctx: SlackContext, client: WebClient, body: Body) -> None:
    """Brings the first view of the stack up to date, empty search menus included; nothing where a
    form was opened without it."""
    metadata = body["view"].get("private_metadata")
    if metadata and read_opened(metadata).alone:
        return
    draw_anew(client, body["view"]["root_view_id"], home(ctx, body))


def home(ctx: SlackContext, body: Body) -> Block:
    """The first view of the set-up, of what there is now."""
    with ctx.reading(body) as uow:
        customers = uow.customers.search("", SHOWN_CUSTOMERS + 1)
        profiles, keys = uow.sender_profiles.all(), uow.api_keys.all()
        gaps = _e_invoice_gaps(profiles, ctx.renderer)
        setup = Setup(
            profiles,
            customers,
            uow.workspace(),
            keys,
            uow.api_keys.last_used(),
            gaps,
            has_products=bool(uow.products.page(limit=1)),
        )
        return home_view(setup, fresh=uow.new_id())


def _e_invoice_gaps(profiles: Iterable[SenderProfile], renderer: Renderer) -> dict[str, str]:
    """Of each profile that lacks something, all of it by its id."""
    found = {each.id: renderer.missing_of_seller(each.seller()) for each in profiles}
    return {key: " ".join(gap.sentence for gap in gaps) for key, gaps in found.items() if gaps}


def chosen(body: Body) -> str:
    """The value of the button that was pressed, or of the option that was chosen."""
    action = body["actions"][0]
    option = action.get("selected_option")
    return str(option["value"] if option else action.get("value", ""))


def click_key(body: Body) -> str:
    """Claimed by what a click changes: Slack gives every click a trigger of its own."""
    return f"click:{body['trigger_id']}"


def paths_of(refusal: Refusal) -> list[str]:
    """The paths of its mistakes, of those that have one."""
    return [each.path for each in each_of(refusal) if each.path]


def _place_of(path: str, places: list[str]) -> str:
    """The block of a path; `accounts[1].holder` is at `holder` where one account is
    edited, and `more_contacts[1].email` at the one field of them all."""
    last, first, within = path.rpartition(".")[2], path.partition("[")[0], path.partition("].")[2]
    blocks = {path_of(each): each for each in places}
    found = (blocks[each] for each in (path, within, last, first) if each in blocks)
    return next(found, places[0])
