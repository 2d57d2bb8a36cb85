"""A legal entity as far as its numbers go: its series, its patterns, and where they begin."""

from datetime import date

from pydantic import Field

from jupiter_core.domain.frozen import Frozen
from jupiter_core.domain.numbering import FirstNumber, counter_of, is_counter, numbers_of


class Numbered(Frozen):
    """`number_pattern` is empty where the series and six digits are all. Credit notes have a C
    before the count, unless they have a pattern of their own."""

    series: str
    number_pattern: str = Field(default="", exclude_if=lambda pattern: not pattern)
    first_number: FirstNumber | None = Field(default=None, exclude_if=lambda said: said is None)
    credit_note_number_pattern: str = Field(default="", exclude_if=lambda pattern: not pattern)
    first_credit_note_number: FirstNumber | None = Field(
        default=None, exclude_if=lambda said: said is None
    )

    def counter(self, day: date, *, credit: bool = False) -> str:
        """What numbers an invoice, or a `credit` note, that bears this day."""
        pattern, marked = self.pattern(credit=credit)
        return counter_of(self.series, pattern, day, credit=marked)

    def numbers(self, *, credit: bool = False) -> str:
        """All numbers of its invoices, or of its `credit` notes, whatever the day."""
        pattern, marked = self.pattern(credit=credit)
        return numbers_of(self.series, pattern, credit=marked)

    def counts_on(self, counter: str) -> bool:
        """Whether a counter is one by which it numbers."""
        patterns = [self.pattern(credit=each) for each in (False, True)]
        return any(
            is_counter(counter, self.series, each, credit=marked) for each, marked in patterns
        )

    def before_first(self, counter: str) -> int:
        """How many numbers are left out at the beginning of a counter."""
        firsts = (self.first_number, self.first_credit_note_number)
        return next((each.count - 1 for each in firsts if each and each.counter == counter), 0)

    def pattern(self, *, credit: bool) -> tuple[str, bool]:
        """Of its invoices or `credit` notes; and whether a C is to stand before its count."""
        if credit and self.credit_note_number_pattern:
            return self.credit_note_number_pattern, False
        return self.number_pattern, credit
