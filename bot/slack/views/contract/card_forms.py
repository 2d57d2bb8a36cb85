"""The small modals behind the buttons of a contract's card."""

from bot.intake.modals.invoice import AMOUNT, PO, REASON
from bot.slack.metadata import ModalMetadata
from bot.slack.views import blocks as b
from bot.slack.views.contract.text import customer_of, invoices_counted, name_of
from bot.slack.views.invoice.card_forms import form
from bot.wording.figures import amount
from bot.wording.names import VALUE_LIMIT
from bot.wording.text import shortened
from jupiter_core.domain.contract.contract import Contract
from jupiter_core.domain.money import Money
from jupiter_core.queries.contract_view import ContractView

CONTRACT_PO_FORM, USAGE_FORM = "contract_po_form", "contract_usage_form"
END_FORM, CONTRACT_CHANGES_FORM = "contract_end_form", "contract_changes_form"
CREDIT, NOTE = "credit", "note"
NOTE_LIMIT = 200


def contract_po_form(view: ContractView, metadata: ModalMetadata) -> b.Block:
    """Prefilled with the PO that is there."""
    element = b.text_input(PO, initial=view.contract.po_number, placeholder="4500017342")
    hint = "All coming invoices carry it and stay approved. Issued ones stay as they are."
    fields = [_about(view.contract), b.field(PO, "PO number for all", element, hint=hint)]
    return form("PO for all", CONTRACT_PO_FORM, fields, metadata, submit="Save")


def usage_form(view: ContractView, metadata: ModalMetadata) -> b.Block:
    """Which credit, how much of it, what for. Its options are positions among the credits."""
    offered = [
        b.option(each.credit, str(n), f"{amount(each.left)} left")
        for n, each in enumerate(view.credits[:100])
    ]
    choice = b.select(CREDIT, offered, initial="0")
    currency = view.currency
    fields = [
        _about(view.contract),
        b.field(CREDIT, "Which credit", choice),
        b.field(AMOUNT, f"Amount used, in {currency}", b.text_input(AMOUNT)),
        b.field(NOTE, "What for", b.text_input(NOTE, most=NOTE_LIMIT), optional=True),
        b.context("Coming invoices have that much less to draw on, and may need an approval."),
    ]
    return form("Record usage", USAGE_FORM, fields, metadata, submit="Record")


def end_form(view: ContractView, metadata: ModalMetadata) -> b.Block:
    """Says what will not be issued, and asks why."""
    count = view.coming_count
    worth = Money.sum(
        (each.total for each in view.rows if each.standing in ("coming", "brought")), view.currency
    )
    said = (
        f"{invoices_counted(count)}, {amount(worth)}, will never be issued."
        if count
        else "No invoice is still to come."
    )
    hint = "Everyone in the thread reads it. This cannot be undone; what is issued stays."
    element = b.text_input(REASON, multiline=True)
    fields = [
        _about(view.contract),
        b.section(b.plain(said)),
        b.field(REASON, "Why does it end?", element, hint=hint),
    ]
    return form("End this contract", END_FORM, fields, metadata, submit="End it")


def contract_changes_form(view: ContractView, metadata: ModalMetadata) -> b.Block:
    element = b.text_input(REASON, multiline=True)
    hint = "Everyone in the thread reads it; the contract goes back to whoever proposed it."
    fields = [_about(view.contract), b.field(REASON, "What has to change?", element, hint=hint)]
    return form("Request changes", CONTRACT_CHANGES_FORM, fields, metadata, submit="Send back")


def _about(contract: Contract) -> b.Block:
    about = f"{name_of(contract)} · {customer_of(contract)} · {amount(contract.shown.total)}"
    return b.context(shortened(about, 2 * VALUE_LIMIT))
