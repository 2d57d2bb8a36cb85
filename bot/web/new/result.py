"""From a form to all that its page shows: sums, mistakes, the schedule, pictures of the paper."""

from typing import NamedTuple

from bot.intake.new.errors import FormErrors, Mistake
from bot.intake.new.typed import Typed
from bot.web.new.picture import Pictures, pictures
from bot.web.pages.new.form import MissingField, gaps
from bot.web.pages.new.outcome import DraftOutcome, Sums, e_invoice_gaps, invoice_outcome
from bot.web.pages.new.plan import PlanRow, contract_plan
from jupiter_core.domain.refusals import Refusal
from jupiter_core.domain.schedule.build import Schedule
from jupiter_core.domain.version import Version
from jupiter_core.ports import Renderer


class EInvoiceFile(NamedTuple):
    """What one still needs beyond what the PDF needs."""

    name: str
    gaps: tuple[MissingField, ...]


class Result(NamedTuple):
    """`pdf` is there with `pictures`: where it cannot be drawn, `mistakes` say why. `schedule` is
    there when nothing of a contract is wrong."""

    typed: Typed
    whole: bool
    mistakes: tuple[Mistake, ...]
    sums: Sums | None
    amounts: dict[int, str]
    alt: str
    version: Version | None
    pdf: bytes
    pictures: Pictures | None
    rows: tuple[PlanRow, ...] = ()
    schedule: Schedule | None = None
    e_invoices: tuple[EInvoiceFile, ...] = ()


def result_of(typed: Typed, renderer: Renderer, *, seen: bool = True) -> Result:
    """`seen` asks for the pictures too."""
    if typed.kind == "contract":
        plan = contract_plan(typed, renderer)
        drawn = _drawn(typed, plan.outcome, renderer, seen=seen)
        return drawn._replace(rows=plan.rows, schedule=plan.schedule)
    drawn = _drawn(typed, invoice_outcome(typed, renderer), renderer, seen=seen)
    if not (drawn.whole and drawn.version):
        return drawn
    return drawn._replace(e_invoices=_e_invoices(typed, drawn.version, renderer))


def _drawn(typed: Typed, outcome: DraftOutcome, renderer: Renderer, *, seen: bool) -> Result:
    pdf, mistakes = b"", outcome.mistakes
    if outcome.version:
        try:
            pdf = renderer.pdf(outcome.version)
        except Refusal as refusal:
            found = FormErrors(typed)
            found.add(refusal, lambda _: "")
            mistakes = (*found.mistakes, *mistakes)
    return Result(
        typed=typed,
        whole=outcome.whole and bool(pdf),
        mistakes=mistakes,
        sums=outcome.sums,
        amounts=outcome.amounts,
        alt=outcome.alt,
        version=outcome.version if pdf else None,
        pdf=pdf,
        pictures=pictures(pdf) if pdf and seen else None,
    )


def _e_invoices(typed: Typed, version: Version, renderer: Renderer) -> tuple[EInvoiceFile, ...]:
    """Those for which something is missing."""
    missing = e_invoice_gaps(typed, version, renderer)
    return tuple(
        EInvoiceFile(standard.name, (*gaps(found.mistakes), *gaps(found.mistakes, missing=False)))
        for standard, found in missing.items()
    )
