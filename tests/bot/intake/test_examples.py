"""The examples of countries: lifelike, complete, valid by every rule that has a judge here."""

import json
from pathlib import Path

import page
import pytest
from typer.testing import CliRunner, Result

from bot.cli.commands import cli
from bot.intake.files.examples import EXAMPLES, example_of
from bot.intake.files.invoice import RenderedFiles, rendered_files
from bot.intake.refusals import NotAmong
from jupiter_core.documents.pdf import PdfRenderer
from tests.jupiter_core.documents.einvoice.french import broken_in_france
from tests.jupiter_core.documents.einvoice.german import broken_in_germany
from tests.jupiter_core.documents.einvoice.judges import complaints, schema_complaints
from tests.jupiter_core.documents.einvoice.national import broken
from tests.jupiter_core.documents.einvoice.pint_rules import broken_in_pint

WITHOUT_A_NETWORK = {"CA", "IN", "MX", "US"}
"""Countries whose companies have no address on Peppol."""
ON_PINT = {"AU", "JP", "NZ", "SG"}


def jupiter(*words: str) -> Result:
    return CliRunner().invoke(cli, list(words))


def rendered(country: str) -> RenderedFiles:
    return rendered_files(example_of(country), PdfRenderer())


@pytest.mark.parametrize("country", EXAMPLES)
def test_the_example_of_a_country_is_valid_by_every_rule(country: str) -> None:
    files, left_out = rendered(country)
    assert files["invoice.pdf"].startswith(b"%PDF-")
    assert {*left_out} == ({"invoice.ubl.xml"} if country in WITHOUT_A_NETWORK else set())
    assert complaints(files["invoice.cii.xml"]) == []
    for each in ("invoice.cii.xml", "invoice.ubl.xml"):
        assert country != "FR" or broken_in_france(files[each]) == set()
    xrechnungen = {each for each in files if "xrechnung" in each}
    assert len(xrechnungen) == (2 if country == "DE" else 0)
    assert all(broken_in_germany(files[each]) == set() for each in xrechnungen)
    if "invoice.ubl.xml" not in files:
        return
    xml = files["invoice.ubl.xml"]
    if country in ON_PINT:
        assert schema_complaints(xml, "Invoice") == []
        assert broken_in_pint(xml) == set()
    else:
        assert complaints(xml) == []
        assert broken(xml) == set()


def test_there_is_an_example_of_27_countries_each_within_it_and_in_its_currency() -> None:
    currencies = {}
    for country in EXAMPLES:
        file = json.loads(example_of(country))
        parties = {file[each]["address"]["country"] for each in ("sender", "customer")}
        assert parties == {country}
        currencies[country] = file["currency"]
    assert len(currencies) == 27
    assert currencies["AU"] == "AUD"
    assert currencies["IE"] == "EUR"
    assert currencies["PL"] == "PLN"


@pytest.mark.parametrize("country", ["PL", "US"])
def test_its_paper_is_a_valid_archive_and_accessible(country: str) -> None:
    """One of A4 with letters beyond Latin-1, one of Letter."""
    pdf = rendered(country).files["invoice.pdf"]
    for profile in ("3a", "ua1"):
        assert page.validate_pdf_bytes(pdf, profile=profile).failures == []


def test_the_command_writes_the_example_of_a_country_with_what_it_was_made_of(
    tmp_path: Path,
) -> None:
    ran = jupiter("render", "--example", "de", "--out", str(tmp_path))
    assert (ran.exit_code, ran.stderr) == (0, "")
    assert json.loads((tmp_path / "invoice.json").read_text("utf-8"))["currency"] == "EUR"
    again = jupiter("render", str(tmp_path / "invoice.json"), "--out", str(tmp_path / "again"))
    assert again.exit_code == 0
    for made in (tmp_path / "again").iterdir():
        assert made.read_bytes() == (tmp_path / made.name).read_bytes()


def test_a_country_without_an_example_is_told_those_that_have_one(tmp_path: Path) -> None:
    with pytest.raises(NotAmong, match="AT, AU, BE"):
        example_of("XK")
    ran = jupiter("render", "--example", "XK", "--out", str(tmp_path / "made"))
    assert ran.exit_code == 2
    assert "US" in ran.stderr
    assert not (tmp_path / "made").exists()
