"""SECURITY.md names what is there: its places, its tests, and every attack that is played."""

import re
from pathlib import Path

import pytest

from bot.settings import Settings
from jupiter_core.domain.api_key import Scope

ROOT = Path(__file__).parents[1]
SAID = (ROOT / "SECURITY.md").read_text()
CODE = re.findall(r"`([^`\n]+)`", SAID)
PATHS = sorted({each for each in CODE if re.match(r"(bot|jupiter_core|tests|manifests)/", each)})
SETTINGS = sorted({each for each in CODE if re.fullmatch(r"[A-Z]{2,}(_[A-Z]+)+", each)})
SCOPES = sorted(
    {each for each in CODE if re.fullmatch(r"[a-z-]+:(read|write|amend|approve)", each)}
)
LINKS = re.findall(r"\]\(#([a-z-]+)\)", SAID)


def test_there_is_much_to_check() -> None:
    assert len(PATHS) > 50
    assert len(SETTINGS) > 5
    assert len(LINKS) > 10


@pytest.mark.parametrize("path", PATHS)
def test_what_is_named_is_there(path: str) -> None:
    assert (ROOT / path).exists()


def test_every_attack_is_named() -> None:
    attacks = sorted((ROOT / "tests" / "attacks").glob("test_*.py"))
    assert attacks
    named = {path for path in PATHS if path.startswith("tests/attacks/")}
    assert {f"tests/attacks/{each.name}" for each in attacks} <= named


def test_every_promise_has_its_place_and_its_test() -> None:
    part = SAID.partition("## Promises and the tests")[2].partition("\n## ")[0]
    rows = [line for line in part.splitlines() if line.startswith("| ") and "`" in line]
    assert len(rows) > 25
    for row in rows:
        promise, where, attacked = row.strip("| ").split(" | ")
        assert promise
        assert "`" in where
        assert "`tests/" in attacked


def test_every_answer_of_the_questionnaire_has_its_place_and_its_test() -> None:
    part = SAID.partition("## Questionnaire")[2].partition("\n## ")[0]
    _, _, *rows = (line.strip("| ").split(" | ") for line in part.splitlines() if "|" in line)
    asked = " ".join(question for question, *_ in rows).lower()
    for word in ("authentication", "authorisation", "encryption", "keys", "logs", "retention"):
        assert word in asked
    for word in ("backup", "recovery", "vulnerability reports", "sub-processors"):
        assert word in asked
    for _question, answer, where, shown in rows:
        assert answer
        assert where == "this document" or "`" in where
        assert "`tests/" in shown


@pytest.mark.parametrize("name", SETTINGS)
def test_every_setting_that_is_named_is_one(name: str) -> None:
    assert name.lower() in Settings.model_fields


@pytest.mark.parametrize("scope", SCOPES)
def test_every_scope_that_is_named_is_one(scope: str) -> None:
    assert scope in set(Scope)


def test_every_part_that_is_pointed_to_is_there() -> None:
    headings = re.findall(r"^#+ (.+)$", SAID, re.MULTILINE)
    anchors = {re.sub(r"[^a-z -]", "", each.lower()).replace(" ", "-") for each in headings}
    assert set(LINKS) <= anchors
