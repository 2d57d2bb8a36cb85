"""The shape of request bodies about payments, settlements, credit and refunds."""

from typing import Annotated

from pydantic import Field

from bot.api.schemas.invoice import MOST_LINES
from bot.intake.documents.base import Document
from bot.intake.documents.values import Currency, Day, ExternalId, Flag, Number, Short, Text
from jupiter_core.domain.payment import PaymentMethod
from jupiter_core.domain.settlement import SettlementKind

Id = Annotated[str, Field(pattern=r"^[0-9A-Za-z_.:-]{1,64}$", examples=["01JD8KZ3W4"])]
Reason = Annotated[Text, Field(min_length=1)]


Seen = Annotated[
    str | None,
    Field(
        pattern=r'^"[0-9]{1,9}"$',
        examples=['"7"'],
        description="The ETag of the invoice that you last saw: of one that changed since, nothing "
        "is recorded.",
    ),
]


def seen_version(tag: str | None) -> int | None:
    """Which version an ETag names; None for none."""
    return int(tag.strip('"')) if tag else None


class RestBody(Document):
    """What is left of the invoice after this payment is settled so. No tax that the invoice
    reported changes: where it should, send a credit note instead."""

    kind: SettlementKind
    reason: Short = ""


class ShareBody(Document):
    """What of the payment is for which invoice."""

    invoice_id: Id
    amount: Number
    settle_rest_as: RestBody | None = None
    if_match: Seen = None


class AccountBody(Document):
    """Your legal entity's account that the money came to."""

    currency: Currency
    number: Short = ""


class NewPayment(Document):
    """Money that came in, for invoices of one customer, legal entity and currency.

    What the invoices do not take becomes the customer's credit where `on_account` says so; else it
    is refused. Without any invoice, `customer_id` and `sender_profile_id` say whose it is; beside
    invoices they have to be those of the invoices. The same `external_id` and amount again changes
    nothing and is answered with the payment that is there.
    """

    amount: Number
    currency: Currency
    invoices: Annotated[tuple[ShareBody, ...], Field(max_length=MOST_LINES)] = ()
    on_account: Flag = False
    customer_id: Id | None = None
    sender_profile_id: Id | None = None
    received_on: Day | None = None
    account: AccountBody | None = None
    method: PaymentMethod = PaymentMethod.BANK_TRANSFER
    payer: Short = ""
    reference: Short = ""
    external_id: ExternalId | None = None


class UndoBody(Document):
    """Why it does not count any more. It is told in the threads of its invoices."""

    reason: Reason


class SettlementBody(Document):
    """Without an `amount`, all that is due."""

    kind: SettlementKind
    reason: Reason
    amount: Number | None = None


class CreditBody(Document):
    """Without an `amount`, as much as there is and is due."""

    amount: Number | None = None


class RefundBody(Document):
    """What went back, of what was paid for the invoice and credited besides."""

    amount: Number
    reason: Reason
    refunded_on: Day | None = None
    reference: Short = ""


class CreditRefundBody(RefundBody):
    """What went back of a customer's credit with one legal entity."""

    currency: Currency
    sender_profile_id: Id
