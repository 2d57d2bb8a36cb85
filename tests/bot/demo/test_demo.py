"""`jupiter demo --exit`, as a newcomer runs it."""

import json
import os
import shutil
import socket
import subprocess
import sys
import urllib.request
from collections.abc import Mapping
from pathlib import Path

import pytest

from bot.demo.desk import DUE_SOON, OVERDUE, PAID
from bot.demo.play import TEAM, Demo, Mode, api_of, demo, desk_of, play, where_to_look
from jupiter_core.domain.bank_entry import EntryState
from jupiter_core.domain.invoice import Invoice, State
from jupiter_core.ports import EntryFilter
from tests.harness.databases import with_its_tables
from tests.harness.forked import Forked

JUPITER = shutil.which("jupiter", path=str(Path(sys.executable).parent)) or "jupiter"
PATIENCE_SECONDS = 110


def run_demo(folder: Path, *options: str, **environment: str) -> subprocess.CompletedProcess[str]:
    """In an empty folder, on free ports unless the environment says others."""
    return subprocess.run(
        [JUPITER, "demo", "--exit", *options],
        cwd=folder,
        env=_environment(environment),
        capture_output=True,
        text=True,
        timeout=PATIENCE_SECONDS,
        check=False,
    )


def fork_demo(folder: Path, *options: str, **environment: str) -> subprocess.CompletedProcess[str]:
    """The same of a process that begins with everything loaded."""
    words = ["demo", "--exit", *options]
    said, complained = folder / "said", folder / "complained"
    forked = Forked(words, _environment(environment), said, complained, folder)
    try:
        code = forked.wait(PATIENCE_SECONDS)
    finally:
        forked.kill()
    return subprocess.CompletedProcess(words, code, said.read_text(), complained.read_text())


def _environment(more: Mapping[str, str]) -> dict[str, str]:
    return {**os.environ, "PORT": "0", "SIMULATOR_PORT": "0", **more}


def test_the_whole_deal_is_played_and_leaves_each_version_s_pdf(tmp_path: Path) -> None:
    ended = run_demo(tmp_path, "--mode", "http")
    assert (ended.returncode, ended.stderr) == (0, "")
    assert "Local workspace: http://127.0.0.1:" in ended.stdout
    assert "Mail: http://127.0.0.1:" in ended.stdout
    expect_the_whole_deal(ended.stdout, tmp_path / "out")


def test_the_whole_deal_is_played_in_socket_mode_too(tmp_path: Path) -> None:
    """By a bot of this process, which Slack does not limit: of the command, the mode is tested
    below."""
    said: list[str] = []
    made = with_its_tables()
    with demo(Mode.SOCKET, "127.0.0.1", 0, 0, limits=None, tables=made) as running:
        assert play(running, tmp_path, said.append), said
    expect_the_whole_deal("\n".join(said), tmp_path)


def expect_the_whole_deal(said: str, out: Path) -> None:
    assert "“Invoice JUS-000001 from Jupiter US Inc.: USD 1,345,000.00, due " in said
    assert "JUS-000001, version 1" in said
    assert "Payments to match (1); Overdue (1); Due within 7 days (1)" in said
    papers = {path.name: path.read_bytes() for path in out.iterdir()}
    assert set(papers) >= {"draft.pdf", "JUS-000001-v1.pdf", "JUS-000001-v2.pdf"}
    assert all(each.startswith(b"%PDF-") for each in papers.values())
    assert len(set(papers.values())) == len(papers)


@pytest.mark.parametrize("variable", ["PORT", "SIMULATOR_PORT"])
def test_a_port_in_use_is_said_in_one_line_with_its_variable(variable: str, tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = str(taken.getsockname()[1])
        ended = fork_demo(tmp_path, **{variable: port})
    assert ended.returncode == 1
    assert len(ended.stderr.splitlines()) == 1
    assert f"Port {port} is in use" in ended.stderr
    assert f"{variable}=" in ended.stderr


def test_a_step_that_fails_is_named_and_the_rest_is_not_played(tmp_path: Path) -> None:
    said: list[str] = []
    with demo(Mode.HTTP, "127.0.0.1", 0, 0, tables=with_its_tables()) as running:
        uninstall(running.workspace.base_url)
        assert not play(running, tmp_path, said.append)
    assert said[0] == " 1. Sam (sales ops) types /invoice in #deal-acme and fills in the deal"
    assert said[1].startswith("    FAILED at step 1: ")
    assert len(said) == 2


def test_a_deal_that_fails_ends_with_1_and_the_step(tmp_path: Path) -> None:
    """In Socket Mode, which has brought the command of the step before."""
    (tmp_path / "out").write_text("a file stands where the folder would be")
    ended = fork_demo(tmp_path, "--mode", "socket")
    assert ended.returncode == 1
    assert "FAILED at step 2: out/draft.pdf: " in ended.stdout
    assert "Traceback" not in ended.stderr


def test_the_desk_has_an_overdue_invoice_a_disputed_one_and_a_statement_half_matched(
    running: Demo,
) -> None:
    desk = desk_of(running, api_of(running.application))
    for _, step in desk.steps():
        step()
    with running.application.database.read(TEAM) as uow:
        overdue, disputed, paid = (
            found(uow.invoices.find_number(each.number)) for each in (OVERDUE, DUE_SOON, PAID)
        )
        entries = uow.statements.entries(EntryFilter())
        today = overdue.content.seller.today(uow.now)
    assert (overdue.state, paid.state) == (State.ISSUED, State.PAID)
    assert overdue.content.due_date < today <= disputed.content.due_date
    assert disputed.collection and disputed.collection.dispute
    assert {each.state for each in entries} == {EntryState.BOOKED, EntryState.PROPOSED}
    booked, waiting = sorted(entries, key=lambda each: each.state is EntryState.PROPOSED)
    assert [each.number for each in booked.booked] == [paid.number]
    assert [each.number for each in waiting.proposals[0].parts] == [overdue.number]


def test_what_is_said_at_the_end_leads_to_where_it_is_to_be_seen(running: Demo) -> None:
    said = "\n".join(where_to_look(running.workspace.base_url))
    assert f"{running.workspace.base_url}/#/U0FIONA/home" in said
    assert f"{running.workspace.base_url}/#/U0FIONA/C0FINANCE" in said


def found(invoice: Invoice | None) -> Invoice:
    assert invoice is not None
    return invoice


def test_two_demos_stand_beside_each_other(tmp_path: Path) -> None:
    made = with_its_tables()
    with (
        demo(Mode.HTTP, "127.0.0.1", 0, 0, tables=made) as one,
        demo(Mode.HTTP, "127.0.0.1", 0, 0, tables=made) as other,
    ):
        assert urls(one).isdisjoint(urls(other))


def urls(running: Demo) -> set[str]:
    public_url = running.application.settings.public_url
    return {running.workspace.base_url, public_url, running.mails.page_url, running.mails.smtp_url}


def uninstall(workspace: str) -> None:
    """Takes the app out of the workspace: from then on Slack refuses whatever it does."""
    request = urllib.request.Request(
        f"{workspace}/control/uninstall",
        data=json.dumps({}).encode(),
        headers={"Content-Type": "application/json"},
    )
    with urllib.request.urlopen(request, timeout=15) as answer:
        answer.read()
