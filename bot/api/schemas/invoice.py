"""The shape of request bodies about invoices: the document of an invoice, with the parties."""

from typing import Annotated

from pydantic import Field, model_validator

from bot.api.schemas.party import CustomerRef, SenderRef
from bot.api.schemas.product_line import InvoiceLineBody
from bot.intake.documents.base import Document
from bot.intake.documents.invoice import EXAMPLE_LINE, TermsDocument
from bot.intake.documents.mail_contact import MoreContacts
from bot.intake.documents.party_parts import AddressBody, ApContactBody, Attention, CostCentre
from bot.intake.documents.references import References
from bot.intake.documents.values import Channel, ExternalId, Flag, Number, PoNumber, Short, Text

MOST_LINES = 300


class _Invoice(TermsDocument):
    customer: CustomerRef
    lines: Annotated[
        tuple[InvoiceLineBody, ...],
        Field(min_length=1, max_length=MOST_LINES, examples=[[EXAMPLE_LINE]]),
    ]


class TermsBody(_Invoice):
    """What an invoice says, whole. Without an `issue_date` it is today, where the sender is."""

    sender: SenderRef


class NewInvoice(_Invoice):
    """An invoice. With `submit`, its approval begins at once in the deal's channel.

    Without an `issue_date` it is today, where the sender is; a day that has passed is kept where
    the sender allows back-dating, else the day of issue takes its place. Without `sender` or
    `net_terms` they are as usual for the customer: as set for them, else as on their last invoice,
    the channel's, or their contract. A line without any tax has its product's, else the one set
    for the customer. A `late_fee` or `prices_include_tax` that is left out is as set for the
    customer, else for the sender.
    """

    sender: SenderRef | None = None
    external_id: ExternalId | None = None
    deal_channel: Channel | None = None
    submit: Flag = False


class SubmitBody(Document):
    """The channel may be left out where the draft has one."""

    deal_channel: Channel | None = None


class AmendBody(Document):
    """What may change after issue: same number, same amounts, a new version. What is left out
    stays. With `for_contract`, the PO number goes on all coming invoices of the contract too."""

    po_number: PoNumber | None = None
    ap_contact: ApContactBody | None = None
    more_contacts: MoreContacts | None = None
    attention: Attention | None = None
    cost_centre: CostCentre | None = None
    address: AddressBody | None = None
    references: References | None = None
    for_contract: Flag = False

    @model_validator(mode="after")
    def _says_something(self) -> "AmendBody":
        if self.model_fields_set <= {"for_contract"}:
            raise ValueError("Send at least one field to change.")
        return self


class PaymentBody(Document):
    """In the currency of the invoice. `reference` is the payer's or the bank's."""

    amount: Number
    reference: Short = ""


class ReasonBody(Document):
    reason: Annotated[Text, Field(min_length=1)]
