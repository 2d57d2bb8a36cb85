"""Bodies that work, by the operation that they are for: in a workspace set up from
`bot/demo/workspace.yaml`, each of them is taken."""

from typing import Any

from bot.api.examples import contracts, invoices, parties, webhooks

Json = dict[str, Any]

BODIES: dict[str, dict[str, Json]] = {
    **invoices.BODIES,
    **contracts.BODIES,
    **parties.BODIES,
    **webhooks.BODIES,
}
"""By the operation's id, and then by what the example shows."""
