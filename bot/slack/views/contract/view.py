"""A contract in a modal: how it stands, its schedule a page at a time, its credits."""

from datetime import date
from typing import NamedTuple

from bot.slack.views import blocks as b
from bot.slack.views.contract.credits import credit_blocks
from bot.slack.views.contract.text import (
    billing,
    customer_of,
    lines_of,
    name_of,
    own_facts,
    standing,
    term,
    total,
    years_of,
)
from bot.slack.views.contract.waiting import waiting_facts
from bot.slack.views.invoice.card import status
from bot.slack.views.rich_text import bullets
from bot.wording.contract_calendar import calendar_facts
from bot.wording.figures import amount, day
from bot.wording.names import po_number
from bot.wording.text import shortened
from jupiter_core.queries.contract_view import ContractView, InvoiceStanding, ScheduleRow

PAGE, HISTORY, SWITCH = "contract_page", "contract_history", "contract_switch"
SHOW_INVOICE = "invoice_show"
PAGE_SIZE = 24
"""One block a row; with twenty credits at three blocks each a page stays below 100 blocks."""


class PageOf(NamedTuple):
    """Which page of which contract's schedule; of the proposal's where `proposed`."""

    contract_id: str
    page: int = 0
    proposed: bool = False

    def __str__(self) -> str:
        return f"{self.contract_id}:{self.page}:{'proposed' if self.proposed else 'agreed'}"


def read_page(value: str) -> PageOf:
    """The reverse; a contract's id alone is its first page. Raises ValueError."""
    contract_id, _, rest = value.partition(":")
    page, _, which = rest.partition(":")
    return PageOf(contract_id, int(page or 0), which == "proposed")


def contract_modal(view: ContractView, *, page: int = 0, proposed: bool = False) -> b.Block:
    """`view` is of the proposal's schedule where `proposed`."""
    contract = view.contract
    pages = max(1, -(-len(view.rows) // PAGE_SIZE))
    page = min(max(page, 0), pages - 1)
    at = PageOf(contract.id, page, proposed)
    rows = view.rows[page * PAGE_SIZE : (page + 1) * PAGE_SIZE]
    return b.modal(
        "Contract",
        [
            b.header(name_of(contract)),
            b.rich_text([b.words(standing(contract), bold=True)]),
            b.facts(_facts(view, proposed=proposed)),
            b.actions(_switches(view, at)),
            *(_terms(view) if page == 0 else []),
            b.divider(),
            b.header("Proposed schedule" if proposed else "Schedule"),
            *(_row(each, view.today) for each in rows),
            *_pager(at, pages),
            *credit_blocks(view),
        ],
        callback_id="contract_view",
    )


def _facts(view: ContractView, *, proposed: bool) -> list[tuple[str, str]]:
    contract, agreement = view.contract, view.agreement
    counts = f"{view.issued_count} issued, {view.coming_count} upcoming"
    gone = f", {len(view.unissued)} not issued" if view.unissued else ""
    sums = [
        ("Invoices", counts + gone),
        ("Issued", amount(view.issued)),
        ("Paid", amount(view.paid)),
        ("Due", amount(view.due)),
    ]
    return [
        ("Customer", customer_of(contract)),
        ("From", shortened(contract.seller_name, 140)),
        ("Term", term(agreement.terms)),
        ("Billed", billing(agreement.terms)),
        *calendar_facts(agreement.terms),
        *own_facts(agreement),
        *waiting_facts(contract, agreement),
        ("Total", total(agreement)),
        *([] if proposed else sums),
        ("PO for all", po_number(contract.po_number)),
    ]


def _terms(view: ContractView) -> list[b.Block]:
    """All lines, and all years."""
    agreement = view.agreement
    lines = lines_of(agreement.terms, limit=1000)
    return [
        bullets(lines, len(lines), ""),
        bullets(years_of(agreement), agreement.terms.years, ""),
    ]


def _switches(view: ContractView, at: PageOf) -> list[b.Block]:
    history = b.button("Versions", HISTORY, value=view.contract.id)
    if view.contract.proposal is None or view.contract.agreed is None:
        return [history]
    other = at._replace(page=0, proposed=not at.proposed)
    words = "Agreed schedule" if at.proposed else "Proposed schedule"
    return [b.button(words, SWITCH, value=str(other)), history]


def _row(row: ScheduleRow, today: date) -> b.Block:
    scheduled, invoice = row.scheduled, row.invoice
    number = f" · {invoice.number}" if invoice and invoice.number else ""
    first = f"{scheduled.sequence}{number} · {amount(row.total)}"
    period = ""
    if scheduled.period_start and scheduled.period_end:
        period = f" · for {day(scheduled.period_start)} – {day(scheduled.period_end)}"
    said = f"{first}\n{_became(row, today)}{period}"
    show = b.button("Show", SHOW_INVOICE, value=invoice.id) if invoice else None
    return b.section(b.plain(said), accessory=show)


def _became(row: ScheduleRow, today: date) -> str:
    """`Coming on 1 Jan 2028`, or how its invoice stands."""
    on = day(row.issue_on)
    match row.standing:
        case InvoiceStanding.PROPOSED if row.issue_on < today:
            return f"Issued on approval, dated that day; planned for {on}"
        case InvoiceStanding.PROPOSED:
            return f"On {on}, once it is approved"
        case InvoiceStanding.COMING:
            return f"Scheduled for {on}"
        case InvoiceStanding.UNISSUED:
            return f"Not issued: the contract ended before {on}"
        case InvoiceStanding.BROUGHT:
            held = row.invoice and not row.invoice.approvals
            waits = f", for {on}; not issued without it" if held else ""
            return f"{status(row.invoice)}{waits}" if row.invoice else on
        case InvoiceStanding.ISSUED | InvoiceStanding.VOID:
            return status(row.invoice) if row.invoice else on


def _pager(at: PageOf, pages: int) -> list[b.Block]:
    if pages == 1:
        return []
    earlier = b.button("Earlier", PAGE, value=str(at._replace(page=at.page - 1)))
    later = b.button("Later", f"{PAGE}_later", value=str(at._replace(page=at.page + 1)))
    wanted = [(at.page > 0, earlier), (at.page < pages - 1, later)]
    shown = [button for is_there, button in wanted if is_there]
    return [b.context(f"Page {at.page + 1} of {pages}"), b.actions(shown)]
