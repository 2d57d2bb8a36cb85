"""An event's payload: canonical, made in the transaction of the event, and never again."""

import json
from typing import Any

from jupiter_core.commands.link import ReplaceLink, replace_link
from jupiter_core.commands.webhook import MakeEndpoint, make_endpoint
from jupiter_core.domain.frozen import canonical_json
from jupiter_core.domain.invoice import Invoice
from jupiter_core.queries.resources.event import EventResource
from jupiter_core.queries.resources.invoice import InvoiceResource
from tests.factories import FIONA
from tests.harness.api_keys import an_api_key
from tests.harness.workspace import MemoryWorkspace


class Listening(MemoryWorkspace):
    def __init__(self) -> None:
        super().__init__()
        command = MakeEndpoint(
            by=FIONA, url="https://x.example", description="", events=(), sealed="s"
        )
        with self.writing() as uow:
            self.endpoint = make_endpoint(command, uow)

    def payloads(self) -> list[str]:
        """Oldest first."""
        with self.reading() as uow:
            deliveries = uow.deliveries.page(self.endpoint.id)
        return [each.payload for each in reversed(deliveries)]

    def last(self) -> dict[str, Any]:
        found = json.loads(self.payloads()[-1])
        assert isinstance(found, dict)
        return found


def test_a_payload_is_the_event_and_the_invoice_right_after_it() -> None:
    desk = Listening()
    amended = desk.add_po(desk.issued(), "4500017342")
    event = desk.events(amended.id)[-1]
    told = desk.last()
    assert (told["id"], told["type"], told["timestamp"]) == (
        event.id,
        "invoice.po_number_added",
        "2026-11-22T09:30:00Z",
    )
    data = told["data"]
    assert (data["subject_id"], data["sequence"]) == (amended.id, amended.sequence)
    assert data["changes"] == [{"what": "PO number", "old": "", "new": "4500017342"}]
    expected = InvoiceResource.of(amended, desk.clock.now()).model_dump(mode="json")
    assert data["invoice"] == expected
    assert data["contract"] is None


def test_a_payload_is_canonical() -> None:
    desk = Listening()
    desk.issued()
    for payload in desk.payloads():
        assert payload == canonical_json(json.loads(payload))


def test_a_payload_is_frozen_at_its_event() -> None:
    desk = Listening()
    issued = desk.issued()
    before = desk.payloads()
    desk.add_po(issued, "4500017342")
    desk.clock.advance(days=100)
    assert desk.payloads()[: len(before)] == before


def test_several_endpoints_get_the_same_payload() -> None:
    desk = Listening()
    command = MakeEndpoint(by=FIONA, url="https://y.example", description="", events=(), sealed="s")
    with desk.writing() as uow:
        other = make_endpoint(command, uow)
    desk.issued()
    with desk.reading() as uow:
        others = [each.payload for each in reversed(uow.deliveries.page(other.id))]
    made, *after = desk.payloads()
    assert json.loads(made)["data"]["subject_id"] == other.id
    assert others == after


def test_no_payload_ever_has_a_link() -> None:
    desk = Listening()
    issued: Invoice = desk.issued()
    with desk.writing() as uow:
        replace_link(
            ReplaceLink(by=FIONA, invoice_id=issued.id, expected_version=issued.sequence), uow
        )
    assert desk.last()["type"] == "invoice.link_replaced"
    for payload in desk.payloads():
        assert json.loads(payload)["data"]["invoice"]["link"] is None
        assert "link_generation" not in payload


def test_an_event_of_no_invoice_says_what_it_is_about() -> None:
    desk = Listening()
    key = an_api_key(desk.store).key
    told = desk.last()
    assert (told["type"], told["data"]["subject_id"]) == ("api_key.made", key.id)
    assert (told["data"]["invoice"], told["data"]["contract"]) == (None, None)
    assert key.secret_hash not in json.dumps(told)


def test_the_list_of_events_says_the_same_as_the_webhook() -> None:
    desk = Listening()
    pending = desk.submit()
    event = desk.events(pending.id)[-1]
    assert desk.payloads()[-1] == canonical_json(EventResource.of(event, pending))
