"""Line 8: an endpoint hears what its key may read, and a key changes what it drafted."""

import json
from collections.abc import Callable, Mapping
from datetime import timedelta
from typing import Any

import pytest
from httpx import Response

from bot.api.app import described
from bot.delivery.webhook.connection import EndpointAnswer, WebhookConnection
from bot.delivery.webhook.sender import WebhookSender
from bot.security.secret_box import SecretBox
from bot.slack.views.notices import power_notice
from jupiter_core.commands.api_key import (
    MakeApiKey,
    NewApiKey,
    RevokeApiKey,
    make_api_key,
    revoke_api_key,
)
from jupiter_core.commands.approval import Approve
from jupiter_core.commands.contract_approval import approve_contract
from jupiter_core.commands.conversation import AskQuestion, ask_question
from jupiter_core.commands.timer import tick
from jupiter_core.domain import delivery
from jupiter_core.domain.api_key import Scope
from jupiter_core.domain.event_scopes import SCOPE_OF_NOUN, scopes_to_read
from jupiter_core.domain.events import EventName
from jupiter_core.domain.invoice import Invoice
from jupiter_core.domain.readers import Readers
from jupiter_core.domain.webhook import WebhookEndpoint
from jupiter_core.ports import Delivery, Message, Undeliverable
from tests.attacks.company import Company
from tests.bot.api.test_contracts import a_contract
from tests.factories import DANA, DEAL_CHANNEL, FIONA, FRANK, SAM, WANDA, WORKSPACE
from tests.harness.api_client import SECRET, Json, an_invoice, pointers
from tests.harness.api_keys import an_api_key
from tests.harness.fakes import CountingIds, SteadyRandomness

URL = "https://crm.example/hooks?key=s3cret"
EVIL = "https://evil.example/in"


def key(company: Company, *scopes: Scope, **said: Any) -> NewApiKey:
    return an_api_key(company.store, *scopes, **said)


def endpoint(company: Company, by: NewApiKey, *events: str, url: str = URL) -> Json:
    answer = company.call("POST", "/webhook-endpoints", {"url": url, "events": events}, key=by)
    assert answer.status_code == 201, answer.text
    return dict(answer.json())


def kept(company: Company, endpoint_id: str) -> WebhookEndpoint:
    with company.store.read(WORKSPACE) as uow:
        return uow.webhook_endpoints.get(endpoint_id)


def deliveries(company: Company, endpoint_id: str) -> list[Delivery]:
    with company.store.read(WORKSPACE) as uow:
        return list(reversed(uow.deliveries.page(endpoint_id)))


def types(company: Company, endpoint_id: str) -> list[str]:
    return [json.loads(each.payload)["type"] for each in deliveries(company, endpoint_id)]


def issued(company: Company) -> Invoice:
    return company.approve(company.submitted(), FIONA)


def revoke(company: Company, made: NewApiKey) -> None:
    with company.store.write(WORKSPACE) as uow:
        revoke_api_key(RevokeApiKey(by=WANDA, key_id=made.key.id), uow)


class Recording(WebhookConnection):
    """Takes everything, and keeps it."""

    def __init__(self) -> None:
        super().__init__()
        self.posted: list[tuple[str, str]] = []

    def post(self, url: str, headers: Mapping[str, str], content: bytes) -> EndpointAnswer:
        self.posted.append((url, content.decode()))
        return EndpointAnswer(status=204, text="", retry_after="")


def sent(company: Company) -> tuple[list[tuple[str, str]], list[str]]:
    """What leaves the house when all that waits for endpoints is sent, and what is refused."""
    connection, refused = Recording(), []
    sender = WebhookSender(
        company.store,
        SecretBox([SECRET]),
        connection,
        company.clock,
        SteadyRandomness(0.5),
        CountingIds("01S"),
    )
    messages: list[Message] = [each for each in company.told() if each.destination == "webhook"]
    for message in messages:
        try:
            sender.send(message)
        except Undeliverable as error:
            refused.append(str(error))
    return connection.posted, refused


# Endpoints


def test_webhooks_write_alone_makes_no_endpoint_for_invoices(company: Company) -> None:
    thief = key(company, Scope.WEBHOOKS_WRITE)
    said = {"url": EVIL, "events": ["invoice.issued", "contract.created"]}
    answer = company.call("POST", "/webhook-endpoints", said, key=thief)
    assert (answer.status_code, answer.json()["code"]) == (403, "events_not_in_scope")
    (sentence,) = pointers(answer).values()
    assert pointers(answer).keys() == {"#/events"}
    assert "contracts:read, invoices:read" in sentence
    assert company.call("GET", "/webhook-endpoints", key=thief).json()["items"] == []


def test_all_events_are_all_that_the_key_may_read_and_the_answer_names_them(
    company: Company,
) -> None:
    thief = key(company, Scope.WEBHOOKS_WRITE, Scope.CUSTOMERS_READ)
    made = endpoint(company, thief, url=EVIL)
    assert {each.partition(".")[0] for each in made["events"]} <= {"webhook_endpoint", "customer"}
    issued(company)
    assert types(company, made["id"]) == []


def as_made_before(company: Company, endpoint_id: str, new: EventName) -> WebhookEndpoint:
    """As if events of this kind had come into being after the endpoint."""
    with company.store.write(WORKSPACE) as uow:
        made = uow.webhook_endpoints.get(endpoint_id)
        known = tuple(each for each in made.events if each is not new)
        uow.webhook_endpoints.save(made.model_copy(update={"events": known}))
    return kept(company, endpoint_id)


def test_an_endpoint_of_all_events_takes_later_kinds_that_its_scopes_read(company: Company) -> None:
    reader = key(company, Scope.WEBHOOKS_WRITE, Scope.INVOICES_READ)
    everything = endpoint(company, reader)
    old = as_made_before(company, everything["id"], EventName.INVOICE_VIEWED)
    assert EventName.INVOICE_VIEWED not in old.events
    assert old.wants(EventName.INVOICE_VIEWED)
    assert not old.wants(EventName.CONTRACT_CREATED)
    assert not old.wants(EventName.API_KEY_MADE)
    named = endpoint(company, reader, "invoice.issued", "invoice.viewed")
    assert not as_made_before(company, named["id"], EventName.INVOICE_VIEWED).wants(
        EventName.INVOICE_VIEWED
    )


def test_scopes_that_its_key_is_given_later_bring_an_endpoint_no_more(company: Company) -> None:
    reader = key(company, Scope.WEBHOOKS_WRITE, Scope.INVOICES_READ)
    made = endpoint(company, reader)
    with company.store.write(WORKSPACE) as uow:
        now = uow.api_keys.get(reader.key.id)
        more = {"scopes": (*now.scopes, Scope.CONTRACTS_READ)}
        uow.api_keys.save(now.model_copy(update=more))
    assert not kept(company, made["id"]).wants(EventName.CONTRACT_CREATED)


def test_an_endpoint_of_all_events_that_is_changed_to_some_takes_those_alone(
    company: Company,
) -> None:
    reader = key(company, Scope.WEBHOOKS_WRITE, Scope.INVOICES_READ)
    made = endpoint(company, reader)
    where = f"/webhook-endpoints/{made['id']}"
    for events, all_later in ((["invoice.issued"], False), ([], True)):
        answer = company.call("PATCH", where, {"events": events}, key=reader)
        assert answer.status_code == 200, answer.text
        assert kept(company, made["id"]).wants(EventName.INVOICE_VIEWED) is all_later


def test_an_endpoint_is_heard_of_by_approvers_admins_and_the_owner_whatever_is_done_to_it(
    company: Company,
) -> None:
    owner = key(company, Scope.WEBHOOKS_WRITE, Scope.INVOICES_READ, by=SAM)
    company.told()
    made = endpoint(company, owner, "invoice.issued")
    path = f"/webhook-endpoints/{made['id']}"
    everybody = {FIONA.id, FRANK.id, WANDA.id, SAM.id, "admins"}
    assert company.people_told() == everybody
    for method, tail, body in (
        ("PATCH", "", {"url": EVIL}),
        ("POST", "/rotate-secret", None),
        ("PATCH", "", {"enabled": False}),
        ("DELETE", "", None),
    ):
        assert company.call(method, f"{path}{tail}", body, key=owner).is_success
        assert company.people_told() == everybody, (method, tail)
    told = company.events(made["id"])
    assert [each.name.partition(".")[2] for each in told] == [
        *("created", "changed", "secret_rotated", "changed", "removed"),
    ]
    assert {each.by.person for each in told} == {SAM.id}
    assert "s3cret" not in json.dumps([each.model_dump(mode="json") for each in told])
    sentence, _ = power_notice(told[0], None)
    assert "crm.example/hooks" in sentence


CHANGES: list[tuple[str, str, Any]] = [
    ("PATCH", "", {"url": EVIL}),
    ("PATCH", "", {"url": EVIL, "events": ["webhook_endpoint.created"]}),
    ("PATCH", "", {"events": []}),
    ("PATCH", "", {"enabled": True}),
    ("POST", "/rotate-secret", None),
    ("POST", "/deliveries/{delivery}/resend", None),
]


@pytest.mark.parametrize(("method", "tail", "body"), CHANGES)
def test_nobody_takes_over_an_endpoint_of_what_they_may_not_read(
    company: Company, method: str, tail: str, body: Any
) -> None:
    owner = key(company, Scope.WEBHOOKS_WRITE, Scope.INVOICES_READ)
    thief = key(company, Scope.WEBHOOKS_WRITE, Scope.CONTRACTS_READ)
    made = endpoint(company, owner, "invoice.issued")
    issued(company)
    before, (delivery,) = kept(company, made["id"]), deliveries(company, made["id"])
    path = f"/webhook-endpoints/{made['id']}{tail.format(delivery=delivery.id)}"
    answer = company.call(method, path, body, key=thief)
    assert (answer.status_code, answer.json()["code"]) == (403, "events_not_in_scope")
    assert kept(company, made["id"]) == before


def test_any_key_for_endpoints_may_switch_one_off_or_remove_it(company: Company) -> None:
    owner = key(company, Scope.WEBHOOKS_WRITE, Scope.INVOICES_READ)
    other = key(company, Scope.WEBHOOKS_WRITE)
    path = f"/webhook-endpoints/{endpoint(company, owner, 'invoice.issued')['id']}"
    assert company.call("PATCH", path, {"enabled": False}, key=other).status_code == 200
    assert company.call("DELETE", path, key=other).status_code == 204


def test_what_waited_for_an_endpoint_does_not_follow_it_to_a_key_that_may_not_read_it(
    company: Company,
) -> None:
    both = key(company, Scope.WEBHOOKS_WRITE, Scope.INVOICES_READ, Scope.CONTRACTS_READ)
    other = key(company, Scope.WEBHOOKS_WRITE, Scope.CONTRACTS_READ)
    made = endpoint(company, both, "invoice.issued", "contract.created")
    issued(company)
    path = f"/webhook-endpoints/{made['id']}"
    narrowed = {"events": ["contract.created"]}
    assert company.call("PATCH", path, narrowed, key=both).status_code == 200
    assert company.call("PATCH", path, {"url": EVIL}, key=other).status_code == 200
    posted, refused = sent(company)
    assert posted == []
    assert len(refused) == 1


def test_an_endpoint_of_a_revoked_key_is_off_at_once_and_sends_nothing_that_waited(
    company: Company,
) -> None:
    owner = key(company, Scope.WEBHOOKS_WRITE, Scope.INVOICES_READ, by=SAM)
    made = endpoint(company, owner, "invoice.issued")
    company.told()
    issued(company)
    with company.store.write(WORKSPACE) as uow:
        revoke_api_key(RevokeApiKey(by=WANDA, key_id=owner.key.id), uow)
    off = kept(company, made["id"])
    assert not off.is_on
    assert "revoked or has expired" in off.disabled_because
    posted, refused = sent(company)
    assert posted == []
    assert len(refused) == 1
    assert company.events(made["id"])[-1].name is EventName.WEBHOOK_ENDPOINT_DISABLED


def test_a_new_key_of_the_same_owner_takes_the_place_of_an_old_one_without_a_word_missed(
    company: Company,
) -> None:
    scopes = (Scope.WEBHOOKS_WRITE, Scope.INVOICES_READ)
    old = key(company, *scopes, by=SAM)
    made = endpoint(company, old, "invoice.issued")
    key(company, *scopes, by=SAM)
    revoke(company, old)
    issued(company)
    assert types(company, made["id"]) == ["invoice.issued"]
    posted, refused = sent(company)
    assert ([url for url, _ in posted], refused) == ([URL], [])


@pytest.mark.parametrize(
    ("scopes", "owner"),
    [
        ((Scope.WEBHOOKS_WRITE,), SAM),
        ((Scope.INVOICES_READ,), SAM),
        ((Scope.WEBHOOKS_WRITE, Scope.INVOICES_READ), FRANK),
    ],
    ids=["it may not read invoices", "it is not for endpoints", "it is somebody else's"],
)
def test_no_other_key_stands_in_for_a_revoked_one(
    company: Company, scopes: tuple[Scope, ...], owner: Any
) -> None:
    old = key(company, Scope.WEBHOOKS_WRITE, Scope.INVOICES_READ, by=SAM)
    made = endpoint(company, old, "invoice.issued")
    key(company, *scopes, by=owner)
    revoke(company, old)
    issued(company)
    assert not kept(company, made["id"]).is_on
    assert types(company, made["id"]) == []


def test_an_endpoint_of_an_expired_key_hears_nothing_more_and_the_timer_says_so(
    company: Company,
) -> None:
    scopes = (Scope.WEBHOOKS_WRITE.value, Scope.INVOICES_READ.value)
    command = MakeApiKey(by=SAM, name="Mine", scopes=scopes, random_text="e" * 43, days=1)
    with company.store.write(WORKSPACE) as uow:
        owner = make_api_key(command, uow)
    made = endpoint(company, owner, "invoice.issued")
    company.clock.set(company.clock.now() + timedelta(days=1))
    issued(company)
    assert types(company, made["id"]) == []
    company.told()
    with company.store.write(WORKSPACE) as uow:
        tick(uow)
    assert not kept(company, made["id"]).is_on
    assert company.people_told() == {FIONA.id, FRANK.id, WANDA.id, SAM.id, "admins"}


# What is of the same kind: payloads in deliveries, events


def test_webhooks_read_does_not_read_what_was_sent(company: Company) -> None:
    owner = key(company, Scope.WEBHOOKS_WRITE, Scope.INVOICES_READ)
    reader = key(company, Scope.WEBHOOKS_READ)
    made = endpoint(company, owner, "invoice.issued")
    issued(company)
    (delivery,) = deliveries(company, made["id"])
    path = f"/webhook-endpoints/{made['id']}/deliveries/{delivery.id}"
    sent(company)
    assert company.call("GET", path, key=owner).json()["payload"] == delivery.payload
    shown = company.call("GET", path, key=reader)
    assert shown.json()["payload"] is None
    assert shown.json()["log"]
    assert "JUS-000001" not in shown.text


def test_a_key_hears_no_more_than_its_owner_reads(company: Company) -> None:
    owner = key(company, Scope.WEBHOOKS_WRITE, Scope.INVOICES_READ, by=SAM)
    made = endpoint(company, owner, "invoice.issued")
    issued(company)
    (delivery,) = deliveries(company, made["id"])
    with company.store.write(WORKSPACE) as uow:
        uow.save_workspace(uow.workspace().model_copy(update={"readers": Readers.FINANCE}))
    path = f"/webhook-endpoints/{made['id']}/deliveries/{delivery.id}"
    assert company.call("GET", path, key=owner).json()["payload"] is None
    posted, refused = sent(company)
    assert (posted, len(refused)) == ([], 1)
    issued(company)
    assert len(deliveries(company, made["id"])) == 1


def test_events_read_alone_lists_no_invoice_and_reads_none(company: Company) -> None:
    invoice = issued(company)
    thief = key(company, Scope.EVENTS_READ)
    listed = company.call("GET", "/events?limit=100", key=thief)
    assert {each["type"].partition(".")[0] for each in listed.json()["items"]} <= {
        *("api_key", "workspace"),
    }
    assert invoice.id not in listed.text
    for event in company.events(invoice.id):
        for path in (f"/events?type={event.name.value}", f"/events/{event.id}"):
            answer = company.call("GET", path, key=thief)
            assert (answer.status_code, answer.json()["code"]) == (403, "events_not_in_scope")
            assert "invoices:read" in answer.json()["detail"]


def test_payments_write_alone_does_not_read_the_invoice_that_it_pays(company: Company) -> None:
    invoice = issued(company)
    bank = key(company, Scope.PAYMENTS_WRITE)
    path = f"/invoices/{invoice.id}/payments"
    answer = company.call("POST", path, {"amount": "1.00"}, key=bank)
    assert answer.status_code == 201, answer.text
    assert "remit_to" not in answer.text
    assert "lines" not in answer.text
    assert answer.json()["amount"] == "1.00"


def test_every_event_has_the_scope_that_reads_it() -> None:
    assert {name.partition(".")[0] for name in EventName} <= SCOPE_OF_NOUN.keys()
    assert all(scope.reads for scope in SCOPE_OF_NOUN.values())
    for name in EventName:
        assert scopes_to_read(name) == (SCOPE_OF_NOUN[name.partition(".")[0]],)


# invoices:write and contracts:write change what their key drafted


def a_draft_by_sam(company: Company) -> str:
    body = an_invoice(deal_channel=DEAL_CHANNEL)
    sams = key(company, Scope.INVOICES_WRITE, by=SAM, name="Sam's")
    return str(company.call("POST", "/invoices", body, key=sams).json()["id"])


def an_issued_one(company: Company) -> str:
    """Its mail is not on its way any more."""
    invoice = issued(company)
    company.clock.advance(hours=2)
    return invoice.id


def a_contract_by_sam(company: Company) -> str:
    body = a_contract(deal_channel=DEAL_CHANNEL)
    sams = key(company, Scope.CONTRACTS_WRITE, by=SAM, name="Sam's")
    return str(company.call("POST", "/contracts", body, key=sams).json()["id"])


def a_disputed_one(company: Company) -> str:
    return _by_finance(company, "dispute", {"reason": "Never ordered"})


def an_asked_one(company: Company) -> str:
    """AP has a question about it, by link."""
    made = an_issued_one(company)
    with company.store.write(WORKSPACE) as uow:
        ask_question(AskQuestion(by=DANA, invoice_id=made, text="For which project?"), uow)
    return made


def a_paused_one(company: Company) -> str:
    return _by_finance(company, "pause-reminders", {"until": "2027-03-01"})


def one_for_a_portal(company: Company) -> str:
    """Issued to a customer who takes invoices on a portal."""
    with company.store.write(WORKSPACE) as uow:
        customer = uow.customers.get("customer-acme")
        uow.customers.save(customer.model_copy(update={"delivery": delivery.Delivery.PORTAL}))
    return an_issued_one(company)


def an_uploaded_one(company: Company) -> str:
    made = one_for_a_portal(company)
    finance = key(company, Scope.INVOICES_AMEND, by=FIONA, name="Finance")
    answer = company.call("POST", f"/invoices/{made}/mark-uploaded", {}, key=finance)
    assert answer.is_success, answer.text
    return made


def _by_finance(company: Company, what: str, body: Any) -> str:
    made = an_issued_one(company)
    finance = key(company, Scope.INVOICES_AMEND, by=FIONA, name="Finance")
    answer = company.call("POST", f"/invoices/{made}/{what}", body, key=finance, if_match="*")
    assert answer.is_success, answer.text
    return made


def a_contract_with_milestones(company: Company) -> str:
    parts = [{"name": "Go-live"}]
    fee = {"kind": "milestones", "description": "Project", "amount": "17.00", "parts": parts}
    return an_active_contract(company, lines=[fee])


def an_indexed_contract(company: Company) -> str:
    line = {"kind": "subscription", "description": "Platform", "annual_price": "1200.00"}
    indexed = {**line, "indexation": {"index": "CPI", "base": "100"}}
    return an_active_contract(company, lines=[indexed])


def an_active_contract(company: Company, **changes: Any) -> str:
    body = a_contract(deal_channel=DEAL_CHANNEL, submit=True, **changes)
    sams = key(company, Scope.CONTRACTS_WRITE, by=SAM, name="Sam's")
    made = company.call("POST", "/contracts", body, key=sams).json()
    seen = made["sequence"]
    with company.store.write(WORKSPACE) as uow:
        approve_contract(Approve(by=FIONA, subject_id=made["id"], expected_version=seen), uow)
    return str(made["id"])


Made = Callable[[Company], str]
REMINDER = {"on": "2027-01-06"}
"""On the day that it is due."""
FOREIGN: dict[tuple[str, str], tuple[Made, Any]] = {
    ("PUT", "/invoices/{invoice_id}"): (a_draft_by_sam, an_invoice(memo="Changed")),
    ("POST", "/invoices/{invoice_id}/submit"): (a_draft_by_sam, {}),
    ("PATCH", "/invoices/{invoice_id}"): (an_issued_one, {"po_number": "666"}),
    ("POST", "/invoices/{invoice_id}/send"): (an_issued_one, None),
    ("POST", "/invoices/{invoice_id}/void"): (a_draft_by_sam, {"reason": "No"}),
    ("POST", "/invoices/{invoice_id}/credit-notes"): (an_issued_one, {"reason": "Late"}),
    ("POST", "/invoices/{invoice_id}/reissue"): (
        an_issued_one,
        {"way": "credit_note", "reason": "Wrong company"},
    ),
    ("POST", "/invoices/{invoice_id}/dispute"): (an_issued_one, {"reason": "Never ordered"}),
    ("POST", "/invoices/{invoice_id}/resolve-dispute"): (a_disputed_one, {"note": "Agreed"}),
    ("POST", "/invoices/{invoice_id}/mark-uploaded"): (one_for_a_portal, None),
    ("POST", "/invoices/{invoice_id}/undo-uploaded"): (an_uploaded_one, None),
    ("POST", "/invoices/{invoice_id}/promise"): (an_issued_one, {"date": "2027-02-01"}),
    ("POST", "/invoices/{invoice_id}/pause-reminders"): (an_issued_one, {"until": "2027-02-01"}),
    ("POST", "/invoices/{invoice_id}/resume-reminders"): (a_paused_one, {}),
    ("POST", "/invoices/{invoice_id}/conversation/{remark_id}/answer"): (
        an_asked_one,
        {"text": "Neptune."},
    ),
    ("POST", "/invoices/{invoice_id}/reminders/hold"): (an_issued_one, REMINDER),
    ("POST", "/invoices/{invoice_id}/reminders/send"): (an_issued_one, REMINDER),
    ("PUT", "/contracts/{contract_id}"): (a_contract_by_sam, None),
    ("PUT", "/contracts/{contract_id}/renewal-notice"): (an_active_contract, {"days": 30}),
    ("POST", "/contracts/{contract_id}/index-values"): (
        an_indexed_contract,
        {"index": "CPI", "value": "103"},
    ),
    ("POST", "/contracts/{contract_id}/acceptances"): (
        a_contract_with_milestones,
        {"line": 0, "part": 0, "on": "2026-11-20"},
    ),
    ("POST", "/contracts/{contract_id}/renewal"): (an_active_contract, {}),
    ("POST", "/contracts/{contract_id}/renewal/dismiss"): (an_active_contract, {"reason": "Sold"}),
    ("POST", "/contracts/{contract_id}/submit"): (a_contract_by_sam, {}),
    ("POST", "/contracts/{contract_id}/end"): (a_contract_by_sam, {"reason": "No"}),
}
WRITES = (Scope.INVOICES_WRITE.value, Scope.CONTRACTS_WRITE.value)
NO_KEY_MAY = {("POST", "/invoices/{invoice_id}/void"), ("POST", "/contracts/{contract_id}/end")}
"""Of what others drafted, with no scope at all."""
WRITE_TOO = {
    ("POST", "/invoices/{invoice_id}/credit-notes"),
    ("POST", "/invoices/{invoice_id}/reissue"),
    ("PUT", "/contracts/{contract_id}/renewal-notice"),
    ("POST", "/contracts/{contract_id}/index-values"),
    ("POST", "/contracts/{contract_id}/acceptances"),
    ("POST", "/contracts/{contract_id}/renewal"),
    ("POST", "/contracts/{contract_id}/renewal/dismiss"),
}
"""What draws something up as well, which amending alone does not allow."""
CREDIT_NOTE = ("POST", "/invoices/{invoice_id}/credit-notes")
"""A draft, which changes the invoice once it is issued."""
LEAVES_IT = {
    ("POST", "/invoices/{invoice_id}/duplicate"),
    ("POST", "/invoices/{invoice_id}/late-fee"),
    ("PUT", "/purchase-orders/{order_id}"),
    ("POST", "/undelivered-messages/{message_id}/resend"),
}
"""A duplicate or a late fee changes nothing of what it is of; an order from a
customer is nobody's draft; a message goes again as it was written."""


def test_every_operation_that_changes_a_thing_which_is_there_is_attacked() -> None:
    there = {
        (method.upper(), path)
        for path, methods in described()["paths"].items()
        for method, said in methods.items()
        if "{" in path and said["security"][0]["API key"][0] in WRITES
    }
    assert there == FOREIGN.keys() | LEAVES_IT


def tried(company: Company, operation: tuple[str, str], thief: NewApiKey) -> tuple[Response, bool]:
    """The answer, and whether anything is different afterwards."""
    method, path = operation
    make, body = FOREIGN[operation]
    made = make(company)
    if operation == ("PUT", "/contracts/{contract_id}"):
        body = {k: v for k, v in a_contract().items() if k not in {"customer", "sender", "name"}}
        body["net_terms"] = 30
    with company.store.read(WORKSPACE) as uow:
        before = len(uow.events.of(made))
        said = uow.conversation.of(made)
    remark_id = said[0].id if said else ""
    where = path.format(invoice_id=made, contract_id=made, remark_id=remark_id)
    answer = company.call(method, where, body, key=thief, if_match="*")
    with company.store.read(WORKSPACE) as uow:
        return answer, len(uow.events.of(made)) != before


@pytest.mark.parametrize("operation", FOREIGN, ids=[" ".join(each) for each in FOREIGN])
def test_a_write_scope_changes_nothing_that_others_drafted(
    company: Company, operation: tuple[str, str]
) -> None:
    thief = key(company, Scope.INVOICES_WRITE, Scope.CONTRACTS_WRITE, by=SAM)
    answer, changed = tried(company, operation, thief)
    assert answer.status_code == 403, answer.text
    assert answer.json()["code"] in {"not_in_scope", "not_permitted"}
    assert not changed


@pytest.mark.parametrize("operation", FOREIGN, ids=[" ".join(each) for each in FOREIGN])
def test_with_amend_it_does(company: Company, operation: tuple[str, str]) -> None:
    writes = (Scope.INVOICES_WRITE, Scope.CONTRACTS_WRITE) if operation in WRITE_TOO else ()
    trusted = key(company, Scope.INVOICES_AMEND, Scope.CONTRACTS_AMEND, *writes, by=SAM)
    answer, changed = tried(company, operation, trusted)
    may = operation not in NO_KEY_MAY
    assert (answer.is_success, changed) == (may, may and operation != CREDIT_NOTE), answer.text


def test_a_key_amends_and_mails_what_it_drafted_itself(company: Company) -> None:
    crm = key(company, Scope.INVOICES_WRITE, by=SAM)
    body = an_invoice(deal_channel=DEAL_CHANNEL, submit=True)
    made = company.call("POST", "/invoices", body, key=crm).json()
    with company.store.read(WORKSPACE) as uow:
        invoice = uow.invoices.get(made["id"])
    company.approve(invoice, FIONA)
    path = f"/invoices/{invoice.id}"
    amended = company.call("PATCH", path, {"po_number": "4711"}, key=crm, if_match="*")
    assert (amended.status_code, amended.json()["po_number"]) == (200, "4711")


def test_a_po_for_the_whole_contract_needs_the_contract_too(company: Company) -> None:
    crm = key(company, Scope.CONTRACTS_WRITE, by=SAM, name="Contracts")
    body = a_contract(deal_channel=DEAL_CHANNEL, submit=True)
    made = company.call("POST", "/contracts", body, key=crm).json()
    company.clock.set(company.clock.now() + timedelta(days=60))
    with company.store.write(WORKSPACE) as uow:
        seen = made["sequence"]
        approve_contract(Approve(by=FIONA, subject_id=made["id"], expected_version=seen), uow)
    with company.store.write(WORKSPACE) as uow:
        tick(uow)
        invoice = uow.invoices.of_contract(made["id"])[0]
    assert invoice.number
    amender = key(company, Scope.INVOICES_AMEND, by=SAM)
    said = {"po_number": "666", "for_contract": True}
    path = f"/invoices/{invoice.id}"
    answer = company.call("PATCH", path, said, key=amender, if_match="*")
    assert (answer.status_code, answer.json()["code"]) == (403, "not_in_scope")
    assert "contracts:amend" in answer.json()["detail"]
    with company.store.read(WORKSPACE) as uow:
        assert uow.contracts.get(made["id"]).po_number == ""
        assert uow.invoices.get(invoice.id).content.po_number == ""
