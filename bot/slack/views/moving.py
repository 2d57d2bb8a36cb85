"""The buttons that open the form in which another channel is chosen for a deal."""

from bot.slack.metadata import subject_of
from bot.slack.views import blocks as b
from jupiter_core.domain.contract.contract import Contract
from jupiter_core.domain.invoice import Invoice

MOVE_INVOICE, MOVE_CONTRACT = "invoice_channel", "contract_channel"


def move_button(subject: Invoice | Contract, text: str = "Change channel") -> b.Block:
    """Of a card, or of a message that says that the channel is gone."""
    action_id = MOVE_CONTRACT if isinstance(subject, Contract) else MOVE_INVOICE
    return b.button(text, action_id, value=subject_of(subject))
