"""What a channel sees of an invoice link that somebody posted there.

Everyone in the channel sees it, so only the deal's own channel is told anything, if that may read.
"""

from bot.slack.views import blocks as b
from bot.slack.views.invoice.card import status
from bot.wording.figures import amount
from bot.wording.names import start, title
from jupiter_core.domain.invoice import Invoice


def unfurl(invoice: Invoice, *, shown: bool) -> b.Block:
    """The attachment for a link to `invoice`, with what it says where it may be `shown`."""
    if not shown:
        return {"blocks": [b.section(b.plain("An invoice link of JupiterInvoice"))]}
    told = f"{start(title(invoice))}: {status(invoice)}\n{amount(invoice.total)}"
    return {"blocks": [b.section(b.plain(told))]}
