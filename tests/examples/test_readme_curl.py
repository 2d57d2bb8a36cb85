"""The README's requests, as they stand there, by curl, to a server that runs."""

import json
import shlex
import shutil
import subprocess
import sys
from pathlib import Path

import httpx
import pytest

from tests.examples.served import Json, Served, the_seed_deal
from tests.harness.readme import blocks, shown_commands
from tests.harness.schedules import expect_schedule

SHOWN_AT = "http://127.0.0.1:8400"
CURLS = [each for each in shown_commands() if each.startswith("curl ")]
INVOICE, CONTRACT = CURLS


def answer_to(command: str, served: Served, folder: Path) -> Json:
    """What curl prints; where there is no curl, the same request is sent without it."""
    there = _one_line(command).replace(SHOWN_AT, served.url).replace("$KEY", served.key)
    if shutil.which("curl"):
        ran = subprocess.run(
            ["bash", "-c", there], cwd=folder, capture_output=True, text=True, check=True
        )
        return dict(json.loads(ran.stdout))
    return dict(_sent(shlex.split(there)).json())


def _one_line(command: str) -> str:
    return command.replace("\\\n", "")


def _sent(words: list[str]) -> httpx.Response:
    url, options = words[1], dict(zip(words[2::2], words[3::2], strict=True))
    named = [words[n + 1] for n, word in enumerate(words) if word == "-H"]
    headers = dict(each.split(": ", 1) for each in named)
    return httpx.post(url, headers=headers, json=json.loads(options["--json"]), timeout=60)


def test_the_invoice_shown_is_made_with_the_answer_shown(served: Served, tmp_path: Path) -> None:
    made = answer_to(INVOICE, served, tmp_path)
    (shown,) = map(json.loads, blocks("json"))
    assert {name: made[name] for name in shown if name != "totals"} == {
        name: value for name, value in shown.items() if name != "totals"
    }
    assert shown["totals"].items() <= made["totals"].items()


def test_the_invoice_shown_sent_again_is_the_same_one(served: Served, tmp_path: Path) -> None:
    first, second = (answer_to(INVOICE, served, tmp_path) for _ in range(2))
    assert first == second


def test_the_contract_shown_gives_the_schedule_of_the_seed_deal(
    served: Served, tmp_path: Path
) -> None:
    made = answer_to(CONTRACT, served, tmp_path)
    expect_schedule(made["schedule"], the_seed_deal()["expected"])


def test_the_requests_shown_need_nothing_but_curl_and_the_key() -> None:
    for command in CURLS:
        words = shlex.split(_one_line(command))
        assert set(words[2::2]) <= {"-H", "--json"}


@pytest.mark.skipif(sys.platform == "win32", reason="a shell as the README's")
def test_the_key_shown_is_made_as_shown(served: Served, tmp_path: Path) -> None:
    (line,) = (each for each in shown_commands() if each.startswith("KEY="))
    jupiter = Path(sys.executable).with_name("jupiter")
    script = line.replace(".venv/bin/jupiter", str(jupiter)) + '\nprintf "%s" "$KEY"'
    ran = subprocess.run(
        ["bash", "-c", script], cwd=tmp_path, env=dict(served.environment), capture_output=True
    )
    assert ran.stdout.startswith(b"jup_")
    headers = {"Authorization": f"Bearer {ran.stdout.decode()}"}
    assert (
        httpx.get(f"{served.url}/api/v1/invoices", headers=headers, timeout=60).status_code == 200
    )
