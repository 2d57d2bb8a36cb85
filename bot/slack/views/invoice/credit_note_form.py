"""The modal behind “Credit note”, and what is read back from it."""

from collections.abc import Sequence

from bot.intake.modals.invoice import AMOUNT, REASON
from bot.intake.notation.amounts import short_money_of
from bot.intake.view_state import Values, text_in
from bot.slack.metadata import ModalMetadata, SubjectRef
from bot.slack.views import blocks as b
from bot.slack.views.approval import asked_of
from bot.slack.views.invoice.card_forms import about, form
from bot.slack.views.rich_text import Rendered, spoken
from bot.wording.figures import amount
from jupiter_core.commands.credit_note import REASON_LIMIT, DraftCreditNote
from jupiter_core.domain.actor import Actor
from jupiter_core.domain.contract.lines import DESCRIPTION_LIMIT
from jupiter_core.domain.credit_left import CreditLeft
from jupiter_core.domain.credit_note import Part
from jupiter_core.domain.invoice import Invoice
from jupiter_core.domain.refusals import BesideTheWhole, Required, placed

CREDIT_FORM = "invoice_credit_note_form"
HOW, DESCRIPTION, TAX = "how", "description", "tax"
WHOLE, PART = "whole", "part"
PLACES = {
    "reason": REASON,
    "memo": REASON,
    "net": AMOUNT,
    "gross": AMOUNT,
    "tax": AMOUNT,
    "description": DESCRIPTION,
    "lines[0].description": DESCRIPTION,
}
"""Where a mistake's path has its field."""


def credit_note_form(invoice: Invoice, left: CreditLeft, metadata: ModalMetadata) -> b.Block:
    """All that is left of it, or one amount at one of its rates."""
    reason = b.text_input(REASON, multiline=True, most=REASON_LIMIT)
    hint = "Printed on the credit note for the customer."
    fields = [
        about(invoice),
        b.field(HOW, "Amount to credit", _how(invoice, left)),
        *_part(left, with_tax=_with_tax(invoice)),
        b.field(REASON, "Reason", reason, hint=hint),
        b.context("Needs a second approver; issued on approval."),
    ]
    return form("Credit note", CREDIT_FORM, fields, metadata, submit="Request approval")


def waiting_for(note: Invoice, approvers: Sequence[str]) -> Rendered:
    """Tells whoever asked for it who has to approve it, and in which channel they are asked."""
    lead = f"The credit note of {amount(note.total)} for {note.content.corrects} waits for approval"
    asked = asked_of(approvers, note.writers)[:-1]
    by = [b.words(" by "), *asked] if asked else []
    where: list[b.Block] = [
        b.words(". They are asked in "),
        {"type": "channel", "channel_id": note.deal_channel},
        b.words(", under its card."),
    ]
    elements = [b.words(lead), *by, *where]
    return spoken(elements), [b.rich_text(elements)]


def credit_note_of(
    values: Values, subject: SubjectRef, by: Actor, invoice: Invoice, left: CreditLeft
) -> DraftCreditNote:
    """What was typed. Raises a refusal at its path."""
    return DraftCreditNote(
        by=by,
        invoice_id=subject.subject_id,
        expected_version=subject.expected_version,
        reason=text_in(values, REASON) or "",
        part=_part_of(values, left, with_tax=_with_tax(invoice)),
    )


def _how(invoice: Invoice, left: CreditLeft) -> b.Block:
    of = "Full amount" if left.total == invoice.total else "Everything that is left"
    options = [
        b.option(f"{of}: {amount(left.total)}", WHOLE),
        b.option("Partial amount", PART),
    ]
    return b.select(HOW, options, initial=WHOLE)


def _with_tax(invoice: Invoice) -> bool:
    """Whether a part is entered as the paper shows prices."""
    return invoice.content.prices_include_tax


def _part(left: CreditLeft, *, with_tax: bool) -> list[b.Block]:
    """The fields of a part; the rate is asked for where something is left at several."""
    most = f"Left to credit, including tax: {amount(left.total)}."
    if left.waiting.minor:
        most += f" {amount(left.waiting)} is in credit notes that are not issued yet."
    fields = [
        b.field(
            AMOUNT,
            f"Amount {'including' if with_tax else 'before'} tax ({left.total.currency})",
            b.text_input(AMOUNT),
            hint=f"Leave empty to credit everything that is left. {most}",
            optional=True,
        ),
        b.field(
            DESCRIPTION,
            "Description of the line",
            b.text_input(DESCRIPTION, placeholder="Seats", most=DESCRIPTION_LIMIT, multiline=True),
            hint="For a partial credit. Otherwise the invoice's lines are repeated.",
            optional=True,
        ),
    ]
    options = _rates(left, with_tax=with_tax)
    if len(options) > 1:
        fields.append(b.field(TAX, "Tax rate", b.select(TAX, options), optional=True))
    return fields


def _rates(left: CreditLeft, *, with_tax: bool) -> list[b.Block]:
    """An option for each rate at which something is left; its value is the rate's place."""
    shown = [left.gross_at(n) if with_tax else each.net for n, each in enumerate(left.taxes)]
    return [
        b.option(f"{each.key.words} ({each.category}): {amount(shown[n])} left", str(n))
        for n, each in enumerate(left.taxes)
        if each.net.minor > 0
    ]


def _part_of(values: Values, left: CreditLeft, *, with_tax: bool) -> Part | None:
    typed = (text_in(values, AMOUNT) or "").strip()
    if (text_in(values, HOW) or PART) == WHOLE:
        if typed:
            raise BesideTheWhole().at("net")
        return None
    if not typed:
        raise Required("An amount").at("net")
    options = [str(each["value"]) for each in _rates(left, with_tax=with_tax)]
    chosen = text_in(values, TAX) or (options[0] if len(options) == 1 else "")
    if chosen not in options:
        raise Required("The tax rate").at(TAX)
    named = "gross" if with_tax else "net"
    return Part(
        description=text_in(values, DESCRIPTION) or "",
        tax=int(chosen),
        **{named: placed("net", lambda: short_money_of(typed, left.total.currency))},
    )
