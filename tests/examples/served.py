"""JupiterInvoice as it serves other systems: a real server on a fresh SQLite file, with the
parties of the example file and a new key."""

import json
from collections.abc import Iterator, Mapping
from contextlib import chdir, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import httpx
from pydantic import SecretStr
from typer.testing import CliRunner

from bot.cli.commands import cli
from bot.demo.first_accounts import confirm_first_accounts
from bot.demo.play import HERE
from bot.intake.files.setup import read_setup
from bot.main import compose, web_server
from bot.settings import Settings
from bot.web.server import in_the_background
from jupiter_core.commands.setup import apply_setup
from tests.harness.databases import tables_at
from tests.harness.local_http import NO_CERTIFICATES
from tests.harness.ports import a_free_port

PAYLOADS = Path(__file__).parent / "payloads"
TEAM = "T0123456789"
Json = dict[str, Any]


@dataclass(frozen=True)
class Served:
    """`environment` is that of a shell beside the server."""

    url: str
    key: str
    environment: Mapping[str, str]

    def posted(self, path: str, body: Any) -> Json:
        """What is answered to a body that is taken."""
        headers = {"Authorization": f"Bearer {self.key}"}
        answer = httpx.post(
            f"{self.url}/api/v1{path}",
            json=body,
            headers=headers,
            verify=NO_CERTIFICATES,
            timeout=30,
        )
        assert answer.status_code == 201, answer.text
        return dict(answer.json())


@contextmanager
def a_served_workspace(folder: Path) -> Iterator[Served]:
    settings = Settings(
        _env_file=None,
        database_url=f"sqlite:///{folder}/served.sqlite3",
        secret_key=(SecretStr("Zq7vT0mXe4Lr9WbK2hYc6NsJ8uPd3GfA5iRo1Ex"),),
        port=a_free_port(),
    )
    tables_at(folder / "served.sqlite3")
    application = compose(settings)
    example = read_setup((HERE / "workspace.yaml").read_text("utf-8"), HERE)
    with application.database.write(TEAM) as uow:
        apply_setup(example, uow, application.renderer)
        confirm_first_accounts(uow)
    environment = {
        "DATABASE_URL": settings.database_url.get_secret_value(),
        "SECRET_KEY": settings.secret_key[0].get_secret_value(),
        "PATH": "/usr/bin:/bin",
    }
    with in_the_background(web_server(application)):
        url = f"http://127.0.0.1:{settings.port}"
        yield Served(url, a_new_key(environment, folder), environment)


def a_new_key(environment: Mapping[str, str], folder: Path) -> str:
    """As an operator makes one."""
    words = ["api-key", "make", "--workspace", TEAM, "--name", "The CRM", "--owner", "U0WANDA"]
    for scope in ("invoices:write", "contracts:write", "customers:write", "sender-profiles:read"):
        words += ["--scope", scope]
    with chdir(folder):
        made = CliRunner().invoke(cli, words, env=environment)
    assert made.exit_code == 0, made.stderr
    return made.stdout.strip()


def payload(name: str) -> Any:
    """Numbers with a point stay exact, as a careful client reads them."""
    return json.loads((PAYLOADS / f"{name}.json").read_text("utf-8"))


def the_seed_deal() -> Json:
    """The vector that the field's first deal is."""
    vectors = json.loads((PAYLOADS.parents[1] / "vectors" / "contract_schedules.json").read_text())
    return dict(next(each for each in vectors if each["name"].startswith("the seed deal")))
