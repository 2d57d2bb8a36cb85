"""What is chosen in the form of who is out of office."""

from datetime import date
from typing import NamedTuple

from bot.intake.documents.values import day_written
from bot.intake.errors import ErrorCollector
from bot.intake.view_state import Values, text_in
from jupiter_core.domain.refusals import Required


class AwayPeriod(NamedTuple):
    """The delegate's Slack user id, and whole days."""

    delegate: str
    first_day: date
    last_day: date


def parse_period(values: Values) -> AwayPeriod:
    """Raises ValidationErrors."""
    checks = ErrorCollector()

    def text(name: str) -> str:
        return text_in(values, name) or ""

    if not text("delegate"):
        checks.add(Required("Who approves for you"), "delegate")
    first = checks.part("first_day", lambda: day_written(text("first_day")))
    last = checks.part("last_day", lambda: day_written(text("last_day")))
    checks.expect_none()
    assert first and last
    return AwayPeriod(text("delegate"), first, last)
