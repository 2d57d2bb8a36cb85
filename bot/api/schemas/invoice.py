"""The shape of request bodies about invoices."""

from typing import Annotated, Any

from pydantic import Field, model_validator

from bot.api.schemas.party import AddressBody, ApContactBody, CustomerRef, SenderRef
from bot.api.schemas.values import Body, Channel, Day, ExternalId, Flag, Number, Short, Text, Whole
from jupiter_core.domain.totals import TaxCategory

MOST_LINES = 300
_LINE: dict[str, Any] = {
    "description": "Platform Enterprise, year 1 of 3",
    "quantity": "1",
    "unit_price": "1200000.00",
}


class LineBody(Body):
    """`unit_price` is negative for a credit; `tax_rate` is a percentage."""

    description: Text
    quantity: Number = Field(default=1, examples=["250"], validate_default=True)
    unit_price: Number
    tax_rate: Number = Field(default=0, examples=["8.875"], validate_default=True)
    tax_category: TaxCategory | None = Field(
        default=None, description="UNTDID 5305. Where it is left out, the rate decides."
    )
    service_start: Day | None = None
    service_end: Day | None = None


class TermsBody(Body):
    """What an invoice says. Without an `issue_date` it is today, where the sender is."""

    customer: CustomerRef
    sender: SenderRef
    currency: Annotated[str, Field(min_length=3, max_length=3, examples=["USD"])]
    net_terms: Annotated[Whole, Field(examples=[45], description="Days from issue until due.")] = 30
    issue_date: Day | None = None
    po_number: Short = ""
    memo: Text = ""
    lines: Annotated[
        tuple[LineBody, ...], Field(min_length=1, max_length=MOST_LINES, examples=[[_LINE]])
    ]


class NewInvoice(TermsBody):
    """An invoice. With `submit`, its approval begins at once in the deal's channel."""

    external_id: ExternalId | None = None
    deal_channel: Channel | None = None
    submit: Flag = False


class SubmitBody(Body):
    """The channel may be left out where the draft has one."""

    deal_channel: Channel | None = None


class AmendBody(Body):
    """What may change after issue: same number, same amounts, a new version. What is left out
    stays. With `for_contract`, the PO number goes on all coming invoices of the contract too."""

    po_number: Short | None = None
    ap_contact: ApContactBody | None = None
    attention: Short | None = None
    cost_centre: Short | None = None
    address: AddressBody | None = None
    for_contract: Flag = False

    @model_validator(mode="after")
    def _says_something(self) -> "AmendBody":
        if self.model_fields_set <= {"for_contract"}:
            raise ValueError("Send at least one field to change.")
        return self


class PaymentBody(Body):
    """In the currency of the invoice. `reference` is the payer's or the bank's."""

    amount: Number
    reference: Short = ""


class ReasonBody(Body):
    reason: Annotated[Text, Field(min_length=1)]
