"""The `jupiter` command, as an operator types it."""

import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from sqlalchemy import create_engine, text
from typer.testing import CliRunner, Result

from bot.cli.commands import cli
from bot.demo.play import HERE
from bot.main import renderer_of
from bot.security.signing_keys import signer_of
from bot.settings import Settings
from bot.system import SystemClock, Ulids
from jupiter_core.commands.draft import SubmitInvoice, submit_invoice
from jupiter_core.documents.pdf import PdfRenderer
from jupiter_core.store import Database
from tests.factories import SAM, SECRET_KEY, WORKSPACE, a_content
from tests.jupiter_core.documents.fonts import a_font_of

VECTORS = json.loads(
    (Path(__file__).parent.parent / "vectors" / "contract_schedules.json").read_text("utf-8")
)
EXAMPLE = str(HERE / "workspace.yaml")
KEY = SECRET_KEY


@pytest.fixture
def database(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    url = f"sqlite:///{tmp_path}/cli.sqlite3"
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("DATABASE_URL", url)
    monkeypatch.setenv("SECRET_KEY", KEY)
    return url


def jupiter(*words: str, typed: str | None = None) -> Result:
    return CliRunner().invoke(cli, list(words), input=typed)


@pytest.mark.parametrize("vector", VECTORS, ids=lambda vector: vector["name"])
def test_schedule_prints_what_the_vectors_expect(vector: dict[str, object], tmp_path: Path) -> None:
    file = tmp_path / "contract.json"
    file.write_text(json.dumps(vector["contract"]), encoding="utf-8")
    ran = jupiter("schedule", str(file))
    assert ran.exit_code == 0
    assert json.loads(ran.stdout) == vector["expected"]


def test_schedule_names_every_mistake_with_its_path_and_exits_with_2() -> None:
    contract = {**VECTORS[0]["contract"], "term_months": 0, "currency": "XYZ"}
    ran = jupiter("schedule", "-", typed=json.dumps(contract))
    assert ran.exit_code == 2
    assert ran.stdout == ""
    assert [line.partition(":")[0] for line in ran.stderr.splitlines()] == [
        "currency",
        "term_months",
    ]


@pytest.mark.parametrize(
    "command", [("schedule",), ("setup", "--workspace", "T1", "--as", "U0WANDA")]
)
def test_a_file_that_is_not_there_is_said_in_one_line(
    command: tuple[str, ...], database: str
) -> None:
    ran = jupiter(*command, "nowhere.file")
    assert (ran.exit_code, ran.stderr) == (2, "nowhere.file: No such file or directory\n")


def test_setup_refuses_a_file_with_its_mistakes_and_changes_nothing(
    database: str, tmp_path: Path
) -> None:
    wrong = (HERE / "workspace.yaml").read_text("utf-8").replace("iban: GB", "iban: XX", 1)
    (tmp_path / "wrong.yaml").write_text(wrong, encoding="utf-8")
    ran = jupiter("setup", "wrong.yaml", "--workspace", WORKSPACE, "--as", "U0WANDA")
    assert ran.exit_code == 2
    assert "sender_profiles[" in ran.stderr
    assert not (tmp_path / "cli.sqlite3").exists()


def test_setup_says_what_the_e_invoices_of_an_entity_lack(database: str, tmp_path: Path) -> None:
    lines = (HERE / "workspace.yaml").read_text("utf-8").splitlines(keepends=True)
    silent = "".join(line for line in lines if "phone: +49" not in line)
    (tmp_path / "logos").symlink_to(HERE / "logos")
    (tmp_path / "silent.yaml").write_text(silent, encoding="utf-8")
    ran = jupiter("setup", "silent.yaml", "--workspace", WORKSPACE, "--as", "U0WANDA")
    assert ran.exit_code == 0
    assert ran.stderr == (
        "Jupiter EU GmbH: Peppol BIS Billing 3.0 needs the seller's telephone number.\n"
    )


def test_verify_proves_an_untouched_database_and_names_the_row_that_was_tampered_with(
    database: str,
) -> None:
    assert jupiter("setup", EXAMPLE, "--workspace", WORKSPACE, "--as", "U0WANDA").exit_code == 0
    invoice_id = _an_invoice(database)
    ran = jupiter("verify")
    assert ran.exit_code == 0
    assert "  proved: 2 versions of 1 invoices and contracts, every seal holds\n" in ran.stdout
    with create_engine(database).begin() as connection:
        connection.execute(text("DROP TRIGGER versions_refuse_update"))
        connection.execute(text("UPDATE versions SET note = 'x' WHERE sequence = 2"))
    ran = jupiter("verify")
    assert ran.exit_code == 1
    broken = f"  BROKEN: {invoice_id}, sequence 2: its content does not match its hash\n"
    assert broken in ran.stdout


def test_a_secret_key_that_is_too_short_is_refused_by_name(
    database: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SECRET_KEY", "short")
    ran = jupiter("verify")
    assert ran.exit_code == 2
    assert "SECRET_KEY" in ran.stderr


@pytest.mark.parametrize("command", [("verify",), ("render", "-")])
def test_a_font_that_cannot_be_used_is_said_in_one_line(
    command: tuple[str, ...], database: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "broken.ttf").write_bytes(b"no font")
    monkeypatch.setenv("EXTRA_FONTS", " broken.ttf, ")
    ran = jupiter(*command, typed="{}")
    assert ran.exit_code == 2
    assert ran.stderr.startswith("EXTRA_FONTS cannot be used: broken.ttf is not a font")
    assert len(ran.stderr.splitlines()) == 1


@pytest.mark.parametrize("name", ["EXTRA_FONTS", "EXTRA_FACES"])
def test_the_fonts_of_the_operator_are_used_by_either_name(
    name: str, database: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    fonts = [a_font_of(text, tmp_path / f"{n}.ttf") for n, text in enumerate(("東京", "大阪"))]
    monkeypatch.setenv(name, ",".join(map(str, fonts)))
    settings = Settings(_env_file=None)
    assert settings.extra_fonts == tuple(fonts)
    assert renderer_of(settings).unprintable("東京大阪神戸") == "神"


def _an_invoice(url: str) -> str:
    clock = SystemClock()
    store = Database(url, clock, Ulids(clock), signer_of((), [KEY]))
    content = a_content()
    with store.write(WORKSPACE) as uow:
        customer = uow.customers.search("acme")[0]
        entity = next(e for e in uow.sender_profiles.all() if e.legal_name == "Jupiter US Inc.")
        command = SubmitInvoice.model_validate(
            {
                "by": SAM,
                "deal_channel": "C0ACME",
                "terms": {
                    "customer_id": customer.id,
                    "sender_profile_id": entity.id,
                    "currency": "USD",
                    "net_terms": 45,
                    "issue_date": content.issue_date,
                    "lines": content.lines,
                },
            }
        )
        return submit_invoice(command, uow, PdfRenderer()).id


def test_render_makes_the_three_files_of_its_own_example(tmp_path: Path) -> None:
    file = tmp_path / "invoice.json"
    file.write_text(jupiter("render", "--example").stdout, encoding="utf-8")
    ran = jupiter("render", str(file), "--out", str(tmp_path / "made"))
    assert (ran.exit_code, ran.stderr) == (0, "")
    made = {each.name: each.read_bytes()[:5] for each in (tmp_path / "made").iterdir()}
    assert made == {
        "invoice.pdf": b"%PDF-",
        "invoice.cii.xml": b"<?xml",
        "invoice.ubl.xml": b"<?xml",
    }


def test_render_says_every_mistake_with_its_path_exits_with_2_and_writes_nothing(
    tmp_path: Path,
) -> None:
    wrong = json.dumps({"number": 1, "lines": [{"quantity": "x"}]})
    ran = jupiter("render", "-", "--out", str(tmp_path / "made"), typed=wrong)
    assert ran.exit_code == 2
    assert {line.partition(":")[0] for line in ran.stderr.splitlines()} >= {
        "currency",
        "lines[0].quantity",
        "number",
    }
    assert not (tmp_path / "made").exists()


def test_render_says_what_the_standard_misses_and_makes_the_pdf_all_the_same(
    tmp_path: Path,
) -> None:
    invoice = json.loads(jupiter("render", "--example").stdout)
    del invoice["po_number"], invoice["customer"]["buyer_reference"]
    ran = jupiter("render", "-", "--out", str(tmp_path), typed=json.dumps(invoice))
    assert ran.exit_code == 0
    assert "invoice.ubl.xml is left out" in ran.stderr
    assert (tmp_path / "invoice.pdf").exists()
    assert not (tmp_path / "invoice.ubl.xml").exists()


@pytest.mark.parametrize(
    ("url", "sentence"),
    [
        ("mysql://x", "mysql is not a database that is known here"),
        ("sqlite:////nowhere/at/all/x.db", "there is no database at /nowhere/at/all/x.db"),
        ("nonsense", "it is not of the form sqlite:///"),
    ],
)
def test_a_database_that_cannot_be_used_is_said_in_one_line(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, url: str, sentence: str
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("DATABASE_URL", url)
    ran = jupiter("verify")
    assert ran.exit_code == 2
    assert ran.stderr.startswith(f"DATABASE_URL cannot be used: {sentence}")
    assert len(ran.stderr.splitlines()) == 1


def test_a_token_that_slack_refuses_is_said_in_one_line(
    database: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    with a_refusing_slack() as url:
        given = {
            "SECRET_KEY": SECRET_KEY,
            "SLACK_BOT_TOKEN": "xoxb-local",
            "SLACK_SIGNING_SECRET": "local",
            "SLACK_API_URL": url,
        }
        for name, value in given.items():
            monkeypatch.setenv(name, value)
        ran = jupiter("run")
    assert ran.exit_code == 2
    assert "Slack refuses a token: invalid_auth\n" in ran.stderr
    assert "Traceback" not in ran.stderr
    assert "joining Slack" not in {each.name for each in threading.enumerate()}


class RefusingSlack(BaseHTTPRequestHandler):
    """It knows no token."""

    def do_POST(self) -> None:
        self.rfile.read(int(self.headers["Content-Length"] or 0))
        body = b'{"ok": false, "error": "invalid_auth"}'
        self.send_response(200)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002
        """Nothing."""


@contextmanager
def a_refusing_slack() -> Iterator[str]:
    """Its address."""
    with ThreadingHTTPServer(("127.0.0.1", 0), RefusingSlack) as server:
        thread = threading.Thread(target=server.serve_forever, daemon=True)
        thread.start()
        yield f"http://127.0.0.1:{server.server_port}/api"
        server.shutdown()
