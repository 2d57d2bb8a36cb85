"""What approvers are told when an endpoint is switched off, in direct messages."""

from bot.slack.views.blocks import MESSAGE_LIMIT, Block, context, escaped, facts, rich_text, words
from bot.wording.text import shortened
from jupiter_core.domain.events import Event
from jupiter_core.domain.webhook import WebhookEndpoint

_LEAD = "I have stopped sending webhooks to "
_SHOWN = 300
_ADVICE = (
    "What it missed is kept for a while. Once it answers again, switch the endpoint on with "
    "“Resume” in /invoice setup under Webhooks, or through the API with a key that may read what "
    "it takes, and resend what failed from its deliveries."
)


def webhook_notice(event: Event, endpoint: WebhookEndpoint | None) -> tuple[str, list[Block]]:
    """The text (escaped) and blocks of a message about an endpoint that was switched off.

    It may have been removed since, or be on again, and then the message says so.
    """
    if endpoint is None:
        sentence = f"{_LEAD}an endpoint that has since been removed. {event.note}".strip()
        return escaped(sentence), [rich_text([words(sentence)])]
    place = shortened(endpoint.place, _SHOWN)
    pairs = [("Why", event.note), ("Endpoint", endpoint.description), ("Id", endpoint.id)]
    blocks = [
        rich_text([words(_LEAD), words(place, bold=True), words(".")]),
        facts([(label, value) for label, value in pairs if value]),
        context("It has since been switched on again." if endpoint.is_on else _ADVICE),
    ]
    text = f"{_LEAD}{place}. {event.note}".strip()
    return shortened(escaped(text), MESSAGE_LIMIT), blocks
