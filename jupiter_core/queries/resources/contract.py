"""A contract and its schedule as other systems read them.

Terms and schedule have the form of the schedule vectors: what is read is what may be sent.
"""

from collections.abc import Iterable
from datetime import date
from typing import Any

from pydantic import Field

from jupiter_core.domain.cautions import Caution
from jupiter_core.domain.contract.agreement import Agreement
from jupiter_core.domain.contract.contract import Contract, ContractState
from jupiter_core.domain.contract.lines import ContractLine
from jupiter_core.domain.contract.renewal import Renewal
from jupiter_core.domain.contract.scheduled import (
    CreditMethod,
)
from jupiter_core.domain.contract.terms import (
    BillingFrequency,
    BillingTiming,
    ContractTerms,
    EarlyEndRule,
    Proration,
)
from jupiter_core.domain.frozen import Frozen
from jupiter_core.domain.money import Money
from jupiter_core.domain.unit_price import FinePrice
from jupiter_core.queries.resources.invoice import ApprovalResource
from jupiter_core.queries.resources.schedule import AcceptanceResource, ScheduleResource
from jupiter_core.queries.resources.shapes import (
    Amount,
    CautionResource,
    Currency,
    PaymentTermsText,
    Resource,
    Who,
)
from jupiter_core.queries.resources.sums import (
    sent_adjustment,
    sent_tax,
)


class TermsResource(Resource):
    """The terms in the form in which they may be sent."""

    currency: Currency
    start_date: date
    term_months: int
    billing_frequency: BillingFrequency
    billing_timing: BillingTiming
    net_terms: int
    payment_terms: PaymentTermsText = Field(default="", exclude_if=lambda terms: not terms)
    early_payment: str = Field(
        default="", description="As in `2/10`.", exclude_if=lambda term: not term
    )
    late_fee: str = Field(
        default="",
        description="As in `1.5% a month after 10 days`.",
        exclude_if=lambda fee: not fee,
    )
    billing_months: int | None = Field(default=None, exclude_if=lambda months: months is None)
    billing_day: int | None = Field(default=None, exclude_if=lambda day: day is None)
    month_end: bool = Field(default=False, exclude_if=lambda kept: not kept)
    fiscal_year_start: int | None = Field(default=None, exclude_if=lambda month: month is None)
    bill_in_advance_days: int = Field(default=0, exclude_if=lambda days: not days)
    proration: Proration | None = Field(
        default=None, description="Without it, by month.", exclude_if=lambda said: said is None
    )
    early_end: EarlyEndRule | None = Field(default=None, exclude_if=lambda rule: rule is None)
    early_end_fee: Amount | None = Field(default=None, exclude_if=lambda fee: fee is None)
    ends_on: date | None = Field(default=None, exclude_if=lambda day: day is None)
    lines: tuple[dict[str, Any], ...]
    adjustments: tuple[dict[str, Any], ...] = Field(
        default=(),
        description="Discounts and charges on the whole.",
        exclude_if=lambda each: not each,
    )
    taxes: tuple[dict[str, Any], ...] = Field(
        default=(),
        description="By name, of every line.",
        exclude_if=lambda each: not each,
    )
    prices_include_tax: bool = Field(
        default=False,
        description="Whether prices, fees and credits are with tax.",
        exclude_if=lambda is_so: not is_so,
    )
    references: tuple[dict[str, str], ...] = Field(
        default=(),
        description="Of its invoices, those that are not as usual for the customer.",
        exclude_if=lambda each: not each,
    )

    @classmethod
    def of(cls, terms: ContractTerms) -> "TermsResource":
        return cls(
            currency=terms.currency,
            start_date=terms.start_date,
            term_months=terms.term_months,
            billing_frequency=terms.billing_frequency,
            billing_timing=terms.billing_timing,
            net_terms=terms.net_terms,
            payment_terms=terms.payment_terms.words if terms.due_rule else "",
            early_payment=terms.early_payment.words if terms.early_payment else "",
            late_fee=terms.late_fee.words if terms.late_fee else "",
            billing_months=terms.billing_months,
            billing_day=terms.billing_day,
            month_end=terms.month_end,
            fiscal_year_start=terms.fiscal_year_start,
            bill_in_advance_days=terms.bill_in_advance_days,
            proration=None if terms.proration is Proration.BY_MONTH else terms.proration,
            early_end=terms.early_end.rule if terms.early_end else None,
            early_end_fee=_fee(terms),
            ends_on=terms.ends_on,
            lines=tuple(_said(each) for each in terms.lines),
            adjustments=tuple(sent_adjustment(each) for each in terms.adjustments),
            taxes=tuple(sent_tax(each) for each in terms.taxes),
            prices_include_tax=terms.prices_include_tax,
            references=tuple(
                {"key": each.key, "label": each.label, "value": each.value}
                for each in terms.references
            ),
        )


def _fee(terms: ContractTerms) -> str | None:
    return str(terms.early_end.fee) if terms.early_end and terms.early_end.fee else None


class ContractResource(Resource):
    """`sequence` counts every change and is what the ETag names; `revision` counts agreements.

    `terms` and `schedule` are those of the proposal that waits, else of what is agreed;
    `agreed_schedule` is what is followed while a change waits.
    """

    id: str
    external_id: str | None
    name: str
    status: ContractState
    sequence: int
    revision: int
    customer_id: str
    customer: str
    sender_profile_id: str
    sender: str
    deal_channel: str | None
    po_number: str
    memo: str
    total: Amount
    terms: TermsResource
    schedule: ScheduleResource
    agreed_schedule: ScheduleResource | None
    acceptances: tuple[AcceptanceResource, ...] = Field(
        description="The milestones that were accepted, in the order in which that was said; those "
        "that wait are in `schedule.pending`."
    )
    credit_method: CreditMethod | None = Field(
        description="What the last change does with what is billed and no longer due; null where "
        "the next invoice takes it off."
    )
    drafted_by: Who
    approvals_needed: int
    approvals: tuple[ApprovalResource, ...]
    reason: str
    ended_on: date | None
    renews: str | None = Field(description="The id of the contract that it follows.")
    renewed_by: str | None = Field(description="The id of the contract that follows it.")
    renewal_proposed: bool = Field(description="Whether its thread was asked about a renewal.")
    renewal_dismissed: str | None = Field(description="Why it is not renewed, where somebody said.")
    renewal_notice_days: int | None = Field(
        description="How many days before its end that is proposed; null where as usual."
    )
    warnings: tuple[CautionResource, ...] = Field(
        description="Of what is proposed, what whoever submits or approves it has to know."
    )

    @classmethod
    def of(cls, contract: Contract, cautions: Iterable[Caution] = ()) -> "ContractResource":
        shown, agreed = contract.shown, contract.agreed
        renewal = contract.renewal or Renewal()
        return cls(
            id=contract.id,
            external_id=contract.external_id or None,
            name=contract.name,
            status=contract.state,
            sequence=contract.sequence,
            revision=contract.revision,
            customer_id=shown.customer_id,
            customer=contract.customer_name,
            sender_profile_id=shown.sender_profile_id,
            sender=contract.seller_name,
            deal_channel=contract.deal_channel or None,
            po_number=contract.po_number,
            memo=shown.memo,
            total=str(shown.total),
            terms=TermsResource.of(shown.terms),
            schedule=ScheduleResource.of(shown.schedule),
            agreed_schedule=ScheduleResource.of(agreed.schedule) if agreed else None,
            acceptances=tuple(
                AcceptanceResource.of(each, shown.terms) for each in shown.terms.acceptances
            ),
            credit_method=_method(shown),
            drafted_by=Who.of(contract.drafted_by),
            approvals_needed=contract.approvals_needed,
            approvals=tuple(
                ApprovalResource.of(each) for each in contract.approvals or contract.agreed_by
            ),
            reason=contract.reason,
            ended_on=contract.ended_on,
            renews=contract.renews or None,
            renewed_by=renewal.contract_id or None,
            renewal_proposed=bool(renewal.ends_on),
            renewal_dismissed=renewal.dismissal.reason if renewal.dismissal else None,
            renewal_notice_days=contract.renewal_notice_days,
            warnings=tuple(CautionResource.of(each) for each in cautions),
        )


def _method(shown: Agreement) -> CreditMethod | None:
    usual = shown.credit_method is CreditMethod.NEXT_INVOICE
    return None if usual else shown.credit_method


def _said(line: ContractLine) -> dict[str, Any]:
    """A line as it may be sent: amounts as decimal strings, what was not said left out."""
    return {
        name: _plain(getattr(line, name), value)
        for name, value in line.model_dump(mode="json").items()
        if value not in (None, [])
    }


def _plain(value: Any, dumped: Any) -> Any:
    if isinstance(value, Money | FinePrice):
        return str(value)
    if isinstance(value, Frozen):
        said = {name: each for name, each in dumped.items() if each is not None}
        return {name: _plain(getattr(value, name), each) for name, each in said.items()}
    if isinstance(value, tuple):
        return [_plain(*pair) for pair in zip(value, dumped, strict=True)]
    return dumped
