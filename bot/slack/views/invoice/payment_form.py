"""The forms of money: a payment, over several invoices if wanted; a settlement; a refund; why
something is undone."""

from collections.abc import Sequence
from datetime import date

from bot.intake.modals.invoice import AMOUNT, REASON
from bot.intake.modals.payment import (
    ACCOUNT,
    INVOICES,
    KIND,
    METHOD,
    NOTHING,
    ON_ACCOUNT,
    RECEIVED,
    REFERENCE,
    REST,
    account_value,
)
from bot.slack.metadata import ModalMetadata
from bot.slack.views import blocks as b
from bot.slack.views.invoice.card_forms import PAYMENT_FORM, about, form
from bot.wording.figures import amount, day
from bot.wording.names import title
from jupiter_core.domain.bank import BankAccount
from jupiter_core.domain.invoice import Invoice
from jupiter_core.domain.money import Money
from jupiter_core.domain.payment import PaymentMethod, ReceivingAccount
from jupiter_core.domain.settlement import SettlementKind

SETTLE_FORM, REFUND_FORM, UNDO_FORM = (
    "invoice_settle_form",
    "invoice_refund_form",
    "invoice_money_undo_form",
)
MOST_INVOICES = 100
_TAX = "The tax that the invoice reported stays as it is; to lower it, issue a credit note."


def payment_form(
    invoice: Invoice,
    metadata: ModalMetadata,
    *,
    others: Sequence[Invoice] = (),
    accounts: Sequence[BankAccount] = (),
    credit: Money | None = None,
    today: date,
) -> b.Block:
    """Prefilled with all that is due, today, the invoice's own account. `others` are the open
    invoices of the same customer, legal entity and currency, oldest due first."""
    due = invoice.amount_due
    typed = b.text_input(AMOUNT, initial=str(due))
    label = f"Amount received ({due.currency})"
    fields = [
        about(invoice),
        *_credit(credit),
        b.field(AMOUNT, label, typed, hint=f"Amount due: {amount(due)}"),
        *_invoices(invoice, others),
        b.field(RECEIVED, "Date received", _date(today)),
        *_accounts(invoice, accounts),
        b.field(METHOD, "Method", _methods()),
        b.field(REFERENCE, "Reference", b.text_input(REFERENCE), optional=True),
        b.field(REST, "Settle the rest as", _rest(), hint=_TAX),
        b.field(
            REASON,
            "Reason for settling the rest",
            b.text_input(REASON),
            optional=True,
            hint=_reason_hint(invoice),
        ),
        b.field(ON_ACCOUNT, "More than is due", _on_account(), optional=True),
    ]
    return form("Record payment", PAYMENT_FORM, fields, metadata, submit="Record")


def settle_form(invoice: Invoice, metadata: ModalMetadata) -> b.Block:
    """Prefilled with all that is due."""
    due = invoice.amount_due
    fields = [
        about(invoice),
        b.field(KIND, "Settle as", b.select(KIND, _kinds()), hint=_TAX),
        b.field(AMOUNT, f"Amount ({due.currency})", b.text_input(AMOUNT, initial=str(due))),
        b.field(REASON, "Reason", b.text_input(REASON, multiline=True)),
    ]
    return form("Settle without money", SETTLE_FORM, fields, metadata, submit="Settle")


def refund_form(invoice: Invoice, metadata: ModalMetadata, most: Money, today: date) -> b.Block:
    """Prefilled with all that may go back: of the invoice, else of the customer's credit."""
    of = "this invoice" if invoice.to_refund.minor else "the customer's credit"
    label = f"Amount refunded ({most.currency})"
    fields = [
        about(invoice),
        b.field(
            AMOUNT,
            label,
            b.text_input(AMOUNT, initial=str(most)),
            hint=f"{amount(most)} of {of} can be refunded.",
        ),
        b.field(RECEIVED, "Date refunded", _date(today)),
        b.field(REFERENCE, "Reference", b.text_input(REFERENCE), optional=True),
        b.field(REASON, "Reason", b.text_input(REASON, multiline=True)),
    ]
    return form("Record refund", REFUND_FORM, fields, metadata, submit="Record")


def undo_form(what: str, metadata: ModalMetadata) -> b.Block:
    """Asks for the reason."""
    hint = "Told in the threads of the invoices that it concerns."
    fields = [
        b.context(what),
        b.field(REASON, "Reason", b.text_input(REASON, multiline=True), hint=hint),
    ]
    return form("Undo", UNDO_FORM, fields, metadata, submit="Undo")


def _reason_hint(invoice: Invoice) -> str:
    """Of a discount that the terms give, nobody has to say why."""
    hint, term = "Needed when you settle the rest.", invoice.content.early_payment
    if term is None:
        return hint
    taken, last = term.discount(invoice.creditable), term.last_day(invoice.content.issue_date)
    return f"{hint} Not for the {term.words} discount of {amount(taken)} until {day(last)}."


def _credit(credit: Money | None) -> list[b.Block]:
    if credit is None or not credit.minor:
        return []
    return [b.context(f"The customer has {amount(credit)} of credit. Apply it under Payments.")]


def _invoices(invoice: Invoice, others: Sequence[Invoice]) -> list[b.Block]:
    if not others:
        return []
    options = [_invoice_option(each) for each in others[:MOST_INVOICES]]
    element: b.Block = {
        "type": "multi_static_select",
        "action_id": INVOICES,
        "options": options,
        "placeholder": b.plain(f"{title(invoice)} only", 150),
    }
    hint = f"Beside {title(invoice)}. The oldest due is paid first, this one included."
    return [b.field(INVOICES, "Also covers", element, optional=True, hint=hint)]


def _invoice_option(invoice: Invoice) -> b.Block:
    due = f"{amount(invoice.amount_due)} due {day(invoice.content.due_date)}"
    return b.option(f"{title(invoice)} · {due}", invoice.id)


def _date(today: date) -> b.Block:
    return {"type": "datepicker", "action_id": RECEIVED, "initial_date": today.isoformat()}


def _accounts(invoice: Invoice, accounts: Sequence[BankAccount]) -> list[b.Block]:
    mine = ReceivingAccount.of(invoice.content.remit_to)
    known = dict.fromkeys((mine, *(ReceivingAccount.of(each) for each in accounts)))
    options = [b.option(each.words, account_value(each)) for each in known]
    return [b.field(ACCOUNT, "Account", b.select(ACCOUNT, options, initial=account_value(mine)))]


def _methods() -> b.Block:
    options = [b.option(each.words.capitalize(), each.value) for each in PaymentMethod]
    return b.select(METHOD, options, initial=PaymentMethod.BANK_TRANSFER.value)


def _rest() -> b.Block:
    options = [b.option("Nothing, it stays due", NOTHING), *_kinds()]
    return b.select(REST, options, initial=NOTHING)


def _kinds() -> list[b.Block]:
    return [b.option(each.words.capitalize(), each.value) for each in SettlementKind]


def _on_account() -> b.Block:
    box = b.option("Keep what is over as the customer's credit", "true")
    return {"type": "checkboxes", "action_id": ON_ACCOUNT, "options": [box]}
