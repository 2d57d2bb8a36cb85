"""An invoice as EN 16931 sees it. BT and BG are the standard's own numbers of terms and groups."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import NamedTuple

from jupiter_core.documents.einvoice.references import DocumentReferences
from jupiter_core.documents.mentions import Mention
from jupiter_core.domain.unit import ONE


class Profile(StrEnum):
    """The standards that are written; the value is what people call them."""

    FACTUR_X = "Factur-X"
    PEPPOL = "Peppol BIS Billing 3.0"
    XRECHNUNG = "XRechnung 3.0"
    FRANCE = "French e-invoicing"


class DocumentType(StrEnum):
    """BT-3, by UNTDID 1001."""

    INVOICE = "380"
    CREDIT_NOTE = "381"


@dataclass(frozen=True, slots=True)
class Period:
    """BG-14 or BG-26: the first and the last day, of which one may be open."""

    start: date | None
    end: date | None


@dataclass(frozen=True, slots=True)
class PostalAddress:
    """BG-5 or BG-8; three lines at most (BT-35, BT-36, BT-162)."""

    lines: tuple[str, ...]
    city: str
    region: str
    postal_code: str
    country: str


@dataclass(frozen=True, slots=True)
class Identifier:
    """A number and the scheme that it is in: of the list EAS where it is an electronic address
    (BT-34, BT-49), else of the list ICD, or none."""

    scheme: str
    id: str


@dataclass(frozen=True, slots=True)
class TradeParty:
    """BG-4 or BG-7. `vat` is BT-31 or BT-48, `tax_number` BT-32, `registration` BT-30 or BT-47."""

    name: str
    place: PostalAddress
    ids: tuple[Identifier, ...]
    registration: Identifier | None
    vat: str
    tax_number: str
    contact: str
    phone: str
    email: str
    endpoint: Identifier | None


@dataclass(frozen=True, slots=True)
class PaymentMeans:
    """BG-16 and BG-17, the latter empty where there is no account. `institution` is a BIC or a
    national clearing code (BT-86)."""

    code: str
    words: str
    account: str
    is_iban: bool
    holder: str
    institution: str


@dataclass(frozen=True, slots=True)
class TaxGroup:
    """BG-23; `rate` is None where the matter is not subject to tax and nobody wants a zero."""

    category: StrEnum
    rate: Decimal | None
    net: Decimal
    tax: Decimal
    reason: str
    reason_code: str


@dataclass(frozen=True, slots=True)
class LineAllowance:
    """BG-27. `percent` (BT-138) and `base` (BT-137) are both there or neither; `code` is BT-140."""

    amount: Decimal
    base: Decimal | None
    percent: Decimal | None
    reason: str
    code: str


class InvoicedLine(NamedTuple):
    """BG-25; `price` is never negative, `amount` is quantity × price without rounding, less the
    `allowance`. `list_price` (BT-148) is `price` (BT-146) and the price discount together.
    `order_line` is BT-132, `accounting_reference` BT-133, `unit` BT-130."""

    id: str
    name: str
    description: str
    quantity: Decimal
    price: Decimal
    amount: Decimal
    category: StrEnum
    rate: Decimal | None
    period: Period | None
    order_line: str = ""
    accounting_reference: str = ""
    unit: str = ONE
    allowance: LineAllowance | None = None
    list_price: Decimal | None = None


@dataclass(frozen=True, slots=True)
class DocumentAdjustment:
    """BG-20, or BG-21 where it is a charge. `percent` (BT-94, BT-101) and `base` (BT-93, BT-100)
    are both there or neither: their product is the amount."""

    is_charge: bool
    amount: Decimal
    base: Decimal | None
    percent: Decimal | None
    reason: str
    category: StrEnum
    rate: Decimal | None


@dataclass(frozen=True, slots=True)
class ElectronicInvoice:
    """The whole; amounts are in `currency`, with its own decimals, two at most.

    `preceding` (BT-25) is the invoice that a credit note corrects, or that a reissued one takes the
    place of. `deliver_to` is where it is supplied (BG-15): the delivery address, else the
    customer's country and where it is wanted city and postal code; `deliver_to_name` is BT-70 and
    `deliver_to_code` BT-71. `net` (BT-109) is `lines_net` (BT-106) less `allowances` (BT-107) and
    with `charges` (BT-108). `tax_in_other` (BT-111) is in `tax_currency` (BT-6), which is empty
    where there is no other. `supplied_on` (BT-72) is the day of supply where all is of one day; of
    more days BG-14 says it. `preceding_date` is BT-26, `mentions` are notes of their own (BG-1),
    `uuid` is Singapore's. Categories are those of `TaxCategory`, but of PINT's countries.
    """

    kind: DocumentType
    number: str
    payment_reference: str
    issue_date: date
    due_date: date | None
    currency: str
    note: str
    buyer_reference: str
    order: str
    accounting_reference: str
    contract: str
    preceding: str
    period: Period | None
    seller: TradeParty
    buyer: TradeParty
    deliver_to: PostalAddress
    deliver_to_name: str
    deliver_to_code: str
    references: DocumentReferences
    payment: PaymentMeans | None
    terms: str
    taxes: tuple[TaxGroup, ...]
    lines: tuple[InvoicedLine, ...]
    adjustments: tuple[DocumentAdjustment, ...]
    lines_net: Decimal
    allowances: Decimal
    charges: Decimal
    net: Decimal
    tax: Decimal
    tax_currency: str
    tax_in_other: Decimal | None
    gross: Decimal
    paid: Decimal
    due: Decimal
    supplied_on: date | None = None
    preceding_date: date | None = None
    mentions: tuple[Mention, ...] = ()
    uuid: str = ""
