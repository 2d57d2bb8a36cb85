"""Why a customer pays no tax: the number of their exemption certificate, and until when it holds.

A person says to which line or tax it applies; the paper shows the number beside it.
"""

from datetime import date

from pydantic import Field

from jupiter_core.domain.frozen import Frozen
from jupiter_core.domain.refusals import CertificateTwice, OutOfRange
from jupiter_core.domain.spelled_day import spelled_day
from jupiter_core.domain.text import line_of

MOST_CERTIFICATES = 25
NUMBER_LIMIT, TAX_LIMIT = 40, 20
"""So that all of them fit into one field of a form."""


class Certificate(Frozen):
    """`tax` is what it exempts from (`GST`, `Sales tax`), `jurisdiction` where (`CA`, `Québec`);
    either may be empty. It holds until `valid_until`, that day included, or without end."""

    number: str
    tax: str = Field(default="", exclude_if=lambda name: not name)
    jurisdiction: str = Field(default="", exclude_if=lambda name: not name)
    valid_until: date | None = Field(default=None, exclude_if=lambda day: day is None)

    @property
    def words(self) -> str:
        """`Sales tax, TX: 1-23-4567-8, until 31 Dec 2027`."""
        of = ", ".join(each for each in (self.tax, self.jurisdiction) if each)
        until = f", until {spelled_day(self.valid_until)}" if self.valid_until else ""
        return f"{of}: {self.number}{until}" if of else f"{self.number}{until}"

    def expired(self, on: date) -> bool:
        """Whether it does not hold any more on that day."""
        return self.valid_until is not None and self.valid_until < on


def certificate_of(
    number: str, tax: str = "", jurisdiction: str = "", valid_until: date | None = None
) -> Certificate:
    """With its texts on one line each. Raises Required, TooLong or Unprintable."""
    return Certificate(
        number=line_of(number, "Certificate number", NUMBER_LIMIT, required=True),
        tax=line_of(tax, "Tax", TAX_LIMIT),
        jurisdiction=line_of(jurisdiction, "Jurisdiction", TAX_LIMIT),
        valid_until=valid_until,
    )


def expect_distinct_numbers(certificates: tuple[Certificate, ...]) -> None:
    """Raises CertificateTwice or OutOfRange."""
    if len(certificates) > MOST_CERTIFICATES:
        raise OutOfRange("The number of exemption certificates", "0", str(MOST_CERTIFICATES))
    numbers = [each.number for each in certificates]
    for n, number in enumerate(numbers):
        if number in numbers[:n]:
            raise CertificateTwice(number)
