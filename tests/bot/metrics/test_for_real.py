"""The meters of a bot beside its local workspace, as Prometheus reads them."""

import re
import urllib.request

import pytest

from bot.main import NotConfigured
from tests.factories import SAM
from tests.harness.ports import a_free_port
from tests.harness.whole_bot import a_whole_bot


def test_a_deal_is_in_the_meters_without_a_name_or_an_amount() -> None:
    with a_whole_bot() as bot:
        bot.command(SAM.id, "/invoice")
        bot.top("builder")
        bot.issued()
        port = a_free_port()
        metered = bot.application.settings.model_copy(update={"metrics_port": port})
        object.__setattr__(bot.application, "settings", metered)
        with bot.application.metered():
            with urllib.request.urlopen(f"http://127.0.0.1:{port}/metrics", timeout=60) as answer:
                text = answer.read().decode()
            with pytest.raises(NotConfigured, match="METRICS_PORT"), bot.application.metered():
                pass
    for counted in (
        'jupiter_slack_ack_seconds_count{payload="command"}',
        'jupiter_slack_calls_total{method="views.open",status="200"}',
        'jupiter_http_requests_total{method="POST",route="/slack/events",status="200"}',
        'jupiter_outbox_send_seconds_count{destination="slack",kind="card",outcome="sent"}',
        'jupiter_render_seconds_count{document="pdf"}',
    ):
        assert re.search(f"^{re.escape(counted)} [1-9]", text, re.MULTILINE), counted
    assert "jupiter_issued_total 1.0" in text
    assert "jupiter_database_up 1.0" in text
    for never in ("Acme", "1345000", "1,345,000", "JUS-", "U0SAM", "T0JUPITER", "C0ACME"):
        assert never not in text
