"""`jupiter api-key`, as an operator types it."""

from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from bot.cli.commands import cli
from bot.security.signing_keys import signer_of
from bot.system import SystemClock, Ulids
from jupiter_core.domain.api_key import Scope, secret_hash_of
from jupiter_core.domain.refusals import NotFound
from jupiter_core.store import Database
from tests.factories import SECRET_KEY, WORKSPACE
from tests.harness.set_up_database import set_up_at

KEY = ("--workspace", WORKSPACE)


@pytest.fixture
def store(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Database:
    """A workspace that is set up."""
    url = f"sqlite:///{tmp_path}/cli.sqlite3"
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("DATABASE_URL", url)
    monkeypatch.setenv("SECRET_KEY", SECRET_KEY)
    set_up_at(tmp_path / "cli.sqlite3")
    clock = SystemClock()
    return Database(url, clock, Ulids(clock), signer_of((), [SECRET_KEY]))


def jupiter(*words: str) -> Result:
    return CliRunner().invoke(cli, list(words))


def make(*words: str, name: str = "The CRM") -> Result:
    return jupiter("api-key", "make", *KEY, "--name", name, "--owner", "U0WANDA", *words)


def ids(store: Database) -> list[str]:
    with store.read(WORKSPACE) as uow:
        return [each.id for each in uow.api_keys.all()]


def test_a_key_is_printed_alone_and_opens_its_workspace(store: Database) -> None:
    ran = make()
    assert ran.exit_code == 0
    workspace, key = store.workspace_of_key(secret_hash_of(ran.stdout.strip()))
    assert (workspace, key.name) == (WORKSPACE, "The CRM")
    assert ran.stdout.endswith(f"{key.hint}\n")
    assert "it won't be shown again" in ran.stderr
    assert len(ran.stdout.splitlines()) == 1


def test_a_key_without_scopes_reads_invoices_and_contracts(store: Database) -> None:
    _, key = store.workspace_of_key(secret_hash_of(make().stdout.strip()))
    assert set(key.scopes) == {Scope.INVOICES_READ, Scope.CONTRACTS_READ}


def test_a_key_has_an_owner_an_end_and_addresses(store: Database) -> None:
    ran = make("--days", "30", "--allow", "10.0.0.0/8", "--allow", "203.0.113.7")
    _, key = store.workspace_of_key(secret_hash_of(ran.stdout.strip()))
    assert (key.owner, key.actor.person) == ("U0WANDA", "U0WANDA")
    assert key.expires_at is not None
    assert (key.expires_at - key.made_at).days == 30
    assert key.allowed_addresses == ("10.0.0.0/8", "203.0.113.7/32")
    shown = jupiter("api-key", "list", *KEY).stdout
    assert "owner U0WANDA" in shown
    assert "never used  expires 2" in shown
    assert "only from 10.0.0.0/8, 203.0.113.7/32" in shown


def test_a_key_is_not_made_without_an_owner(store: Database) -> None:
    assert jupiter("api-key", "make", *KEY, "--name", "The CRM").exit_code == 2
    assert ids(store) == []


def test_a_key_of_before_there_were_owners_gets_one_once(store: Database) -> None:
    make()
    (key_id,) = ids(store)
    with store.write(WORKSPACE) as uow:
        old = uow.api_keys.get(key_id).model_copy(update={"owner": ""})
        uow.api_keys.save(old)
    assert "no owner" in jupiter("api-key", "list", *KEY).stdout
    named = jupiter("api-key", "own", key_id, *KEY, "--owner", "U0SAM")
    assert "counts as that of U0SAM" in named.stdout
    assert jupiter("api-key", "own", key_id, *KEY, "--owner", "U0OTHER").exit_code == 2


def test_a_key_may_what_is_named_and_nothing_else(store: Database) -> None:
    ran = make("--scope", "invoices:approve", "--scope", "invoices:read")
    _, key = store.workspace_of_key(secret_hash_of(ran.stdout.strip()))
    assert set(key.scopes) == {Scope.INVOICES_READ}
    assert "It may: invoices:read." in ran.stderr
    assert "It waits for an approver to confirm: invoices:approve." in ran.stderr


def test_two_keys_of_one_name_are_two_keys(store: Database) -> None:
    assert make().stdout != make().stdout
    assert len(ids(store)) == 2


def test_the_key_is_nowhere_in_the_database(store: Database, tmp_path: Path) -> None:
    secret = make().stdout.strip()
    kept = b"".join(each.read_bytes() for each in tmp_path.glob("cli.sqlite3*"))
    assert secret_hash_of(secret).encode() in kept
    assert secret.encode() not in kept
    assert secret.removeprefix("jup_").encode()[:20] not in kept


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (("--scope", "everything"), "“everything” is not a scope. The scopes are: invoices:read"),
        (("--name", " "), "A name is required."),
        (("--name", "x" * 81), "A name can have 80 characters at most; this has 81."),
        (("--name", "CRM\x1b[2J"), "A name has U+001B"),
    ],
)
def test_a_key_that_cannot_be_made_is_refused_in_one_line(
    store: Database, words: tuple[str, ...], sentence: str
) -> None:
    ran = make(*words)
    assert (ran.exit_code, ran.stdout) == (2, "")
    assert ran.stderr.startswith(sentence)
    assert len(ran.stderr.splitlines()) == 1
    assert ids(store) == []


def test_no_key_is_made_in_a_workspace_that_is_not_there(store: Database) -> None:
    ran = jupiter(
        *("api-key", "make", "--workspace", "T0TYPO", "--name", "The CRM", "--owner", "U0WANDA")
    )
    assert (ran.exit_code, ran.stdout) == (2, "")
    assert "Nothing is set up in the workspace T0TYPO" in ran.stderr
    assert WORKSPACE in ran.stderr


def test_the_list_says_who_may_what_and_never_the_key(store: Database) -> None:
    secret = make("--scope", "events:read").stdout.strip()
    make(name="The warehouse")
    ran = jupiter("api-key", "list", *KEY)
    first, second = ran.stdout.splitlines()
    assert first.startswith(
        f"{ids(store)[0]}  The CRM  …{secret[-4:]}  events:read  owner U0WANDA  "
    )
    assert first.endswith("by the operator  never used")
    assert "The warehouse" in second
    assert secret not in ran.stdout


def test_a_list_without_keys_says_so(store: Database) -> None:
    assert jupiter("api-key", "list", *KEY).stdout == "No keys.\n"


def test_a_revoked_key_is_shut_out_and_stays_in_the_list(store: Database) -> None:
    secret = make().stdout.strip()
    (key_id,) = ids(store)
    ran = jupiter("api-key", "revoke", key_id, *KEY)
    assert ran.stdout == (f"Revoked “The CRM” (…{secret[-4:]}). It no longer grants access.\n")
    _, key = store.workspace_of_key(secret_hash_of(secret))
    assert not key.is_live
    assert "revoked 2" in jupiter("api-key", "list", *KEY).stdout


def test_revoking_twice_or_what_is_not_there_is_said_in_one_line(store: Database) -> None:
    make()
    (key_id,) = ids(store)
    jupiter("api-key", "revoke", key_id, *KEY)
    twice = jupiter("api-key", "revoke", key_id, *KEY)
    assert (twice.exit_code, twice.stderr) == (2, "“The CRM” was already revoked.\n")
    nothing = jupiter("api-key", "revoke", "nothing", *KEY)
    assert nothing.exit_code == 2
    assert len(nothing.stderr.splitlines()) == 1


def test_a_key_of_another_workspace_is_not_revoked(store: Database) -> None:
    secret = make().stdout.strip()
    (key_id,) = ids(store)
    assert jupiter("api-key", "revoke", key_id, "--workspace", "T0OTHER").exit_code == 2
    _, key = store.workspace_of_key(secret_hash_of(secret))
    assert key.is_live
    with pytest.raises(NotFound):
        store.workspace_of_key(secret_hash_of(secret + "x"))
