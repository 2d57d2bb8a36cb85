"""Bodies that work, by the operation that they are for: in a workspace set up from
`bot/demo/workspace.yaml`, each of them is taken. And what is answered there."""

import json
from functools import cache
from pathlib import Path
from typing import Any

from bot.api.examples import (
    bank_statements,
    collection,
    contracts,
    corrections,
    imports,
    invoices,
    parties,
    payments,
    webhooks,
)

Json = dict[str, Any]

BODIES: dict[str, dict[str, Json]] = {
    **invoices.BODIES,
    **corrections.BODIES,
    **collection.BODIES,
    **contracts.BODIES,
    **parties.BODIES,
    **payments.BODIES,
    **bank_statements.BODIES,
    **imports.BODIES,
    **webhooks.BODIES,
}
"""By the operation's id, and then by what the example shows."""

ANSWERS_FILE = Path(__file__).with_name("answers.json")


@cache
def answers() -> dict[str, Json]:
    """One of each thing that answers hold, by the name of its schema, as it really was answered."""
    return dict(json.loads(ANSWERS_FILE.read_text("utf-8")))
