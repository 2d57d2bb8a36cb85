"""A CRM beside the bot: it posts a deal to the API and listens to webhooks.

It is written as another system would be: it knows the API's address, its key and the secret of
its endpoint, and nothing of the bot.
"""

import base64
import hashlib
import hmac
import json
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from decimal import Decimal
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

from bot.demo.api import Api
from bot.demo.local_workspace import Json, LocalWorkspace, StepFailed, waited_for

FIONA = "U0FIONA"
CHANNEL = "C0GLOBEX"
TOTAL = "57120.00"
_LOOKS_SECONDS = 0.02
"""Between looks at whether it is to end, which the demo waits for."""
DEAL: dict[str, Any] = {
    "external_id": "crm:deal-2207",
    "deal_channel": CHANNEL,
    "submit": True,
    "customer": {"id": "customer-globex"},
    "sender": {"id": "sender-eu"},
    "currency": "EUR",
    "net_terms": 30,
    "lines": [
        {
            "description": "Platform Business, renewal",
            "quantity": "100",
            "unit_price": "480.00",
            "tax_rate": "19",
        }
    ],
}
HEARD = ("invoice.created", "invoice.submitted", "invoice.approved", "invoice.issued")

Step = tuple[str, Callable[[], str]]


@dataclass
class Receiver:
    """What came to the CRM's webhook endpoint, as it came."""

    address: str
    requests: list[tuple[dict[str, str], bytes]] = field(default_factory=list)

    def verified(self, secret: str) -> list[Json]:
        """The events in their order. Raises StepFailed for a signature that does not hold."""
        return [_verified(secret, *request) for request in list(self.requests)]


@contextmanager
def receiver(host: str) -> Iterator[Receiver]:
    """Listens on a free port until the block is left."""

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
            headers = {name.lower(): value for name, value in self.headers.items()}
            heard.requests.append((headers, body))
            self.send_response(204)
            self.end_headers()

        def log_message(self, *_said: object) -> None:
            return

    server = ThreadingHTTPServer((host, 0), Handler)
    heard = Receiver(f"{host}:{server.server_address[1]}")
    threading.Thread(target=server.serve_forever, args=(_LOOKS_SECONDS,), daemon=True).start()
    try:
        yield heard
    finally:
        server.shutdown()
        server.server_close()


class Crm:
    """`api` is called with the key that an admin made for it."""

    def __init__(self, workspace: LocalWorkspace, api: Api, heard: Receiver) -> None:
        self._slack, self._api, self._heard = workspace, api, heard
        self._secret = ""
        self._made: Json = {}

    def steps(self) -> Iterator[Step]:
        """Each with its sentence; running it says what was seen, or raises StepFailed."""
        yield "Globex's CRM deal is posted to the API; #deal-globex has its card", self.post
        yield "The same request again, as after a lost answer, makes no second one", self.repeat
        yield "Fiona approves it; the CRM hears of every step, signed and in order", self.hear

    def post(self) -> str:
        address = f"http://{self._heard.address}/"
        endpoint = self._api.call("POST", "/webhook-endpoints", {"url": address})
        self._secret = endpoint["secret"]
        self._made = self._api.call("POST", "/invoices", DEAL)
        self._slack.wait_for_message(CHANNEL, FIONA, "Globex GmbH")
        total = self._made["totals"]["total"]
        if total != TOTAL:
            raise StepFailed(f"the total is {total}, and not {TOTAL}")
        return f"{self._made['status']}, EUR {Decimal(total):,.2f}, asked for in #deal-globex"

    def repeat(self) -> str:
        again = self._api.call("POST", "/invoices", DEAL)
        listed = self._api.call("GET", f"/invoices?external_id={DEAL['external_id']}")
        if again["id"] != self._made["id"] or len(listed["items"]) != 1:
            raise StepFailed("the repeat was not taken for what it is")
        return f"the answer of before: {again['id']}"

    def hear(self) -> str:
        card = self._slack.wait_for_message(CHANNEL, FIONA, "Globex GmbH")
        asked = self._slack.wait_for_reply(CHANNEL, card["ts"], FIONA, '"invoice_approve"')
        self._slack.press(FIONA, "invoice_approve", channel=CHANNEL, ts=asked["ts"])
        events = waited_for("the CRM to hear of the issue", self._all_heard)
        number = events[-1]["data"]["invoice"]["number"]
        return f"{', '.join(each['type'] for each in events)}; it is {number}"

    def _all_heard(self) -> list[Json] | None:
        ours = [
            each
            for each in self._heard.verified(self._secret)
            if each["data"]["subject_id"] == self._made["id"]
        ]
        heard = [each for each in ours if each["type"] in HEARD]
        return heard if [each["type"] for each in heard] == [*HEARD] else None


def _verified(secret: str, headers: dict[str, str], body: bytes) -> Json:
    """By the Standard Webhooks specification."""
    key = base64.b64decode(secret.removeprefix("whsec_"))
    signed = f"{headers['webhook-id']}.{headers['webhook-timestamp']}.".encode() + body
    wanted = base64.b64encode(hmac.new(key, signed, hashlib.sha256).digest()).decode()
    if f"v1,{wanted}" not in headers["webhook-signature"].split():
        raise StepFailed("a webhook came with a signature that does not hold")
    return dict(json.loads(body))
