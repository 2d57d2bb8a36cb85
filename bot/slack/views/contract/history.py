"""The versions of a contract as a modal."""

from collections.abc import Sequence

from bot.slack.views import blocks as b
from bot.slack.views.contract.text import actor_of, name_of
from bot.slack.views.history import HistoryModal
from jupiter_core.domain.contract.contract import Contract
from jupiter_core.domain.events import EventName
from jupiter_core.queries.history import VersionEntry

HISTORY_PAGE = "contract_history_page"

_DEEDS = {
    EventName.CONTRACT_CREATED: "drafted it",
    EventName.CONTRACT_EDITED: "edited it",
    EventName.CONTRACT_SUBMITTED: "proposed it for approval",
    EventName.CONTRACT_APPROVED: "approved it",
    EventName.CONTRACT_CHANGES_REQUESTED: "requested changes",
    EventName.CONTRACT_PO_NUMBER_ADDED: "changed the PO number",
    EventName.CONTRACT_ENDED: "ended it",
    EventName.CONTRACT_RENEWAL_PROPOSED: "proposed its renewal",
    EventName.CONTRACT_RENEWAL_DISMISSED: "dismissed its renewal",
    EventName.CONTRACT_MILESTONE_ACCEPTED: "recorded an acceptance",
    EventName.CONTRACT_RENEWED: "drafted its renewal",
    EventName.CONTRACT_CHANNEL_CHANGED: "moved it to another channel",
    EventName.CONTRACT_PO_NUMBER_PROPOSED: "submitted a PO number for all invoices by link",
    EventName.CONTRACT_PO_NUMBER_DISCARDED: "discarded the PO number submitted by link",
}
_MODAL = HistoryModal("Versions", "contract_history_view", HISTORY_PAGE, _DEEDS)


def contract_history_modal(
    contract: Contract, entries: Sequence[VersionEntry], *, page: int = 0
) -> b.Block:
    """`entries` oldest first, as the query gives them; page 0 has the newest."""

    def lead(entry: VersionEntry, action: str) -> list[b.Block]:
        return [
            b.words(f"Version {entry.sequence}", bold=True),
            b.words(f"  {actor_of(entry.by, contract)} {action}"),
        ]

    return _MODAL.draw(contract.id, name_of(contract), entries, lead, page)
