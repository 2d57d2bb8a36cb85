"""Somebody has the database with every right, and not the key: whatever they do is found."""

import json
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import text
from typer.testing import CliRunner, Result

from bot.cli.commands import cli
from bot.security.signing_keys import signer_of
from jupiter_core.commands.anchor import AnchorPlan, keep_anchor
from jupiter_core.commands.approval import Approve, approve
from jupiter_core.commands.draft import SubmitInvoice, submit_invoice
from jupiter_core.domain.approval import ApprovalPolicy
from jupiter_core.domain.audit import Anchor
from jupiter_core.domain.frozen import canonical_json, sha256_hex
from jupiter_core.domain.invoice import Invoice
from jupiter_core.domain.seal import Signer
from jupiter_core.domain.version import GENESIS, Version
from jupiter_core.domain.workspace import Workspace
from jupiter_core.queries.verify import prove
from jupiter_core.store import Database
from tests.factories import (
    DEAL_CHANNEL,
    FIONA,
    FRANK,
    SAM,
    SECRET_KEY,
    WORKSPACE,
    a_customer,
    a_sender_profile,
)
from tests.harness.api_keys import an_api_key
from tests.harness.databases import KINDS, fresh_url
from tests.harness.fakes import CountingIds, FixedClock
from tests.harness.workspace import Paper, terms

KEY = SECRET_KEY
TABLES = ("versions", "audit_entries")


@dataclass
class World:
    """A workspace with issued invoices, as people and the bot have made it."""

    database: Database
    url: str
    clock: FixedClock
    invoices: list[Invoice]

    def issue(self) -> Invoice:
        with self.database.write(WORKSPACE) as uow:
            command = SubmitInvoice(by=SAM, deal_channel=DEAL_CHANNEL, terms=terms())
            waiting = submit_invoice(command, uow, Paper())
        with self.database.write(WORKSPACE) as uow:
            return approve(
                Approve(by=FIONA, subject_id=waiting.id, expected_version=waiting.sequence), uow
            )

    def anchor(self) -> Anchor:
        """As the timer does, for the operator's file."""
        plan = AnchorPlan(hours=1, places=("file",))
        self.clock.advance(hours=2)
        with self.database.write(WORKSPACE) as uow:
            assert keep_anchor(plan, uow) == 1
            anchor = uow.audit.anchored()
            assert anchor is not None
            return anchor

    def tamper(self, *statements: str, **values: object) -> None:
        """First the triggers, then the rows."""
        on = " ON {}" if self.database.engine.dialect.name == "postgresql" else ""
        with self.database.engine.begin() as connection:
            for table in TABLES:
                for change in ("update", "delete"):
                    trigger = f"{table}_refuse_{change}{on.format(table)}"
                    connection.execute(text(f"DROP TRIGGER IF EXISTS {trigger}"))
            for statement in statements:
                assert connection.execute(text(statement), values).rowcount, statement

    def broken(self, *anchors: Anchor) -> list[str]:
        return [each.sentence for each in prove(self.database, WORKSPACE, anchors).broken]

    def versions(self, invoice: Invoice) -> list[Version]:
        with self.database.read(WORKSPACE) as uow:
            return uow.versions.of(invoice.id)


@pytest.fixture(params=KINDS)
def world(request: pytest.FixtureRequest) -> Iterator[World]:
    clock, url = FixedClock(), fresh_url(request.param, request)
    with closing(Database(url, clock, CountingIds(), signer_of((), [KEY]))) as database:
        with database.write(WORKSPACE) as uow:
            team = ApprovalPolicy(approvers=(FIONA.id, FRANK.id))
            uow.save_workspace(Workspace(id=WORKSPACE, policy=team))
            uow.sender_profiles.save(a_sender_profile())
            uow.customers.save(a_customer())
        an_api_key(database)
        made = World(database, url, clock, [])
        made.invoices = [made.issue(), made.issue()]
        assert made.broken() == []
        yield made


def jupiter(
    world: World, monkeypatch: pytest.MonkeyPatch, *words: str, key: str = KEY, typed: str = ""
) -> Result:
    """`jupiter verify` as the operator types it, with the key in the environment."""
    monkeypatch.setenv("DATABASE_URL", world.url)
    monkeypatch.setenv("SECRET_KEY", key)
    return CliRunner().invoke(cli, ["verify", *words], input=typed)


def rewritten(world: World, invoice: Invoice, seal: Any) -> None:
    """The whole chain anew, from its first version on, with its own row made to fit."""
    previous = GENESIS
    statements = []
    for version in world.versions(invoice):
        document = version.document.replace("Acme", "Acne")
        assert document != version.document
        forged = version.model_copy(update={"document": document, "previous_hash": previous})
        previous = seal(forged.text())
        here = f"WHERE subject_id = '{invoice.id}' AND sequence = {version.sequence}"
        statements.append(
            f"UPDATE versions SET document = replace(document, 'Acme', 'Acne'), "
            f"previous_hash = '{forged.previous_hash}', hash = '{previous}' {here}"
        )
    world.tamper(
        *statements,
        f"UPDATE invoices SET document = replace(document, 'Acme', 'Acne'), "
        f"head_hash = '{previous}' WHERE id = '{invoice.id}'",
    )


def test_a_chain_rewritten_with_correct_hashes_but_without_the_key_is_found(world: World) -> None:
    rewritten(world, world.invoices[0], sha256_hex)
    (found,) = world.broken()
    assert found == f"{world.invoices[0].id}: it is not what was written last (invoice)"


def test_a_chain_rewritten_with_another_key_is_found_at_its_first_version(world: World) -> None:
    rewritten(world, world.invoices[0], Signer((b"a key of the attacker's own",)).seal)
    (found,) = world.broken()
    where = f"{world.invoices[0].id}, sequence 1"
    assert found == f"{where}: it is sealed with a key that is not among those given"


def test_a_chain_goes_on_without_the_key_nowhere(world: World) -> None:
    """The last version alone is replaced by one that anybody could have sealed."""
    last = world.versions(world.invoices[0])[-1]
    forged = last.model_copy(update={"note": "agreed on the telephone"})
    seal = sha256_hex(forged.text())
    world.tamper(
        f"UPDATE versions SET note = :note, hash = '{seal}' "
        f"WHERE subject_id = '{last.subject_id}' AND sequence = {last.sequence}",
        f"UPDATE invoices SET head_hash = '{seal}' WHERE id = '{last.subject_id}' AND '' <> :note",
        note=forged.note,
    )
    (found,) = world.broken()
    assert "it is sealed without a key, though one before it has a key's seal" in found


def test_the_last_versions_removed_and_the_head_reset_are_found(world: World) -> None:
    kept = world.versions(world.invoices[0])[0]
    _reset(world, kept)
    found = world.broken()
    assert f"{kept.subject_id}: it is not what was written last (invoice)" in found
    assert any("numbers have no invoice" in each for each in found)


def _reset(world: World, kept: Version) -> None:
    world.tamper(f"DELETE FROM versions WHERE subject_id = '{kept.subject_id}' AND sequence > 1")
    world.tamper(
        f"UPDATE invoices SET sequence = 1, head_hash = '{kept.hash}', document = :document, "
        f"number = NULL, number_key = NULL, state = 'draft' WHERE id = '{kept.subject_id}'",
        document=kept.document,
    )


def test_a_rewritten_bank_account_is_found(world: World) -> None:
    world.tamper(
        "UPDATE sender_profiles SET document = replace(document, '123456789', '666666666')"
    )
    profile = a_sender_profile().id
    (found,) = world.broken()
    assert found.startswith(f"legal entity {profile}, sequence ")
    assert found.endswith("it is not what was written last")


def test_a_removed_profile_is_found(world: World) -> None:
    world.tamper("DELETE FROM sender_profiles")
    (found,) = world.broken()
    assert found.endswith("it was removed")


def test_a_rewritten_customer_is_found(world: World) -> None:
    world.tamper(
        "UPDATE customers SET document = replace(document, 'acme.example', 'evil.example')"
    )
    (found,) = world.broken()
    assert found.startswith("customer customer-acme, sequence ")


def test_an_issued_invoice_removed_with_its_history_is_found(world: World) -> None:
    gone = world.invoices[1]
    world.tamper(
        f"DELETE FROM versions WHERE subject_id = '{gone.id}'",
        f"DELETE FROM invoices WHERE id = '{gone.id}'",
        f"DELETE FROM events WHERE subject_id = '{gone.id}'",
    )
    found = world.broken()
    assert f"{gone.id}: it was removed (invoice)" in found
    assert any(f"1 of 2 numbers have no invoice: {gone.number}" in each for each in found)
    assert any(each.startswith("event ") for each in found)


def test_an_added_invoice_is_found_though_its_chain_is_sound(world: World) -> None:
    """Copied from a genuine one, its versions sealed as before there was a key."""
    first = world.versions(world.invoices[0])[0]
    document = first.document.replace(first.subject_id, "01JFORGED")
    forged = first.model_copy(update={"subject_id": "01JFORGED", "document": document})
    seal = sha256_hex(forged.text())
    names = ", ".join(f'"{name}"' for name in Version.model_fields if name != "hash")
    with world.database.engine.begin() as connection:
        row = dict(
            connection.execute(text(f"SELECT * FROM invoices WHERE id = '{first.subject_id}'"))
            .mappings()
            .one()
        )
    row |= {"id": "01JFORGED", "sequence": 1, "head_hash": seal, "document": document}
    row |= {"number": None, "number_key": None}
    columns = ", ".join(row)
    world.tamper(_copied_version(names, first.subject_id))
    world.tamper(
        f"UPDATE versions SET document = :document, hash = '{seal}' WHERE subject_id = '01JFORGED'",
        document=document,
    )
    with world.database.engine.begin() as connection:
        connection.execute(
            text(f"INSERT INTO invoices ({columns}) VALUES ({', '.join(f':{n}' for n in row)})"),
            row,
        )
    assert world.broken() == ["01JFORGED: it is there, and the log does not know it (invoice)"]


def _copied_version(names: str, subject_id: str) -> str:
    copied = names.replace('"subject_id"', "'01JFORGED'")
    return (
        f"INSERT INTO versions ({names}, hash) SELECT {copied}, hash FROM versions "
        f"WHERE subject_id = '{subject_id}' AND sequence = 1"
    )


def test_a_changed_policy_is_found(world: World) -> None:
    world.tamper("UPDATE workspaces SET document = replace(document, 'U0FRANK', 'U0MALLORY')")
    (found,) = world.broken()
    assert found.startswith(f"workspace {WORKSPACE}, sequence ")


def test_an_added_api_key_is_found(world: World) -> None:
    document = canonical_json({"name": "backdoor"})
    world.tamper(
        "INSERT INTO api_keys (workspace_id, id, secret_hash, document) "
        f"VALUES ('{WORKSPACE}', 'K-EVIL', 'aa', :document)",
        document=document,
    )
    assert world.broken() == ["API key K-EVIL: it is there, and the log does not know it"]


def test_a_secret_hash_that_no_longer_is_the_keys_own_is_found(world: World) -> None:
    """The door finds a key by that column alone, whatever its document says."""
    world.tamper("UPDATE api_keys SET secret_hash = 'the hash of another secret'")
    (found,) = world.broken()
    assert found.startswith("API key ")


def test_a_lowered_number_series_is_found(world: World) -> None:
    world.tamper("UPDATE number_series SET taken = 1")
    found = world.broken()
    assert any(each.startswith("number series ") and "written last" in each for each in found)
    assert any("never given by a number series" in each for each in found)


def test_a_column_that_queries_read_and_the_document_does_not_say_is_found(world: World) -> None:
    world.tamper(f"UPDATE invoices SET state = 'void' WHERE id = '{world.invoices[0].id}'")
    assert world.broken() == [f"{world.invoices[0].id}: it is not what was written last (invoice)"]


def test_removed_and_altered_messages_that_are_not_sent_yet_are_found(world: World) -> None:
    assert world.database.outbox.claim(
        owner="w", now=world.clock.now(), lease_until=world.clock.now(), limit=1
    ), "what a worker does to a message is no deviation"
    assert world.broken() == []
    with world.database.engine.connect() as connection:
        query = "SELECT id FROM outbox ORDER BY position"
        first, second = connection.execute(text(query)).scalars().all()[:2]
    world.tamper(
        f"DELETE FROM outbox WHERE id = '{first}'",
        f"UPDATE outbox SET body = '{{}}' WHERE id = '{second}'",
    )
    found = world.broken()
    assert len(found) == 2
    assert {each.split(",")[0] for each in found} == {f"message {first}", f"message {second}"}


def test_the_log_removed_whole_is_found(world: World) -> None:
    world.tamper("DELETE FROM audit_entries")
    (found,) = world.broken()
    assert found == "audit log: there is none, though there are rows: it was removed"


def test_the_log_removed_and_begun_anew_by_the_bot_itself_is_found(world: World) -> None:
    """The rewritten past is in no entry of the new log."""
    rewritten(world, world.invoices[0], sha256_hex)
    world.tamper("DELETE FROM audit_entries")
    world.issue()
    found = world.broken()
    assert f"{world.invoices[0].id}: it is there, and the log does not know it (invoice)" in found


def test_an_entry_that_was_changed_removed_or_forged_is_found(world: World) -> None:
    world.tamper("UPDATE audit_entries SET kind = 'adopted' WHERE sequence = 2")
    assert "audit log, sequence 2: its content does not match its seal" in world.broken()
    world.tamper("DELETE FROM audit_entries WHERE sequence = 2")
    assert "audit log, sequence 3: entry 2 is missing" in world.broken()


def test_an_entry_that_anybody_could_have_sealed_is_none(world: World) -> None:
    """A row is rewritten, and an entry added that says so, sealed with SHA-256 alone."""
    with world.database.read(WORKSPACE) as uow:
        head = uow.audit.head()
    assert head is not None
    forged = head._replace(sequence=head.sequence + 1, previous=head.seal, rows="[]")
    columns = "workspace_id, sequence, at, kind, rows, previous, seal"
    values = ", ".join(f":{name}" for name in forged._fields)
    world.tamper(
        f"INSERT INTO audit_entries ({columns}) VALUES ({values})",
        **{**forged._asdict(), "seal": sha256_hex(forged.text()), "at": str(forged.at)},
    )
    assert any("it is sealed without a key" in each for each in world.broken())


def test_entries_cut_off_the_end_are_found_with_an_anchor_and_only_with_one(world: World) -> None:
    """The invoice and all that speaks of it is gone, down to the log's own entries."""
    with world.database.read(WORKSPACE) as uow:
        head = uow.audit.head()
    assert head is not None
    late = world.issue()
    anchor = world.anchor()
    world.tamper(
        f"DELETE FROM audit_entries WHERE sequence > {head.sequence}",
        f"DELETE FROM versions WHERE subject_id = '{late.id}'",
        f"DELETE FROM invoices WHERE id = '{late.id}'",
        f"DELETE FROM events WHERE subject_id = '{late.id}'",
        "UPDATE number_series SET taken = 2",
        f"DELETE FROM outbox WHERE body LIKE '%{late.id}%' OR kind = 'anchor'",
    )
    assert world.broken() == [], "so verify says that it cannot prove this without an anchor"
    (found,) = world.broken(anchor)
    assert found.startswith(f"audit log, sequence {head.sequence}: it ends here, but an anchor of ")


def test_a_log_rewritten_by_somebody_who_has_the_key_does_not_meet_its_anchor(
    world: World,
) -> None:
    anchor = world.anchor()
    signer = signer_of((), [KEY])
    with world.database.read(WORKSPACE) as uow:
        entries = list(uow.audit.entries())
    previous, statements = GENESIS, []
    for entry in entries:
        forged = entry._replace(at=entry.at - timedelta(days=1), previous=previous).sealed(signer)
        previous = forged.seal
        statements.append((forged.at, forged.previous, forged.seal, forged.sequence))
    for at, before, seal, sequence in statements:
        world.tamper(
            f"UPDATE audit_entries SET at = :at, previous = '{before}', seal = '{seal}' "
            f"WHERE sequence = {sequence}",
            at=at if world.database.engine.dialect.name == "postgresql" else f"{at:%F %T.%f}",
        )
    assert world.broken() == []
    assert any("has another entry here: it was rewritten" in each for each in world.broken(anchor))


def test_an_anchor_that_was_made_up_is_said_to_be_one(world: World) -> None:
    genuine = world.anchor()
    made_up = genuine.model_copy(update={"head": "a" * 64})
    assert any("not sealed with the key" in each for each in world.broken(made_up))
    other = Signer((b"a key of the attacker's own",))
    assert any("not sealed with the key" in each for each in world.broken(genuine.sealed(other)))


def test_a_workspace_removed_whole_is_found_by_its_anchor(
    world: World, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    kept = tmp_path / "anchors.jsonl"
    kept.write_text(f"{canonical_json(world.anchor())}\n", encoding="utf-8")
    tables = "versions invoices events outbox customers sender_profiles workspaces api_keys"
    tables += " number_series mail_domains audit_entries anchors"
    world.tamper(*(f"DELETE FROM {table}" for table in tables.split()))
    assert jupiter(world, monkeypatch).exit_code == 0
    ran = jupiter(world, monkeypatch, "--anchors", str(kept))
    assert ran.exit_code == 1
    assert "audit log: it ends here, but an anchor of " in ran.stdout


def test_verify_says_what_it_has_proved_and_what_it_cannot(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    ran = jupiter(world, monkeypatch)
    assert ran.exit_code == 0
    assert "proved: 8 versions of 2 invoices and contracts, every seal holds" in ran.stdout
    assert "proved: 2 invoice numbers without a gap" in ran.stdout
    assert "not proved: that no entries were cut off the end of the log" in ran.stdout
    assert "Never proved: what is not in the log" in ran.stdout
    assert "every chain holds" not in ran.stdout.lower()


def test_verify_reads_anchors_from_a_file_and_names_what_they_do_not_cover(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    anchor = world.anchor()
    world.issue()
    typed = canonical_json(anchor)
    ran = jupiter(world, monkeypatch, "--anchors", "-", typed=typed)
    assert ran.exit_code == 0
    assert f"proved: 1 anchor, the newest of {anchor.at:%Y-%m-%d %H:%M} UTC" in ran.stdout
    assert "nothing was cut off after" not in ran.stdout.partition("not proved")[0]
    assert "entries behind the newest anchor" in ran.stdout
    told = jupiter(world, monkeypatch, "--anchors", "-", typed=f"{typed}\nnonsense\n")
    assert (told.exit_code, told.stderr) == (2, "-: line 2 is no anchor\n")


def test_verify_without_the_key_says_so_and_does_not_say_that_all_is_well(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    ran = jupiter(world, monkeypatch, key="")
    assert ran.exit_code == 2
    assert "could not be checked: set SECRET_KEY" in ran.stdout
    assert "every seal holds" not in ran.stdout


def test_a_replaced_key_goes_on_proving_what_the_older_one_sealed(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    newer = "b7QdX2mV9sKe4RzT8wLc3HyN6uJp1GfA5oZr0Ei"
    url, clock = world.url, world.clock
    with closing(Database(url, clock, CountingIds("02J"), signer_of((), [newer, KEY]))) as database:
        world.database = database
        world.issue()
    assert jupiter(world, monkeypatch, key=f"{newer},{KEY}").exit_code == 0
    ran = jupiter(world, monkeypatch, key=newer)
    assert ran.exit_code == 1
    assert "it is sealed with a key that is not among those given" in ran.stdout


def test_every_attack_ends_verify_with_1_and_a_line_that_names_it(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    world.tamper(
        "UPDATE sender_profiles SET document = replace(document, '123456789', '666666666')"
    )
    ran = jupiter(world, monkeypatch)
    assert ran.exit_code == 1
    (line,) = [each for each in ran.stdout.splitlines() if "BROKEN" in each]
    assert f"legal entity {a_sender_profile().id}" in line
    assert "  proved: " not in ran.stdout
    assert ran.stdout.endswith("1 place broken.\n")


def test_the_anchor_is_json_that_says_which_entry_it_is_of(world: World) -> None:
    anchor = world.anchor()
    with world.database.read(WORKSPACE) as uow:
        entries = list(uow.audit.entries())
    assert entries[anchor.sequence - 1].seal == anchor.head
    assert set(json.loads(canonical_json(anchor))) == {
        *("workspace_id", "sequence", "head", "at", "seal")
    }
