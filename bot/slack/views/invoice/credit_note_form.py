"""The modal behind “Credit note”, and what is read back from it."""

from bot.intake.modals.invoice import AMOUNT, REASON
from bot.intake.notation.amounts import short_money_of
from bot.intake.view_state import Values, text_in
from bot.slack.metadata import ModalMetadata, SubjectRef
from bot.slack.views import blocks as b
from bot.slack.views.invoice.card_forms import about, form
from bot.wording.figures import amount
from jupiter_core.commands.credit_note import REASON_LIMIT, DraftCreditNote
from jupiter_core.domain.actor import Actor
from jupiter_core.domain.contract.lines import DESCRIPTION_LIMIT
from jupiter_core.domain.credit_note import Part
from jupiter_core.domain.invoice import Invoice
from jupiter_core.domain.refusals import BesideTheWhole, Required, placed
from jupiter_core.domain.totals import plain

CREDIT_FORM = "invoice_credit_note_form"
HOW, DESCRIPTION, TAX = "how", "description", "tax"
WHOLE, PART = "whole", "part"
PLACES = {
    "reason": REASON,
    "memo": REASON,
    "net": AMOUNT,
    "tax": AMOUNT,
    "description": DESCRIPTION,
    "lines[0].description": DESCRIPTION,
}
"""Where a mistake's path has its field."""


def credit_note_form(invoice: Invoice, metadata: ModalMetadata) -> b.Block:
    """All of it, where nothing is credited yet, or one amount at one of its rates."""
    reason = b.text_input(REASON, multiline=True, most=REASON_LIMIT)
    hint = "Printed on the credit note for the customer."
    fields = [
        about(invoice),
        b.field(HOW, "Amount to credit", _how(invoice)),
        *_part(invoice),
        b.field(REASON, "Reason", reason, hint=hint),
        b.context("Needs a second approver; issued on approval."),
    ]
    return form("Credit note", CREDIT_FORM, fields, metadata, submit="Request approval")


def credit_note_of(
    values: Values, subject: SubjectRef, by: Actor, invoice: Invoice
) -> DraftCreditNote:
    """What was typed. Raises a refusal at its path."""
    return DraftCreditNote(
        by=by,
        invoice_id=subject.subject_id,
        expected_version=subject.expected_version,
        reason=text_in(values, REASON) or "",
        part=_part_of(values, invoice),
    )


def _how(invoice: Invoice) -> b.Block:
    whole = b.option(f"Full amount: {amount(invoice.total)}", WHOLE)
    part = b.option("Partial amount", PART)
    options = [part] if invoice.credits else [whole, part]
    return b.select(HOW, options, initial=options[0]["value"])


def _part(invoice: Invoice) -> list[b.Block]:
    """The fields of a part, needed where a part is all that can be credited; the rate is asked
    for where the invoice has several."""
    left = f"Left to credit, including tax: {amount(invoice.creditable)}."
    currency = invoice.content.currency
    fields = [
        b.field(
            AMOUNT,
            f"Amount before tax ({currency})",
            b.text_input(AMOUNT),
            hint=left if invoice.credits else f"Leave empty to credit the full amount. {left}",
            optional=not invoice.credits,
        ),
        b.field(
            DESCRIPTION,
            "Description of the line",
            b.text_input(DESCRIPTION, placeholder="Seats", most=DESCRIPTION_LIMIT, multiline=True),
            hint=None
            if invoice.credits
            else "For a partial credit. A full credit repeats the invoice's lines.",
            optional=not invoice.credits,
        ),
    ]
    options = _rates(invoice)
    if len(options) > 1:
        fields.append(b.field(TAX, "Tax rate", b.select(TAX, options), optional=True))
    return fields


def _rates(invoice: Invoice) -> list[b.Block]:
    """An option for each rate that something is charged at; its value is the rate's place."""
    return [
        b.option(f"{plain(each.rate)}% ({each.category}) of {each.net.decimal:,f}", str(n))
        for n, each in enumerate(invoice.content.totals.taxes)
        if each.net.minor > 0
    ]


def _part_of(values: Values, invoice: Invoice) -> Part | None:
    typed = (text_in(values, AMOUNT) or "").strip()
    if (text_in(values, HOW) or PART) == WHOLE:
        if typed:
            raise BesideTheWhole().at("net")
        return None
    if not typed:
        raise Required("An amount").at("net")
    options = [str(each["value"]) for each in _rates(invoice)]
    chosen = text_in(values, TAX) or (options[0] if len(options) == 1 else "")
    if chosen not in options:
        raise Required("The tax rate").at(TAX)
    return Part(
        description=text_in(values, DESCRIPTION) or "",
        net=placed("net", lambda: short_money_of(typed, invoice.content.currency)),
        tax=int(chosen),
    )
