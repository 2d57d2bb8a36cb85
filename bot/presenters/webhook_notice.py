"""What approvers are told when an endpoint is switched off, in direct messages."""

from urllib.parse import urlsplit

from bot.presenters.blocks import (
    MESSAGE_LIMIT,
    Block,
    context,
    escaped,
    facts,
    rich_text,
    shortened,
    words,
)
from jupiter_core.domain.events import Event
from jupiter_core.domain.webhook import WebhookEndpoint

_LEAD = "I have stopped sending webhooks to "
_SHOWN = 300
_ADVICE = (
    "What it missed is kept. Once it answers again, switch the endpoint on through the API and "
    "resend what failed from its deliveries."
)


def webhook_notice(event: Event, endpoint: WebhookEndpoint | None) -> tuple[str, list[Block]]:
    """The text (escaped) and blocks of a message about an endpoint that was switched off.

    It may have been removed since, or be on again, and then the message says so.
    """
    if endpoint is None:
        sentence = f"{_LEAD}an endpoint that has been removed since. {event.note}".strip()
        return escaped(sentence), [rich_text([words(sentence)])]
    place = _place(endpoint.url)
    pairs = [("Why", event.note), ("Endpoint", endpoint.description), ("Id", endpoint.id)]
    blocks = [
        rich_text([words(_LEAD), words(place, bold=True), words(".")]),
        facts([(label, value) for label, value in pairs if value]),
        context("It has been switched on again since." if endpoint.is_on else _ADVICE),
    ]
    text = f"{_LEAD}{place}. {event.note}".strip()
    return shortened(escaped(text), MESSAGE_LIMIT), blocks


def _place(url: str) -> str:
    """Host and path: what stands behind the question mark may be somebody's key."""
    parts = urlsplit(url)
    return shortened(f"{parts.netloc}{parts.path.rstrip('/')}", _SHOWN)
