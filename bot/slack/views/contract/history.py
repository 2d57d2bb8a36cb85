"""The versions of a contract as a modal, a page at a time, newest first."""

from collections.abc import Sequence

from bot.slack.views import blocks as b
from bot.slack.views.contract.text import actor_of, name_of
from bot.slack.views.invoice.history import MOST_CHANGES, PAGE_SIZE
from bot.slack.views.rich_text import quote
from bot.wording.figures import moment
from bot.wording.names import change_words
from bot.wording.text import shortened
from jupiter_core.domain.contract.contract import Contract
from jupiter_core.domain.events import EventName
from jupiter_core.queries.contract_view import ContractEntry

HISTORY_PAGE = "contract_history_page"

_DEEDS = {
    EventName.CONTRACT_CREATED: "drafted it",
    EventName.CONTRACT_EDITED: "edited it",
    EventName.CONTRACT_SUBMITTED: "proposed it for approval",
    EventName.CONTRACT_APPROVED: "approved it",
    EventName.CONTRACT_CHANGES_REQUESTED: "requested changes",
    EventName.CONTRACT_PO_NUMBER_ADDED: "changed the PO number",
    EventName.CONTRACT_ENDED: "ended it",
    EventName.CONTRACT_PO_NUMBER_PROPOSED: "submitted a PO number for all invoices by link",
    EventName.CONTRACT_PO_NUMBER_DISCARDED: "discarded the PO number submitted by link",
}


def contract_history_modal(
    contract: Contract, entries: Sequence[ContractEntry], *, page: int = 0
) -> b.Block:
    """`entries` oldest first, as the query gives them; page 0 has the newest."""
    pages = max(1, -(-len(entries) // PAGE_SIZE))
    page = min(max(page, 0), pages - 1)
    newest_first = list(reversed(entries))[page * PAGE_SIZE : (page + 1) * PAGE_SIZE]
    blocks = [b.header(name_of(contract))]
    for entry in newest_first:
        blocks += _entry(entry, contract)
    if pages > 1:
        blocks += [b.context(f"Page {page + 1} of {pages}"), _pager(contract, page, pages)]
    return b.modal("Versions", blocks, callback_id="contract_history_view")


def _entry(entry: ContractEntry, contract: Contract) -> list[b.Block]:
    deed = _DEEDS.get(EventName(entry.why), entry.why)
    lead = [
        b.words(f"Version {entry.sequence}", bold=True),
        b.words(f"  {actor_of(entry.by, contract)} {deed}"),
    ]
    changes = [shortened(change_words(each), 400) for each in entry.changes]
    if len(changes) > MOST_CHANGES:
        changes[MOST_CHANGES:] = [f"and {len(changes) - MOST_CHANGES} more"]
    blocks = [b.rich_text([*lead, *(b.words(f"\n{each}") for each in changes)])]
    if entry.note:
        blocks.append(quote(entry.note, 500))
    return [*blocks, b.context(moment(entry.at)), b.divider()]


def _pager(contract: Contract, page: int, pages: int) -> b.Block:
    newer = b.button("Newer", HISTORY_PAGE, value=f"{contract.id}:{page - 1}")
    older = b.button("Older", f"{HISTORY_PAGE}_older", value=f"{contract.id}:{page + 1}")
    wanted = [(page > 0, newer), (page < pages - 1, older)]
    return b.actions([button for is_there, button in wanted if is_there])
