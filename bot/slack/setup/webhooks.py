"""`/invoice setup`: webhook endpoints, with the powers that the API has over them."""

from collections.abc import Callable

from slack_bolt import Ack, App
from slack_sdk import WebClient

from bot.intake.modals.webhook import TypedEndpoint, parse_endpoint
from bot.slack.closed import draw_anew
from bot.slack.context import SlackContext
from bot.slack.payload import Body
from bot.slack.setup.access import chosen, click_key, expect_admin, pressed, push, submitted
from bot.slack.views.blocks import Block
from bot.slack.views.setup.opened import Opened, digests, read_opened
from bot.slack.views.setup.webhooks import (
    ADD_ENDPOINT,
    EDIT_ENDPOINT,
    ENDPOINT_FORM,
    LATEST,
    ON,
    OPEN_ENDPOINT,
    OPEN_WEBHOOKS,
    REMOVE_ENDPOINT,
    ROTATE_SECRET,
    SWITCH_ENDPOINT,
    TEST_ENDPOINT,
    EndpointView,
    Sent,
    endpoint_form,
    endpoint_view,
    made_before_view,
    secret_view,
    shown_events,
    webhooks_view,
)
from jupiter_core.commands.webhook import (
    MOST_ENDPOINTS,
    ChangeEndpoint,
    MakeEndpoint,
    RemoveEndpoint,
    RotateSecret,
    change_endpoint,
    make_endpoint,
    remove_endpoint,
    rotate_secret,
)
from jupiter_core.commands.webhook_test import SendTestEvent, send_test_event
from jupiter_core.domain.refusals import NotFound
from jupiter_core.domain.webhook import WebhookEndpoint
from jupiter_core.ports import Delivery, UnitOfWork

Deed = Callable[[SlackContext, WebClient, Body], Block]
"""Does what a button says, and gives what is shown then."""
_TESTED = "A test event is on its way. Open this endpoint again to see what came back."


def register(app: App, ctx: SlackContext) -> None:
    """The listeners of this noun."""

    @app.action(OPEN_WEBHOOKS)
    def opened(ack: Ack, body: Body, client: WebClient) -> None:
        ack()
        pressed(client, body, lambda: push(client, body, _all(ctx, client, body)))

    @app.action(OPEN_ENDPOINT)
    def shown(ack: Ack, body: Body, client: WebClient) -> None:
        ack()
        pressed(client, body, lambda: push(client, body, _one(ctx, client, body)))

    @app.action(ADD_ENDPOINT)
    def add(ack: Ack, body: Body, client: WebClient) -> None:
        ack()
        pressed(client, body, lambda: push(client, body, _new_form(ctx, client, body)))

    @app.action(EDIT_ENDPOINT)
    def edit(ack: Ack, body: Body, client: WebClient) -> None:
        ack()
        pressed(client, body, lambda: _replace(client, body, _form(ctx, client, body)))

    @app.view(ENDPOINT_FORM)
    def saved(ack: Ack, body: Body, client: WebClient) -> None:
        if submitted(ack, body, lambda: _save(ctx, client, body), replay=made_before_view()):
            _redraw_all(ctx, client, body)

    _register_deeds(app, ctx)


def _register_deeds(app: App, ctx: SlackContext) -> None:
    """What is done to an endpoint that is shown; it is drawn anew in its place."""
    deeds = (
        (TEST_ENDPOINT, _test),
        (SWITCH_ENDPOINT, _switch),
        (ROTATE_SECRET, _rotate),
        (REMOVE_ENDPOINT, _remove),
    )
    for action_id, deed in deeds:
        app.action(action_id)(_listener(ctx, deed))


def _listener(ctx: SlackContext, deed: Deed) -> Callable[[Ack, Body, WebClient], None]:
    def listen(ack: Ack, body: Body, client: WebClient) -> None:
        ack()
        if pressed(client, body, lambda: _replace(client, body, deed(ctx, client, body))):
            _redraw_all(ctx, client, body)

    return listen


def _all(ctx: SlackContext, client: WebClient, body: Body) -> Block:
    expect_admin(ctx, client, body)
    with ctx.reading(body) as uow:
        return _list(uow)


def _list(uow: UnitOfWork) -> Block:
    endpoints = uow.webhook_endpoints.all()
    views = [_view(uow, each, latest=1) for each in endpoints]
    return webhooks_view(views, full=len(endpoints) >= MOST_ENDPOINTS)


def _one(ctx: SlackContext, client: WebClient, body: Body) -> Block:
    expect_admin(ctx, client, body)
    with ctx.reading(body) as uow:
        return endpoint_view(_view(uow, uow.webhook_endpoints.get(chosen(body))))


def _view(uow: UnitOfWork, endpoint: WebhookEndpoint, latest: int = LATEST) -> EndpointView:
    sent = uow.deliveries.page(endpoint.id, limit=latest)
    return EndpointView(endpoint, [_sent(uow, each) for each in sent])


def _sent(uow: UnitOfWork, delivery: Delivery) -> Sent:
    attempts = uow.deliveries.attempts_of(delivery.id)
    try:
        event = uow.events.get(delivery.event_id).name.value
    except NotFound:
        event = "event"
    return Sent(delivery, event, attempts[-1].status if attempts else None)


def _new_form(ctx: SlackContext, client: WebClient, body: Body) -> Block:
    expect_admin(ctx, client, body)
    with ctx.reading(body) as uow:
        opened = Opened(nonce=uow.new_id(), is_new=True)
    return endpoint_form(None, metadata=str(opened))


def _form(ctx: SlackContext, client: WebClient, body: Body) -> Block:
    expect_admin(ctx, client, body)
    with ctx.reading(body) as uow:
        endpoint = uow.webhook_endpoints.get(chosen(body))
        seen = digests(_facts(endpoint))
        opened = Opened(nonce=uow.new_id(), subject=endpoint.id, seen=seen)
    return endpoint_form(endpoint, metadata=str(opened))


def _facts(endpoint: WebhookEndpoint) -> dict[str, str]:
    """What its form edits."""
    return {
        "address": endpoint.url,
        "description": endpoint.description,
        "events": ", ".join(endpoint.events),
    }


def _save(ctx: SlackContext, client: WebClient, body: Body) -> Block:
    """The view that takes the form's place."""
    opened = read_opened(body["view"]["private_metadata"])
    typed = parse_endpoint(body["view"]["state"]["values"])
    if opened.is_new:
        return _make(ctx, client, body, opened, typed)
    return _change(ctx, client, body, opened, typed)


def _make(
    ctx: SlackContext, client: WebClient, body: Body, opened: Opened, typed: TypedEndpoint
) -> Block:
    """With the secret: it is in the answer to the form and in nothing else."""
    person = expect_admin(ctx, client, body)
    url, (secret, sealed) = ctx.webhooks.checked(typed.url), ctx.webhooks.made()
    with ctx.writing(body, once=opened.key) as uow:
        command = MakeEndpoint(
            by=person.actor,
            url=url,
            description=typed.description,
            events=typed.events,
            sealed=sealed,
        )
        return secret_view(make_endpoint(command, uow), secret)


def _change(
    ctx: SlackContext, client: WebClient, body: Body, opened: Opened, typed: TypedEndpoint
) -> Block:
    """Events that the form shows as they were stay as they were kept."""
    person = expect_admin(ctx, client, body)
    url = ctx.webhooks.checked(typed.url)
    with ctx.writing(body, once=opened.key) as uow:
        before = uow.webhook_endpoints.get(opened.subject)
        opened.expect_unchanged("This endpoint", _facts(before))
        same = frozenset(typed.events) == shown_events(before)
        command = ChangeEndpoint(
            by=person.actor,
            endpoint_id=before.id,
            url=url,
            description=typed.description,
            events=None if same else typed.events,
        )
        return endpoint_view(_view(uow, change_endpoint(command, uow)), "Saved.")


def _test(ctx: SlackContext, client: WebClient, body: Body) -> Block:
    person = expect_admin(ctx, client, body)
    with ctx.writing(body, once=click_key(body)) as uow:
        send_test_event(SendTestEvent(by=person.actor, endpoint_id=chosen(body)), uow)
        return endpoint_view(_view(uow, uow.webhook_endpoints.get(chosen(body))), _TESTED)


def _switch(ctx: SlackContext, client: WebClient, body: Body) -> Block:
    person = expect_admin(ctx, client, body)
    to, _, endpoint_id = chosen(body).partition(":")
    with ctx.writing(body, once=click_key(body)) as uow:
        command = ChangeEndpoint(by=person.actor, endpoint_id=endpoint_id, enabled=to == ON)
        return endpoint_view(_view(uow, change_endpoint(command, uow)))


def _rotate(ctx: SlackContext, client: WebClient, body: Body) -> Block:
    person = expect_admin(ctx, client, body)
    secret, sealed = ctx.webhooks.made()
    with ctx.writing(body, once=click_key(body)) as uow:
        command = RotateSecret(by=person.actor, endpoint_id=chosen(body), sealed=sealed)
        return secret_view(rotate_secret(command, uow), secret, replaces=True)


def _remove(ctx: SlackContext, client: WebClient, body: Body) -> Block:
    """The list of those that are left."""
    person = expect_admin(ctx, client, body)
    with ctx.writing(body, once=click_key(body)) as uow:
        remove_endpoint(RemoveEndpoint(by=person.actor, endpoint_id=chosen(body)), uow)
        return _list(uow)


def _replace(client: WebClient, body: Body, view: Block) -> None:
    client.views_update(view_id=body["view"]["id"], view=view)


def _redraw_all(ctx: SlackContext, client: WebClient, body: Body) -> None:
    """The list below what was acted in."""
    below = body["view"].get("previous_view_id")
    if below:
        with ctx.reading(body) as uow:
            drawn = _list(uow)
        draw_anew(client, below, drawn)
