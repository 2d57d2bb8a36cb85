"""The small modals behind the buttons of a contract's card."""

from bot.intake.modals.invoice import AMOUNT, PO, REASON
from bot.slack.metadata import ModalMetadata
from bot.slack.views import blocks as b
from bot.slack.views.contract.text import customer_of, invoices_counted, name_of
from bot.slack.views.invoice.card_forms import form
from bot.wording.figures import amount
from bot.wording.names import VALUE_LIMIT
from bot.wording.text import shortened
from bot.wording.true_ups import lapsed_lines
from jupiter_core.domain.contract.contract import Contract
from jupiter_core.domain.contract.lapsed import lapsed_of
from jupiter_core.domain.money import Money
from jupiter_core.queries.contract_view import ContractView

CONTRACT_PO_FORM, USAGE_FORM = "contract_po_form", "contract_usage_form"
END_FORM, CONTRACT_CHANGES_FORM = "contract_end_form", "contract_changes_form"
CREDIT, NOTE = "credit", "note"
NOTE_LIMIT = 200
_FIRST = "To bill it, enter the index value or record the acceptance before you end the contract."


def contract_po_form(view: ContractView, metadata: ModalMetadata) -> b.Block:
    """Prefilled with the PO that is there."""
    element = b.text_input(PO, initial=view.contract.po_number, placeholder="4500017342")
    hint = "Applies to all upcoming invoices, which stay approved. Issued invoices don't change."
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
        b.field(CREDIT, "Usage credit", choice),
        b.field(AMOUNT, f"Amount used ({currency})", b.text_input(AMOUNT)),
        b.field(NOTE, "Note", b.text_input(NOTE, most=NOTE_LIMIT), optional=True),
        b.context("Upcoming invoices have that much less credit and may need approval."),
    ]
    return form("Record usage", USAGE_FORM, fields, metadata, submit="Record")


def end_form(view: ContractView, metadata: ModalMetadata) -> b.Block:
    """Says what will not be issued, and asks why."""
    count = view.coming_count
    worth = Money.sum(
        (each.total for each in view.rows if each.standing in ("coming", "brought")), view.currency
    )
    said = (
        f"{invoices_counted(count)}, {amount(worth)}, will not be issued."
        if count
        else "There are no upcoming invoices."
    )
    hint = "Visible to everyone in this thread. This can't be undone; issued invoices don't change."
    element = b.text_input(REASON, multiline=True)
    fields = [
        _about(view.contract),
        b.section(b.plain(said)),
        *_lapsing(view.contract),
        b.field(REASON, "Reason", element, hint=hint),
    ]
    return form("End contract", END_FORM, fields, metadata, submit="End contract")


def _lapsing(contract: Contract) -> list[b.Block]:
    """What waits for an index or an acceptance and could still be billed."""
    lapsed = lapsed_of(contract.agreed.schedule) if contract.agreed else None
    if lapsed is None:
        return []
    lines = "\n".join(f"• {each}" for each in lapsed_lines(lapsed))
    said = f"⚠️ This will never be billed:\n{lines}\n{_FIRST}"
    return [b.section(b.plain(said))]


def contract_changes_form(view: ContractView, metadata: ModalMetadata) -> b.Block:
    """Asks for the reason why a proposed contract goes back."""
    element = b.text_input(REASON, multiline=True)
    hint = "Visible to everyone in this thread; the contract goes back to whoever proposed it."
    fields = [_about(view.contract), b.field(REASON, "What needs to change?", element, hint=hint)]
    return form(
        "Request changes", CONTRACT_CHANGES_FORM, fields, metadata, submit="Request changes"
    )


def _about(contract: Contract) -> b.Block:
    about = f"{name_of(contract)} · {customer_of(contract)} · {amount(contract.shown.total)}"
    return b.context(shortened(about, 2 * VALUE_LIMIT))
