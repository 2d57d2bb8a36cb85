"""What one person is told alone."""

from bot.slack.views.invoice.direct import undelivered
from tests.factories import a_draft


def test_what_could_not_be_delivered_says_what_to_do_and_offers_to_try_again() -> None:
    text, blocks = undelivered(a_draft().title, "Type /invite @JupiterInvoice there.", "01JDEAD")
    assert "the draft for Acme Corporation" in text
    assert "Type /invite @JupiterInvoice there." in text
    (resend,) = blocks[-1]["elements"]
    assert (resend["action_id"], resend["value"]) == ("delivery_resend", "01JDEAD")
