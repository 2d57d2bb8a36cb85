"""The seller's tax form on the customer's page, kept over REST and from the command line."""

from base64 import b64encode
from pathlib import Path

import pytest
from typer.testing import CliRunner

from bot.cli.commands import cli
from bot.main import compose
from bot.settings import Settings
from jupiter_core.commands.tax_form import KeepTaxForm, keep_tax_form
from jupiter_core.domain.actor import OPERATOR
from jupiter_core.domain.api_key import Scope
from tests.factories import FIONA, SAM, SECRET_KEY, WORKSPACE, a_sender_profile
from tests.harness.api_client import System, pointers
from tests.harness.api_keys import an_api_key
from tests.harness.link_client import LinkClient, an_issued_site

W9 = b"%PDF-1.7\nthe form\n%%EOF\n"


def keep(site: LinkClient, name: str = "W-9.pdf", content: bytes = W9) -> None:
    with site.store.write(WORKSPACE) as uow:
        command = KeepTaxForm(by=OPERATOR, profile_id="sender-us", name=name, content=content)
        keep_tax_form(command, uow)


def test_a_customer_downloads_it_from_the_link_for_changes() -> None:
    site = an_issued_site()
    assert site.client.get(f"{site.link}/tax-form.pdf").status_code == 404
    keep(site)
    assert "Tax form of Jupiter US Inc." in site.client.get(site.link).text
    answer = site.client.get(f"{site.link}/tax-form.pdf")
    assert (answer.content, answer.headers["content-type"]) == (W9, "application/pdf")
    assert answer.headers["content-disposition"].startswith("attachment")
    keep(site, content=W9 + b"\n%%EOF")
    assert site.client.get(f"{site.link}/tax-form.pdf").content != W9


def test_a_link_that_only_reads_does_not_have_it() -> None:
    site = an_issued_site()
    keep(site)
    assert site.client.get(f"{site.reading_link}/tax-form.pdf").status_code == 404
    assert "Tax form" not in site.client.get(site.reading_link).text


def test_a_hostile_name_breaks_no_header() -> None:
    site = an_issued_site()
    keep(site, name='w9"; filename=evil.html <b>')
    header = site.client.get(f"{site.link}/tax-form.pdf").headers["content-disposition"]
    assert "\n" not in header
    assert header.count("filename=") == 1
    assert "<b>.pdf" not in site.client.get(site.link).text


def test_it_is_kept_and_read_over_rest() -> None:
    system = System()
    path, body = "/sender-profiles/sender-us", {"name": "W-9.pdf"}
    body["content"] = b64encode(W9).decode()
    assert system.call("GET", f"{path}/tax-form").status_code == 404
    key = an_api_key(
        system.store, Scope.SENDER_PROFILES_WRITE, Scope.SENDER_PROFILES_READ, by=FIONA
    )
    answer = system.call("PUT", f"{path}/tax-form", body, key=key)
    assert answer.status_code == 200, answer.text
    (listed,) = system.call("GET", f"{path}/tax-forms", key=key).json()["items"]
    assert listed == answer.json()
    assert system.call("GET", f"{path}/tax-form", key=key).content == W9
    for wrong, pointer in (("not base64!", "#/content"), ("PGI+", "#/content")):
        refused = system.call("PUT", f"{path}/tax-form", body | {"content": wrong}, key=key)
        assert refused.status_code in {400, 422}
        assert pointer in pointers(refused)


def test_the_command_line_keeps_a_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("DATABASE_URL", f"sqlite:///{tmp_path}/forms.db")
    monkeypatch.setenv("SECRET_KEY", SECRET_KEY)
    composed = compose(Settings())
    with composed.database.write(WORKSPACE) as uow:
        uow.sender_profiles.save(a_sender_profile())
    (tmp_path / "W-9.pdf").write_bytes(W9)
    (tmp_path / "page.pdf").write_bytes(b"<html>")
    words = ("--workspace", WORKSPACE, "--entity", "Jupiter US Inc.", "--as", SAM.id)
    ran = CliRunner().invoke(cli, ["tax-form", "W-9.pdf", *words])
    assert ran.exit_code == 0, ran.output
    assert ran.output.startswith(f"W-9.pdf, {len(W9)} bytes, SHA-256 ")
    with composed.database.read(WORKSPACE) as uow:
        (form,) = uow.tax_forms.of("sender-us")
        assert uow.tax_forms.content(form.id) == W9
    for file in ("page.pdf", "nothing.pdf"):
        assert CliRunner().invoke(cli, ["tax-form", file, *words]).exit_code != 0
