"""The look of whole pages, pinned primitive by primitive in `looks/`.

Run with `PIN_LOOKS=1` to write them anew, and look at the pages themselves before keeping that.
"""

import os
from pathlib import Path

import pytest

from jupiter_core.documents.layout import planned
from jupiter_core.documents.sheet import sheet_for
from jupiter_core.domain.events import EventName
from tests.jupiter_core.documents.cases import CASES, EVENTS
from tests.jupiter_core.documents.look import look
from tests.jupiter_core.documents.papers import a_version

LOOKS = Path(__file__).with_name("looks")


@pytest.mark.parametrize("name", CASES)
def test_every_mark_is_where_it_was(name: str) -> None:
    invoice = CASES[name]
    version = a_version(invoice)
    version = version.model_copy(update={"why": EVENTS.get(name, EventName.INVOICE_ISSUED)})
    sheet = sheet_for(invoice.content.seller.address.country)
    found = look(planned(version, invoice, sheet))
    pinned = LOOKS / f"{name}.txt"
    if os.environ.get("PIN_LOOKS"):
        pinned.write_text(found, encoding="utf-8")
    assert found == pinned.read_text(encoding="utf-8")
