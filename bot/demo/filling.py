"""What somebody would put into a field that has to be filled in, so that its window is taken."""

import re
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Any

from bot.demo.local_workspace import LocalWorkspace

Json = dict[str, Any]
DEAL, COLLEAGUE = "C0ACME", "U0FRANK"
A_MONTH = timedelta(days=30)
_SEARCHED = ("", "acme", "ger")
"""A menu that searches has nothing for no letters, or it has customers, or countries."""
_TYPED = (
    (r"e-mail", "ap@acme.example"),
    (r"spreadsheet", "Support\t1\t100.00"),
    (r"payment terms", "30 EOM"),
    (r"\([A-Z]{3}\)", "100.00"),
    (r"months", "1"),
    (r"po number", "4500017342"),
)
"""By the words of the field's label."""
_ANYTHING = "As agreed"
_CHOSEN = {
    "conversations_select": DEAL,
    "users_select": COLLEAGUE,
    "number_input": "1",
    "email_text_input": "ap@acme.example",
    "url_text_input": "https://acme.example/invoices",
}


def fields_of(view: Json, block_ids: Json) -> Iterator[tuple[str, Json]]:
    """The label and the element of those of its fields."""
    for block in view["blocks"]:
        if block.get("block_id") in block_ids and "element" in block:
            yield str(block["label"]["text"]), block["element"]


def entered(workspace: LocalWorkspace, user: str, view: Json, label: str, field: Json) -> Any:
    """A value for a field; None where there is nothing to choose."""
    kind = field["type"]
    if kind == "plain_text_input":
        fitting = (text for words, text in _TYPED if re.search(words, label, re.IGNORECASE))
        return next(fitting, _ANYTHING)
    if kind == "external_select":
        return _first_found(workspace, user, view, field["action_id"])
    if kind == "datepicker":
        return (datetime.now(UTC) + A_MONTH).date().isoformat()
    if "options" in field:
        return field["options"][-1]["value"]
    return _CHOSEN.get(kind)


def _first_found(workspace: LocalWorkspace, user: str, view: Json, name: str) -> Any:
    for query in _SEARCHED:
        if options := workspace.suggestions(user, view, name, query):
            return options[0]["value"]
    return None
