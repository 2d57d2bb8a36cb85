"""ARCHITECTURE.md, CONTRIBUTING.md and CHANGELOG.md say what is there."""

import re
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
PAGE = (ROOT / "jupiter_core" / "ARCHITECTURE.md").read_text()
GUIDE = (ROOT / "CONTRIBUTING.md").read_text()
PATHS = sorted(set(re.findall(r"`((?:bot|jupiter_core|tests)/[^`\n]+)`", PAGE)))
PACKAGES = sorted(
    str(each.parent.relative_to(ROOT))
    for package in ("bot", "jupiter_core")
    for each in (ROOT / package).glob("*/__init__.py")
)
TARGETS = sorted(set(re.findall(r"`make ([a-z]+)", PAGE + GUIDE)))


def test_there_is_much_to_check() -> None:
    assert len(PATHS) > 20
    assert len(PACKAGES) > 15
    assert len(TARGETS) > 5


@pytest.mark.parametrize("path", PATHS)
def test_what_is_named_is_there(path: str) -> None:
    assert (ROOT / path).exists()


@pytest.mark.parametrize("package", PACKAGES)
def test_every_package_is_explained(package: str) -> None:
    assert package in PATHS


@pytest.mark.parametrize("target", TARGETS)
def test_what_make_is_said_to_do_it_does(target: str) -> None:
    assert re.search(rf"^{target}:", (ROOT / "Makefile").read_text(), re.MULTILINE)


@pytest.mark.parametrize("link", re.findall(r"\]\(([^)#]+)\)", GUIDE))
def test_every_link_of_the_guide_leads_somewhere(link: str) -> None:
    assert (ROOT / link).exists()


def test_the_newest_release_of_the_changelog_is_this_one() -> None:
    releases = re.findall(r"^## ([0-9.]+) ", (ROOT / "CHANGELOG.md").read_text(), re.MULTILINE)
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]
    assert releases[0] == project["version"]
