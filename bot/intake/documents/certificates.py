"""Exemption certificates, as JSON and as people type them, a line each:
`Sales tax, TX: 1-23-4567-8, until 2027-12-31`, or `until 31 Dec 2027`, as it is shown.
"""

import re
from typing import Annotated, Any

from pydantic import AfterValidator, BeforeValidator, Field

from bot.intake.documents.base import Document, Notation, checked, reading
from bot.intake.documents.values import Day, Line, day_written
from bot.intake.refusals import WrongShape
from jupiter_core.domain.certificate import Certificate, certificate_of, expect_distinct_numbers
from jupiter_core.domain.spelled_day import day_read
from jupiter_core.domain.text import line_of

_LINE_LIMIT = 300
_CERTIFICATE = re.compile(
    r"(?:(?P<of>[^:]+):\s*)?(?P<number>[^:]+?)(?:,\s*until\s+(?P<until>[^,:]+?))?\s*", re.IGNORECASE
)


def typed_certificates(text: str) -> list[Certificate]:
    """One from each line that is not empty. Raises WrongShape, or what is wrong with a part."""
    return [_typed_certificate(line) for line in text.splitlines() if line.strip()]


def certificates_text(certificates: tuple[Certificate, ...]) -> str:
    """As `typed_certificates` reads them again."""
    return "\n".join(each.words for each in certificates)


def _typed_certificate(line: str) -> Certificate:
    found = _CERTIFICATE.fullmatch(line_of(line, "Certificate", _LINE_LIMIT))
    if found is None:
        raise WrongShape("a line such as: Sales tax, TX: 1-23-4567-8, until 2027-12-31")
    tax, _, jurisdiction = (found["of"] or "").partition(",")
    said = found["until"]
    until = (day_read(said) or day_written(said)) if said else None
    return certificate_of(found["number"], tax, jurisdiction, until)


def _lines_of_certificates(sent: Any) -> Any:
    if reading().notation is not Notation.PERSON or not isinstance(sent, str):
        return sent
    return [each.model_dump(mode="json") for each in typed_certificates(sent)]


class CertificateBody(Document):
    """A certificate by which the customer is exempt from a tax."""

    number: Line
    tax: Annotated[Line, Field(examples=["Sales tax"])] = ""
    jurisdiction: Annotated[Line, Field(examples=["TX"])] = ""
    valid_until: Annotated[Day | None, Field(description="The last day on which it holds.")] = None

    def meant(self) -> Certificate:
        """As the customer has it. Raises Required, TooLong or Unprintable."""
        return certificate_of(self.number, self.tax, self.jurisdiction, self.valid_until)


def _distinct_certificates(found: tuple[CertificateBody, ...]) -> tuple[CertificateBody, ...]:
    expect_distinct_numbers(tuple(each.meant() for each in found))
    return found


Certificates = Annotated[
    tuple[CertificateBody, ...],
    BeforeValidator(checked(_lines_of_certificates)),
    AfterValidator(checked(_distinct_certificates)),
    Field(description="By which they are exempt from a tax; a line or tax names the number."),
]
