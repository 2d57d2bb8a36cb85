"""Line 12: when links leaked, all of them are dead with one command, and the record says who."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from typer.testing import CliRunner

from bot.cli.commands import cli
from bot.security.links import Links
from jupiter_core.commands.approval import Approve, approve
from jupiter_core.commands.draft import SubmitInvoice, submit_invoice
from jupiter_core.commands.link_renewal import BATCH, renew_links
from jupiter_core.domain.actor import operator
from jupiter_core.domain.approval import ApprovalPolicy
from jupiter_core.domain.events import EventName
from jupiter_core.domain.invoice import Invoice
from jupiter_core.domain.refusals import LinkNotValid
from jupiter_core.domain.workspace import Workspace
from jupiter_core.ports import Store
from jupiter_core.store import Database
from tests.attacks.stores import KINDS, a_database
from tests.factories import (
    A_SIGNER,
    DEAL_CHANNEL,
    FIONA,
    SAM,
    SECRET_KEY,
    WORKSPACE,
    a_customer,
    a_sender_profile,
)
from tests.harness.databases import tables_at
from tests.harness.fakes import CountingIds, FixedClock, a_fake_store
from tests.harness.workspace import Paper, terms

LINKS = Links("https://pay.example", ["Zq7vT0mXe4Lr9WbK2hYc6NsJ8uPd3GfA5iRo1Ex"])
BY = operator("U0WANDA")


def a_workspace(store: Store) -> None:
    with store.write(WORKSPACE) as uow:
        policy = ApprovalPolicy(approvers=(FIONA.id,))
        uow.save_workspace(Workspace(id=WORKSPACE, policy=policy))
        uow.sender_profiles.save(a_sender_profile())
        uow.customers.save(a_customer())
        uow.customers.save(a_customer(id="customer-globex", name="Globex GmbH", po_required=False))


def issued(store: Store, customer_id: str = "customer-acme") -> Invoice:
    with store.write(WORKSPACE) as uow:
        what = terms(customer_id=customer_id)
        command = SubmitInvoice(by=SAM, deal_channel=DEAL_CHANNEL, terms=what)
        draft = submit_invoice(command, uow, Paper())
    with store.write(WORKSPACE) as uow:
        return approve(Approve(by=FIONA, subject_id=draft.id, expected_version=draft.sequence), uow)


def now(store: Store, invoice: Invoice) -> Invoice:
    with store.read(WORKSPACE) as uow:
        return uow.invoices.get(invoice.id)


@pytest.fixture(params=KINDS)
def store(request: pytest.FixtureRequest) -> Iterator[Store]:
    with a_database(request.param, request) as (database, _):
        a_workspace(database)
        yield database


def test_every_link_that_is_out_is_dead_and_the_record_says_who_ended_it(store: Store) -> None:
    invoices = [issued(store) for _ in range(3)]
    old = [LINKS.token(each) for each in invoices]
    assert len(list(renew_links(store, WORKSPACE, BY))) == 3
    for token, each in zip(old, invoices, strict=True):
        with pytest.raises(LinkNotValid):
            LINKS.check(token, now(store, each))
    with store.read(WORKSPACE) as uow:
        events = uow.events.page(names=[EventName.INVOICE_LINK_REPLACED], limit=9)
        assert {event.by for _, event in events} == {BY}
        assert len(events) == 3


def test_more_than_one_batch_is_renewed_and_none_twice() -> None:
    store = a_fake_store(FixedClock())
    a_workspace(store)
    with store.write(WORKSPACE) as uow:
        draft = SubmitInvoice(by=SAM, deal_channel=DEAL_CHANNEL, terms=terms())
        submit_invoice(draft, uow, Paper())
    invoices = [issued(store) for _ in range(BATCH + 2)]
    assert len(list(renew_links(store, WORKSPACE, BY))) == BATCH + 2
    assert {now(store, each).link_generation for each in invoices} == {1}


def test_one_customer_s_links_end_and_no_others(store: Store) -> None:
    acme, globex = issued(store), issued(store, "customer-globex")
    list(renew_links(store, WORKSPACE, BY, customer_id="customer-globex"))
    assert (now(store, acme).link_generation, now(store, globex).link_generation) == (0, 1)


def test_a_renewal_that_was_killed_half_way_goes_on_under_its_name(store: Store) -> None:
    invoices = [issued(store) for _ in range(4)]
    renewal = renew_links(store, WORKSPACE, BY, run="leak-1")
    assert [next(renewal), next(renewal)]
    renewal.close()  # type: ignore[attr-defined]
    assert len(list(renew_links(store, WORKSPACE, BY, run="leak-1"))) == 2
    assert {now(store, each).link_generation for each in invoices} == {1}


def test_the_operator_says_for_whom_and_who_they_are(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    url = f"sqlite:///{tmp_path}/cli.sqlite3"
    tables_at(tmp_path / "cli.sqlite3")
    database = Database(url, FixedClock(), CountingIds("01L"), A_SIGNER)
    a_workspace(database)
    invoice = issued(database)
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("DATABASE_URL", url)
    monkeypatch.setenv("SECRET_KEY", SECRET_KEY)

    def jupiter(*words: str) -> tuple[int, str]:
        ran = CliRunner().invoke(cli, ["links", "renew", "--workspace", WORKSPACE, *words])
        return ran.exit_code, ran.output

    assert jupiter("--as", "U0WANDA")[0] == 2
    assert jupiter("--all")[0] == 2
    assert jupiter("--all", "--customer", "Acme Corporation", "--as", "U0WANDA")[0] == 2
    code, said = jupiter("--customer", "Nobody", "--as", "U0WANDA")
    assert (code, "no customer" in said) == (2, True)
    code, said = jupiter("--customer", "acme corporation", "--as", "U0WANDA")
    assert (code, "1 new link." in said) == (0, True)
    assert jupiter("--all", "--as", "U0WANDA")[0] == 0
    assert now(database, invoice).link_generation == 2
