"""An invoice as other systems read it."""

from collections.abc import Iterable
from datetime import date, datetime

from pydantic import Field

from jupiter_core.domain.approval import Approval
from jupiter_core.domain.cautions import Caution, invoice_cautions
from jupiter_core.domain.content import BEFORE_ISSUE, State
from jupiter_core.domain.invoice import Invoice
from jupiter_core.queries.resources.collection import CollectionResource
from jupiter_core.queries.resources.invoice.lines import LineResource
from jupiter_core.queries.resources.invoice.parties import (
    BillToResource,
    RemitToResource,
    SellerResource,
)
from jupiter_core.queries.resources.invoice.totals import EarlyPaymentResource, TotalsResource
from jupiter_core.queries.resources.late_fee import LateFeeResource
from jupiter_core.queries.resources.payment import SettlementResource
from jupiter_core.queries.resources.portal import UploadResource
from jupiter_core.queries.resources.references import ReferenceResource
from jupiter_core.queries.resources.shapes import (
    Amount,
    CautionResource,
    Currency,
    PaymentTermsText,
    Resource,
    Who,
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
