"""An invoice as other systems read it."""

from collections.abc import Iterable
from datetime import date, datetime
from typing import Annotated

from pydantic import Field

from jupiter_core.domain.approval import Approval
from jupiter_core.domain.bank import BankAccount
from jupiter_core.domain.cautions import Caution, invoice_cautions
from jupiter_core.domain.content import BEFORE_ISSUE, State
from jupiter_core.domain.invoice import Invoice
from jupiter_core.domain.party import BillTo, Seller
from jupiter_core.domain.totals import LineItem, TaxCategory, TaxLine, plain
from jupiter_core.domain.unit import Unit
from jupiter_core.queries.resources.collection import CollectionResource
from jupiter_core.queries.resources.late_fee import LateFeeResource
from jupiter_core.queries.resources.line_discount import LineDiscountResource
from jupiter_core.queries.resources.payment import SettlementResource
from jupiter_core.queries.resources.portal import UploadResource
from jupiter_core.queries.resources.price_with_tax import PriceWithTaxResource
from jupiter_core.queries.resources.references import ReferenceResource, ShipToResource
from jupiter_core.queries.resources.shapes import (
    AddressResource,
    Amount,
    ApContactResource,
    CautionResource,
    Currency,
    MailContactResource,
    PaymentTermsText,
    Resource,
    TaxIdResource,
    Who,
)
from jupiter_core.queries.resources.sums import (
    AdjustmentResource,
    CertificateResource,
    NamedTaxResource,
    TaxCurrencyResource,
    TaxSumResource,
)


class LineResource(Resource):
    """`unit_price` is negative for a credit; `tax_rate` is a percentage."""

    description: str
    quantity: str = Field(examples=["250"])
    unit_price: Amount
    amount: Amount
    tax_rate: str = Field(examples=["8.875"])
    tax_category: TaxCategory = Field(description="UNTDID 5305.")
    service_start: date | None
    service_end: date | None
    arithmetic: str = Field(description="How the price came about, for people.")
    po_number: str = Field(description="Of this line; empty where it is the invoice's.")
    taxes: tuple[NamedTaxResource, ...] = Field(
        description="Where it bears several; `tax_rate` is then what they are together."
    )
    certificate: CertificateResource | None = Field(
        description="Of an exempt line, the customer's certificate."
    )
    po_line: str = Field(description="The line of the PO that it bills.")
    unit: Unit | None = Field(description="UN/ECE Rec 20; null where it is only counted.")
    discount: LineDiscountResource | None = Field(description="Taken off; `amount` is after it.")
    list_price: Amount | None = Field(
        description="Of one unit, before the price discount; null without one."
    )
    with_tax: PriceWithTaxResource | None = Field(
        description="What was entered, where prices include tax; all else of the line is net."
    )

    @classmethod
    def of(cls, line: LineItem) -> "LineResource":
        return cls(
            description=line.description,
            quantity=plain(line.quantity),
            unit_price=str(line.unit_price),
            amount=str(line.amount),
            tax_rate=plain(line.all_rates),
            tax_category=line.category,
            service_start=line.service_start,
            service_end=line.service_end,
            arithmetic=line.arithmetic,
            po_number=line.po_number,
            taxes=tuple(NamedTaxResource.of(each) for each in line.taxes),
            certificate=CertificateResource.of(line.certificate),
            po_line=line.po_line,
            unit=line.unit,
            discount=LineDiscountResource.of(line),
            list_price=str(line.list_price) if line.list_price else None,
            with_tax=PriceWithTaxResource.of(line),
        )


class TaxResource(Resource):
    """The tax of the lines that are taxed alike; of several taxes, what they are together. On a
    credit note it may be a unit more or less than the rate makes, so that all of them together take
    off what the invoice charged; and where prices include tax, so that the total is theirs."""

    rate: str
    category: TaxCategory
    net: Amount
    tax: Amount

    @classmethod
    def of(cls, line: TaxLine) -> "TaxResource":
        rate, net, tax = plain(line.rate), str(line.net), str(line.tax)
        return cls(rate=rate, category=line.category, net=net, tax=tax)


def _with_tax(invoice: Invoice) -> tuple[AdjustmentResource, ...]:
    content = invoice.content
    applied = content.as_entered.totals.adjustments if content.prices_include_tax else ()
    return tuple(AdjustmentResource.of(each) for each in applied)


_NOTHING = Field(examples=["0.00"])


class TotalsResource(Resource):
    """All in the invoice's currency; `net` is after `adjustments`. `amount_due` is what is neither
    paid nor credited nor settled without money; `to_refund` what was paid and credited besides."""

    net: Amount
    tax: Annotated[Amount, _NOTHING]
    total: Amount
    paid: Annotated[Amount, _NOTHING]
    credited: Annotated[Amount, _NOTHING]
    settled: Annotated[Amount, _NOTHING]
    to_refund: Annotated[Amount, _NOTHING]
    amount_due: Amount
    taxes: tuple[TaxResource, ...]
    subtotal: Amount = Field(description="What the lines come to, before `adjustments`.")
    adjustments: tuple[AdjustmentResource, ...]
    adjustments_with_tax: tuple[AdjustmentResource, ...] = Field(
        description="As they were entered, where prices include tax; empty where they are net."
    )
    named_taxes: tuple[TaxSumResource, ...] = Field(
        description="Where lines bear several taxes, what each of those comes to."
    )
    tax_currency: TaxCurrencyResource | None = Field(
        description="The tax in the currency of the seller's country."
    )

    @classmethod
    def of(cls, invoice: Invoice) -> "TotalsResource":
        totals, other = invoice.content.totals, invoice.content.tax_currency
        return cls(
            subtotal=str(totals.subtotal),
            adjustments=tuple(AdjustmentResource.of(each) for each in totals.adjustments),
            adjustments_with_tax=_with_tax(invoice),
            named_taxes=tuple(TaxSumResource.of(each) for each in totals.named),
            tax_currency=TaxCurrencyResource.of(other, totals.tax) if other else None,
            net=str(totals.net),
            tax=str(totals.tax),
            total=str(totals.total),
            paid=str(invoice.paid),
            credited=str(invoice.credited),
            settled=str(invoice.settled),
            to_refund=str(invoice.to_refund),
            amount_due=str(invoice.amount_due),
            taxes=tuple(TaxResource.of(each) for each in totals.taxes),
        )


class EarlyPaymentResource(Resource):
    """What is enough, and until when: `terms` is as in `2/10`."""

    terms: str = Field(examples=["2/10"])
    last_day: date
    discount: Amount
    amount: Amount = Field(description="What is paid until then, in place of the total.")

    @classmethod
    def of(cls, invoice: Invoice) -> "EarlyPaymentResource | None":
        """None where the terms give no discount."""
        term = invoice.content.early_payment
        if term is None:
            return None
        base = invoice.creditable
        return cls(
            terms=term.words,
            last_day=term.last_day(invoice.content.issue_date),
            discount=str(term.discount(base)),
            amount=str(term.pays(base)),
        )


class SellerResource(Resource):
    """The legal entity as this invoice shows it."""

    sender_profile_id: str
    legal_name: str
    address: AddressResource
    tax_ids: tuple[TaxIdResource, ...]
    email: str
    phone: str

    @classmethod
    def of(cls, seller: Seller) -> "SellerResource":
        return cls(
            sender_profile_id=seller.profile_id,
            legal_name=seller.legal_name,
            address=AddressResource.of(seller.address),
            tax_ids=tuple(TaxIdResource.of(each) for each in seller.tax_ids),
            email=seller.email,
            phone=seller.phone,
        )


class ChequeResource(Resource):
    """Where cheques are sent; the address has several lines."""

    payable_to: str
    address: str


class RemitToResource(Resource):
    """The account that this invoice asks to be paid to."""

    holder: str
    bank_name: str
    currency: Currency
    iban: str | None
    bic: str | None
    account_number: str | None
    routing_number: str | None
    scheme: str = Field(description="How it is named; empty: by IBAN or ABA routing number.")
    details: dict[str, str] = Field(description="The parts that only its scheme has, by name.")
    reference: str = Field(
        description="The kind of payment reference; empty: the invoice's number."
    )
    cheque: ChequeResource | None
    valid_since: date

    @classmethod
    def of(cls, account: BankAccount) -> "RemitToResource":
        own = account.model_dump(exclude={"scheme", "details", "reference", "cheque"})
        cheque = account.cheque
        return cls(
            **own,
            scheme=account.scheme,
            details={each.name: each.value for each in account.details},
            reference=account.reference.value,
            cheque=ChequeResource(**cheque.model_dump()) if cheque else None,
        )


class BillToResource(Resource):
    """The customer as this invoice addresses it."""

    customer_id: str
    legal_name: str
    address: AddressResource
    tax_ids: tuple[TaxIdResource, ...]
    ap_contact: ApContactResource
    more_contacts: tuple[MailContactResource, ...]
    attention: str
    cost_centre: str
    buyer_reference: str
    po_required: bool
    ship_to: ShipToResource | None

    @classmethod
    def of(cls, bill_to: BillTo) -> "BillToResource":
        return cls(
            customer_id=bill_to.customer_id,
            legal_name=bill_to.legal_name,
            address=AddressResource.of(bill_to.address),
            tax_ids=tuple(TaxIdResource.of(each) for each in bill_to.tax_ids),
            ap_contact=ApContactResource.of(bill_to.ap_contact),
            more_contacts=tuple(MailContactResource.of(each) for each in bill_to.more_contacts),
            attention=bill_to.attention,
            cost_centre=bill_to.cost_centre,
            buyer_reference=bill_to.buyer_reference,
            po_required=bill_to.po_required,
            ship_to=ShipToResource.of(bill_to.ship_to) if bill_to.ship_to else None,
        )


class ApprovalResource(Resource):
    """One yes, to the content with this hash and to nothing else."""

    by: str
    by_name: str
    at: datetime
    content_hash: str
    on_behalf_of: str = Field(
        default="",
        exclude_if=lambda approver: not approver,
        description="The approver whose delegate gave it, where one did.",
    )
    on_behalf_of_name: str = Field(default="", exclude_if=lambda name: not name)

    @classmethod
    def of(cls, approval: Approval) -> "ApprovalResource":
        return cls(**approval.model_dump())


class InvoiceResource(Resource):
    """One invoice or credit note.

    `sequence` counts every change and is what the ETag names. `version` is what people speak of:
    0 before issue, 1 at issue, one more with each change of the paper.
    """

    id: str
    external_id: str | None
    number: str | None = Field(examples=["JUS-000001"])
    status: State
    overdue: bool
    sequence: int
    version: int
    currency: Currency
    totals: TotalsResource
    settlements: tuple[SettlementResource, ...]
    lines: tuple[LineResource, ...]
    prices_include_tax: bool = Field(
        description="Whether prices were entered with tax. Lines are net all the same."
    )
    issue_date: date
    due_date: date
    net_terms: int = Field(description="Days from issue until it is due.")
    payment_terms: PaymentTermsText
    early_payment: EarlyPaymentResource | None
    late_fee: LateFeeResource | None = Field(
        default=None,
        description="Left out where the terms have none.",
        exclude_if=lambda fee: fee is None,
    )
    po_number: str
    po_pending: bool = Field(description="Whether the customer needs a PO that is not there yet.")
    references: tuple[ReferenceResource, ...] = Field(
        description="What the customer files it by; those that they want and are missing are empty."
    )
    memo: str
    language: str
    second_language: str | None
    corrects: str | None = Field(description="On a credit note, the number of its invoice.")
    preceding_date: date | None = Field(
        description="The issue date of the invoice that it corrects or replaces."
    )
    replaces: str | None = Field(
        description="On a reissued invoice, the number of the one whose place it takes."
    )
    carried_over_from: str | None = Field(
        description="The system that issued it; this is then what was open on it, without its tax."
    )
    replaced_by: str | None = Field(description="The id of the invoice that takes its place.")
    seller: SellerResource
    remit_to: RemitToResource
    bill_to: BillToResource
    deal_channel: str | None
    contract_id: str | None
    contract_name: str | None
    credit_balance: Amount | None = Field(
        description="What is left of the contract's credits after this invoice, as it says."
    )
    drafted_by: Who
    approvals_needed: int
    approvals: tuple[ApprovalResource, ...]
    reason: str = Field(description="Why changes were asked for, or why it is void.")
    content_hash: str = Field(description="What an approval names.")
    issued_at: datetime | None
    collection: CollectionResource
    upload: UploadResource | None = Field(
        description="Null unless it was issued to a customer who takes invoices on a portal."
    )
    back_dated: bool = Field(
        description="Whether a person chose an issue date that had passed, which the legal entity "
        "allows. Otherwise the day of issue becomes the issue date."
    )
    warnings: tuple[CautionResource, ...] = Field(
        description="Before issue, what whoever submits or approves it has to know."
    )
    link: str | None = Field(
        default=None,
        description="The customer's page, for reading only, which opens from issue on. For keys "
        "with invoices:write; webhooks never have it. The link that may change the invoice goes "
        "to accounts payable by e-mail and to nobody else.",
    )

    @classmethod
    def of(
        cls,
        invoice: Invoice,
        now: datetime,
        *,
        link: str | None = None,
        cautions: Iterable[Caution] = (),
    ) -> "InvoiceResource":
        """`now` decides whether it is overdue, on the entity's own day; `cautions` are those that
        the invoice alone does not tell."""
        content = invoice.content
        today = content.seller.today(now)
        return cls(
            id=invoice.id,
            external_id=invoice.external_id or None,
            number=invoice.number,
            status=invoice.state,
            overdue=invoice.overdue(today),
            sequence=invoice.sequence,
            version=invoice.revision,
            currency=content.currency,
            totals=TotalsResource.of(invoice),
            settlements=tuple(SettlementResource.of(each) for each in invoice.settlements),
            lines=tuple(LineResource.of(each) for each in content.lines),
            prices_include_tax=content.prices_include_tax,
            issue_date=content.issue_date,
            due_date=content.due_date,
            net_terms=content.net_terms,
            payment_terms=content.payment_terms.words,
            early_payment=EarlyPaymentResource.of(invoice),
            late_fee=LateFeeResource.of(invoice, today),
            po_number=content.po_number,
            po_pending=invoice.po_pending and content.bill_to.po_required,
            references=tuple(ReferenceResource.of(each) for each in content.reference_entries),
            memo=content.memo,
            language=content.language,
            second_language=content.second_language or None,
            corrects=content.corrects or None,
            preceding_date=content.preceding_date,
            replaces=content.replaces or None,
            carried_over_from=content.carried_from or None,
            replaced_by=invoice.replaced_by.invoice_id if invoice.replaced_by else None,
            seller=SellerResource.of(content.seller),
            remit_to=RemitToResource.of(content.remit_to),
            bill_to=BillToResource.of(content.bill_to),
            deal_channel=invoice.deal_channel or None,
            contract_id=invoice.contract_id,
            contract_name=content.contract_name or None,
            credit_balance=None if content.credit_balance is None else str(content.credit_balance),
            drafted_by=Who.of(invoice.drafted_by),
            approvals_needed=invoice.approvals_needed,
            approvals=tuple(ApprovalResource.of(each) for each in invoice.approvals),
            reason=invoice.reason,
            content_hash=content.hash,
            issued_at=invoice.issued_at,
            collection=CollectionResource.of(invoice.awaiting),
            upload=_upload(invoice),
            back_dated=content.back_dated,
            warnings=_warnings(invoice, today, cautions),
            link=link,
        )


def _upload(invoice: Invoice) -> UploadResource | None:
    return UploadResource.of(invoice.upload, due=invoice.upload_due) if invoice.upload else None


def _warnings(
    invoice: Invoice, today: date, more: Iterable[Caution]
) -> tuple[CautionResource, ...]:
    own = invoice_cautions(invoice.content, today) if invoice.state in BEFORE_ISSUE else ()
    return tuple(CautionResource.of(each) for each in (*own, *more))
