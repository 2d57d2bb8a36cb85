"""What approvers read when an endpoint was switched off."""

import pytest

from bot.slack.views.webhook_notice import webhook_notice
from jupiter_core.commands.webhook_delivery import GONE
from jupiter_core.domain.actor import TIMER
from jupiter_core.domain.events import Event, EventName
from jupiter_core.domain.webhook import EndpointSecret, WebhookEndpoint
from tests.factories import NOW, SAM, WORKSPACE
from tests.harness.drawn_views import expect_message, texts_in

HOSTILE = "<!channel> *x* <https://evil.example|click> & `"


def an_endpoint(**changes: object) -> WebhookEndpoint:
    endpoint = WebhookEndpoint(
        id="01JENDPOINT",
        url="https://crm.example/hooks/jupiter?token=abc",
        description="The CRM",
        secrets=(EndpointSecret(sealed="sealed"),),
        created_by=SAM,
        created_at=NOW,
    )
    return endpoint.disabled(NOW, GONE).model_copy(update=changes)


def an_event(note: str = GONE) -> Event:
    return Event(
        id="01JEVENT",
        workspace_id=WORKSPACE,
        name=EventName.WEBHOOK_ENDPOINT_DISABLED,
        subject_id="01JENDPOINT",
        at=NOW,
        by=TIMER,
        note=note,
    )


def test_it_says_which_endpoint_why_and_what_to_do() -> None:
    text, blocks = webhook_notice(an_event(), an_endpoint())
    assert text == f"I have stopped sending webhooks to crm.example/hooks/jupiter. {GONE}"
    read = "".join(texts_in(blocks))
    for said in (
        "crm.example/hooks/jupiter",
        GONE,
        "The CRM",
        "01JENDPOINT",
        "switch the endpoint",
    ):
        assert said in read
    expect_message(blocks)


def test_what_may_be_a_key_in_the_address_is_not_shown() -> None:
    text, blocks = webhook_notice(an_event(), an_endpoint())
    assert "abc" not in text + "".join(texts_in(blocks))


def test_one_that_is_on_again_says_so() -> None:
    _, blocks = webhook_notice(an_event(), an_endpoint().enabled())
    assert "on again" in "".join(texts_in(blocks))


def test_one_that_was_removed_since_is_told_without_its_address() -> None:
    text, blocks = webhook_notice(an_event(), None)
    assert "removed" in text
    expect_message(blocks)


@pytest.mark.parametrize("known", [True, False])
def test_hostile_text_pings_nobody_and_links_nowhere(known: bool) -> None:
    endpoint = an_endpoint(description=HOSTILE, url=f"https://crm.example/{'a' * 1900}")
    text, blocks = webhook_notice(an_event(HOSTILE), endpoint if known else None)
    assert "<" not in text
    assert "mrkdwn" not in str(blocks)
    expect_message(blocks)
