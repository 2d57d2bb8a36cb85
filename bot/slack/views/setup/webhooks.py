"""Webhook endpoints in `/invoice setup`: which there are, how they answer, and their form."""

from collections.abc import Sequence
from itertools import groupby
from typing import NamedTuple

from bot.slack.views.blocks import (
    Block,
    actions,
    button,
    confirm,
    context,
    facts,
    field,
    modal,
    option,
    plain,
    section,
    words,
)
from bot.slack.views.setup.fields import TYPED, line_field
from bot.wording.figures import moment
from bot.wording.text import shortened
from jupiter_core.domain.events import EventName
from jupiter_core.domain.webhook import WebhookEndpoint
from jupiter_core.ports import Delivery

OPEN_WEBHOOKS, OPEN_ENDPOINT, ADD_ENDPOINT = (
    "setup_webhooks",
    "setup_webhook",
    "setup_add_webhook",
)
EDIT_ENDPOINT, TEST_ENDPOINT, SWITCH_ENDPOINT = (
    "setup_edit_webhook",
    "setup_test_webhook",
    "setup_switch_webhook",
)
ROTATE_SECRET, REMOVE_ENDPOINT = "setup_rotate_webhook", "setup_remove_webhook"
ENDPOINT_FORM = "setup_webhook_form"
ON, OFF = "on", "off"
LATEST = 5
"""Deliveries that are shown of an endpoint."""
_NAME, _ERROR = 150, 300
_STATES = {"waiting": "on its way", "delivered": "delivered", "failed": "not delivered"}
_NOUNS = {"sender_profile": "legal entity", "api_key": "API key"}
_ALL = "Leave empty for all events, also kinds that later versions add."


class Sent(NamedTuple):
    """One delivery, what it told of, and the status of its last answer, if there was one."""

    delivery: Delivery
    event: str
    status: int | None


class EndpointView(NamedTuple):
    """An endpoint with its latest deliveries, latest first."""

    endpoint: WebhookEndpoint
    sent: Sequence[Sent]


def webhooks_view(endpoints: Sequence[EndpointView], *, full: bool) -> Block:
    """All of them, oldest first; `full` says that no more may be added."""
    none = context("None yet. A webhook tells another system of what happens here, as it happens.")
    add = [] if full else [actions([button("Add endpoint", ADD_ENDPOINT)])]
    rows = [_row(each) for each in endpoints]
    return modal("Webhooks", [*(rows or [none]), *add], callback_id="setup_webhooks")


def endpoint_view(view: EndpointView, said: str = "") -> Block:
    """One of them; `said` is what the last press led to."""
    endpoint = view.endpoint
    pairs = [
        ("Address", shortened(endpoint.place, _NAME)),
        ("Description", endpoint.description),
        ("State", _state(endpoint)),
        ("Events", events_in_words(endpoint.taken)),
        ("Answers by", shortened(endpoint.answering.name, _NAME)),
    ]
    blocks = [
        *([section(plain(said))] if said else []),
        facts([(label, value) for label, value in pairs if value]),
        *_deliveries(view.sent),
        actions(_buttons(endpoint)),
    ]
    return modal("Webhook endpoint", blocks, callback_id="setup_webhook")


def endpoint_form(endpoint: WebhookEndpoint | None, *, metadata: str) -> Block:
    """Of a new one, or to change one that is there."""
    url = line_field("url", "Address", endpoint.url if endpoint else "", hint=_ADDRESS)
    what = endpoint.description if endpoint else ""
    return modal(
        "Change endpoint" if endpoint else "New webhook endpoint",
        [
            url,
            line_field("description", "Description", what, optional=True, hint=_WHAT),
            field("events", "Events", _event_menu(endpoint), optional=True, hint=_ALL),
            context("Approvers and admins hear of it."),
        ],
        callback_id=ENDPOINT_FORM,
        submit="Save" if endpoint else "Add endpoint",
        close="Cancel",
        private_metadata=metadata,
    )


_ADDRESS = "Begins with https:// and is on the public internet."
_WHAT = "What it is for, such as: The CRM"


def secret_view(endpoint: WebhookEndpoint, secret: str, *, replaces: bool = False) -> Block:
    """The only place where a signing secret is ever shown."""
    boxed = {"type": "rich_text_preformatted", "elements": [words(secret)]}
    overlap = " The former secret signs beside it for 24 hours." if replaces else ""
    told = f"This signs what goes to {shortened(endpoint.place, _NAME)}. Copy it now:"
    return modal(
        "Signing secret",
        [
            section(plain(told)),
            {"type": "rich_text", "block_id": "secret", "elements": [boxed]},
            section(plain(f"It won't be shown again; replace it if you lose it.{overlap}")),
            context("Receivers verify it by the Standard Webhooks specification."),
        ],
        callback_id="setup_webhook_secret",
        close="Done",
    )


def made_before_view() -> Block:
    """For a submission that arrives a second time."""
    told = "This was already saved, and a signing secret is shown only once. Replace it if needed."
    return modal("Already saved", [section(plain(told))], callback_id="setup_webhook_secret")


def events_in_words(names: Sequence[EventName]) -> str:
    """`all`, or how many of each kind of thing: `contract (2), invoice (14)`."""
    if set(names) == set(EventName):
        return "all"
    by_noun = groupby(sorted(names), key=_noun)
    return ", ".join(f"{noun} ({len(list(each))})" for noun, each in by_noun)


def shown_events(endpoint: WebhookEndpoint | None) -> frozenset[EventName]:
    """What its form has chosen when it opens: nothing where it takes all."""
    taken = frozenset(endpoint.taken) if endpoint else frozenset[EventName]()
    return frozenset() if taken == frozenset(EventName) else taken


def _noun(name: EventName) -> str:
    noun = name.partition(".")[0]
    return _NOUNS.get(noun, noun.replace("_", " "))


def _event_menu(endpoint: WebhookEndpoint | None) -> Block:
    groups: list[Block] = [
        {
            "label": plain(noun[:1].upper() + noun[1:], 75),
            "options": [option(each.action, each.value) for each in names],
        }
        for noun, names in groupby(sorted(EventName), key=_noun)
    ]
    chosen = shown_events(endpoint)
    made: Block = {
        "type": "multi_static_select",
        "action_id": TYPED,
        "option_groups": groups,
        "placeholder": plain("All events"),
    }
    initial = [o for group in groups for o in group["options"] if o["value"] in chosen]
    return {**made, "initial_options": initial} if initial else made


def _row(view: EndpointView) -> Block:
    endpoint = view.endpoint
    last = _told(view.sent[0]) if view.sent else "nothing sent yet"
    named = f"{endpoint.description}\n" if endpoint.description else ""
    said = (
        f"{shortened(endpoint.place, _NAME)}\n{named}"
        f"Events: {events_in_words(endpoint.taken)}\n{_state(endpoint)} · last: {last}"
    )
    show = button("Open", OPEN_ENDPOINT, value=endpoint.id)
    return section(plain(said), block_id=f"endpoint_{endpoint.id}", accessory=show)


def _state(endpoint: WebhookEndpoint) -> str:
    if not endpoint.is_on:
        return f"Paused. {endpoint.disabled_because}".strip()
    if endpoint.failing_since:
        return f"On, failing since {moment(endpoint.failing_since)}"
    return "On"


def _deliveries(sent: Sequence[Sent]) -> list[Block]:
    if not sent:
        return [context("Nothing was sent to it yet.")]
    lines = "\n".join(_told(each) for each in sent)
    return [section(plain(f"Latest deliveries\n{lines}"))]


def _told(sent: Sent) -> str:
    """`invoice.issued delivered (HTTP 200)`, or why it was not."""
    delivery = sent.delivery
    status = f" (HTTP {sent.status})" if sent.status else ""
    said = f"{sent.event} {_STATES.get(delivery.state, delivery.state)}{status}"
    if delivery.state == "waiting" and delivery.next_attempt_at and delivery.attempts:
        said += f", tried {delivery.attempts} times, again {moment(delivery.next_attempt_at)}"
    return f"{said}: {shortened(delivery.error, _ERROR)}" if delivery.error else said


def _buttons(endpoint: WebhookEndpoint) -> list[Block]:
    value, place = endpoint.id, shortened(endpoint.place, _NAME)
    rotate = confirm(
        "Replace the signing secret?",
        "You will see the new one once. The former one signs beside it for 24 hours.",
        "Replace",
    )
    remove = confirm(
        "Remove this endpoint?",
        f"Nothing more is sent to {place}. Its signing secret is deleted.",
        "Remove",
    )
    return [
        *([button("Send test event", TEST_ENDPOINT, value=value)] if endpoint.is_on else []),
        button(
            "Pause" if endpoint.is_on else "Resume",
            SWITCH_ENDPOINT,
            value=f"{OFF if endpoint.is_on else ON}:{value}",
        ),
        button("Edit", EDIT_ENDPOINT, value=value),
        button("Replace secret", ROTATE_SECRET, value=value, confirm=rotate),
        button(
            "Remove",
            REMOVE_ENDPOINT,
            value=value,
            style="danger",
            confirm={**remove, "style": "danger"},
        ),
    ]
