"""`jupiter sbom`: all that is locked to run is in it, each with its licence, by the schema."""

import json
import re
from typing import Any

import pytest
from typer.testing import CliRunner

from bot.cli.commands import cli
from tests.harness.readme import ROOT
from tests.manifests.published_schemas import problems_of_bom


@pytest.fixture(scope="module")
def bill() -> dict[str, Any]:
    ran = CliRunner().invoke(cli, ["sbom"])
    assert ran.exit_code == 0
    told: dict[str, Any] = json.loads(ran.stdout)
    return told


def locked() -> dict[str, str]:
    """Names and versions of what runs everywhere, as the lock file has them."""
    lines = (ROOT / "requirements.lock").read_text("utf-8")
    return dict(re.findall(r"^([a-z0-9-]+)==([^ ;]+) \\", lines, re.MULTILINE))


def test_it_is_whole_by_the_schema_of_cyclonedx(bill: dict[str, Any]) -> None:
    assert problems_of_bom(bill) == []
    assert problems_of_bom({**bill, "components": [{"type": "libary"}]}) != []


def test_all_that_is_locked_to_run_is_in_it_with_its_version(bill: dict[str, Any]) -> None:
    tools_to_build = {
        "editables",
        "hatchling",
        "packaging",
        "pathspec",
        "pluggy",
        "tomlkit",
        "trove-classifiers",
    }
    told = {each["purl"] for each in bill["components"]}
    wanted = {
        f"pkg:pypi/{name}@{version}"
        for name, version in locked().items()
        if name not in tools_to_build
    }
    assert wanted - told == set()
    assert "pkg:pypi/pytest@" not in "".join(told)
    assert bill["metadata"]["component"]["name"] == "jupiter-invoice"


def test_every_library_says_its_licence(bill: dict[str, Any]) -> None:
    assert [each["name"] for each in bill["components"] if not each["licenses"]] == []
    people = CliRunner().invoke(cli, ["sbom", "--licences"]).stdout.splitlines()
    assert len(people) == len(bill["components"]) + 1
    assert any(re.fullmatch(r"fastapi \S+  MIT.*", each) for each in people)


def test_what_a_library_needs_is_in_it_too(bill: dict[str, Any]) -> None:
    refs = {each["bom-ref"] for each in bill["components"]}
    needed = {each["ref"]: set(each["dependsOn"]) for each in bill["dependencies"]}
    assert set().union(*needed.values()) <= refs
    (fastapi,) = (each for each in needed if each.startswith("pkg:pypi/fastapi@"))
    assert any(each.startswith("pkg:pypi/starlette@") for each in needed[fastapi])


def test_no_library_has_a_licence_that_reaches_what_uses_it(bill: dict[str, Any]) -> None:
    """The LGPL lets others use a library as it is; the GPL and the AGPL ask for the program."""
    told = CliRunner().invoke(cli, ["sbom", "--licences"]).stdout
    lines = told.replace("Lesser General Public", "LGPL").splitlines()
    reaches = re.compile(r"(?<!L)A?GPL|General Public|Affero|SSPL|Commons Clause", re.IGNORECASE)
    assert [each for each in lines if reaches.search(each)] == []
    assert reaches.search("one 1.0  GPL-3.0-only")
    assert reaches.search("two 1.0  GNU Affero General Public License v3")
