"""What the App Home says of invoices that wait for a PO."""

from datetime import date

from bot.slack.views.home import HomeView, home
from jupiter_core.domain.invoice import State
from tests.factories import a_draft
from tests.harness.slack_reading import shown


def test_the_home_names_what_waits_for_a_po() -> None:
    waiting = a_draft(state=State.ISSUED, number="JUS-000001", revision=1)
    view = HomeView(
        forms=(),
        mine=(),
        to_approve=(),
        stuck=(),
        without_po=(waiting,),
        is_admin=False,
        may_draft=False,
    )
    said = shown(home(view, date(2026, 11, 22)))
    assert "Waiting for a PO" in said
    assert "JUS-000001  ·  Acme Corporation  ·  USD 1,345,000.00\nno PO yet" in said
