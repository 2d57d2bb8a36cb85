"""Bodies and answers about corrections: credit notes, reissues, duplicates."""

from typing import Annotated

from pydantic import Field

from bot.intake.documents.base import Document
from bot.intake.documents.values import ExternalId, Flag, Number, Paragraph, PoNumber, Text
from jupiter_core.commands.reissue import Way
from jupiter_core.queries.resources.invoice import InvoiceResource
from jupiter_core.queries.resources.shapes import Resource

Reason = Annotated[Text, Field(min_length=1)]


class NewCreditNote(Document):
    """A credit note. Without a `net` or a `gross`, for all that is left of the invoice, line by
    line; with one, for that amount before or with tax, on one line, at the rate whose place among
    the `taxes` of the invoice's totals `tax` is. Of an invoice whose prices include tax, `gross` is
    the amount as its paper shows it. The reason is printed. With `submit`, its approval begins at
    once."""

    reason: Reason
    net: Number | None = None
    gross: Annotated[
        Number | None, Field(examples=["119.00"], description="In place of `net`: with tax.")
    ] = None
    description: Paragraph = ""
    tax: Annotated[int, Field(ge=0, le=299)] = 0
    submit: Flag = False


class ReissueBody(Document):
    """How the old invoice is taken back. `void` needs the scope `invoices:approve` of a key whose
    owner is an approver; a `credit_note` for all that is left waits for approval. The reason is
    told in the thread, and printed on a credit note."""

    way: Way
    reason: Reason


class DuplicateBody(Document):
    """What the copy has that the invoice does not have."""

    po_number: PoNumber = ""
    external_id: ExternalId | None = None


class LateFeeBody(Document):
    """What the draft has beside what the terms of the overdue invoice say."""

    po_number: PoNumber = ""


class ReissuedResource(Resource):
    """`invoice` is the new draft, `replaced` the old invoice, and `credit_note` what waits for
    approval; null where the old one is void, or nothing of it was left to credit."""

    invoice: InvoiceResource
    replaced: InvoiceResource
    credit_note: InvoiceResource | None
