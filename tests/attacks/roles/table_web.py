"""Who may do what by a customer's link: a row for each page, a cell for each kind of link.

Marks are those of `table.py`, and `w` for what waits for a code or a person. Beside the links
stand the pages that are open to everybody: a row says what they may leave behind.
"""

from tests.attacks.roles.table import WORDS
from tests.attacks.roles.visits import LINK_KINDS

_TABLE = """
                                              guess
                                              |dead
                                              ||dead_writing
                                              |||transplanted
                                              ||||unissued
                                              |||||revoked
                                              ||||||unconfirmed
                                              ||||||| reading
                                              ||||||| |writing
                                              ||||||| ||by_hand
                                              ||||||| |||viewing
                                              ||||||| ||||colleague
GET /i/{token}                                ------- +++++
POST /i/{token}/seen                          ------- =++=+
GET /i/{token}/invoice.pdf                    ------- +++++
GET /i/{token}/v/{revision}.pdf               ------- +++++
GET /i/{token}/invoice.cii.xml                ------- +++++
GET /i/{token}/v/{revision}.cii.xml           ------- +++++
GET /i/{token}/invoice.ubl.xml                ------- +++++
GET /i/{token}/v/{revision}.ubl.xml           ------- +++++
GET /i/{token}/invoice.xrechnung.xml          ------- +++++
GET /i/{token}/v/{revision}.xrechnung.xml     ------- +++++
GET /i/{token}/invoice.xrechnung-cii.xml      ------- +++++
GET /i/{token}/v/{revision}.xrechnung-cii.xml ------- +++++
GET /i/{token}/documents.zip                  ------- -+---
GET /i/{token}/documents/{invoice_id}.pdf     ------- -+---
GET /i/{token}/tax-form.pdf                   ------- -++-+
GET /i/{token}/statement                      ------- -+---
GET /i/{token}/statement.pdf                  ------- -+---
POST /i/{token}                               ------- =+w=w
POST /i/{token} · by another address          ------- =ww=w
GET /i/{token}/code                           ------- -++-+
POST /i/{token}/code                          ------- -++-+
POST /i/{token}/code/again                    ------- -++-+
POST /i/{token}/send                          ------- +++++
POST /i/{token}/talk                          ------- =++=+
POST /i/{token}/talk · a dispute              ------- =++=+
POST /i/{token}/talk · a payment date         ------- =++=+
POST /i/{token}/talk · forwarded              ------- =++==
POST /i/{token}/revoke                        ------- =++==
POST /i/{token}/po-document                   ------- =++=+
"""
_CELLS_AT = 46

OPEN = {
    "GET /": "nothing",
    "GET /healthz": "nothing",
    "GET /readyz": "nothing",
    "GET /assets/link/{name}": "nothing",
    "GET /assets/colour/{digits}.css": "nothing",
    "GET /new": "nothing",
    "POST /new": "nothing",
    "POST /new/preview": "nothing",
    "GET /new/contract": "nothing",
    "POST /new/contract": "nothing",
    "POST /new/contract/preview": "nothing",
    "POST /new/invoice.pdf": "nothing",
    "POST /new/invoice.cii.xml": "nothing",
    "POST /new/invoice.ubl.xml": "nothing",
    "POST /new/contract/invoice.pdf": "nothing",
    "POST /new/contract/schedule.json": "nothing",
    "POST /new/contract/schedule.csv": "nothing",
    "POST /new/save": "a draft under a code",
    "POST /new/contract/save": "a draft under a code",
    "GET /api/openapi.json": "nothing",
    "GET /api/docs": "nothing",
    "GET /api/docs.css": "nothing",
    "POST /slack/events": "nothing, without Slack's signature",
}
"""What a visitor without anything leaves behind. None of these pages knows a workspace."""

OF_MANY = {
    "GET /slack/install": "a state, which its browser alone knows",
    "GET /slack/oauth_redirect": "nothing, without that state",
}
"""Open to all as well, where the app is for many workspaces."""


def expected_of_links() -> dict[str, dict[str, str]]:
    """By row and kind of link: allowed, refused, or refused in place."""
    lines = [each for each in _TABLE.splitlines() if each and each[0] != " "]
    return {line[:_CELLS_AT].strip(): _cells(line) for line in lines}


def _cells(line: str) -> dict[str, str]:
    marks = line[_CELLS_AT:].replace(" ", "")
    names = [each.name for each in LINK_KINDS]
    assert len(marks) == len(names), f"{len(marks)} cells instead of {len(names)}: {line}"
    words = {**WORDS, "w": "waiting"}
    return {name: words[mark] for name, mark in zip(names, marks, strict=True)}
