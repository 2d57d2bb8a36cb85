"""Invoices over REST: what a CPQ, a CRM or a script does with them."""

from typing import Any

import pytest

from jupiter_core.commands.approval import Approve, RequestChanges, approve, request_changes
from jupiter_core.commands.mailing import Mailed, note_mailing
from jupiter_core.commands.parties import SaveCustomer, save_customer
from jupiter_core.domain.api_key import Scope
from jupiter_core.domain.events import EventName
from jupiter_core.domain.invoice import Invoice, State
from jupiter_core.ports.subject import INVOICE
from tests.factories import FIONA, WORKSPACE, a_customer
from tests.harness.api_client import Json, System, an_invoice, pointers
from tests.harness.api_keys import an_api_key

MISSING = "01JNOTTHERE000000000000000"


@pytest.fixture
def system() -> System:
    return System()


def stored(system: System, invoice_id: str) -> Invoice:
    with system.store.read(WORKSPACE) as uow:
        return uow.invoices.get(invoice_id)


def approved(system: System, made: Json) -> Invoice:
    """By Fiona, in Slack, which issues it."""
    with system.store.write(WORKSPACE) as uow:
        command = Approve(by=FIONA, subject_id=made["id"], expected_version=made["sequence"])
        return approve(command, uow)


def issued(system: System, **changes: Any) -> Json:
    made = system.made(deal_channel="C0ACME", submit=True, **changes)
    approved(system, made)
    return dict(system.call("GET", f"/invoices/{made['id']}").json())


def test_a_deal_becomes_a_draft_to_the_cent(system: System) -> None:
    answer = system.call("POST", "/invoices", an_invoice(external_id="deal-7"))
    made = answer.json()
    assert answer.status_code == 201
    assert made["status"] == "draft"
    assert made["external_id"] == "deal-7"
    assert made["totals"]["total"] == "1345000.00"
    assert [line["amount"] for line in made["lines"]] == [
        *("1200000.00", "120000.00", "50000.00", "-25000.00")
    ]
    assert made["drafted_by"]["name"] == "API key The CRM"
    assert answer.headers["ETag"] == '"1"'
    assert system.nudges == 0  # nobody is told of a draft


def test_the_customers_link_is_known_from_the_first_draft_on(system: System) -> None:
    made = system.made(deal_channel="C0ACME", submit=True)
    assert made["link"].startswith("https://invoices.example/i/")
    approved(system, made)
    assert system.call("GET", f"/invoices/{made['id']}").json()["link"] == made["link"]


def test_submitting_at_once_asks_finance_in_the_deals_channel(system: System) -> None:
    made = system.made(deal_channel="C0ACME", submit=True)
    assert (made["status"], made["deal_channel"]) == ("pending_approval", "C0ACME")
    assert [each.message.kind for each in system.letters()] == [
        *("card", "approval_request", "document"),
        *("ask_approver", "ask_approver"),
    ]


def test_submitting_needs_a_channel_and_nothing_is_made_without_one(system: System) -> None:
    answer = system.call("POST", "/invoices", an_invoice(submit=True))
    assert answer.status_code == 422
    assert pointers(answer) == {"#/deal_channel": "The deal's channel is required."}
    assert system.call("GET", "/invoices").json()["items"] == []


def test_a_draft_is_submitted_later_in_the_channel_that_is_named_then(system: System) -> None:
    made = system.made()
    path = f"/invoices/{made['id']}/submit"
    assert pointers(system.call("POST", path, {})).keys() == {"#/deal_channel"}
    answer = system.call("POST", path, {"deal_channel": "C0ACME"})
    assert (answer.status_code, answer.json()["status"]) == (200, "pending_approval")
    again = system.call("POST", path, {"deal_channel": "C0ACME"})
    assert (again.status_code, again.json()["code"]) == (409, "not_in_state")


def test_the_key_that_drafted_is_an_author_who_may_not_approve(system: System) -> None:
    made = system.made(deal_channel="C0ACME", submit=True)
    assert system.key.key.id in stored(system, made["id"]).writers


def test_without_an_issue_date_it_is_today_where_the_sender_is(system: System) -> None:
    body = an_invoice()
    del body["issue_date"]
    assert system.call("POST", "/invoices", body).json()["issue_date"] == "2026-11-22"


def test_every_mistake_is_told_at_its_place_and_nothing_is_made(system: System) -> None:
    bad = an_invoice(
        currency="USD",
        net_terms=366,
        po_number="x" * 256,
        lines=[
            {"description": "", "unit_price": "1"},
            {"description": "Seats", "quantity": "0", "unit_price": "1.000000005"},
            {"description": "Seats", "unit_price": "1", "tax_rate": "101"},
        ],
    )
    answer = system.call("POST", "/invoices", bad)
    assert answer.status_code == 422
    assert pointers(answer).keys() == {
        *("#/net_terms", "#/po_number", "#/lines/0/description", "#/lines/1/quantity"),
        *("#/lines/1/unit_price", "#/lines/2/tax_rate"),
    }
    assert system.nudges == 0
    assert system.call("GET", "/invoices").json()["items"] == []


def test_a_total_below_zero_is_refused(system: System) -> None:
    lines = [{"description": "Credit", "unit_price": "-1.00"}]
    answer = system.call("POST", "/invoices", an_invoice(lines=lines))
    assert (answer.status_code, answer.json()["code"]) == (422, "total_below_zero")


def test_what_no_font_can_print_is_told_before_anything_is_kept(system: System) -> None:
    lines = [{"description": "Rocket 🚀", "unit_price": "1.00"}]
    answer = system.call("POST", "/invoices", an_invoice(lines=lines, memo="👋"))
    assert pointers(answer).keys() == {"#/lines/0/description", "#/memo"}


@pytest.mark.parametrize("field", ["customer", "sender"])
@pytest.mark.parametrize("named", [{"id": "nobody"}, {"external_id": "crm-404"}])
def test_a_party_that_is_not_there_is_a_mistake_at_its_place(
    system: System, field: str, named: Json
) -> None:
    answer = system.call("POST", "/invoices", an_invoice(**{field: named}))
    assert answer.status_code == 422
    assert pointers(answer).keys() == {f"#/{field}"}


CUSTOMER = {
    "name": "Globex Corporation",
    "external_id": "crm-99",
    "address": {
        "street": "1 Main Street",
        "city": "Springfield",
        "region": "OR",
        "postal_code": "97477",
        "country": "US",
    },
    "ap_contact": {"name": "Hank", "email": "ap@globex.example"},
}


def test_a_customer_that_is_described_is_made_once_and_found_afterwards(system: System) -> None:
    first = system.made(customer=CUSTOMER)
    second = system.made(customer={**CUSTOMER, "attention": "ignored"})
    third = system.made(customer={"external_id": "crm-99"})
    ids = {each["bill_to"]["customer_id"] for each in (first, second, third)}
    assert len(ids) == 1
    assert second["bill_to"]["attention"] == ""


def test_a_customer_that_is_known_by_name_is_taken_as_it_is(system: System) -> None:
    made = system.made(customer={**CUSTOMER, "name": "ACME corporation", "external_id": None})
    assert made["bill_to"]["customer_id"] == "customer-acme"


def test_a_mistake_in_a_described_customer_is_told_below_it(system: System) -> None:
    broken = {**CUSTOMER, "ap_contact": {"email": "no"}, "address": {"country": "US"}}
    answer = system.call("POST", "/invoices", an_invoice(customer=broken))
    assert {"#/customer/ap_contact/email", "#/customer/address/region"} & pointers(answer).keys()


def test_an_external_id_is_taken_once_until_its_invoice_is_void(system: System) -> None:
    made = system.made(external_id="deal-7")
    again = system.call("POST", "/invoices", an_invoice(external_id="deal-7"))
    assert again.status_code == 409
    assert pointers(again).keys() == {"#/external_id"}
    path = f"/invoices/{made['id']}/void"
    assert system.call("POST", path, {"reason": "Posted twice"}).json()["status"] == "void"
    assert system.call("POST", "/invoices", an_invoice(external_id="deal-7")).status_code == 201


def test_the_same_external_id_is_free_in_another_workspace(system: System) -> None:
    system.made(external_id="deal-7")
    theirs = system.call(
        "POST", "/invoices", an_invoice(external_id="deal-7"), key=system.other_key
    )
    assert theirs.status_code == 201


def test_a_draft_is_changed_whole_by_whoever_saw_its_version(system: System) -> None:
    made = system.made()
    body = an_invoice(memo="Signed on Friday", net_terms=30)
    path = f"/invoices/{made['id']}"
    answer = system.call("PUT", path, body, if_match='"1"')
    assert answer.status_code == 200
    assert (answer.json()["memo"], answer.json()["status"]) == ("Signed on Friday", "draft")
    stale = system.call("PUT", path, an_invoice(), if_match='"1"')
    assert stale.status_code == 412
    assert "Payment terms: Net 45 → Net 30" in stale.json()["detail"]
    assert stored(system, made["id"]).content.memo == "Signed on Friday"


def test_a_change_that_does_not_say_what_it_saw_is_not_made(system: System) -> None:
    made = system.made()
    answer = system.call("PUT", f"/invoices/{made['id']}", an_invoice(memo="x"))
    assert (answer.status_code, answer.json()["code"]) == (428, "header_needed")
    anything = system.call("PUT", f"/invoices/{made['id']}", an_invoice(memo="x"), if_match="*")
    assert anything.status_code == 200


@pytest.mark.parametrize("tag", ['"7"', '"0"', '"x"', '"999999999999"'])
def test_a_version_that_nobody_can_have_seen_changes_nothing(system: System, tag: str) -> None:
    made = system.made()
    answer = system.call("PUT", f"/invoices/{made['id']}", an_invoice(memo="x"), if_match=tag)
    assert answer.status_code == 412


def test_a_tag_that_is_none_is_told_to_be_so(system: System) -> None:
    made = system.made()
    answer = system.call("PUT", f"/invoices/{made['id']}", an_invoice(memo="x"), if_match="seven")
    assert (answer.status_code, answer.json()["code"]) == (400, "unreadable_header")


def test_putting_the_same_again_changes_nothing_and_is_fine(system: System) -> None:
    made = system.made()
    answer = system.call("PUT", f"/invoices/{made['id']}", an_invoice(), if_match='"1"')
    assert (answer.status_code, answer.json()["sequence"]) == (200, 1)


def test_a_change_of_what_is_approved_voids_the_approval(system: System) -> None:
    made = system.made(issue_date="2026-12-24", deal_channel="C0ACME", submit=True)
    assert approved(system, made).state is State.APPROVED
    path = f"/invoices/{made['id']}"
    answer = system.call("PUT", path, an_invoice(issue_date="2026-12-25"), if_match="*")
    assert answer.json()["status"] == "pending_approval"
    assert answer.json()["approvals"] == []


def test_changes_asked_for_are_read_made_and_submitted_again(system: System) -> None:
    made = system.made(deal_channel="C0ACME", submit=True)
    with system.store.write(WORKSPACE) as uow:
        command = RequestChanges(
            by=FIONA,
            subject_id=made["id"],
            expected_version=made["sequence"],
            reason="Which contract?",
        )
        request_changes(INVOICE, command, uow)
    path = f"/invoices/{made['id']}"
    back = system.call("GET", path)
    assert (back.json()["status"], back.json()["reason"]) == ("draft", "Which contract?")
    system.call("PUT", path, an_invoice(memo="The second one"), if_match=back.headers["ETag"])
    assert system.call("POST", f"{path}/submit", {}).json()["status"] == "pending_approval"


def test_what_is_issued_can_be_amended_and_nothing_else(system: System) -> None:
    made = issued(system)
    path, tag = f"/invoices/{made['id']}", f'"{made["sequence"]}"'
    assert system.call("PUT", path, an_invoice(memo="x"), if_match=tag).status_code == 409
    assert system.call("POST", f"{path}/void", {"reason": "x"}).status_code == 403
    answer = system.call("PATCH", path, {"po_number": "4500017342"}, if_match=tag)
    after = answer.json()
    assert answer.status_code == 200
    assert (after["number"], after["version"]) == (made["number"], 2)
    assert (after["po_number"], after["totals"]) == ("4500017342", made["totals"])
    assert "announcement" in [each.message.kind for each in system.letters()]


def test_an_amendment_keeps_what_it_does_not_name(system: System) -> None:
    made = issued(system, po_number="1")
    path = f"/invoices/{made['id']}"
    after = system.call("PATCH", path, {"cost_centre": "CC-1"}, if_match="*").json()
    assert after["po_number"] == "1"
    assert after["bill_to"] == {**made["bill_to"], "cost_centre": "CC-1"}


@pytest.mark.parametrize("fiscal", ["currency", "lines", "issue_date", "net_terms", "totals"])
def test_what_is_fiscal_is_no_field_of_an_amendment(system: System, fiscal: str) -> None:
    made = issued(system)
    answer = system.call("PATCH", f"/invoices/{made['id']}", {fiscal: "x"}, if_match="*")
    assert answer.status_code == 422
    assert pointers(answer)[f"#/{fiscal}"] == "This field does not exist."


def test_an_amendment_of_nothing_is_told_to_say_something(system: System) -> None:
    made = issued(system)
    answer = system.call("PATCH", f"/invoices/{made['id']}", {"for_contract": True}, if_match="*")
    assert answer.status_code == 422


def test_mistakes_of_an_amendment_are_told_at_their_places(system: System) -> None:
    made = issued(system)
    body = {
        "po_number": "x" * 256,
        "ap_contact": {"email": "nobody"},
        "address": {"country": "US", "city": "Phoenix"},
    }
    answer = system.call("PATCH", f"/invoices/{made['id']}", body, if_match="*")
    found = pointers(answer).keys()
    assert {"#/po_number", "#/ap_contact/email"} <= found
    assert any(each.startswith("#/address/") for each in found)


def test_a_draft_cannot_be_amended_before_it_is_issued(system: System) -> None:
    made = system.made()
    answer = system.call("PATCH", f"/invoices/{made['id']}", {"po_number": "1"}, if_match="*")
    assert (answer.status_code, answer.json()["code"]) == (409, "not_in_state")


def test_an_issued_invoice_is_mailed_to_ap_on_request_and_a_draft_is_not(system: System) -> None:
    made = issued(system)
    path = f"/invoices/{made['id']}/send"
    under_way = system.call("POST", path)
    assert (under_way.status_code, under_way.json()["code"]) == (409, "mail_under_way")
    with system.store.write(WORKSPACE) as uow:
        bounced = EventName.INVOICE_EMAIL_BOUNCED
        mailed = Mailed(
            message_id="1",
            invoice_id=made["id"],
            outcome=bounced,
            email="dana@acme.example",
            reason="no such user",
        )
        note_mailing(mailed, uow)
    assert system.call("POST", path).status_code == 202
    mails = [each for each in system.letters() if each.message.kind == "email"]
    assert len(mails) == 2
    draft = system.made()
    assert system.call("POST", f"/invoices/{draft['id']}/send").status_code == 409


def test_lists_are_filtered_and_paged_without_a_gap(system: System) -> None:
    ids = [system.made()["id"] for _ in range(5)]
    shown: list[str] = []
    cursor: str | None = ""
    while cursor is not None:
        page = system.call("GET", f"/invoices?limit=2&cursor={cursor}").json()
        shown += [each["id"] for each in page["items"]]
        cursor = page["next_cursor"]
    assert shown == ids[::-1]
    system.made(deal_channel="C0ACME", submit=True)
    waiting = system.call("GET", "/invoices?status=pending_approval&status=paid").json()
    assert len(waiting["items"]) == 1
    assert system.call("GET", "/invoices?customer=nobody").json()["items"] == []


@pytest.mark.parametrize(
    ("query", "count"),
    [
        ("due_from=2027-01-06", 2),
        ("due_to=2027-01-05", 1),
        ("updated_from=2026-11-22T09:30:00Z", 3),
        ("updated_from=2026-11-22T09:30:01Z", 0),
        ("updated_from=2026-11-22T10:30:00%2B01:00", 3),
        ("external_id=deal-7", 1),
        ("customer=customer-acme", 3),
        ("customer=hubspot:1", 3),
        ("customer=hubspot:2", 0),
        ("po_number=4500017342", 1),
        ("po_number=4500017342&external_id=deal-7", 0),
        ("overdue=true", 0),
        ("overdue=false", 3),
    ],
)
def test_each_filter_finds_what_it_names(system: System, query: str, count: int) -> None:
    with system.store.write(WORKSPACE) as uow:
        uow.customers.save(a_customer(external_id="hubspot:1"))
    system.made(po_number="4500017342")
    system.made(external_id="deal-7")
    system.made(net_terms=30)
    assert len(system.call("GET", f"/invoices?{query}").json()["items"]) == count


@pytest.mark.parametrize(
    "query", ["limit=0", "limit=101", "status=lost", "due_from=soon", "cursor=%F0", "number=%00"]
)
def test_a_question_that_makes_no_sense_is_told_at_its_parameter(
    system: System, query: str
) -> None:
    answer = system.call("GET", f"/invoices?{query}")
    assert answer.status_code in {400, 422}
    assert answer.headers["Content-Type"] == "application/problem+json"


def test_a_filter_that_is_none_is_refused_with_those_that_there_are(system: System) -> None:
    system.made()
    answer = system.call("GET", "/invoices?overdu=true&limit=1&Customer=x")
    assert answer.status_code == 400
    assert answer.json()["code"] == "unknown_parameter"
    assert answer.json()["detail"] == (
        "Unknown query parameter: Customer, overdu. This address has: contract, cursor, customer, "
        "due_from, due_to, external_id, limit, number, overdue, po_number, status, updated_from."
    )
    assert [each["parameter"] for each in answer.json()["errors"]] == ["Customer", "overdu"]


@pytest.mark.parametrize(
    ("method", "path"),
    [
        ("GET", "/customers?name=Acme"),
        ("GET", "/contracts?overdue=true"),
        ("GET", "/events?types=invoice.paid"),
        ("GET", "/sender-profiles?limit=1"),
        ("POST", "/invoices?dry_run=true"),
        ("GET", "/key?x=1"),
        ("GET", "/invoices?%00=1&\u202e=2"),
    ],
)
def test_no_operation_ignores_what_it_does_not_know(system: System, method: str, path: str) -> None:
    answer = system.call(method, path, an_invoice() if method == "POST" else None)
    assert (answer.status_code, answer.json()["code"]) == (400, "unknown_parameter")
    assert system.call("GET", "/invoices").json()["items"] == []


def test_without_a_key_nothing_is_said_of_parameters(system: System) -> None:
    assert system.call("GET", "/invoices?foo=1", key="jup_x").status_code == 401


def test_a_cursor_of_no_page_is_refused(system: System) -> None:
    assert system.call("GET", "/invoices?cursor=_w==").status_code == 400


@pytest.mark.parametrize(
    ("method", "path", "body"),
    [
        ("GET", "", None),
        ("PUT", "", an_invoice()),
        ("PATCH", "", {"po_number": "1"}),
        ("POST", "/submit", {"deal_channel": "C0ACME"}),
        ("POST", "/void", {"reason": "x"}),
        ("POST", "/send", None),
    ],
)
def test_another_workspaces_invoice_is_not_there(
    system: System, method: str, path: str, body: Any
) -> None:
    ours = issued(system)
    for invoice_id in (ours["id"], MISSING):
        answer = system.call(
            method, f"/invoices/{invoice_id}{path}", body, key=system.other_key, if_match="*"
        )
        assert (answer.status_code, answer.json()["code"]) == (404, "not_found")
    assert stored(system, ours["id"]).sequence == ours["sequence"]


@pytest.mark.parametrize("scope", [each for each in Scope if each.noun != "invoices"])
def test_a_key_for_other_things_neither_reads_nor_writes_invoices(
    system: System, scope: Scope
) -> None:
    made = system.made()
    key = an_api_key(system.store, scope)
    assert system.call("GET", f"/invoices/{made['id']}", key=key).status_code == 403
    answer = system.call("POST", "/invoices", an_invoice(), key=key)
    assert (answer.status_code, answer.json()["code"]) == (403, "not_in_scope")


def test_a_key_that_may_read_may_not_write(system: System) -> None:
    key = an_api_key(system.store, Scope.INVOICES_READ)
    assert system.call("GET", "/invoices", key=key).status_code == 200
    assert system.call("POST", "/invoices", an_invoice(), key=key).status_code == 403


def test_describing_a_new_customer_needs_the_scope_for_customers(system: System) -> None:
    key = an_api_key(system.store, Scope.INVOICES_WRITE)
    answer = system.call("POST", "/invoices", an_invoice(customer=CUSTOMER), key=key)
    assert (answer.status_code, answer.json()["code"]) == (403, "not_in_scope")
    assert system.call("POST", "/invoices", an_invoice(), key=key).status_code == 201


def test_a_draft_that_a_person_wrote_is_not_voided_by_a_key(system: System) -> None:
    other = an_api_key(system.store, name="Another system")
    made = system.made()
    answer = system.call("POST", f"/invoices/{made['id']}/void", {"reason": "x"}, key=other)
    assert (answer.status_code, answer.json()["code"]) == (403, "not_permitted")


def test_an_edit_makes_no_key_an_author_who_may_void(system: System) -> None:
    other = an_api_key(system.store, name="Another system")
    path = f"/invoices/{system.made()['id']}"
    edited = system.call("PUT", path, an_invoice(memo="Ours"), key=other, if_match="*")
    assert edited.status_code == 200
    assert system.call("POST", f"{path}/void", {"reason": "x"}, key=other).status_code == 403
    assert system.call("POST", f"{path}/void", {"reason": "x"}).json()["status"] == "void"


def test_text_that_is_hostile_stays_text(system: System) -> None:
    typed = "<script>alert(1)</script> <!channel> =cmd|' /C calc'!A0"
    made = system.made(memo=typed)
    assert made["memo"] == typed


def test_an_issued_invoice_keeps_its_customer_as_it_was(system: System) -> None:
    made = issued(system)
    with system.store.write(WORKSPACE) as uow:
        moved = a_customer(attention="New office")
        save_customer(SaveCustomer(by=FIONA, customer=moved), uow, system.renderer)
    assert system.call("GET", f"/invoices/{made['id']}").json()["bill_to"]["attention"] == ""
