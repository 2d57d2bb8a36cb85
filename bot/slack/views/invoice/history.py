"""The version history of an invoice as a modal; each version of the paper with its PDF."""

from collections.abc import Sequence

from bot.slack.views import blocks as b
from bot.slack.views.history import HistoryModal
from bot.slack.views.invoice.po_document import document_rows
from bot.slack.views.rich_text import link as linked
from bot.wording.names import customer, start, title, who
from jupiter_core.domain.events import EventName
from jupiter_core.domain.invoice import Invoice
from jupiter_core.domain.po_document import PoDocument
from jupiter_core.queries.history import VersionEntry, published

PAGE = "invoice_history_page"
MOST_DOCUMENTS = 10

_DEEDS = {
    EventName.INVOICE_CREATED: "drafted it",
    EventName.INVOICE_CARRIED_OVER: "carried it over from another system",
    EventName.INVOICE_SUBMITTED: "submitted it for approval",
    EventName.INVOICE_EDITED: "edited it",
    EventName.INVOICE_APPROVAL_VOIDED: "edited it; earlier approvals are void",
    EventName.INVOICE_APPROVED: "approved it",
    EventName.INVOICE_CHANGES_REQUESTED: "requested changes",
    EventName.INVOICE_ISSUED: "issued it",
    EventName.INVOICE_PO_NUMBER_ADDED: "changed the PO number",
    EventName.INVOICE_AMENDED: "corrected it",
    EventName.INVOICE_PAYMENT_RECORDED: "recorded a payment",
    EventName.INVOICE_PAID: "recorded the last payment",
    EventName.INVOICE_VOIDED: "voided it",
    EventName.INVOICE_REISSUED: "drafted it anew",
    EventName.INVOICE_REPLACED: "issued the invoice that replaces it",
    EventName.INVOICE_SCHEDULED: "created it from its contract",
    EventName.INVOICE_HELD: "held it for separate approval",
    EventName.INVOICE_PO_NUMBER_CARRIED: "added the contract's PO number",
    EventName.INVOICE_CREDITED: "credited it",
    EventName.CREDIT_NOTE_ISSUED: "issued it",
    EventName.INVOICE_LINK_REPLACED: "replaced the customer link",
    EventName.INVOICE_DISPUTED: "disputed it",
    EventName.INVOICE_DISPUTE_RESOLVED: "resolved the dispute",
    EventName.INVOICE_PAYMENT_PROMISED: "said when it will be paid",
    EventName.INVOICE_REMINDERS_PAUSED: "paused its reminders",
    EventName.INVOICE_REMINDERS_RESUMED: "resumed its reminders",
    EventName.INVOICE_UPLOADED: "put it on the customer's portal",
    EventName.INVOICE_UPLOAD_UNDONE: "took back that it was uploaded",
    EventName.INVOICE_CHANNEL_CHANGED: "moved it to another channel",
    EventName.INVOICE_AP_EMAIL_CONFIRMED: "confirmed the AP e-mail",
    EventName.INVOICE_AP_EMAIL_DISCARDED: "discarded the AP e-mail submitted by link",
}
_MODAL = HistoryModal("History", "invoice_history_view", PAGE, _DEEDS)


def history_modal(
    invoice: Invoice,
    entries: Sequence[VersionEntry],
    *,
    link: str,
    page: int = 0,
    documents: Sequence[PoDocument] = (),
) -> b.Block:
    """`entries` oldest first, as the query gives them; page 0 has the newest, and the purchase
    orders that AP uploaded.

    `link` is the customer's link: each published version's PDF hangs under it.
    """
    papers = {each.sequence for each in published(list(entries))}

    def lead(entry: VersionEntry, action: str) -> list[b.Block]:
        pdf = linked(f"{link}/v/{entry.revision}.pdf", "PDF")
        return [
            b.words(start(entry.label), bold=True),
            b.words(f"  {who(entry.by, invoice)} {action}"),
            *([b.words("  "), pdf] if entry.sequence in papers else []),
        ]

    heading = f"{start(title(invoice))} · {customer(invoice)}"
    above = document_rows(list(documents)[-MOST_DOCUMENTS:], invoice) if page == 0 else []
    return _MODAL.draw(invoice.id, heading, entries, lead, page, above)
