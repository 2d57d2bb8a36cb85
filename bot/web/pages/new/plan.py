"""What comes of a contract's form: its schedule, the sums, the paper of one of its invoices."""

from collections.abc import Iterable
from typing import NamedTuple

from bot.intake.documents.base import priced_in
from bot.intake.new.contract import scheduled
from bot.intake.new.errors import FormErrors
from bot.intake.new.invoice import ON_EACH, Sent, form_field, parties, said_besides
from bot.intake.new.typed import Typed
from bot.web.pages.new.outcome import (
    DraftOutcome,
    Figure,
    Sums,
    add_unprintable,
    alt_of,
    drawable,
)
from bot.web.pages.new.sketch import priced_net, read_sketch
from bot.wording.figures import amount, day
from bot.wording.true_ups import true_up_facts
from jupiter_core.domain.frozen import Frozen
from jupiter_core.domain.money import Money
from jupiter_core.domain.refusals import Refusal, ValidationErrors
from jupiter_core.domain.schedule.build import Schedule, ScheduledInvoice, ScheduledLine
from jupiter_core.domain.totals import LineItem
from jupiter_core.domain.version import Version
from jupiter_core.ports import Renderer

_NOT_OF_THE_PAPER = ("number", "issue_date", "currency", "net_terms", "lines")
"""Keys of the file that the schedule has said already."""


class PlanRow(Frozen):
    """One coming invoice; `shown` is the one whose paper is seen."""

    sequence: int
    issue_on: str
    period: str
    total: str
    shown: bool


class Plan(NamedTuple):
    """`schedule` is there when nothing of the contract is wrong."""

    outcome: DraftOutcome
    rows: tuple[PlanRow, ...]
    schedule: Schedule | None


def contract_plan(typed: Typed, renderer: Renderer) -> Plan:
    """Of a contract's form, however little of it is typed."""
    found = FormErrors(typed)
    drawn, whole = scheduled(typed, found)
    invoices = drawn.invoices if drawn else ()
    shown = min(typed.show, len(invoices))
    version = _version(typed, drawn, invoices[shown - 1] if shown else None, found, renderer)
    outcome = DraftOutcome(
        version=version,
        whole=whole is not None,
        mistakes=found.mistakes,
        sums=_sums(drawn) if drawn and invoices else None,
        amounts={},
        alt=f"{alt_of(version)}, {shown} of {len(invoices)}" if shown else alt_of(version),
    )
    return Plan(outcome, tuple(_row(each, shown) for each in invoices), whole)


def _row(invoice: ScheduledInvoice, shown: int) -> PlanRow:
    start, end = invoice.period_start, invoice.period_end
    return PlanRow(
        sequence=invoice.sequence,
        issue_on=day(invoice.issue_on),
        period=f"{day(start)} – {day(end)}" if start and end else "",
        total=f"{invoice.total.decimal:,f}",
        shown=invoice.sequence == shown,
    )


def _sums(schedule: Schedule) -> Sums | None:
    count = len(schedule.invoices)
    currency = schedule.contract_net.currency
    try:
        tax = Money.sum((each.tax for each in schedule.invoices), currency)
        total = schedule.contract_net + tax
    except Refusal:
        return None
    rows = []
    if tax.minor:
        rows.append(Figure(label="Net", value=amount(schedule.contract_net)))
        rows.append(Figure(label="Tax", value=amount(tax)))
    if schedule.pending:
        waits = Money.sum((each.net for each in schedule.pending), currency)
        rows.append(Figure(label="On acceptance, before tax", value=amount(waits)))
    rows += [Figure(label=name, value=said) for name, said in true_up_facts(schedule)]
    if schedule.credit_remaining.minor:
        left = amount(schedule.credit_remaining)
        rows.append(Figure(label="Credit not used", value=left))
    return Sums(
        label="Contract total",
        headline=amount(total),
        note=f"In {count} invoice{'' if count == 1 else 's'}",
        rows=tuple(rows),
    )


def _version(
    typed: Typed,
    schedule: Schedule | None,
    invoice: ScheduledInvoice | None,
    found: FormErrors,
    renderer: Renderer,
) -> Version | None:
    """The draft of one invoice; what is wrong with the parties is put into `found`."""
    content, mistakes = read_sketch(_sent(typed, invoice))
    found.add(ValidationErrors(_of_the_form(mistakes)), form_field(typed))
    if schedule and invoice:
        drawn = {
            "lines": tuple(_item(each) for each in invoice.lines),
            "credit_balance": _balance_after(schedule, invoice),
            "adjustments": tuple(
                each
                for each in invoice.adjustments
                if each.discount.amount is None or each.discount.amount.minor
            ),
        }
        content = content.model_copy(update=drawn)
        content = priced_net(content) if invoice.prices_include_tax else content
    version = drawable(content, found, typed)
    if version and add_unprintable(version.invoice().content, found, typed, renderer):
        return None
    return version


def _of_the_form(mistakes: Iterable[Refusal]) -> list[Refusal]:
    return [e for e in mistakes if not (e.path or "").startswith(_NOT_OF_THE_PAPER)]


def _sent(typed: Typed, invoice: ScheduledInvoice | None) -> Sent:
    """As the file of an invoice; its lines are the schedule's own, put in afterwards."""
    texts = {name: typed.value(name).strip() for name in ("language", "po_number", "memo")}
    texts["contract_name"] = typed.value("name").strip()
    if invoice:
        issued, currency = invoice.issue_on.isoformat(), invoice.total.currency
        net_terms = typed.value("net_terms").strip() or "30"
    else:
        issued, currency, net_terms = "2027-01-01", priced_in(typed.values), "30"
    made = {
        **{name: text for name, text in texts.items() if text},
        **said_besides(typed, ON_EACH),
        **parties(typed, issued),
        "number": "draft",
        "issue_date": issued,
        "currency": currency,
        "net_terms": net_terms,
        "lines": [],
    }
    made["bank_account"]["currency"] = currency
    return made


def _item(line: ScheduledLine) -> LineItem:
    return line.item.model_copy(
        update={
            "service_start": line.service_start,
            "service_end": line.service_end,
            "arithmetic": line.arithmetic,
            "credit": line.description if line.kind == "usage_credit" else "",
        }
    )


def _balance_after(schedule: Schedule, invoice: ScheduledInvoice) -> Money | None:
    """What the contract's credits have left after this invoice; None where it draws on none."""
    if not any(_draws(line) for line in invoice.lines):
        return None
    later = [
        line.amount
        for each in schedule.invoices[invoice.sequence :]
        for line in each.lines
        if _draws(line)
    ]
    return schedule.credit_remaining - Money.sum(later, invoice.total.currency)


def _draws(line: ScheduledLine) -> bool:
    return line.kind == "usage_credit"
