"""The version history of an invoice as a modal, a page at a time, newest first."""

from collections.abc import Sequence

from bot.slack.views import blocks as b
from bot.slack.views.rich_text import link, quote
from bot.wording.figures import moment
from bot.wording.names import change_words, customer, start, title, who
from bot.wording.text import shortened
from jupiter_core.domain.events import EventName
from jupiter_core.domain.invoice import Invoice
from jupiter_core.queries.history import VersionEntry, published

PAGE = "invoice_history_page"
PAGE_SIZE = 20
"""At most four blocks an entry, so that a page stays below 100 blocks."""
MOST_CHANGES = 8

_DEEDS = {
    EventName.INVOICE_CREATED: "drafted it",
    EventName.INVOICE_SUBMITTED: "submitted it for approval",
    EventName.INVOICE_EDITED: "edited it",
    EventName.INVOICE_APPROVAL_VOIDED: "edited it; approvals before that are void",
    EventName.INVOICE_APPROVED: "approved it",
    EventName.INVOICE_CHANGES_REQUESTED: "asked for changes",
    EventName.INVOICE_ISSUED: "issued it",
    EventName.INVOICE_PO_NUMBER_ADDED: "changed the PO number",
    EventName.INVOICE_AMENDED: "corrected it",
    EventName.INVOICE_PAYMENT_RECORDED: "recorded a payment",
    EventName.INVOICE_PAID: "recorded the last payment",
    EventName.INVOICE_VOIDED: "voided it",
    EventName.INVOICE_SCHEDULED: "made it from its contract",
    EventName.INVOICE_HELD: "held it for an approval of its own",
    EventName.INVOICE_PO_NUMBER_CARRIED: "put the contract's PO number on it",
    EventName.INVOICE_CREDITED: "credited it",
    EventName.CREDIT_NOTE_ISSUED: "issued it",
    EventName.INVOICE_LINK_REPLACED: "replaced the customer's link",
    EventName.INVOICE_AP_EMAIL_CONFIRMED: "confirmed the AP e-mail",
    EventName.INVOICE_AP_EMAIL_DISCARDED: "discarded the AP e-mail that was given by link",
}


def history_modal(
    invoice: Invoice, entries: Sequence[VersionEntry], *, link: str, page: int = 0
) -> b.Block:
    """`entries` oldest first, as the query gives them; page 0 has the newest.

    `link` is the customer's link: each published version's PDF hangs under it.
    """
    pages = max(1, -(-len(entries) // PAGE_SIZE))
    page = min(max(page, 0), pages - 1)
    newest_first = list(reversed(entries))[page * PAGE_SIZE : (page + 1) * PAGE_SIZE]
    papers = {each.sequence for each in published(list(entries))}
    heading = f"{start(title(invoice))} · {customer(invoice)}"
    blocks = [b.header(heading)]
    for entry in newest_first:
        url = f"{link}/v/{entry.revision}.pdf" if entry.sequence in papers else None
        blocks += _entry(entry, invoice, url)
    if pages > 1:
        blocks += [b.context(f"Page {page + 1} of {pages}"), _pager(invoice, page, pages)]
    return b.modal("History", blocks, callback_id="invoice_history_view")


def read_page(value: str) -> tuple[str, int]:
    """The invoice's id and the page that a pager's button names. Raises ValueError."""
    invoice_id, _, page = value.rpartition(":")
    return invoice_id, int(page)


def _entry(entry: VersionEntry, invoice: Invoice, pdf: str | None) -> list[b.Block]:
    deed = _DEEDS.get(EventName(entry.why), entry.why)
    lead = [
        b.words(start(entry.label), bold=True),
        b.words(f"  {who(entry.by, invoice)} {deed}"),
        *([b.words("  "), link(pdf, "PDF")] if pdf else []),
    ]
    changes = [shortened(change_words(each), 400) for each in entry.changes]
    if len(changes) > MOST_CHANGES:
        changes[MOST_CHANGES:] = [f"and {len(changes) - MOST_CHANGES} more"]
    blocks = [b.rich_text([*lead, *(b.words(f"\n{each}") for each in changes)])]
    if entry.note:
        blocks.append(quote(entry.note, 500))
    return [*blocks, b.context(moment(entry.at)), b.divider()]


def _pager(invoice: Invoice, page: int, pages: int) -> b.Block:
    newer = b.button("Newer", PAGE, value=f"{invoice.id}:{page - 1}")
    older = b.button("Older", f"{PAGE}_older", value=f"{invoice.id}:{page + 1}")
    wanted = [(page > 0, newer), (page < pages - 1, older)]
    return b.actions([button for is_there, button in wanted if is_there])
