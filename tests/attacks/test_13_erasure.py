"""Line 13: what is to be forgotten is forgotten, what has to stay stays, and both can be shown."""

import json
import stat
import threading
from collections.abc import Callable, Iterator
from contextlib import closing
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError
from sqlmodel import SQLModel
from typer.testing import CliRunner, Result

from bot.cli.commands import cli
from bot.purging import Purging
from bot.security.signing_keys import signer_of
from jupiter_core.commands.erasing import (
    EraseCustomer,
    ErasePerson,
    EraseWorkspace,
    StillUnderWay,
    StillUnpaid,
    erase_customer,
    erase_person,
    erase_workspace,
)
from jupiter_core.domain.actor import Actor, operator
from jupiter_core.domain.api_key import Scope
from jupiter_core.domain.events import EventName
from jupiter_core.domain.idempotency import Answered
from jupiter_core.domain.invoice import Invoice
from jupiter_core.domain.party import ApContact
from jupiter_core.domain.refusals import NotPermitted
from jupiter_core.outbox.messages import invoice_stream
from jupiter_core.ports import SavedForm
from jupiter_core.queries.verify import verify
from jupiter_core.store import Database
from tests.attacks.company import MALLORY, Company
from tests.factories import DEAL_CHANNEL, FIONA, SAM, WANDA, WORKSPACE, a_customer
from tests.harness.api_client import OTHER, an_invoice
from tests.harness.api_keys import an_api_key
from tests.harness.databases import tables_at
from tests.harness.fakes import CountingIds, FixedClock
from tests.jupiter_core.store.systems import an_attempt

OPERATOR = operator("U0OLGA")
DANA = "dana.reyes@acme.example"
MONTH = timedelta(days=30)
KEY = "Zk3vQ8rT1yLp0wXb7nMd5cHs2jFg9aEu4iRo6tKq"


def purge(company: Company, after: timedelta) -> int:
    """As the timer does, so long from now."""
    company.clock.set(company.clock.now() + after)
    kept = {"messages": MONTH, "attempts": MONTH, "deliveries": 2 * MONTH}
    purging = Purging(company.database.retention, company.clock, **kept)
    return purging.run(threading.Event())


def sent(company: Company) -> list[str]:
    """Everything that waits is sent; the ids."""
    now = company.clock.now()
    outbox, ids = company.database.outbox, []
    while claimed := outbox.claim(owner="test", now=now, lease_until=now, limit=50):
        for each in claimed:
            outbox.sent(each.id, owner="test", now=now, receipt={"channel": "C0ACME", "ts": "1.2"})
            ids.append(each.id)
    return ids


def endpoint_of(company: Company) -> str:
    key = an_api_key(company.store, Scope.WEBHOOKS_WRITE, Scope.INVOICES_READ)
    body = {"url": "https://crm.example/hooks", "events": ["invoice.issued", "invoice.created"]}
    return str(company.call("POST", "/webhook-endpoints", body, key=key).json()["id"])


def issued(company: Company) -> Invoice:
    with company.store.write(WORKSPACE) as uow:
        uow.customers.save(a_customer(ap_contact=ApContact(name="Dana Reyes", email=DANA)))
    return company.approve(company.submitted(), FIONA)


def a_draft(company: Company) -> Invoice:
    answer = company.call("POST", "/invoices", an_invoice(deal_channel=DEAL_CHANNEL))
    with company.store.read(WORKSPACE) as uow:
        return uow.invoices.get(answer.json()["id"])


def a_form(company: Company, owner: str, **values: object) -> str:
    with company.store.write(WORKSPACE) as uow:
        form = SavedForm(
            id=uow.new_id(), owner=owner, channel="C0ACME", values=values, updated_at=uow.now
        )
        uow.forms.save(form)
        return form.id


def everywhere(company: Company) -> str:
    """Every row of every table, as whoever has the database reads it."""
    found = []
    with company.database.engine.connect() as connection:
        for table in SQLModel.metadata.sorted_tables:
            found += [str(tuple(row)) for row in connection.execute(table.select())]
    return "\n".join(found)


# What was sent is forgotten


def test_what_was_sent_is_forgotten_after_its_time_and_not_before(company: Company) -> None:
    endpoint_id = endpoint_of(company)
    issued(company)
    sent(company)
    assert purge(company, MONTH) == 0
    assert "remit_to" in everywhere_in_outbox(company)
    assert purge(company, timedelta(seconds=1)) > 0
    assert "remit_to" not in everywhere_in_outbox(company)
    assert purge(company, timedelta()) == 0
    with company.store.read(WORKSPACE) as uow:
        delivery = uow.deliveries.page(endpoint_id)[0]
        assert (delivery.payload, delivery.state) == ("", "delivered")
        assert uow.events.get(delivery.event_id).name is EventName.INVOICE_ISSUED


def everywhere_in_outbox(company: Company) -> str:
    with company.database.engine.connect() as connection:
        return "\n".join(row[0] for row in connection.execute(text("SELECT body FROM outbox")))


def test_cards_and_threads_are_found_long_after_what_they_said_is_forgotten(
    company: Company,
) -> None:
    invoice = issued(company)
    sent(company)
    purge(company, MONTH + timedelta(days=1))
    with company.store.read(WORKSPACE) as uow:
        receipt = uow.outbox.receipt(invoice_stream(invoice.id), "card")
    assert receipt == {"channel": "C0ACME", "ts": "1.2"}


def test_what_still_waits_for_a_person_or_to_be_sent_is_kept_whole(company: Company) -> None:
    purge(company, 2 * MONTH)
    issued(company)
    now = company.clock.now()
    outbox = company.database.outbox
    (first, *_) = outbox.claim(owner="test", now=now, lease_until=now, limit=1)
    with company.store.write(WORKSPACE) as uow:
        assert uow.outbox.bury(first.id, owner="test", error="no")
    before = everywhere_in_outbox(company)
    assert purge(company, 12 * MONTH) == 0
    assert everywhere_in_outbox(company) == before
    with company.store.write(WORKSPACE) as uow:
        assert [each.message.id for each in uow.outbox.dead_letters()] == [first.id]
        uow.outbox.revive(first.id)


def test_a_webhook_that_was_given_up_is_forgotten_too_and_cannot_be_resent(
    company: Company,
) -> None:
    endpoint_id = endpoint_of(company)
    issued(company)
    now = company.clock.now()
    outbox = company.database.outbox
    for _ in range(9):
        for each in outbox.claim(owner="t", now=now, lease_until=now, limit=50):
            with company.store.write(WORKSPACE) as uow:
                assert uow.outbox.bury(each.id, owner="t", error="It answered 500.")
    purge(company, MONTH + timedelta(days=1))
    assert "remit_to" not in everywhere_in_outbox(company)
    key = an_api_key(company.store, Scope.WEBHOOKS_WRITE, Scope.INVOICES_READ)
    with company.store.read(WORKSPACE) as uow:
        delivery = uow.deliveries.page(endpoint_id)[0]
    path = f"/webhook-endpoints/{endpoint_id}/deliveries/{delivery.id}"
    assert company.call("GET", path, key=key).json()["payload"] is None
    again = company.call("POST", f"{path}/resend", key=key)
    assert (again.status_code, again.json()["code"]) == (409, "payload_gone")


def test_a_delivery_is_out_of_the_log_long_after_its_payload_and_the_event_stays(
    company: Company,
) -> None:
    endpoint_id = endpoint_of(company)
    invoice = issued(company)
    sent(company)
    purge(company, MONTH + timedelta(days=1))
    assert purge(company, 2 * MONTH - timedelta(seconds=1)) == 0
    with company.store.read(WORKSPACE) as uow:
        told = [each.event_id for each in uow.deliveries.page(endpoint_id)]
    assert purge(company, timedelta(seconds=2)) == len(told) > 0
    assert purge(company, timedelta()) == 0
    with company.store.read(WORKSPACE) as uow:
        assert uow.deliveries.page(endpoint_id) == []
        assert {uow.events.get(each).id for each in told} == {*told}
        assert uow.outbox.receipt(invoice_stream(invoice.id), "card")
    assert verify(company.store, WORKSPACE) == []


def test_attempts_to_deliver_and_answers_for_repeats_are_removed(company: Company) -> None:
    with company.store.write(WORKSPACE) as uow:
        uow.deliveries.log(an_attempt("d-1", 1, answer="<h1>Dana Reyes</h1>"))
    company.call("POST", "/invoices", an_invoice(), idempotency_key="crm-1")
    assert purge(company, timedelta(hours=23)) == 0
    assert purge(company, timedelta(hours=1)) == 1
    purge(company, MONTH)
    with company.store.read(WORKSPACE) as uow:
        assert uow.deliveries.attempts_of("d-1") == []
    assert "Dana Reyes</h1>" not in everywhere(company)


def test_much_is_forgotten_in_small_transactions_to_the_last_row(company: Company) -> None:
    purge(company, 2 * MONTH)
    with company.store.write(WORKSPACE) as uow:
        for n in range(450):
            uow.deliveries.log(an_attempt(f"d-{n}", 1))
    assert purge(company, 2 * MONTH) == 450


# A customer and a person


def test_a_customers_drafts_forms_and_people_are_erased_and_issued_invoices_stay(
    company: Company,
) -> None:
    kept, draft = issued(company), a_draft(company)
    form_id = a_form(company, SAM.id, customer="customer-acme", memo="For Dana")
    sent(company)
    with company.store.write(WORKSPACE) as uow:
        erased = erase_customer(EraseCustomer(by=OPERATOR, customer_id="customer-acme"), uow)
    assert erased.kept > 0
    with company.store.read(WORKSPACE) as uow:
        assert uow.customers.get("customer-acme").ap_contact == ApContact()
        assert [each.id for each in uow.invoices.summaries()] == [kept.id]
        assert uow.versions.of(draft.id) == []
        assert uow.events.of(draft.id) == []
        assert [each.id for each in uow.forms.of(SAM.id) if each.id == form_id] == []
    assert draft.id not in everywhere_but_the_log(company)
    assert verify(company.store, WORKSPACE) == []


def forget_sent(company: Company) -> None:
    """As the command and the worker do after an erasure."""
    assert company.database.sent_forgetting.is_forgetting()
    while company.database.sent_forgetting.step():
        pass


def everywhere_but_the_log(company: Company) -> str:
    """The audit log holds ids and digests, and names nobody."""
    with company.database.engine.connect() as connection:
        return "\n".join(
            str(tuple(row))
            for table in SQLModel.metadata.sorted_tables
            if table.name not in {"audit_entries", "anchors"}
            for row in connection.execute(table.select())
        )


def test_a_customer_of_whom_nothing_has_to_stay_is_gone(company: Company) -> None:
    a_draft(company)
    with company.store.write(WORKSPACE) as uow:
        erased = erase_customer(EraseCustomer(by=OPERATOR, customer_id="customer-acme"), uow)
        assert uow.customers.page() == []
    assert erased.kept == 0
    assert "Acme" not in everywhere_but_the_log(company)


def test_what_waits_for_approval_is_not_erased_under_the_hands_of_approvers(
    company: Company,
) -> None:
    pending = company.submitted()
    with company.store.write(WORKSPACE) as uow, pytest.raises(StillUnderWay):
        erase_customer(EraseCustomer(by=OPERATOR, customer_id="customer-acme"), uow)
    assert company.now(pending) == pending


def test_a_person_is_erased_from_forms_contacts_and_what_was_sent(company: Company) -> None:
    endpoint_of(company)
    issued(company)
    a_form(company, SAM.id, ap_email=DANA)
    sent(company)
    with company.store.write(WORKSPACE) as uow:
        uow.deliveries.log(an_attempt("d-1", 1, answer=DANA))
        erased = erase_person(ErasePerson(by=OPERATOR, who=DANA.upper()), uow)
        assert uow.customers.get("customer-acme").ap_contact == ApContact()
        assert uow.forms.of(SAM.id) == []
    assert erased.kept > 0
    with company.store.read(WORKSPACE) as uow:
        assert uow.deliveries.attempts_of("d-1") == []
    forget_sent(company)
    assert DANA not in everywhere_in_outbox(company)


def test_the_event_of_an_erasure_says_who_and_how_much_and_not_whom(company: Company) -> None:
    issued(company)
    company.told()
    with company.store.write(WORKSPACE) as uow:
        erase_person(ErasePerson(by=OPERATOR, who=DANA), uow)
    (event,) = company.events(WORKSPACE)
    assert event.name is EventName.WORKSPACE_ERASED
    assert event.by.person == "U0OLGA"
    assert DANA not in event.note
    assert company.people_told() == {FIONA.id, "U0FRANK", WANDA.id, "U0OLGA", "admins"}


# A whole workspace


def test_a_workspace_with_unpaid_invoices_is_not_erased_unless_that_is_said(
    company: Company,
) -> None:
    issued(company)
    with company.store.write(WORKSPACE) as uow, pytest.raises(StillUnpaid):
        erase_workspace(EraseWorkspace(by=OPERATOR), uow)
    with company.store.write(WORKSPACE) as uow:
        erase_workspace(EraseWorkspace(by=OPERATOR, even_unpaid=True), uow)
    assert "Acme" not in everywhere_but_the_log(company)


def test_an_erased_workspace_leaves_one_event_and_the_other_workspaces_alone(
    company: Company,
) -> None:
    with company.store.write(OTHER) as uow:
        uow.customers.save(a_customer(name="Their customer"))
    invoice = issued(company)
    sent(company)
    with company.store.write(WORKSPACE) as uow:
        erase_workspace(EraseWorkspace(by=OPERATOR, even_unpaid=True), uow)
    with company.store.read(WORKSPACE) as uow:
        assert uow.invoices.ids() == []
        assert uow.versions.of(invoice.id) == []
        assert uow.api_keys.all() == []
        ((_, event),) = uow.events.page(limit=10)
    assert (event.name, event.by.person) == (EventName.WORKSPACE_ERASED, "U0OLGA")
    assert WORKSPACE not in company.store.workspaces()
    assert company.call("GET", "/invoices").status_code == 401
    with company.store.read(OTHER) as uow:
        assert [each.name for each in uow.customers.page()] == ["Their customer"]
    assert verify(company.store, WORKSPACE) == []


def test_the_guards_of_versions_stand_again_after_an_erasure(company: Company) -> None:
    issued(company)
    a_draft(company)
    with company.store.write(OTHER) as uow:
        erase_workspace(EraseWorkspace(by=OPERATOR), uow)
    for statement in ("DELETE FROM versions", "UPDATE versions SET note = 'x'"):
        with (
            pytest.raises(DBAPIError, match="immutable"),
            company.database.engine.begin() as connection,
        ):
            connection.execute(text(statement))


@pytest.mark.parametrize("by", [FIONA, MALLORY], ids=["an approver", "an admin"])
def test_nobody_in_slack_and_no_key_erases_anything(company: Company, by: Actor) -> None:
    issued(company)
    key = an_api_key(company.store, *Scope).key.actor
    for who in (by, key):
        with company.store.write(WORKSPACE) as uow:
            tried: tuple[tuple[object, Callable[..., object]], ...] = (
                (EraseWorkspace(by=who, even_unpaid=True), erase_workspace),
                (ErasePerson(by=who, who=DANA), erase_person),
                (EraseCustomer(by=who, customer_id="customer-acme"), erase_customer),
            )
            for command, erase in tried:
                with pytest.raises(NotPermitted):
                    erase(command, uow)


def test_an_erasure_that_fails_half_way_has_erased_nothing(company: Company) -> None:
    invoice = issued(company)
    with pytest.raises(ZeroDivisionError), company.store.write(WORKSPACE) as uow:
        erase_workspace(EraseWorkspace(by=OPERATOR, even_unpaid=True), uow)
        raise ZeroDivisionError
    assert company.now(invoice) == invoice
    with (
        pytest.raises(DBAPIError, match="immutable"),
        company.database.engine.begin() as connection,
    ):
        connection.execute(text("DELETE FROM versions"))


# The commands


@pytest.fixture
def installed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, clock: FixedClock
) -> Iterator[Company]:
    """On a file that the commands open too."""
    url = f"sqlite:///{tmp_path}/jupiter.db"
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("DATABASE_URL", url)
    monkeypatch.setenv("SECRET_KEY", KEY)
    tables_at(tmp_path / "jupiter.db")
    with closing(Database(url, clock, CountingIds(), signer_of((), [KEY]))) as database:
        yield Company(database, clock)


@pytest.fixture
def clock() -> FixedClock:
    return FixedClock()


def jupiter(*words: str) -> Result:
    return CliRunner().invoke(cli, list(words))


def rows(folder: Path) -> dict[str, list[str]]:
    return {each.stem: each.read_text().splitlines() for each in folder.glob("*.jsonl")}


def test_an_export_has_every_row_of_the_workspace_and_none_of_another(
    installed: Company, tmp_path: Path
) -> None:
    invoice = issued(installed)
    out = tmp_path / "out"
    ran = jupiter("export", "--workspace", WORKSPACE, "--out", str(out), "--pdf")
    assert ran.exit_code == 0, ran.output
    exported = rows(out)
    with installed.database.engine.connect() as connection:
        for table in SQLModel.metadata.sorted_tables:
            if "workspace_id" not in table.c or table.name == "answers":
                continue
            where = table.c.workspace_id == WORKSPACE
            there = len(connection.execute(table.select().where(where)).all())
            assert len(exported.get(table.name, [])) == there, table.name
    assert OTHER not in "\n".join(line for lines in exported.values() for line in lines)
    (version, *_) = [json.loads(each) for each in exported["versions"]]
    assert version["subject_id"] == invoice.id
    assert len(list((out / "pdf").iterdir())) == 1
    assert json.loads((out / "export.json").read_text())["pdfs"] == 1


def test_an_export_is_nobody_elses_to_read_and_lets_nobody_in(
    installed: Company, tmp_path: Path
) -> None:
    endpoint_of(installed)
    issued(installed)
    with installed.store.write(WORKSPACE) as uow:
        uow.answers.keep(
            Answered(
                key_id="k",
                idempotency_key="i",
                fingerprint="f",
                status=200,
                headers={},
                body="x",
                at=uow.now,
            )
        )
        hashes = [each.secret_hash for each in uow.api_keys.all()]
        sealed = [one.sealed for each in uow.webhook_endpoints.all() for one in each.secrets]
    out = tmp_path / "out"
    assert jupiter("export", "--workspace", WORKSPACE, "--out", str(out)).exit_code == 0
    assert stat.S_IMODE(out.stat().st_mode) == 0o700
    assert {stat.S_IMODE(each.stat().st_mode) for each in out.iterdir()} == {0o600}
    everything = "\n".join(each.read_text() for each in out.iterdir())
    assert hashes
    assert sealed
    assert not [each for each in (*hashes, *sealed) if each in everything]
    assert "answers" not in rows(out)


def test_an_export_overwrites_nothing_and_knows_its_workspace(
    installed: Company, tmp_path: Path
) -> None:
    assert jupiter("export", "--workspace", WORKSPACE, "--out", str(tmp_path)).exit_code == 2
    nobody = jupiter("export", "--workspace", "T0NOBODY", "--out", str(tmp_path / "new"))
    assert nobody.exit_code == 2
    assert not (tmp_path / "new").exists()


def test_nothing_is_erased_before_the_workspace_is_named_once_more(installed: Company) -> None:
    invoice = issued(installed)
    words = ("erase", "--workspace", WORKSPACE, "--as", "U0OLGA", "--all")
    for more in (
        (),
        ("--yes", "T0OTHER"),
        ("--yes", WORKSPACE),
        ("--yes", WORKSPACE, "--person", DANA),
    ):
        ran = jupiter(*words, *more)
        assert ran.exit_code == 2, ran.output
        assert installed.now(invoice) == invoice
    ran = jupiter(*words, "--yes", WORKSPACE, "--even-unpaid")
    assert ran.exit_code == 0, ran.output
    assert "The whole workspace" in ran.output
    verified = jupiter("verify")
    assert verified.exit_code == 0, verified.output
    assert "The whole workspace" in verified.output
    assert "Acme" not in everywhere_but_the_log(installed)


def test_a_person_is_erased_from_the_command_line_and_it_says_what_is_kept(
    installed: Company,
) -> None:
    issued(installed)
    words = ("erase", "--workspace", WORKSPACE, "--as", "U0OLGA", "--yes", WORKSPACE)
    ran = jupiter(*words, "--person", DANA)
    assert ran.exit_code == 0, ran.output
    assert "1 contacts" in ran.output
    assert "sealed versions, events and payments" in ran.output
    assert "What was sent before is forgotten" in ran.output
    assert "Nothing of that is left in the index of words" in ran.output
    assert not installed.database.sent_forgetting.is_forgetting()
    assert not installed.database.word_merging.is_forgetting()
    verified = jupiter("verify")
    assert verified.exit_code == 0, verified.output
    assert "Erased on" in verified.output
    assert "(U0OLGA)" in verified.output
    assert DANA not in verified.output
    assert jupiter(*words, "--customer", "nobody").exit_code == 2
