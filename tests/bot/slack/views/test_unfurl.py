"""What a channel may see of a link."""

from bot.slack.views.invoice.unfurl import unfurl
from jupiter_core.domain.invoice import State
from tests.factories import a_draft

INVOICE = a_draft(state=State.ISSUED, number="JUS-000001", revision=1)


def test_the_deal_channel_is_told_number_status_and_total() -> None:
    told = unfurl(INVOICE, shown=True)["blocks"][0]["text"]
    assert told["text"] == "JUS-000001: Issued, due 6 Jan 2027\nUSD 1,345,000.00"
    assert told["type"] == "plain_text"


def test_another_channel_is_told_nothing_of_the_deal() -> None:
    told = str(unfurl(INVOICE, shown=False))
    for secret in ("JUS-000001", "Acme", "1,345,000"):
        assert secret not in told
