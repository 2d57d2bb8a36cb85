"""The schedule of a contract as other systems read it, in the form of the schedule vectors."""

from datetime import date, datetime

from pydantic import Field

from jupiter_core.domain.contract.milestone import Acceptance, Milestones
from jupiter_core.domain.contract.scheduled import (
    CreditMethod,
    LineKind,
    PendingMilestone,
    Schedule,
    ScheduledInvoice,
    ScheduledLine,
    TrueUp,
)
from jupiter_core.domain.contract.terms import ContractTerms
from jupiter_core.domain.totals import plain
from jupiter_core.queries.resources.shapes import (
    Amount,
    Resource,
    Who,
)
from jupiter_core.queries.resources.sums import (
    AdjustmentResource,
    TaxSumResource,
)


class ScheduledLineResource(Resource):
    """A credit's amount is negative; a fee has no contract year and no service days."""

    description: str
    kind: LineKind
    contract_year: int | None
    service_start: date | None
    service_end: date | None
    amount: Amount
    tax_rate: str
    arithmetic: str = Field(description="How the amount came about, for people.")
    provisional: bool = Field(
        default=False,
        description="Whether it waits for the value of an index.",
        exclude_if=lambda waits: not waits,
    )
    billed_ahead: bool = Field(
        default=False,
        description="Whether it is billed before the index of its year is known; the difference "
        "is in `true_ups` until then.",
        exclude_if=lambda ahead: not ahead,
    )

    @classmethod
    def of(cls, line: ScheduledLine) -> "ScheduledLineResource":
        return cls(
            description=line.description,
            kind=line.kind,
            contract_year=line.contract_year,
            service_start=line.service_start,
            service_end=line.service_end,
            amount=str(line.amount),
            tax_rate=plain(line.tax_rate),
            arithmetic=line.arithmetic,
            provisional=line.provisional,
            billed_ahead=line.known_until is not None,
        )


class ScheduledInvoiceResource(Resource):
    sequence: int
    issue_on: date
    due_on: date
    period_start: date | None
    period_end: date | None
    lines: tuple[ScheduledLineResource, ...]
    net: Amount
    tax: Amount
    total: Amount
    adjustments: tuple[AdjustmentResource, ...] = Field(
        default=(),
        description="Discounts and charges on the whole, as they come out here.",
        exclude_if=lambda each: not each,
    )
    named_taxes: tuple[TaxSumResource, ...] = Field(
        default=(),
        description="Of several taxes, what each comes to.",
        exclude_if=lambda each: not each,
    )

    @classmethod
    def of(cls, invoice: ScheduledInvoice) -> "ScheduledInvoiceResource":
        totals = invoice.totals
        return cls(
            sequence=invoice.sequence,
            issue_on=invoice.issue_on,
            due_on=invoice.due_on,
            period_start=invoice.period_start,
            period_end=invoice.period_end,
            lines=tuple(ScheduledLineResource.of(each) for each in invoice.lines),
            net=str(invoice.net),
            tax=str(invoice.tax),
            total=str(invoice.total),
            adjustments=tuple(AdjustmentResource.of(each) for each in totals.adjustments),
            named_taxes=tuple(TaxSumResource.of(each) for each in totals.named),
        )


class PendingMilestoneResource(Resource):
    """A part of a fee that is billed on acceptance; `line` and `part` are its places, from 0."""

    line: int
    part: int
    name: str
    description: str
    expected_on: date | None
    net: Amount
    tax: Amount
    total: Amount

    @classmethod
    def of(cls, pending: PendingMilestone) -> "PendingMilestoneResource":
        sums = {name: str(getattr(pending, name)) for name in ("net", "tax", "total")}
        places = pending.model_dump(exclude=set(sums))
        return cls(**places, **sums)


class SettledLineResource(Resource):
    """What a change took off issued invoices, or left as billed; the amount is negative."""

    credit_method: CreditMethod
    line: ScheduledLineResource


class TrueUpResource(Resource):
    """A contract year that is billed before its indexes are known; the difference on what is
    `billed` is reckoned when they are, and invoiced or credited for the day `on`."""

    contract_year: int
    on: date
    indexes: tuple[str, ...]
    billed: Amount

    @classmethod
    def of(cls, each: TrueUp) -> "TrueUpResource":
        return cls(
            contract_year=each.contract_year,
            on=each.on,
            indexes=each.indexes,
            billed=str(each.billed),
        )


class ScheduleResource(Resource):
    """All invoices of a contract, to the cent, and what no invoice uses of its credits."""

    invoices: tuple[ScheduledInvoiceResource, ...]
    contract_net: Amount
    credit_remaining: Amount
    pending: tuple[PendingMilestoneResource, ...] = Field(
        default=(),
        description="What waits for an acceptance; it is in `contract_net`.",
        exclude_if=lambda each: not each,
    )
    settled: tuple[SettledLineResource, ...] = Field(
        default=(),
        description="What changes settled apart from these invoices.",
        exclude_if=lambda lines: not lines,
    )
    true_ups: tuple[TrueUpResource, ...] = Field(
        default=(),
        description="Differences of an index that are still to be reckoned; of a contract that was "
        "ended, those that never will be.",
        exclude_if=lambda each: not each,
    )

    @classmethod
    def of(cls, schedule: Schedule) -> "ScheduleResource":
        return cls(
            invoices=tuple(ScheduledInvoiceResource.of(each) for each in schedule.invoices),
            contract_net=str(schedule.contract_net),
            credit_remaining=str(schedule.credit_remaining),
            pending=tuple(PendingMilestoneResource.of(each) for each in schedule.pending),
            settled=tuple(
                SettledLineResource(
                    credit_method=each.credit_method, line=ScheduledLineResource.of(each.line)
                )
                for each in schedule.settled
            ),
            true_ups=tuple(TrueUpResource.of(each) for each in schedule.true_ups),
        )


class AcceptanceResource(Resource):
    """A milestone that was accepted `on` a day; `line` and `part` are its places, from 0."""

    line: int
    part: int
    name: str
    on: date
    by: Who | None = Field(description="Who said so; null for what was said before it was kept.")
    at: datetime | None = Field(description="When they said so.")
    note: str

    @classmethod
    def of(cls, said: Acceptance, terms: ContractTerms) -> "AcceptanceResource":
        line = terms.lines[said.line]
        return cls(
            line=said.line,
            part=said.part,
            name=line.parts[said.part].name if isinstance(line, Milestones) else "",
            on=said.on,
            by=Who.of(said.by) if said.by else None,
            at=said.at,
            note=said.note,
        )
