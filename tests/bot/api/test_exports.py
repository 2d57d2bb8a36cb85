"""Exports over REST: for whom, of what period, and what the file holds."""

import csv
import io
import json
import zipfile
from decimal import Decimal

import pytest

from bot.api.examples import BODIES
from bot.exports.request import ExportKind
from jupiter_core.domain.api_key import Scope
from tests.factories import SAM
from tests.harness.api_client import Json, System
from tests.harness.api_deals import issued
from tests.harness.api_keys import an_api_key

LEDGER = next(iter(BODIES["name_the_ledger_accounts_of_a_legal_entity"].values()))
NOVEMBER = "from=2026-11-01&to=2026-11-30"


@pytest.fixture
def system() -> System:
    return System()


def table(system: System, kind: str, query: str = NOVEMBER) -> list[Json]:
    answer = system.call("GET", f"/exports/{kind}?{query}&format=json")
    assert answer.status_code == 200, answer.text
    return list(json.loads(answer.content))


def test_the_invoices_of_a_period_are_a_file(system: System) -> None:
    made = issued(system)
    answer = system.call("GET", f"/exports/invoices?{NOVEMBER}")
    assert answer.headers["Content-Type"] == "text/csv; charset=utf-8"
    assert 'filename="invoices-2026-11-01-2026-11-30.csv"' in answer.headers["Content-Disposition"]
    (row,) = csv.DictReader(io.StringIO(answer.text))
    assert (row["number"], row["total"], row["amount_due"], row["id"]) == (
        *(made["number"], "1345000.00", "1345000.00", made["id"]),
    )
    assert not table(system, "invoices", "from=2026-10-01&to=2026-10-31")


def test_lines_add_up_to_the_invoices(system: System) -> None:
    issued(system)
    lines = table(system, "lines")
    assert [each["amount"] for each in lines] == [
        *("1200000.00", "120000.00", "50000.00", "-25000.00"),
    ]
    net = sum(Decimal(each["amount"]) for each in lines)
    assert str(net) == table(system, "invoices")[0]["net"]


def test_the_audit_trail_says_who_did_what_and_narrows_to_one_person(system: System) -> None:
    made = issued(system)
    trail = table(system, "audit_trail")
    of_it = [(each["action"], each["person_id"]) for each in trail if each["id"] == made["id"]]
    assert [action for action, _ in of_it][:2] == ["created", "submitted"]
    assert "issued" in [action for action, _ in of_it]
    approver = dict(of_it)["approved"]
    own = table(system, "audit_trail", f"{NOVEMBER}&person={approver}")
    assert own and {each["person_id"] for each in own} == {approver}


def test_a_journal_is_posted_on_the_accounts_that_finance_named(system: System) -> None:
    issued(system)
    journal = f"{NOVEMBER}&sender_profile=sender-us"
    refused = system.call("GET", f"/exports/quickbooks?{journal}")
    assert (refused.status_code, refused.json()["code"]) == (409, "no_account_mapping")
    named = system.call("PUT", "/account-mappings/sender-us", LEDGER)
    assert named.status_code == 200, named.text
    answer = system.call("GET", f"/exports/quickbooks?{journal}")
    rows = list(csv.DictReader(io.StringIO(answer.text)))
    assert [(each["AccountName"], each["Debits"], each["Credits"]) for each in rows] == [
        ("1400", "1345000.00", ""),
        ("8400", "", "1345000.00"),
    ]
    in_dollars = system.call("GET", f"/exports/datev?{journal}")
    assert (in_dollars.status_code, in_dollars.json()["code"]) == (409, "not_in_form")


def test_accounts_are_read_as_they_were_sent_and_not_overwritten_unseen(system: System) -> None:
    assert system.call("GET", "/account-mappings/sender-us").status_code == 404
    first = system.call("PUT", "/account-mappings/sender-us", LEDGER)
    read = system.call("GET", "/account-mappings/sender-us")
    assert read.json() == first.json()
    again = system.call("PUT", "/account-mappings/sender-us", read.json())
    assert again.json() == read.json()
    other = {**LEDGER, "no_tax": "No VAT"}
    stale = system.call("PUT", "/account-mappings/sender-us", other, if_match='"old"')
    assert stale.status_code == 412
    fresh = read.headers["ETag"]
    assert (
        system.call("PUT", "/account-mappings/sender-us", other, if_match=fresh).status_code == 200
    )


def test_each_account_that_cannot_be_is_told_at_its_place(system: System) -> None:
    wrong = {**LEDGER, "revenue": "Sales", "bank": " "}
    answer = system.call("PUT", "/account-mappings/sender-us", wrong)
    assert answer.status_code == 422
    pointers = {each["pointer"] for each in answer.json()["errors"]}
    assert pointers == {"#/revenue", "#/bank"}


def test_only_the_keys_of_approvers_name_accounts(system: System) -> None:
    key = an_api_key(system.store, Scope.SENDER_PROFILES_WRITE, by=SAM)
    answer = system.call("PUT", "/account-mappings/sender-us", LEDGER, key=key)
    assert (answer.status_code, answer.json()["code"]) == (403, "not_permitted")
    assert system.call("GET", "/account-mappings/sender-us").status_code == 404


@pytest.mark.parametrize("kind", ["audit_trail", "xero"])
def test_what_says_more_than_invoices_needs_more_scopes(system: System, kind: str) -> None:
    key = an_api_key(system.store, Scope.INVOICES_READ)
    answer = system.call("GET", f"/exports/{kind}?{NOVEMBER}", key=key)
    assert (answer.status_code, answer.json()["code"]) == (403, "not_in_scope")


@pytest.mark.parametrize(
    "query", ["from=2026-11-30&to=2026-11-01", "from=2020-01-01&to=2026-11-30", "from=2026-11-01"]
)
def test_a_period_that_is_none_is_refused(system: System, query: str) -> None:
    assert system.call("GET", f"/exports/invoices?{query}").status_code in {400, 422}


def test_another_workspace_exports_its_own(system: System) -> None:
    issued(system)
    for kind in ("invoices", "lines", "audit_trail"):
        answer = system.call("GET", f"/exports/{kind}?{NOVEMBER}&format=json", key=system.other_key)
        assert all(
            each["person_id"] != "U0FIONA"
            for each in json.loads(answer.content)
            if "person_id" in each
        )
        assert kind == "audit_trail" or json.loads(answer.content) == []


def test_xlsx_is_a_workbook(system: System) -> None:
    issued(system)
    answer = system.call("GET", f"/exports/lines?{NOVEMBER}&format=xlsx")
    with zipfile.ZipFile(io.BytesIO(answer.content)) as book:
        assert "xl/worksheets/sheet1.xml" in book.namelist()


def test_every_kind_has_words() -> None:
    assert ExportKind.CREDIT_NOTES.words == "Credit notes"
    assert ExportKind.XERO.words == "Journal for Xero"


def test_payments_are_a_table_and_are_posted(system: System) -> None:
    made = issued(system)
    system.call("PUT", "/account-mappings/sender-us", LEDGER)
    body = {"amount": "345000.00", "reference": "WIRE 1"}
    assert system.call("POST", f"/invoices/{made['id']}/payments", body).status_code == 201
    (row,) = table(system, "payments")
    assert (row["amount"], row["invoices"], row["reference"], row["credit"]) == (
        *("345000.00", made["number"], "WIRE 1", "0.00"),
    )
    answer = system.call("GET", f"/exports/netsuite?{NOVEMBER}&sender_profile=sender-us")
    rows = list(csv.DictReader(io.StringIO(answer.text)))
    sums: dict[str, Decimal] = {}
    for each in rows:
        side = Decimal(each["Debit"] or 0) - Decimal(each["Credit"] or 0)
        sums[each["Account"]] = sums.get(each["Account"], Decimal()) + side
    assert {account: str(left) for account, left in sums.items()} == {
        "1400": "1000000.00",
        "8400": "-1345000.00",
        "1200": "345000.00",
    }
