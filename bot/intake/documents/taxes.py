"""The taxes of a line by their names, as JSON and as people type them: `GST + QST`."""

import re
from typing import Annotated, Any

from pydantic import AfterValidator, BeforeValidator, Field

from bot.intake.documents.base import Document, Notation, checked, reading
from bot.intake.documents.values import Flag, Line
from jupiter_core.domain.certificate import Certificate
from jupiter_core.domain.tax import NamedTax, tax_name_of


def _from_names(sent: Any) -> Any:
    """`GST + QST`, or with commas."""
    if reading().notation is not Notation.PERSON or not isinstance(sent, str):
        return sent
    names = (each.strip() for each in re.split("[+,]", sent))
    return [{"name": each} for each in names if each]


class LineTaxBody(Document):
    """One of several taxes of a line: its rate and number are those that the entity lists."""

    name: Annotated[Line, AfterValidator(checked(tax_name_of)), Field(examples=["GST"])]
    exempt: Annotated[Flag, Field(description="Not charged.")] = False
    certificate: Annotated[
        Line, Field(description="The number of the customer's certificate, where exempt.")
    ] = ""

    def meant(self) -> NamedTax:
        """Named; the rest is looked up when it is kept."""
        number = self.certificate
        return NamedTax(
            name=self.name,
            exempt=self.exempt or bool(number),
            certificate=Certificate(number=number) if number else None,
        )


LineTaxes = Annotated[
    tuple[LineTaxBody, ...],
    Field(
        description="Several taxes, each by its name on the legal entity's list, in place of "
        "`tax_rate` and `tax_category`."
    ),
]
PickedTaxes = Annotated[
    tuple[LineTaxBody, ...],
    BeforeValidator(checked(_from_names)),
    Field(
        description="Several taxes that every line bears, each by its name on the legal entity's "
        "list, in place of a rate."
    ),
]
CertificateNumber = Annotated[
    Line,
    Field(description="Of an exempt line (`E`), the number of the customer's certificate."),
]
