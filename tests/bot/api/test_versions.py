"""Versions over REST: all that an invoice ever was, and what became different."""

import pytest

from jupiter_core.domain.api_key import Scope
from jupiter_core.ports import Store
from tests.factories import WORKSPACE
from tests.harness.api_client import Json, System, an_invoice
from tests.harness.api_deals import MISSING, issued
from tests.harness.api_keys import an_api_key


@pytest.fixture
def system() -> System:
    return System()


def history(system: System) -> Json:
    """An invoice that was drafted, submitted, approved, issued and amended."""
    made = issued(system)
    path = f"/invoices/{made['id']}"
    return dict(system.call("PATCH", path, {"po_number": "4500017342"}, if_match="*").json())


def hashes(store: Store, invoice_id: str) -> list[str]:
    with store.read(WORKSPACE) as uow:
        return [each.hash for each in uow.versions.of(invoice_id)]


def test_every_version_is_listed_oldest_first_with_who_why_and_its_seal(system: System) -> None:
    now = history(system)
    page = system.call("GET", f"/invoices/{now['id']}/versions").json()
    items = page["items"]
    assert page["next_cursor"] is None
    assert [each["sequence"] for each in items] == list(range(1, now["sequence"] + 1))
    assert [each["hash"] for each in items] == hashes(system.store, now["id"])
    first, last = items[0], items[-1]
    assert (first["by"]["name"], first["changes"]) == ("API key The CRM", [])
    assert (last["why"], last["version"]) == ("invoice.po_number_added", 2)
    assert last["changes"] == [{"what": "PO number", "old": "", "new": "4500017342"}]


def test_an_invoice_is_read_as_it_was_at_each_version(system: System) -> None:
    now = history(system)
    path = f"/invoices/{now['id']}/versions"
    first = system.call("GET", f"{path}/1")
    assert (first.json()["status"], first.json()["po_number"]) == ("draft", "")
    assert first.headers["ETag"] == '"1"'
    last = system.call("GET", f"{path}/{now['sequence']}").json()
    assert last == {**now, "link": None}


def test_a_draft_that_was_changed_keeps_what_it_said_before(system: System) -> None:
    made = system.made()
    path = f"/invoices/{made['id']}"
    system.call("PUT", path, an_invoice(memo="<b>Second</b>"), if_match='"1"')
    before = system.call("GET", f"{path}/versions/1").json()
    after = system.call("GET", f"{path}/versions/2").json()
    assert (before["memo"], after["memo"]) == ("", "<b>Second</b>")


def test_a_version_is_compared_with_the_one_before_or_with_any_other(system: System) -> None:
    now = history(system)
    path, last = f"/invoices/{now['id']}/versions", now["sequence"]
    plain = system.call("GET", f"{path}/{last}/differences").json()
    assert plain == {
        "from_sequence": last - 1,
        "to_sequence": last,
        "changes": [{"what": "PO number", "old": "", "new": "4500017342"}],
    }
    whole = system.call("GET", f"{path}/{last}/differences?from=1").json()["changes"]
    assert {each["what"] for each in whole} >= {"Status", "Number", "PO number"}
    back = system.call("GET", f"{path}/1/differences?from={last}").json()["changes"]
    assert {"what": "PO number", "old": "4500017342", "new": ""} in back
    same = system.call("GET", f"{path}/{last}/differences?from={last}").json()
    assert same["changes"] == []


def test_before_the_first_version_there_is_nothing_to_compare_with(system: System) -> None:
    made = system.made()
    found = system.call("GET", f"/invoices/{made['id']}/versions/1/differences").json()
    assert found == {"from_sequence": None, "to_sequence": 1, "changes": []}


@pytest.mark.parametrize("tail", ["/2", "/2/differences", "/1/differences?from=2"])
def test_a_version_that_never_was_is_not_there(system: System, tail: str) -> None:
    made = system.made()
    answer = system.call("GET", f"/invoices/{made['id']}/versions{tail}")
    assert (answer.status_code, answer.json()["code"]) == (404, "not_found")


@pytest.mark.parametrize(
    "tail", ["/0", "/-1", "/x", "/" + "9" * 40, "/1/differences?from=0", "/1/differences?from=x"]
)
def test_what_is_no_sequence_is_told_at_its_parameter(system: System, tail: str) -> None:
    made = system.made()
    answer = system.call("GET", f"/invoices/{made['id']}/versions{tail}")
    assert answer.status_code == 422
    assert answer.json()["errors"][0]["parameter"] in {"sequence", "from"}


ROUTES = ["", "/1", "/1/differences"]


@pytest.mark.parametrize("tail", ROUTES)
def test_another_workspaces_versions_are_not_there(system: System, tail: str) -> None:
    ours = system.made()
    for invoice_id in (ours["id"], MISSING):
        path = f"/invoices/{invoice_id}/versions{tail}"
        answer = system.call("GET", path, key=system.other_key)
        assert (answer.status_code, answer.json()["code"]) == (404, "not_found")


@pytest.mark.parametrize("tail", ROUTES)
def test_versions_need_the_scope_for_invoices(system: System, tail: str) -> None:
    made = system.made()
    key = an_api_key(system.store, Scope.PAYMENTS_WRITE)
    assert system.call("GET", f"/invoices/{made['id']}/versions{tail}", key=key).status_code == 403
