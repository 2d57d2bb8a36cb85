"""How an entity's invoices and credit notes are numbered, as its documents say it."""

from typing import Annotated

from pydantic import AfterValidator, Field

from bot.intake.documents.base import checked
from bot.intake.documents.values import Whole
from jupiter_core.domain.numbering import (
    FirstNumber,
    first_number_of,
    number_pattern_of,
    series_of,
)


def _first_number_of(asked: int | None) -> int | None:
    return asked if asked is None else first_number_of(asked)


Series = Annotated[str, Field(examples=["JUS-"]), AfterValidator(checked(series_of))]
NumberPattern = Annotated[
    str,
    Field(
        examples=["{SERIES}{YYYY}-{SEQ:5}"],
        description="How invoices are numbered from now on: the count as {SEQ:5}, and "
        "{SERIES}, {YYYY}, {YY}, {MM} as wanted; counting begins anew with each year or "
        "month in it. Empty: the series and six digits.",
    ),
    AfterValidator(checked(number_pattern_of)),
]
CreditNotePattern = Annotated[
    str,
    Field(
        examples=["{SERIES}CN{YYYY}-{SEQ:4}"],
        description="The same of credit notes. Empty: as invoices, with a C before the count.",
    ),
    AfterValidator(checked(number_pattern_of)),
]
FirstInvoice = Annotated[
    Whole | None,
    Field(
        examples=[1000],
        description="Where counting begins; only before the first invoice of a series. "
        "Left out: as it is.",
    ),
    AfterValidator(checked(_first_number_of)),
]
FirstCreditNote = Annotated[
    Whole | None,
    Field(
        examples=[200],
        description="The same of credit notes; only before the first of a series.",
    ),
    AfterValidator(checked(_first_number_of)),
]


def first_of(count: int | None) -> FirstNumber | None:
    """Whose counter is that of the day on which it is saved."""
    return FirstNumber(count=count) if count else None
