"""Invoice links in messages: each channel sees what it may."""

from collections.abc import Iterator

import pytest

from bot.security.links import Links
from tests.factories import DEAL_CHANNEL, SAM
from tests.harness.slack_bot import SlackBot, a_rig
from tests.harness.slack_reading import Json


@pytest.fixture
def rig() -> Iterator[SlackBot]:
    with a_rig() as rig:
        yield rig


def _unfurled(rig: SlackBot, channel: str, url: str) -> str:
    rig.say(SAM.id, channel, f"See {url}")
    shown = rig.eventually(lambda: rig.channel(SAM.id, channel)[-1].get("attachments"))
    return _text(shown[0])


def _text(attachment: Json) -> str:
    return str(attachment["blocks"][0]["text"]["text"])


def test_the_deal_channel_sees_number_status_and_total(rig: SlackBot) -> None:
    url = rig.ctx.links.url(rig.issued())
    told = _unfurled(rig, DEAL_CHANNEL, url)
    assert told == "JUS-000001: Issued, due 6 Jan 2027\nUSD 1,345,000.00"


def test_another_channel_sees_only_that_it_is_an_invoice_link(rig: SlackBot) -> None:
    url = rig.ctx.links.url(rig.issued())
    assert _unfurled(rig, "C0GENERAL", url) == "An invoice link of JupiterInvoice"


def test_a_forged_a_dead_and_a_foreign_link_show_nothing(rig: SlackBot) -> None:
    invoice = rig.issued()
    live = rig.ctx.links.url(invoice)
    dead = rig.ctx.links.url(invoice.model_copy(update={"link_generation": 5}))
    forged = Links("https://pay.example", ["x" * 32]).url(invoice)
    foreign = rig.ctx.links.url(invoice.model_copy(update={"id": "01JELSEWHERE"}))
    for url in (dead, forged, foreign, "https://pay.example/elsewhere"):
        rig.say(SAM.id, DEAL_CHANNEL, url)
    _unfurled(rig, DEAL_CHANNEL, live)
    with_any = [each for each in rig.channel() if each.get("attachments")]
    assert len(with_any) == 1


def test_a_link_that_is_still_being_typed_shows_nothing_of_the_deal(rig: SlackBot) -> None:
    url = rig.ctx.links.url(rig.issued())
    event = {
        "type": "link_shared",
        "user": SAM.id,
        "channel": "COMPOSER",
        "message_ts": "uxxxx-909b5454-75f8-4ac4-b325-1b40e230bbd8",
        "unfurl_id": "uxxxx-909b5454-75f8-4ac4-b325-1b40e230bbd8",
        "source": "composer",
        "links": [{"domain": "pay.example", "url": url}],
    }
    assert rig.http.post("/control/event", json={"event": event}).is_success
    (call,) = rig.eventually(lambda: rig.calls("chat.unfurl"))
    assert call["request"]["source"] == "composer"
    assert _text(call["request"]["unfurls"][url]) == "An invoice link of JupiterInvoice"
