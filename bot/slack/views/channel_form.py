"""The form in which another channel is chosen for a deal."""

from bot.slack.metadata import ModalMetadata
from bot.slack.views import blocks as b
from bot.slack.views.invoice.card_forms import form
from bot.wording.names import VALUE_LIMIT, start
from bot.wording.text import shortened
from jupiter_core.domain.contract.contract import Contract
from jupiter_core.domain.invoice import Invoice

INVOICE_CHANNEL_FORM, CONTRACT_CHANNEL_FORM = "invoice_channel_form", "contract_channel_form"
CHANNEL = "deal_channel"


def channel_form(subject: Invoice | Contract, metadata: ModalMetadata, *, shared: bool) -> b.Block:
    """Starts empty: the channel that there is may be gone, and a menu refuses to start with it.
    Without `shared`, channels that another organisation reads are left out. Which one is chosen is
    told at once, so that what it is is known when the form is submitted."""
    element: b.Block = {
        "type": "conversations_select",
        "action_id": CHANNEL,
        "filter": {
            "include": ["public", "private"],
            "exclude_bot_users": True,
            "exclude_external_shared_channels": not shared,
        },
    }
    of_contract = isinstance(subject, Contract) or subject.contract_id is not None
    hint = "The card and its thread go on there; earlier messages stay where they are."
    whole = " The contract moves with all its open invoices." if of_contract else ""
    fields = [
        b.context(shortened(start(subject.title), VALUE_LIMIT)),
        b.field(CHANNEL, "Deal channel", element, hint=f"{hint}{whole}", dispatching=True),
    ]
    callback = CONTRACT_CHANNEL_FORM if isinstance(subject, Contract) else INVOICE_CHANNEL_FORM
    return form("Change channel", callback, fields, metadata, submit="Change")
