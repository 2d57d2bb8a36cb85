"""What the buttons of a card have in common: what was pressed, and how a refusal is told."""

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from functools import partial

import structlog
from slack_bolt import Ack, App
from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError

from bot.logs.errors import traced
from bot.slack.context import SlackContext
from bot.slack.metadata import ModalMetadata, SubjectRef, read_modal_metadata, read_subject
from bot.slack.payload import Body
from bot.slack.people import Person
from bot.slack.reading import known_reader, writing_about
from bot.slack.telling import refuse_submission, replace_message, tell_privately
from bot.slack.turn import REFUSAL, current, open_window, opens_window
from bot.slack.views import blocks as b
from bot.slack.views.invoice.actions_modal import ACTION_MODALS, told_modal
from bot.wording.text import shortened
from jupiter_core.commands.record import as_seen
from jupiter_core.domain.contract.contract import Contract
from jupiter_core.domain.invoice import Invoice
from jupiter_core.domain.refusals import AlreadyDone, NotFound, NotPermitted, Refusal
from jupiter_core.ports import UnitOfWork
from jupiter_core.ports.subject import S, SubjectKind
from jupiter_core.queries.readable import expect_reader

_DONE = "Done. The deal's thread says so too."

log = structlog.get_logger(__name__)

Named = Callable[[UnitOfWork, SubjectRef], Invoice | Contract]
"""What a button or form is about."""
Form = Callable[[UnitOfWork, S, ModalMetadata], b.Block]
"""How a form about a subject is drawn."""


def the_invoice(uow: UnitOfWork, about: SubjectRef) -> Invoice:
    """Of a button or form that names it. Raises NotFound."""
    return uow.invoices.get(about.subject_id)


def the_contract(uow: UnitOfWork, about: SubjectRef) -> Contract:
    """The same of a contract."""
    return uow.contracts.get(about.subject_id)


def _of(subject: Named, about: SubjectRef, uow: UnitOfWork) -> Invoice | Contract:
    return subject(uow, about)


@contextmanager
def refusals_told(client: WebClient, body: Body) -> Iterator[None]:
    """A refusal inside is told to whoever pressed, and to nobody else; a repeat is passed over."""
    try:
        yield
    except AlreadyDone:
        return
    except Refusal as refusal:
        say_where_pressed(client, body, refusal.sentence)


def say_where_pressed(client: WebClient, body: Body, sentence: str) -> None:
    """In the modal of an invoice's actions, where it was pressed there; else to them alone."""
    turn = current()
    if turn and turn.say({**told_modal(sentence), "callback_id": REFUSAL}):
        return
    if _in_action_modal(body):
        client.views_update(view_id=body["view"]["id"], view=told_modal(sentence))
    else:
        tell_privately(client, body, sentence)


def open_view(client: WebClient, body: Body, view: b.Block) -> str:
    """Opens a modal where something was pressed, in the place of an invoice's actions; its id."""
    turn = current()
    if _in_action_modal(body) and not (turn and turn.waiting):
        client.views_update(view_id=body["view"]["id"], view=view)
        return str(body["view"]["id"])
    return open_window(client, body, view)


def _in_action_modal(body: Body) -> bool:
    return (body.get("view") or {}).get("callback_id") in ACTION_MODALS


def pressed(body: Body, noun: str = "invoice") -> SubjectRef:
    """What the pressed button is about. Raises NotFound for what is no button of ours."""
    value = str(body["actions"][0].get("value", ""))
    try:
        return read_subject(value)
    except ValueError:
        raise NotFound(noun, shortened(value, 40)) from None


def click_key(body: Body) -> str:
    """Claimed once: the same click that arrives twice counts once."""
    return f"click:{body['trigger_id']}"


def member(ctx: SlackContext, client: WebClient, body: Body, action: str) -> Person:
    """Whoever pressed, as they are at this moment. Raises NotPermitted for a guest."""
    person = ctx.person_now(client, body)
    person.expect_member(action)
    return person


def on_press(
    app: App,
    ctx: SlackContext,
    button: str,
    action: str,
    work: Callable[[Person, SubjectRef, UnitOfWork], object],
    *,
    subject: Named = the_invoice,
) -> None:
    """Registers a button of an invoice whose press is one transaction; once a click, for members
    who may read it.

    `action` completes “you may not”.
    """

    @app.action(button)
    def button_pressed(ack: Ack, body: Body, client: WebClient) -> None:
        ack()
        opens_window(False)
        with refusals_told(client, body):
            person, about = member(ctx, client, body, action), pressed(body)
            named = partial(_of, subject, about)
            with writing_about(ctx, client, body, person.id, named, once=click_key(body)) as uow:
                work(person, about, uow)
            if _in_action_modal(body):
                say_where_pressed(client, body, _DONE)


def on_form_press(
    app: App,
    ctx: SlackContext,
    button: str,
    action: str,
    kind: SubjectKind[S],
    form: Form[S],
    allowed: Callable[[UnitOfWork, Person, S], None],
    *,
    stale: bool = False,
) -> None:
    """Registers a button that opens a form, for members whom `allowed` lets. See `open_form`."""

    @app.action(button)
    def form_pressed(ack: Ack, body: Body, client: WebClient) -> None:
        ack()
        with refusals_told(client, body):
            person = member(ctx, client, body, action)
            open_form(ctx, client, body, person, kind, form, allowed, stale=stale)


def of_invoice(form: Callable[[Invoice, ModalMetadata], b.Block]) -> Form[Invoice]:
    """A form that is drawn of the invoice alone."""
    return lambda _uow, invoice, metadata: form(invoice, metadata)


def open_form(
    ctx: SlackContext,
    client: WebClient,
    body: Body,
    person: Person,
    kind: SubjectKind[S],
    form: Form[S],
    allowed: Callable[[UnitOfWork, Person, S], None],
    *,
    stale: bool = False,
) -> None:
    """Opens a form about what was pressed, unless it changed since; `stale` lets that be.

    Raises ChangedSinceSeen, NotFound, or what `allowed` raises.
    """
    about = pressed(body, kind.noun)
    subject_id, seen = about
    reader = known_reader(ctx, client, body, person.id)
    with ctx.reading(body) as uow:
        expect_reader(uow, reader, kind.get(uow, subject_id), subject_id)
        subject = as_seen(uow, kind, subject_id, None if stale else seen)
        allowed(uow, person, subject)
        view = form(uow, subject, ModalMetadata(uow.new_id(), about))
    open_view(client, body, view)


@contextmanager
def submission(
    ctx: SlackContext,
    client: WebClient,
    ack: Ack,
    body: Body,
    field: str,
    action: str,
    *,
    places: Mapping[str, str] | None = None,
    subject: Named = the_invoice,
) -> Iterator[tuple[Person, SubjectRef, UnitOfWork]]:
    """A submitted form's person, target and transaction; acked when it was committed. They have to
    read what it is about at this moment, and not only when it was opened.

    A refusal lands on `field`, or where `places` has its path, and nothing has changed. Raises
    what is refused before the block could begin, a repeat too: that is answered where all
    listeners' errors are.
    """
    metadata = read_modal_metadata(body["view"]["private_metadata"])
    person = member(ctx, client, body, action)
    begun, named = False, partial(_of, subject, metadata.subject)
    try:
        with writing_about(ctx, client, body, person.id, named, once=metadata.key) as uow:
            begun = True
            yield person, metadata.subject, uow
    except AlreadyDone:
        if not begun:
            raise
        ack()
    except Refusal as refusal:
        if not begun:
            raise
        refuse_submission(ack, refusal, places or {}, field)
    else:
        ack()


def close_message(client: WebClient, body: Body, sentence: str) -> None:
    """Takes the buttons off the message in which one was pressed, and says how it ended.

    What was decided stands without it: a message that cannot be changed any more keeps buttons
    that refuse.
    """
    message, container = body.get("message"), body.get("container") or {}
    if not message or not container.get("channel_id"):
        return
    kept = [each for each in message.get("blocks", []) if each.get("type") != "actions"]
    try:
        blocks = [*kept, b.rich_text([b.words(sentence, bold=True)])]
        replace_message(client, body, b.escaped(sentence), blocks)
    except SlackApiError as error:
        log.warning("message_not_closed", error=traced(error))


def expect_deal_team(uow: UnitOfWork, person: Person, action: str) -> None:
    """Raises NotPermitted for who may neither draft nor approve."""
    workspace = uow.workspace()
    if not (workspace.may_draft(person.id) or workspace.policy.allows(person.id)):
        raise NotPermitted(action, "An admin names who may with /invoice setup.")
