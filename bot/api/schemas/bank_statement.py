"""Bodies about bank statements and their entries."""

import base64
import binascii
from typing import Annotated, Literal

from pydantic import Field

from bot.api.schemas.payment import Seen
from bot.intake.documents.base import Document
from bot.intake.documents.values import Flag
from bot.intake.refusals import WrongShape
from jupiter_core.domain.settlement import SettlementKind
from jupiter_core.domain.statement_columns import Column, DateOrder

MOST_COLUMNS = 20
MOST_INVOICES = 100


class ColumnsBody(Document):
    """How a CSV file is read. What is left out is as the file looks like; it is remembered for the
    account, and files with the same header need none of this."""

    columns: dict[Column, Annotated[str, Field(max_length=200)]] = Field(
        default={}, max_length=MOST_COLUMNS, description="The file's own names of its columns."
    )
    decimal: Literal[".", ","] | None = Field(default=None, description="The decimal mark.")
    dates: DateOrder | None = None


class StatementBody(Document):
    """A bank's file: camt.053, MT940, BAI2, OFX or CSV."""

    file_name: str = Field(default="", max_length=200)
    content: str = Field(
        max_length=1_000_000, description="The file as it is, in base64; camt.053 is not unpacked."
    )
    account: str = Field(
        default="",
        max_length=64,
        description="The legal entity's IBAN or account number, where the file names none.",
    )
    csv: ColumnsBody | None = None
    dry_run: Flag = Field(default=False, description="Answers what it would do, and does nothing.")

    def bytes(self) -> bytes:
        """The file. Raises WrongShape at `content`."""
        try:
            return base64.b64decode(self.content, validate=True)
        except (binascii.Error, ValueError):
            raise WrongShape("a file in base64").at("content") from None


class BookedShareBody(Document):
    """Without an amount it takes what is due, as far as the entry goes."""

    invoice_id: str = Field(max_length=64)
    amount: str | None = Field(default=None, max_length=40, examples=["1345000.00"])
    if_match: Seen = None


class BookingBody(Document):
    """One payment of one customer; what no invoice takes becomes the customer's credit. Without
    invoices it is booked as its first proposal has it."""

    invoices: list[BookedShareBody] = Field(default=[], max_length=MOST_INVOICES)
    settle_rest_as: SettlementKind | None = Field(
        default=None,
        description="Why what is left of the invoices need not be paid; "
        "where amounts are named, what is left of the last one.",
    )
    reason: str = Field(default="", max_length=300)


class IgnoreBody(Document):
    """Why it is no payment."""

    reason: str = Field(max_length=300)
