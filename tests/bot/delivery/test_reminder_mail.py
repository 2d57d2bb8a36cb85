"""The mail of a reminder: its tone by the day, in each language, and none that is out of date."""

from datetime import date

import pytest

from bot.delivery.email.languages import LANGUAGES
from bot.delivery.email.letter import letter_of, reminder_letter
from jupiter_core.domain.invoice import Invoice, State
from tests.factories import a_content, a_draft

LINK = "https://pay.example/i/x"


def issued(language: str = "en") -> Invoice:
    """Due on 6 January 2027."""
    content = a_content(language=language)
    return a_draft(content=content, state=State.ISSUED, number="JUS-000001")


def test_the_tone_follows_the_day() -> None:
    before, due, late = (
        reminder_letter(issued(), LINK, each)
        for each in (date(2026, 12, 30), date(2027, 1, 6), date(2027, 1, 13))
    )
    assert "is due on" in before.subject and "is due on" in before.lead
    assert "is due today" in due.subject
    assert "is overdue" in late.subject and "still open" in late.lead
    assert "1,345,000.00" in late.subject


@pytest.mark.parametrize("language", sorted(LANGUAGES))
def test_every_language_has_words_of_its_own_for_each_tone(language: str) -> None:
    invoice = issued(language)
    days = (date(2026, 12, 30), date(2027, 1, 6), date(2027, 1, 13))
    letters = [reminder_letter(invoice, LINK, each) for each in days]
    first = letter_of(invoice, LINK)
    assert len({first.lead, *(each.lead for each in letters)}) == 4
    for each in letters:
        assert "{" not in each.subject + each.lead
        assert "JUS-000001" in each.subject and "JUS-000001" in each.lead
        assert (each.figure, each.link, each.note) == (first.figure, LINK, first.note)
