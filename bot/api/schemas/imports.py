"""The body of an import: a file of another system, and what is to become of it."""

import base64
import binascii
from typing import Annotated, Literal

from pydantic import Field

from bot.intake.documents.base import Document
from bot.intake.documents.values import Flag
from bot.intake.imports.told import Told
from bot.intake.refusals import WrongShape
from jupiter_core.domain.importing import ImportKind
from jupiter_core.domain.statement_columns import DateOrder


class ImportBody(Document):
    """A CSV file as QuickBooks, Xero, Stripe, NetSuite, Chargebee or anybody else writes it. Its
    columns are known by their names."""

    kind: ImportKind
    file_name: str = Field(default="", max_length=200)
    content: str = Field(max_length=1_000_000, description="The file as it is, in base64.")
    country: Annotated[
        str,
        Field(
            max_length=2, examples=["US"], description="Where customers are whose row names none."
        ),
    ] = ""
    system: str = Field(
        default="",
        max_length=60,
        examples=["QuickBooks"],
        description="Of open invoices: the system that issued them.",
    )
    sender_profile: str = Field(
        default="",
        max_length=140,
        description="Of open invoices: the id or name of the legal entity that they are from, "
        "where the rows do not say it.",
    )
    dates: DateOrder | None = Field(
        default=None, description="The order of year, month and day, where it cannot be told."
    )
    decimal: Literal[".", ","] | None = Field(
        default=None, description="The decimal mark, where it cannot be told."
    )
    dry_run: Flag = Field(default=True, description="Answers what it would do, and does nothing.")
    update: Flag = Field(
        default=False, description="Change what is known and differs; else that stays as it is."
    )
    leave_out_bad_rows: Flag = Field(
        default=False, description="Take the other rows where some have mistakes; else none is."
    )
    seal: str = Field(
        default="",
        max_length=64,
        description="Of the dry run that was read: refused if anything it says has changed since.",
    )

    @property
    def told(self) -> Told:
        return Told(
            country=self.country,
            system=self.system,
            entity=self.sender_profile,
            dates=self.dates,
            decimal=self.decimal or "",
        )

    def bytes(self) -> bytes:
        """The file. Raises WrongShape at `content`."""
        try:
            return base64.b64decode(self.content, validate=True)
        except (binascii.Error, ValueError):
            raise WrongShape("a file in base64").at("content") from None
