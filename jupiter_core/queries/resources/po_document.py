"""The document of a purchase order as other systems read it."""

import datetime as dt

from pydantic import Field

from jupiter_core.domain.po_document import PoDocument
from jupiter_core.queries.resources.shapes import Amount, Currency, Resource, Who


class ReadOrderResource(Resource):
    """What its text seems to say; null where it does not. Nobody has checked it."""

    number: str | None
    amount: Amount | None
    currency: Currency | None
    valid_until: dt.date | None


class PoDocumentResource(Resource):
    """`sha256` is that of the file, `size` its bytes, `media_type` by its content; `active` says
    that a PDF holds scripts or attached files."""

    id: str
    name: str
    media_type: str = Field(examples=["application/pdf"])
    sha256: str
    size: int
    active: bool
    read: ReadOrderResource
    by: Who
    at: dt.datetime

    @classmethod
    def of(cls, document: PoDocument) -> "PoDocumentResource":
        read = document.read
        return cls(
            id=document.id,
            name=document.name,
            media_type=document.kind.value,
            sha256=document.sha256,
            size=document.size,
            active=read.active,
            read=ReadOrderResource(
                number=read.number or None,
                amount=str(read.amount) if read.amount else None,
                currency=read.amount.currency if read.amount else None,
                valid_until=read.valid_until,
            ),
            by=Who.of(document.by),
            at=document.at,
        )
